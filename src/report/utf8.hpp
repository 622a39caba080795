// UTF-8 as terminals and JSON need it: one code point at a time, and how wide it is shown.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tariff::report {

inline constexpr char32_t invalid_code_point = 0xFFFFFFFF;
inline constexpr std::string_view replacement_character = "\xEF\xBF\xBD";

struct Decoded {
  char32_t code_point = invalid_code_point;
  std::size_t length = 1;  // Unit: bytes to step over, also when invalid
};

// The first code point of a text that is not empty.
[[nodiscard]] auto decode_utf8(std::string_view text) noexcept -> Decoded;

// Unit: terminal cells. Combining marks take none, East Asian wide characters and emoji two.
[[nodiscard]] auto display_width(std::string_view text) noexcept -> std::size_t;

// The text with control characters and broken UTF-8 made visible, so that an input cannot drive
// the terminal. Tabs become a space; line ends are kept when asked.
enum class LineEnds : unsigned char { escape, keep };
[[nodiscard]] auto printable(std::string_view text, LineEnds line_ends = LineEnds::escape)
    -> std::string;

// At most `cells` wide, with "…" in place of what was cut.
[[nodiscard]] auto shorten(std::string_view text, std::size_t cells) -> std::string;

}  // namespace tariff::report
