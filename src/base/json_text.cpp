#include "base/json_text.hpp"

#include <bit>
#include <cstdint>
#include <cstring>

#include "base/decimal.hpp"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace tariff::base {

namespace {

auto is_digit(char c) noexcept -> bool {
  return c >= '0' && c <= '9';
}

auto digits_from(std::string_view text, std::size_t at) noexcept -> std::size_t {
  std::size_t count = 0;
  while (at + count < text.size() && is_digit(text[at + count])) ++count;
  return count;
}

// The written exponent; far ones saturate, which no number survives anyway (except zero).
auto read_exponent(std::string_view text) noexcept -> std::int64_t {
  constexpr std::int64_t far = 1'000'000'000'000;
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  std::int64_t value = 0;
  for (const char c : text) {
    if (value < far) value = value * 10 + (c - '0');
  }
  return negative ? -value : value;
}

auto hex_digit(char c) noexcept -> int {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// Four hexadecimal digits at `at`, or -1.
auto read_hex4(std::string_view text, std::size_t at) noexcept -> std::int32_t {
  if (at + 4 > text.size()) return -1;
  std::int32_t value = 0;
  for (std::size_t i = at; i < at + 4; ++i) {
    const int digit = hex_digit(text[i]);
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

void append_utf8(std::int32_t code_point, std::string& out) {
  const auto code = static_cast<std::uint32_t>(code_point);
  const auto tail = [&](unsigned shift) {
    out += static_cast<char>(0x80U | ((code >> shift) & 0x3FU));
  };
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0U | (code >> 6U));
    tail(0);
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0U | (code >> 12U));
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xF0U | (code >> 18U));
    tail(12);
    tail(6);
    tail(0);
  }
}

auto is_high_surrogate(std::int32_t code) noexcept -> bool {
  return code >= 0xD800 && code < 0xDC00;
}
auto is_low_surrogate(std::int32_t code) noexcept -> bool {
  return code >= 0xDC00 && code < 0xE000;
}

// The code point of the \u escape whose backslash is at `at`; `at` moves behind it. -1: none.
auto read_unicode_escape(std::string_view text, std::size_t& at) noexcept -> std::int32_t {
  const auto first = read_hex4(text, at + 2);
  if (first < 0 || is_low_surrogate(first)) return -1;
  at += 6;
  if (!is_high_surrogate(first)) return first;
  if (text.substr(at, 2) != "\\u") return -1;
  const auto second = read_hex4(text, at + 2);
  if (!is_low_surrogate(second)) return -1;
  at += 6;
  return 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
}

// What a one-letter escape stands for, or NUL.
auto simple_escape(char c) noexcept -> char {
  constexpr std::string_view letters = "\"\\/bfnrt";
  constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
  const auto at = letters.find(c);
  return at == std::string_view::npos ? '\0' : meanings[at];
}

// The escape whose backslash is at `at`; moves behind it.
auto read_escape(std::string_view text, std::size_t& at, std::string* out) -> bool {
  if (at + 1 >= text.size()) return false;
  if (text[at + 1] == 'u') {
    const auto code = read_unicode_escape(text, at);
    if (code < 0) return false;
    if (out != nullptr) append_utf8(code, *out);
    return true;
  }
  const char meaning = simple_escape(text[at + 1]);
  if (meaning == '\0') return false;
  if (out != nullptr) *out += meaning;
  at += 2;
  return true;
}

auto ends_plain_run(char c) noexcept -> bool {
  return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20;
}

// The high bit of each byte that ends a plain run; above the lowest such byte there may be more.
auto plain_run_ends(std::uint64_t bytes) noexcept -> std::uint64_t {
  constexpr std::uint64_t each = 0x0101010101010101;
  const auto is_zero = [](std::uint64_t x) { return (x - each) & ~x; };
  const auto below_space = (bytes - each * 0x20) & ~bytes;
  return (is_zero(bytes ^ (each * '"')) | is_zero(bytes ^ (each * '\\')) | below_space) &
         (each * 0x80);
}

