// Characters of a text as the pre-tokeniser sees them: how many bytes, and of which class.
#pragma once

#include <cstddef>
#include <cstdint>

namespace tariff::tokens {

// Sets of classes, one bit a class, from the letters of char_classes.inc.
using CharSet = std::uint32_t;

constexpr auto char_set(char letter) noexcept -> CharSet {
  return CharSet{1} << (static_cast<unsigned char>(letter) & 31);
}

inline constexpr CharSet upper = char_set('U');     // Lu, Lt
inline constexpr CharSet lower = char_set('L');     // Ll
inline constexpr CharSet caseless = char_set('B');  // Lm, Lo
inline constexpr CharSet mark = char_set('M');      // M
inline constexpr CharSet number = char_set('N');    // N
inline constexpr CharSet blank = char_set('S');     // White_Space, but no line ends
inline constexpr CharSet line_end = char_set('C');  // CR and LF
inline constexpr CharSet other = char_set('O');     // the rest
inline constexpr CharSet letter = upper | lower | caseless;

namespace detail {
#include "tokens/char_classes.inc"
}

// `code` is a code point, below 0x110000.
[[nodiscard]] inline auto class_of(char32_t code) noexcept -> CharSet {
  return char_set(detail::blocks[std::size_t{detail::block_of[code >> 7]} << 7 | (code & 127)]);
}

struct Character {
  CharSet set = 0;        // its class; 0 at the end of the text
  std::uint8_t size = 0;  // Unit: bytes
  bool valid = true;      // false: not UTF-8, and to be read as U+FFFD
};

// The character at `at`, which must be before `end`, of more than one byte. What is not UTF-8 is
// divided into maximal subparts (Unicode, section 3.9), each of them one character.
[[nodiscard]] inline auto decode(const unsigned char* at, const unsigned char* end) noexcept
    -> Character {
  const auto left = static_cast<std::size_t>(end - at);
  const auto bad = [](std::uint8_t size) noexcept { return Character{other, size, false}; };
  const auto tail = [&](std::size_t i) noexcept { return i < left && (at[i] & 0xC0) == 0x80; };
  const char32_t lead = at[0];

  if (lead >= 0xC2 && lead <= 0xDF) {
    if (!tail(1)) return bad(1);
    return {class_of((lead & 0x1F) << 6 | (at[1] & 0x3FU)), 2};
  }
  if ((lead & 0xF0) == 0xE0) {
    if (!tail(1)) return bad(1);
    const char32_t code = (lead & 0x0F) << 12 | (at[1] & 0x3FU) << 6;
    if (code < 0x800 || (code >= 0xD800 && code <= 0xDFFF)) return bad(1);
    if (!tail(2)) return bad(2);
    return {class_of(code | (at[2] & 0x3FU)), 3};
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    if (!tail(1)) return bad(1);
    const char32_t code = (lead & 0x07) << 18 | (at[1] & 0x3FU) << 12;
    if (code < 0x10000 || code > 0x10FFFF) return bad(1);
    if (!tail(2)) return bad(2);
    if (!tail(3)) return bad(3);
    return {class_of(code | (at[2] & 0x3FU) << 6 | (at[3] & 0x3FU)), 4};
  }
  return bad(1);
}

// The character at `at`, or the end.
[[nodiscard]] inline auto next_character(const unsigned char* at, const unsigned char* end) noexcept
    -> Character {
  if (at == end) return {};
  if (*at < 0x80) return {char_set(detail::blocks[*at]), 1};
  return decode(at, end);
}

}  // namespace tariff::tokens
