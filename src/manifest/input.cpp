#include "manifest/input.hpp"

#include <algorithm>

namespace tariff::manifest {

namespace {

constexpr std::size_t chunk = std::size_t{64} << 10U;

}  // namespace

auto Input::fill() -> bool {
  if (taken_ > 0) buffer_.erase(0, taken_);
  taken_ = 0;
  auto* source = in_.rdbuf();
  if (source == nullptr || source->sgetc() == std::char_traits<char>::eof()) return false;
  // Only what is there: a pipe should not wait for a whole chunk.
  const auto ready = std::clamp<std::streamsize>(source->in_avail(), 1, chunk);
  const auto before = buffer_.size();
  buffer_.resize(before + static_cast<std::size_t>(ready));
  const auto got = source->sgetn(buffer_.data() + before, ready);
  buffer_.resize(before + static_cast<std::size_t>(std::max<std::streamsize>(got, 0)));
  return got > 0;
}

auto Input::window() -> std::string_view {
  if (taken_ == buffer_.size()) fill();
  return std::string_view{buffer_}.substr(taken_);
}

auto Input::peek(std::size_t wanted) -> std::string_view {
  while (buffer_.size() - taken_ < wanted && fill()) continue;
  return std::string_view{buffer_}.substr(taken_);
}

void Input::take(std::size_t bytes) noexcept {
  const auto begin = buffer_.begin() + static_cast<std::ptrdiff_t>(taken_);
  line_ += static_cast<std::uint32_t>(
      std::count(begin, begin + static_cast<std::ptrdiff_t>(bytes), '\n'));
  taken_ += bytes;
  offset_ += bytes;
}

void Input::skip_mark() {
  if (peek(3).starts_with("\xEF\xBB\xBF")) take(3);
}

auto next_line(Input& in, std::size_t max_length, Line& out) -> bool {
  auto window = in.window();
  if (window.empty()) return false;
  out.text.clear();
  out.number = in.line();
  out.offset = in.offset();
  out.too_long = false;
  while (!window.empty()) {
    const auto end = window.find('\n');
    const auto piece = window.substr(0, end);
    const auto room = max_length - out.text.size();
    if (piece.size() > room) out.too_long = true;
    out.text.append(piece.substr(0, room));
    in.take(end == std::string_view::npos ? piece.size() : piece.size() + 1);
    if (end != std::string_view::npos) break;
    window = in.window();
  }
  if (!out.too_long && out.text.ends_with('\r')) out.text.pop_back();
  return true;
}

}  // namespace tariff::manifest
