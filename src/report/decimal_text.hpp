// Exact decimals as text, without memory of their own.
#pragma once

#include <cstddef>

#include "tariff/rational.hpp"

namespace tariff::report {

// Unit: bytes. No decimal is longer: a whole part of 64 bits, and at most 62 decimals.
inline constexpr std::size_t decimal_room = 96;

// A decimal that has been written.
struct DecimalEnd {
  char* end = nullptr;   // behind its last byte
  bool is_exact = true;  // false: its decimals do not end, and it is rounded
};

// Writes what Rational::to_decimal() says of `value`; there is decimal_room.
auto write_decimal(char* to, Rational value) -> DecimalEnd;

}  // namespace tariff::report
