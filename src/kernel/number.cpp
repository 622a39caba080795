#include "kernel/number.hpp"

#include <numeric>

namespace tariff::kernel {
namespace {

using base::Int128;

// The greatest number of which both are whole multiples; false when it does not fit.
auto common_scale(Rational a, Rational b, Rational& out) noexcept -> bool {
  if (a.is_zero() || b.is_zero()) {
    out = a.is_zero() ? b : a;
    if (out.is_zero()) out = Rational{1};
    return !out.is_negative() || checked_neg(out, out);
  }
  const std::int64_t top =
      std::gcd(a.numerator(), b.numerator());  // of lowest terms, so this is right
  const std::int64_t shared = std::gcd(a.denominator(), b.denominator());
  std::int64_t bottom = 0;
  if (__builtin_mul_overflow(a.denominator() / shared, b.denominator(), &bottom)) return false;
  return Rational::make(top, bottom, out);
}

// a / scale, a whole number.
auto multiple_of(Rational a, Rational scale, std::int64_t& out) noexcept -> bool {
  Rational quotient;
  if (!checked_div(a, scale, quotient) || !quotient.is_integer()) return false;
  out = quotient.numerator();
  return true;
}

constexpr Number invalid{};

}  // namespace

Arithmetic::Arithmetic(Graph& graph) : graph_(graph), one_(graph.constant(1)) {}

auto Arithmetic::constant(Rational value) const -> Number {
  return {value, one_, one_, 0};
}

auto Arithmetic::constant(const Range& value) const -> NumberRange {
  return {constant(value.low), constant(value.expected), constant(value.high)};
}

auto Arithmetic::of(NodeId node) const -> Number {
  if (node == no_node) return invalid;
  if (graph_[node].is_constant()) return constant(Rational{graph_[node].k});
  return {Rational{1}, node, one_, 0};
}

auto Arithmetic::is_natural(const Number& a) const -> bool {
  if (a.scale.is_zero()) return true;
  const Node& node = graph_[a.numerator];
  return a.scale.is_negative() ? node.high <= 0 : node.low >= 0;
}

auto Arithmetic::is_positive(const Number& a) const -> bool {
  if (a.scale.is_zero()) return false;
  const Node& node = graph_[a.numerator];
  return a.scale.is_negative() ? node.high < 0 : node.low > 0;
}

auto Arithmetic::scaled(NodeId node, std::int64_t factor) -> NodeId {
  return graph_.multiply(node, graph_.constant(factor));
}

auto Arithmetic::align(const Number& a, const Number& b) -> Pair {
  Pair pair;
  if (!a.valid() || !b.valid() || a.roundings != 0 || b.roundings != 0) return pair;
  std::int64_t first = 0;
  std::int64_t second = 0;
  if (!common_scale(a.scale, b.scale, pair.scale) || !multiple_of(a.scale, pair.scale, first) ||
      !multiple_of(b.scale, pair.scale, second)) {
    return pair;
  }
  NodeId x = a.numerator;
  NodeId y = b.numerator;
  if (a.denominator != b.denominator) {
    x = graph_.multiply(x, b.denominator);
    y = graph_.multiply(y, a.denominator);
  }
  if (x == no_node || y == no_node) return pair;
  pair.a = scaled(x, first);
  pair.b = scaled(y, second);
  return pair;
}

auto Arithmetic::add(const Number& a, const Number& b) -> Number {
  if (a.valid() && a.scale.is_zero()) return b;
  if (b.valid() && b.scale.is_zero()) return a;
  const Pair pair = align(a, b);
  const NodeId sum = graph_.add(pair.a, pair.b);
  const NodeId below = a.denominator == b.denominator
                           ? a.denominator
                           : graph_.multiply(a.denominator, b.denominator);
  if (sum == no_node || below == no_node) return invalid;
  if (graph_[sum].is_constant() && is_one(below)) {
    Rational value;
    if (!checked_mul(pair.scale, Rational{graph_[sum].k}, value)) return invalid;
    return constant(value);
  }
  return {pair.scale, sum, below, 0};
}

auto Arithmetic::multiply(const Number& a, const Number& b) -> Number {
  if (!a.valid() || !b.valid()) return invalid;
  Number out;
  if (!checked_mul(a.scale, b.scale, out.scale)) return invalid;
  if (out.scale.is_zero()) return constant(Rational{0});
  NodeId top = a.numerator;
  NodeId below = b.denominator;
  NodeId other_top = b.numerator;
  NodeId other_below = a.denominator;
  // A part that stands above and below cancels.
  if (top == below) top = below = one_;
  if (other_top == other_below) other_top = other_below = one_;
  out.numerator = graph_.multiply(top, other_top);
  out.denominator = graph_.multiply(below, other_below);
  out.roundings = a.roundings + b.roundings;
  return out.denominator == no_node ? invalid : out;
}

auto Arithmetic::divide(const Number& a, const Number& b) -> Number {
  if (!a.valid() || !b.valid() || b.scale.is_zero() || graph_[b.numerator].low <= 0) {
    return invalid;
  }
  Number inverse;
  if (!checked_div(Rational{1}, b.scale, inverse.scale)) return invalid;
  inverse.numerator = b.denominator;
  inverse.denominator = b.numerator;
  inverse.roundings = b.roundings;
  return multiply(a, inverse);
}

auto Arithmetic::minimum(const Number& a, const Number& b) -> Number {
  if (a == b) return a;
  const Pair pair = align(a, b);
  if (a.denominator != b.denominator) return invalid;
  const NodeId node = graph_.minimum(pair.a, pair.b);
  if (node == no_node) return invalid;
  if (node == pair.a) return a;
  if (node == pair.b) return b;
  return {pair.scale, node, a.denominator, 0};
}

auto Arithmetic::maximum(const Number& a, const Number& b) -> Number {
  if (a == b) return a;
  const Pair pair = align(a, b);
  if (a.denominator != b.denominator) return invalid;
  const NodeId node = graph_.maximum(pair.a, pair.b);
  if (node == no_node) return invalid;
  if (node == pair.a) return a;
  if (node == pair.b) return b;
  return {pair.scale, node, a.denominator, 0};
}

auto Arithmetic::select(NodeId condition, const Number& a, const Number& b) -> Number {
  if (a == b) return a;
  const Pair pair = align(a, b);
  if (a.denominator != b.denominator) return invalid;
  const NodeId node = graph_.select(condition, pair.a, pair.b);
  return node == no_node ? invalid : Number{pair.scale, node, a.denominator, 0};
}

auto Arithmetic::negate(const Number& a) -> Number {
  Number out = a;
  return a.valid() && checked_neg(a.scale, out.scale) ? out : invalid;
}

// Whether a number that was rounded to binary64 on the way rounds like the number itself, but for
// ties. The error is below roundings × 2^-52 of the quotient; what is not a tie is at least
// 1 / (2 × denominator) from one.
auto Arithmetic::ties_alone_matter(Code code, const Number& a, NodeId numerator,
                                   NodeId denominator) const -> bool {
  if (code != Code::nearest) return false;
  const NodeId quotient = graph_.divide(Code::floor_divide, numerator, denominator);
  if (quotient == no_node) return false;
  constexpr Int128 precision = Int128{1} << 52U;
  const Int128 most = Int128{graph_[quotient].high} + 1;
  return most * a.roundings * 4 < precision / graph_[denominator].high;
}

auto Arithmetic::round(Code code, const Number& a, Rational step) -> Number {
  if (!a.valid()) return invalid;
  Rational ratio;
  if (!checked_div(a.scale, step, ratio)) return invalid;
  const NodeId top = scaled(a.numerator, ratio.numerator());
  const NodeId below = scaled(a.denominator, ratio.denominator());
  if (top == no_node || below == no_node || graph_[top].low < 0) return invalid;
  const bool to_nearest = code == Code::half_even || code == Code::half_up;
  // Quotients of two numbers of the request fall on ties so seldom that the program gives up.
  const Code exact = to_nearest && !graph_[below].is_constant() ? Code::nearest : code;
  if (a.roundings != 0 && !ties_alone_matter(exact, a, top, below)) return invalid;
  Number out = of(graph_.divide(exact, top, below));
  return out.valid() && checked_mul(out.scale, step, out.scale) ? out : invalid;
}

auto Arithmetic::isqrt(const Number& a) -> Number {
  const Number whole = round(Code::floor_divide, a, Rational{1});
  if (!whole.valid() || !whole.scale.is_integer() || whole.scale.is_negative()) return invalid;
  return of(graph_.isqrt(scaled(whole.numerator, whole.scale.numerator())));
}

auto Arithmetic::less(const Number& a, const Number& b, bool or_equal) -> NodeId {
  const Pair pair = align(a, b);
  return graph_.less(pair.a, pair.b, or_equal);
}

auto Arithmetic::at_one_scale(const NumberRange& a) -> std::optional<Integers> {
  if (!a.valid()) return std::nullopt;
  Integers out;
  if (!common_scale(a.low.scale, a.expected.scale, out.scale) ||
      !common_scale(out.scale, a.high.scale, out.scale)) {
    return std::nullopt;
  }
  const auto whole = [&](const Number& number) -> NodeId {
    std::int64_t factor = 0;
    const bool plain = is_one(number.denominator) && number.roundings == 0;
    if (!plain || !multiple_of(number.scale, out.scale, factor)) return no_node;
    return scaled(number.numerator, factor);
  };
  out.low = whole(a.low);
  out.expected = whole(a.expected);
  out.high = whole(a.high);
  const bool valid = out.low != no_node && out.expected != no_node && out.high != no_node;
  return valid ? std::optional{out} : std::nullopt;
}

auto Arithmetic::add(const NumberRange& a, const NumberRange& b) -> NumberRange {
  return {add(a.low, b.low), add(a.expected, b.expected), add(a.high, b.high)};
}

auto Arithmetic::subtract(const NumberRange& a, const NumberRange& b) -> NumberRange {
  return add(a, negate(b));
}

auto Arithmetic::multiply(const NumberRange& a, const NumberRange& b) -> NumberRange {
  if (!a.valid() || !b.valid()) return {};
  if (a.is_exact() && b.is_exact()) return exactly(multiply(a.low, b.low));
  if (!is_natural(a.low) || !is_natural(b.low)) return {};
  return {multiply(a.low, b.low), multiply(a.expected, b.expected), multiply(a.high, b.high)};
}

auto Arithmetic::divide(const NumberRange& a, const NumberRange& b) -> NumberRange {
  if (!a.valid() || !b.valid() || !is_positive(b.low)) return {};
  if (a.is_exact() && b.is_exact()) return exactly(divide(a.low, b.low));
  if (!is_natural(a.low)) return {};
  return {divide(a.low, b.high), divide(a.expected, b.expected), divide(a.high, b.low)};
}

auto Arithmetic::integer_divide(const NumberRange& a, const NumberRange& b) -> NumberRange {
  return round(Code::floor_divide, divide(a, b), Rational{1});
}

auto Arithmetic::modulo(const NumberRange& a, const NumberRange& b) -> NumberRange {
  if (!a.valid() || !b.valid() || !a.is_exact() || !b.is_exact()) return {};
  const Number& x = a.low;
  const Number& y = b.low;
  if (!is_one(x.denominator) || !is_one(y.denominator) || !is_natural(x) || !is_positive(y) ||
      x.roundings != 0 || y.roundings != 0) {
    return {};
  }
  const Pair pair = align(x, y);
  Number out = of(graph_.divide(Code::modulo, pair.a, pair.b));
  if (!out.valid() || !checked_mul(out.scale, pair.scale, out.scale)) return {};
  return exactly(out);
}

auto Arithmetic::minimum(const NumberRange& a, const NumberRange& b) -> NumberRange {
  return {minimum(a.low, b.low), minimum(a.expected, b.expected), minimum(a.high, b.high)};
}

auto Arithmetic::maximum(const NumberRange& a, const NumberRange& b) -> NumberRange {
  return {maximum(a.low, b.low), maximum(a.expected, b.expected), maximum(a.high, b.high)};
}

auto Arithmetic::hull(const NumberRange& a, const NumberRange& b) -> NumberRange {
  return {minimum(a.low, b.low), a.expected, maximum(a.high, b.high)};
}

auto Arithmetic::select(NodeId condition, const NumberRange& a, const NumberRange& b)
    -> NumberRange {
  return {select(condition, a.low, b.low), select(condition, a.expected, b.expected),
          select(condition, a.high, b.high)};
}

auto Arithmetic::negate(const NumberRange& a) -> NumberRange {
  return {negate(a.high), negate(a.expected), negate(a.low)};
}

auto Arithmetic::absolute(const NumberRange& a) -> NumberRange {
  return a.valid() && is_natural(a.low) ? a : NumberRange{};
}

auto Arithmetic::isqrt(const NumberRange& a) -> NumberRange {
  return {isqrt(a.low), isqrt(a.expected), isqrt(a.high)};
}

auto Arithmetic::round(Code code, const NumberRange& a, Rational step) -> NumberRange {
  return {round(code, a.low, step), round(code, a.expected, step), round(code, a.high, step)};
}

auto Arithmetic::round_binary64(const NumberRange& a) -> NumberRange {
  NumberRange out = a;
  for (Number* number : {&out.low, &out.expected, &out.high}) ++number->roundings;
  return out;
}

auto Arithmetic::less(const NumberRange& a, const NumberRange& b, bool or_equal) -> NodeId {
  if (!a.valid() || !b.valid()) return no_node;
  if (a.is_exact() && b.is_exact()) return less(a.low, b.low, or_equal);
  const NodeId always = less(a.high, b.low, or_equal);
  const NodeId ever = less(a.low, b.high, or_equal);
  if (always == no_node || ever == no_node) return no_node;
  if (graph_[always].is_constant() && graph_[always].k == 1) return always;
  return graph_[ever].is_constant() && graph_[ever].k == 0 ? ever : no_node;
}

auto Arithmetic::equal(const NumberRange& a, const NumberRange& b) -> NodeId {
  if (!a.valid() || !b.valid()) return no_node;
  if (a.is_exact() && b.is_exact()) {
    const Pair pair = align(a.low, b.low);
    return graph_.equal(pair.a, pair.b);
  }
  const NodeId apart_above = less(a.high, b.low, false);
  const NodeId apart_below = less(b.high, a.low, false);
  for (const NodeId node : {apart_above, apart_below}) {
    if (node != no_node && graph_[node].is_constant() && graph_[node].k == 1) {
      return graph_.constant(0);
    }
  }
  return no_node;
}

}  // namespace tariff::kernel
