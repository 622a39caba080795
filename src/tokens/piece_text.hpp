// The bytes of one piece, as its encoding reads them: with what is not UTF-8 replaced by U+FFFD.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>

#include "tokens/characters.hpp"
#include "tokens/vocabulary.hpp"

namespace tariff::tokens {

// How far behind the furthest place that was asked for a text must still be readable.
inline constexpr std::size_t look_behind = 512;  // Unit: bytes

// A piece that is UTF-8: the text itself.
class ValidText {
 public:
  ValidText(const unsigned char* begin, const unsigned char* end) noexcept
      : begin_(begin), size_(static_cast<std::size_t>(end - begin)) {}

  // Bytes that can be read at `at`: all that are left, or more than a token has.
  auto prepare(std::size_t at) noexcept -> std::size_t { return size_ - at; }
  [[nodiscard]] auto bytes(std::size_t at) const noexcept -> const unsigned char* {
    return begin_ + at;
  }

 private:
  const unsigned char* begin_;
  std::size_t size_;
};

// A piece that is not: a window on the replaced text, which moves along.
class ReplacedText {
 public:
  ReplacedText(const unsigned char* begin, const unsigned char* end) noexcept
      : next_(begin), end_(end) {}

  auto prepare(std::size_t at) noexcept -> std::size_t {
    if (at + longest_token >= first_ + filled_ && next_ != end_) refill(at);
    return first_ + filled_ - at;
  }
  [[nodiscard]] auto bytes(std::size_t at) const noexcept -> const unsigned char* {
    return window_.data() + (at - first_);
  }

 private:
  void refill(std::size_t at) noexcept {
    const std::size_t keep_from = std::max(first_, at > look_behind ? at - look_behind : 0);
    filled_ -= keep_from - first_;
    std::memmove(window_.data(), window_.data() + (keep_from - first_), filled_);
    first_ = keep_from;
    while (next_ != end_ && filled_ + 4 <= window_.size()) {
      const auto now = next_character(next_, end_);
      constexpr std::array<unsigned char, 3> replacement{0xEF, 0xBF, 0xBD};
      const auto* from = now.valid ? next_ : replacement.data();
      const std::size_t size = now.valid ? now.size : replacement.size();
      std::memcpy(window_.data() + filled_, from, size);
      filled_ += size;
      next_ += now.size;
    }
  }

  const unsigned char* next_;  // what is not yet in the window
  const unsigned char* end_;
  std::size_t first_ = 0;   // of the piece, at the beginning of the window
  std::size_t filled_ = 0;  // Unit: bytes
  std::array<unsigned char, 2048> window_;
};

}  // namespace tariff::tokens
