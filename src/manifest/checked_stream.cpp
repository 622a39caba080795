#include "manifest/checked_stream.hpp"

#include <algorithm>
#include <limits>

#include "base/text_source.hpp"

namespace tariff::manifest {

namespace {

constexpr std::size_t chunk = 4096;
// Places are counted in ints by the reader behind this stream.
constexpr std::size_t most_bytes = std::numeric_limits<int>::max();

auto is_forbidden(char c) noexcept -> bool {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 && c != '\n' && c != '\r' && c != '\t';
}

}  // namespace

CheckedStream::CheckedStream(Input& in, std::size_t max_value)
    : in_(in), max_value_(max_value), start_(static_cast<std::size_t>(in.offset())) {}

// How many bytes from the start may pass; what holds the next one back is noted unless it may only
// be a code point that is not complete yet.
auto CheckedStream::acceptable(std::string_view text, bool at_end) -> std::size_t {
  const auto bad = std::min(base::find_invalid_utf8(text), text.size());
  const auto good = text.substr(0, bad);
  const auto control =
      static_cast<std::size_t>(std::find_if(good.begin(), good.end(), is_forbidden) - good.begin());
  if (control < good.size()) {
    if (control == 0) fail(text[0] == '\0' ? "NUL byte" : "control character");
    return control;
  }
  if (bad == 0 && !text.empty() && (at_end || text.size() >= 4)) fail("not valid UTF-8");
  return bad;
}

auto CheckedStream::underflow() -> int_type {
  constexpr auto end_of_text = traits_type::eof();
  if (failed()) return end_of_text;
  if (given_ - progress_at_ > max_value_ || given_ > most_bytes - 2 * chunk) {
    too_large_ = true;
    fail(given_ - progress_at_ > max_value_
             ? "more than " + std::to_string(max_value_) + " bytes in one value"
             : "YAML of more than two gigabytes; write one record a line (JSONL) instead");
    return end_of_text;
  }
  auto text = in_.window();
  auto usable = acceptable(text.substr(0, chunk), false);
  if (usable == 0 && !failed() && !text.empty()) {
    text = in_.peek(4);
    usable = acceptable(text.substr(0, chunk), text.size() < 4);
  }
  if (usable == 0) return failed() ? end_of_text : give_end();
  buffer_ = text.substr(0, usable);
  in_.take(usable);
  note(buffer_);
  given_ += usable;
  setg(buffer_.data(), buffer_.data(), buffer_.data() + buffer_.size());
  return traits_type::to_int_type(buffer_.front());
}

// The reader takes a quoted text for closed when the input ends behind a line end, and with it
// everything behind the quote. It does not when a comment stands there.
auto CheckedStream::give_end() -> int_type {
  if (end_given_ || !blank_) return traits_type::eof();
  end_given_ = true;
  buffer_ = column_ == 0 ? "#" : "\n#";
  setg(buffer_.data(), buffer_.data(), buffer_.data() + buffer_.size());
  return traits_type::to_int_type(buffer_.front());
}

void CheckedStream::note(std::string_view text) {
  for (const char c : text) {
    if (c == '\n') {
      ++line_;
      column_ = 0;
      extra_ = 0;
      blank_ = true;
      continue;
    }
    blank_ = blank_ && (c == ' ' || c == '\t' || c == '\r');
    if ((static_cast<unsigned char>(c) & 0xC0U) == 0x80U) {
      if (extra_ == 0) lines_.push_back({line_, {}});
      lines_.back().continuations.push_back(column_);
      ++extra_;
    }
    ++column_;
  }
}

void CheckedStream::fail(std::string message) {
  if (message_.empty()) message_ = std::move(message);
}

auto CheckedStream::end() const -> Location {
  Location place;
  place.line = line_ + 1;
  place.column = column_ - extra_ + 1;
  place.offset = start_ + given_;
  return place;
}

auto CheckedStream::failure() const -> Location {
  auto place = end();
  place.length = 1;
  return place;
}

void CheckedStream::progress(std::uint32_t line) {
  progress_at_ = given_;
  while (!lines_.empty() && lines_.front().number < line && lines_.front().number < line_) {
    lines_.pop_front();
  }
}

auto CheckedStream::place(int offset, int line, int column) const -> Location {
  Location place;
  if (line < 0 || column < 0 || offset < 0) return place;
  // The reader counts the end of the text as a character.
  if (static_cast<std::size_t>(offset) > given_) return failure();
  const auto number = static_cast<std::uint32_t>(line);
  const auto byte = static_cast<std::uint32_t>(column);
  std::uint32_t extra = 0;
  const auto found = std::lower_bound(lines_.begin(), lines_.end(), number,
                                      [](const Line& a, std::uint32_t b) { return a.number < b; });
  if (found != lines_.end() && found->number == number) {
    const auto& all = found->continuations;
    extra =
        static_cast<std::uint32_t>(std::lower_bound(all.begin(), all.end(), byte) - all.begin());
  }
  place.line = number + 1;
  place.column = byte - extra + 1;
  place.offset = start_ + static_cast<std::size_t>(offset);
  place.length = 1;
  return place;
}

}  // namespace tariff::manifest
