#include "lsp/framing.hpp"

#include <algorithm>
#include <charconv>

namespace tariff::lsp {
namespace {

auto is_blank(char c) noexcept -> bool {
  return c == ' ' || c == '\t' || c == '\r';
}

auto trimmed(std::string_view text) noexcept -> std::string_view {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

auto same_name(std::string_view a, std::string_view b) noexcept -> bool {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return lower(x) == lower(y); });
}

struct HeaderEnd {
  std::size_t begin = std::string_view::npos;  // of the empty line
  std::size_t end = 0;
};

// Lines end with CRLF; a bare LF is taken too.
auto find_end(std::string_view text) noexcept -> HeaderEnd {
  for (auto at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
    const auto rest = text.substr(at + 1);
    if (rest.starts_with('\n')) return {at + 1, at + 2};
    if (rest.starts_with("\r\n")) return {at + 1, at + 3};
  }
  return {};
}

// The one Content-Length of the headers.
auto length_of(std::string_view headers, std::size_t& length, std::string& why) -> bool {
  bool found = false;
  while (!headers.empty()) {
    const auto end = std::min(headers.find('\n'), headers.size() - 1);
    const auto line = trimmed(headers.substr(0, end));
    headers.remove_prefix(end + 1);
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    if (!same_name(trimmed(line.substr(0, colon)), "Content-Length")) continue;
    const auto digits = trimmed(line.substr(colon + 1));
    const auto* last = digits.data() + digits.size();
    const auto [stop, fault] = std::from_chars(digits.data(), last, length);
    if (found || digits.empty() || fault != std::errc{} || stop != last) {
      why = found ? "Content-Length is given twice" : "Content-Length is not a number of bytes";
      return false;
    }
    found = true;
  }
  if (!found) why = "a message without Content-Length";
  return found;
}

}  // namespace

void FrameReader::consume(std::size_t count) {
  at_ += count;
  if (at_ == buffer_.size()) {
    buffer_.clear();
    at_ = 0;
  } else if (at_ > buffer_.size() / 2) {
    buffer_.erase(0, at_);
    at_ = 0;
  }
}

auto FrameReader::read_header() -> std::optional<Frame> {
  const auto text = std::string_view{buffer_}.substr(at_);
  const auto end = find_end(text.substr(0, largest_header));
  if (end.begin == std::string_view::npos) {
    if (text.size() < largest_header) return std::nullopt;
    lost_ = true;
    return Frame{false, "headers that do not end"};
  }
  std::size_t length = 0;
  std::string why;
  const bool good = length_of(text.substr(0, end.begin), length, why);
  consume(end.end);
  if (!good) return Frame{false, std::move(why)};
  if (length > largest_message) {
    skipped_ = length;
    return Frame{false, "a message of more than " + std::to_string(largest_message) + " bytes"};
  }
  length_ = length;
  return std::nullopt;
}

auto FrameReader::read_body() -> std::optional<Frame> {
  if (buffer_.size() - at_ < *length_) return std::nullopt;
  Frame frame{true, buffer_.substr(at_, *length_)};
  consume(*length_);
  length_.reset();
  return frame;
}

auto FrameReader::next() -> std::optional<Frame> {
  if (lost_) return std::nullopt;
  const auto skipped = std::min(skipped_, buffer_.size() - at_);
  skipped_ -= skipped;
  consume(skipped);
  if (skipped_ != 0) return std::nullopt;
  if (!length_) {
    if (auto fault = read_header()) return fault;
  }
  return length_ ? read_body() : std::nullopt;
}

auto frame(std::string_view message) -> std::string {
  std::string text = "Content-Length: " + std::to_string(message.size()) + "\r\n\r\n";
  return text.append(message);
}

}  // namespace tariff::lsp
