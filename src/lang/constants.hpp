// Exact arithmetic on constants, as the machine would do it.
#pragma once

#include <cstdint>

#include "lang/program.hpp"
#include "tariff/rational.hpp"

namespace tariff::lang {

enum class Outcome : std::uint8_t { ok, overflow, division_by_zero, negative_root };

[[nodiscard]] auto compute(Op op, Rational a, Rational& out) -> Outcome;
[[nodiscard]] auto compute(Op op, Rational a, Rational b, Rational& out) -> Outcome;

// equal, not_equal, less, less_equal.
[[nodiscard]] auto holds(Op op, Rational a, Rational b) noexcept -> bool;

}  // namespace tariff::lang