#if defined(__SSE2__)
// A bit for each of sixteen bytes that ends a plain run.
auto plain_run_ends(const char* bytes) noexcept -> unsigned {
  __m128i block;
  std::memcpy(&block, bytes, sizeof block);
  const auto control = _mm_cmpeq_epi8(_mm_min_epu8(block, _mm_set1_epi8(0x1F)), block);
  const auto quote = _mm_cmpeq_epi8(block, _mm_set1_epi8('"'));
  const auto backslash = _mm_cmpeq_epi8(block, _mm_set1_epi8('\\'));
  return static_cast<unsigned>(
      _mm_movemask_epi8(_mm_or_si128(control, _mm_or_si128(quote, backslash))));
}
#endif

// Short whole numbers are most of all numbers: they fit as they are.
constexpr std::size_t short_number = 18;

auto is_short_whole(std::string_view spelling) noexcept -> bool {
  return spelling.size() <= short_number && digits_from(spelling, 0) == spelling.size();
}

}  // namespace

auto number_length(std::string_view text) noexcept -> std::size_t {
  std::size_t at = text.starts_with('-') ? 1 : 0;
  const auto whole = digits_from(text, at);
  if (whole == 0 || (whole > 1 && text[at] == '0')) return 0;
  at += whole;
  if (at < text.size() && text[at] == '.') {
    const auto decimals = digits_from(text, at + 1);
    if (decimals == 0) return 0;
    at += 1 + decimals;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    auto digits_at = at + 1;
    if (digits_at < text.size() && (text[digits_at] == '+' || text[digits_at] == '-')) ++digits_at;
    const auto digits = digits_from(text, digits_at);
    if (digits == 0) return 0;
    at = digits_at + digits;
  }
  return at;
}

auto number_value(std::string_view spelling) -> Value {
  if (is_short_whole(spelling)) {
    std::int64_t whole = 0;
    for (const char c : spelling) whole = whole * 10 + (c - '0');
    return Value::integer(whole);
  }
  const auto exponent_at = spelling.find_first_of("eE");
  const auto mantissa = spelling.substr(0, exponent_at);
  const auto exponent =
      exponent_at == std::string_view::npos ? 0 : read_exponent(spelling.substr(exponent_at + 1));
  DecimalReader reader;
  for (const char c : mantissa) {
    if (c == '.') {
      reader.add_point();
    } else if (c != '-') {
      reader.add_digit(c - '0');
    }
  }
  Rational number;
  auto value = reader.finish(spelling.starts_with('-'), exponent, number)
                   ? Value::number(number)
                   : Value::huge_number(std::string{spelling});
  if (spelling.find_first_of(".eE") != std::string_view::npos) value.mark_decimal();
  return value;
}

auto plain_end(std::string_view text, std::size_t at) noexcept -> std::size_t {
#if defined(__SSE2__)
  for (; text.size() - at >= 16; at += 16) {
    const auto ends = plain_run_ends(text.data() + at);
    if (ends != 0) return at + static_cast<std::size_t>(std::countr_zero(ends));
  }
#endif
  for (std::uint64_t bytes = 0; text.size() - at >= sizeof bytes; at += sizeof bytes) {
    std::memcpy(&bytes, text.data() + at, sizeof bytes);
    const auto ends = plain_run_ends(bytes);
    if (ends == 0) continue;
    if constexpr (std::endian::native != std::endian::little) break;
    return at + static_cast<std::size_t>(std::countr_zero(ends)) / 8;
  }
  while (at < text.size() && !ends_plain_run(text[at])) ++at;
  return at;
}

auto read_string(std::string_view text, std::size_t begin, std::size_t& end, std::string* out,
                 JsonError& error) -> bool {
  for (auto at = begin + 1; at < text.size();) {
    const auto stop = plain_end(text, at);
    if (out != nullptr) out->append(text, at, stop - at);
    at = stop;
    if (at == text.size()) break;
    if (text[at] == '"') {
      end = at + 1;
      return true;
    }
    if (text[at] != '\\') {
      error = {"control characters in strings must be escaped", at};
      return false;
    }
    const auto escape_at = at;
    if (!read_escape(text, at, out)) {
      error = {"not a valid escape in a string", escape_at};
      return false;
    }
  }
  error = {"this string has no end", begin};
  return false;
}

}  // namespace tariff::base
