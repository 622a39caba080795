#include "report/utf8.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace tariff::report {
namespace {

// Code points from `first` to `last`, both included.
struct Block {
  char32_t first;
  char32_t last;
};

// Source: Unicode 15, categories Mn and Cf, by block.
constexpr std::array<Block, 9> zero_width{{{0x0300, 0x036F},
                                           {0x0483, 0x0489},
                                           {0x0591, 0x05BD},
                                           {0x1AB0, 0x1AFF},
                                           {0x1DC0, 0x1DFF},
                                           {0x200B, 0x200F},
                                           {0x20D0, 0x20FF},
                                           {0xFE00, 0xFE0F},
                                           {0xFE20, 0xFE2F}}};

// Source: Unicode 15, East Asian Width W and F, by block.
constexpr std::array<Block, 12> double_width{{{0x1100, 0x115F},
                                              {0x2E80, 0x303E},
                                              {0x3041, 0x33FF},
                                              {0x3400, 0x4DBF},
                                              {0x4E00, 0x9FFF},
                                              {0xA000, 0xA4CF},
                                              {0xAC00, 0xD7A3},
                                              {0xF900, 0xFAFF},
                                              {0xFE30, 0xFE6F},
                                              {0xFF00, 0xFF60},
                                              {0x1F300, 0x1FAFF},
                                              {0x20000, 0x3FFFD}}};

auto contains(std::span<const Block> blocks, char32_t code_point) noexcept -> bool {
  return std::any_of(blocks.begin(), blocks.end(), [code_point](const Block& block) {
    return block.first <= code_point && code_point <= block.last;
  });
}

auto is_control(char32_t code_point) noexcept -> bool {
  return code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0);
}

// Marks that reorder what stands around them on a line.
auto is_direction_mark(char32_t code_point) noexcept -> bool {
  return (code_point >= 0x202A && code_point <= 0x202E) ||
         (code_point >= 0x2066 && code_point <= 0x2069);
}

auto width_of(char32_t code_point) noexcept -> std::size_t {
  if (code_point < 0x300) return 1;
  if (contains(zero_width, code_point)) return 0;
  return contains(double_width, code_point) ? 2 : 1;
}

auto sequence_length(unsigned char lead) noexcept -> std::size_t {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead < 0xE0) return 2;
  if (lead >= 0xE0 && lead < 0xF0) return 3;
  if (lead >= 0xF0 && lead < 0xF5) return 4;
  return 0;
}

// Overlong spellings, surrogates and what lies above Unicode are not characters.
auto is_scalar(char32_t code_point, std::size_t length) noexcept -> bool {
  constexpr std::array<char32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
  return code_point >= least[length] && code_point <= 0x10FFFF &&
         (code_point < 0xD800 || code_point > 0xDFFF);
}

void append_visible(std::string& out, char32_t code_point) {
  constexpr std::string_view digits = "0123456789abcdef";
  out += "\\u{";
  bool started = false;
  for (int shift = 20; shift >= 0; shift -= 4) {
    const auto digit = (code_point >> static_cast<unsigned>(shift)) & 15U;
    started = started || digit != 0 || shift == 0;
    if (started) out += digits[digit];
  }
  out += '}';
}

}  // namespace

auto decode_utf8(std::string_view text) noexcept -> Decoded {
  const auto lead = static_cast<unsigned char>(text.front());
  const auto length = sequence_length(lead);
  if (length == 1) return {lead, 1};
  if (length == 0 || text.size() < length) return {};
  char32_t code_point = lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xC0U) != 0x80U) return {};
    code_point = (code_point << 6U) | (byte & 0x3FU);
  }
  if (!is_scalar(code_point, length)) return {};
  return {code_point, length};
}

auto display_width(std::string_view text) noexcept -> std::size_t {
  std::size_t width = 0;
  while (!text.empty()) {
    const auto [code_point, length] = decode_utf8(text);
    width += code_point == invalid_code_point ? 1 : width_of(code_point);
    text.remove_prefix(length);
  }
  return width;
}

auto printable(std::string_view text, LineEnds line_ends) -> std::string {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto [code_point, length] = decode_utf8(text);
    if (code_point == invalid_code_point) {
      out += replacement_character;
    } else if (code_point == '\n' && line_ends == LineEnds::keep) {
      out += '\n';
    } else if (code_point == '\t') {
      out += ' ';
    } else if (is_control(code_point) || is_direction_mark(code_point)) {
      append_visible(out, code_point);
    } else {
      out += text.substr(0, length);
    }
    text.remove_prefix(length);
  }
  return out;
}

auto shorten(std::string_view text, std::size_t cells) -> std::string {
  if (display_width(text) <= cells) return std::string{text};
  std::string out;
  std::size_t width = 1;  // of the ellipsis
  while (!text.empty()) {
    const auto [code_point, length] = decode_utf8(text);
    width += code_point == invalid_code_point ? 1 : width_of(code_point);
    if (width > cells) break;
    out += text.substr(0, length);
    text.remove_prefix(length);
  }
  return out + "…";
}

}  // namespace tariff::report
