// Exact numbers and ranges of them, as expressions over integer nodes: value = scale × numerator /
// denominator. A range is three such numbers, so that an operation on ranges becomes operations on
// integers when a request's classes are known.
#pragma once

#include "kernel/graph.hpp"
#include "tariff/rational.hpp"

namespace tariff::kernel {

struct Number {
  Rational scale;                // 0: the number is 0
  NodeId numerator = no_node;    // no_node: not expressible
  NodeId denominator = no_node;  // > 0
  int roundings = 0;             // to binary64 that are left out: see Arithmetic::round_binary64

  [[nodiscard]] auto valid() const noexcept -> bool { return numerator != no_node; }
  friend auto operator==(const Number&, const Number&) noexcept -> bool = default;
};

struct NumberRange {
  Number low;
  Number expected;
  Number high;

  [[nodiscard]] auto valid() const noexcept -> bool {
    return low.valid() && expected.valid() && high.valid();
  }
  [[nodiscard]] auto is_exact() const noexcept -> bool { return low == high && low == expected; }
  friend auto operator==(const NumberRange&, const NumberRange&) noexcept -> bool = default;
};

// Operations give what engine/interval.hpp and the machine give, or an invalid result where that
// cannot be said with integers of known bounds.
class Arithmetic {
 public:
  explicit Arithmetic(Graph& graph);

  [[nodiscard]] auto graph() noexcept -> Graph& { return graph_; }

  [[nodiscard]] auto constant(Rational value) const -> Number;
  [[nodiscard]] auto constant(const Range& value) const -> NumberRange;
  [[nodiscard]] auto of(NodeId node) const -> Number;
  [[nodiscard]] static auto exactly(const Number& value) -> NumberRange {
    return {value, value, value};
  }

  auto add(const NumberRange& a, const NumberRange& b) -> NumberRange;
  auto subtract(const NumberRange& a, const NumberRange& b) -> NumberRange;
  auto multiply(const NumberRange& a, const NumberRange& b) -> NumberRange;
  auto divide(const NumberRange& a, const NumberRange& b) -> NumberRange;
  auto integer_divide(const NumberRange& a, const NumberRange& b) -> NumberRange;
  auto modulo(const NumberRange& a, const NumberRange& b) -> NumberRange;
  auto minimum(const NumberRange& a, const NumberRange& b) -> NumberRange;
  auto maximum(const NumberRange& a, const NumberRange& b) -> NumberRange;
  auto hull(const NumberRange& a, const NumberRange& b) -> NumberRange;
  auto select(NodeId condition, const NumberRange& a, const NumberRange& b) -> NumberRange;
  auto negate(const NumberRange& a) -> NumberRange;
  auto absolute(const NumberRange& a) -> NumberRange;
  auto isqrt(const NumberRange& a) -> NumberRange;
  // To a multiple of step. Code: floor_divide, ceil_divide, half_even or half_up.
  auto round(Code code, const NumberRange& a, Rational step) -> NumberRange;
  // The number itself, with a mark: rounding to binary64 changes it by less than 2^-52 of itself,
  // which rounding to whole numbers sees near ties only, where the program gives up.
  static auto round_binary64(const NumberRange& a) -> NumberRange;

  // Truth as a node of 0 or 1; no_node where it is not one or the other for every request.
  auto less(const NumberRange& a, const NumberRange& b, bool or_equal) -> NodeId;
  auto equal(const NumberRange& a, const NumberRange& b) -> NodeId;

  // The range as whole multiples of one scale; nullopt: not expressible.
  struct Integers {
    Rational scale;
    NodeId low = no_node;
    NodeId expected = no_node;
    NodeId high = no_node;
  };
  [[nodiscard]] auto at_one_scale(const NumberRange& a) -> std::optional<Integers>;

  // True when the number cannot be negative.
  [[nodiscard]] auto is_natural(const Number& a) const -> bool;

 private:
  struct Pair {  // two numbers at one scale
    Rational scale;
    NodeId a = no_node;
    NodeId b = no_node;
  };

  auto add(const Number& a, const Number& b) -> Number;
  auto multiply(const Number& a, const Number& b) -> Number;
  auto divide(const Number& a, const Number& b) -> Number;
  auto minimum(const Number& a, const Number& b) -> Number;
  auto maximum(const Number& a, const Number& b) -> Number;
  auto select(NodeId condition, const Number& a, const Number& b) -> Number;
  auto round(Code code, const Number& a, Rational step) -> Number;
  auto isqrt(const Number& a) -> Number;
  static auto negate(const Number& a) -> Number;
  auto less(const Number& a, const Number& b, bool or_equal) -> NodeId;
  // Numerators at the greatest common scale; both denominators 1, or equal.
  auto align(const Number& a, const Number& b) -> Pair;
  auto scaled(NodeId node, std::int64_t factor) -> NodeId;
  [[nodiscard]] auto is_one(NodeId node) const -> bool { return node == one_; }
  [[nodiscard]] auto is_positive(const Number& a) const -> bool;
  [[nodiscard]] auto ties_alone_matter(Code code, const Number& a, NodeId numerator,
                                       NodeId denominator) const -> bool;

  Graph& graph_;
  NodeId one_;
};

}  // namespace tariff::kernel
