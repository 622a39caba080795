// Runs kernels (catalog/kernel.hpp) on bound requests.
#pragma once

#include <cstdint>

#include "engine/bound.hpp"
#include "tariff/date.hpp"

namespace tariff::engine {

// Finds the class of each field, and counts the tokens that are billed. Part of binding.
void classify(BoundRequest& bound) noexcept;

// The class of slot `index` of the kernel, counted over all slots' classes. False: it is of none
// that the kernel knows.
[[nodiscard]] auto find_class(const BoundRequest& bound, std::size_t index,
                              std::uint16_t& out) noexcept -> bool;

// What an operation that reads a field gets of it: a number, tokens, or a count.
[[nodiscard]] inline auto input(catalog::IntegerOp::Code code, const FieldValue& field) noexcept
    -> std::int64_t {
  using Code = catalog::IntegerOp::Code;
  switch (code) {
    case Code::tokens_expected: return field.number.expected.numerator();
    case Code::tokens_high: return field.number.high.numerator();
    case Code::count: return static_cast<std::int64_t>(field.list.size());
    default: return field.number.low.numerator();
  }
}

// A register file on the stack; nothing is initialised until an operation writes it.
struct IntegerRegisters {
  // Operations with fewer operands name the first register for the rest.
  IntegerRegisters() noexcept { values[0] = 0; }

  std::int64_t values[catalog::most_integer_registers];
  // What the folds that have been asked for gave: low, expected, high.
  std::int64_t folds[catalog::Kernel::most_folds][3];
  std::uint32_t folded = 0;  // bit k: folds[k] is there
};

// False: the program gives up (see IntegerOp), and `registers` is unspecified.
[[nodiscard]] auto run(const catalog::IntegerProgram& program, const BoundRequest& bound,
                       IntegerRegisters& registers) noexcept -> bool;

// Which terms of the rules are broken on a day. False: the rules' own program must say.
[[nodiscard]] auto broken_terms(const BoundRequest& bound, Date as_of,
                                catalog::TermSet& terms) noexcept -> bool;

// The shape of a request's price; null: the card's own program must say.
[[nodiscard]] auto price_shape(const BoundRequest& bound, const catalog::RateCard& card,
                               const catalog::Tier& tier) noexcept -> const catalog::PriceShape*;

// value × scale, in lowest terms. False when it does not fit.
[[nodiscard]] auto scaled(std::int64_t value, Rational scale, Rational& out) noexcept -> bool;
[[nodiscard]] auto scaled(const catalog::IntegerRange& range, const IntegerRegisters& registers,
                          Range& out) noexcept -> bool;

}  // namespace tariff::engine
