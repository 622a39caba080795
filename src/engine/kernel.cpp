#include "engine/kernel.hpp"

#include <algorithm>
#include <bit>
#include <numeric>
#include <span>

#include "base/int128.hpp"
#include "engine/integer.hpp"

namespace tariff::engine {
namespace {

using catalog::IntegerOp;
using catalog::Kernel;
using Code = IntegerOp::Code;
using integer::bits;
using integer::ceil_quotient;
using integer::half;
using integer::nearest;
using integer::root;
using integer::wrap;

// What one run reads beside its registers.
struct Source {
  const BoundRequest& bound;
  const InputImage* image = nullptr;  // the image at hand, in a fold's program
};

auto run_on(const catalog::IntegerProgram& program, const Source& source,
            IntegerRegisters& registers) noexcept -> bool;

// Folds image after image; false: gives up.
auto fold_images(const catalog::ImageFold& fold, const BoundRequest& bound,
                 std::int64_t (&out)[3]) noexcept -> bool {
  using Kind = catalog::ImageFold::Kind;
  std::fill_n(out, 3, fold.kind == Kind::all ? 1 : 0);
  const std::span<const InputImage> images = bound.slots[bound.offer->images_slot].list;
  IntegerRegisters registers;
  for (std::size_t i = 0; i < images.size(); ++i) {
    const catalog::ImageShape& shape = fold.shapes[fold.shape_of[bound.image_classes[i]]];
    if (!run_on(shape.program, {bound, &images[i]}, registers)) return false;
    const std::uint8_t from[3] = {shape.low, shape.expected, shape.high};
    for (std::size_t part = 0; part < 3; ++part) {
      const std::int64_t value = registers.values[from[part]];
      switch (fold.kind) {
        case Kind::sum: out[part] += value; break;
        case Kind::all: out[part] = std::min(out[part], value); break;
        case Kind::any: out[part] = std::max(out[part], value); break;
      }
    }
  }
  return true;
}

auto folded(const IntegerOp& op, const BoundRequest& bound, IntegerRegisters& registers,
            std::int64_t& out) noexcept -> bool {
  const auto k = static_cast<std::size_t>(op.k);
  const std::uint32_t bit = std::uint32_t{1} << k;
  if ((registers.folded & bit) == 0) {
    if (!fold_images(bound.offer->kernel.folds[k], bound, registers.folds[k])) return false;
    registers.folded |= bit;
  }
  out = registers
            .folds[k][static_cast<std::size_t>(op.code) - static_cast<std::size_t>(Code::fold_low)];
  return true;
}

auto leaf(const IntegerOp& op, const Source& source) noexcept -> std::int64_t {
  switch (op.code) {
    case Code::constant: return op.k;
    case Code::image_width: return source.image->width.value_or(1);
    case Code::image_height: return source.image->height.value_or(1);
    case Code::image_bytes: return source.image->bytes.value_or(0);
    default: return input(op.code, source.bound.slots[static_cast<std::size_t>(op.k)]);
  }
}

auto run_on(const catalog::IntegerProgram& program, const Source& source,
            IntegerRegisters& registers) noexcept -> bool {
  std::int64_t* const r = registers.values;
  for (const IntegerOp& op : program) {
    std::int64_t& out = r[op.target];
    const std::int64_t a = r[op.a];
    const std::int64_t b = r[op.b];
    switch (op.code) {
      case Code::constant:
      case Code::number:
      case Code::tokens_low:
      case Code::tokens_expected:
      case Code::tokens_high:
      case Code::count:
      case Code::image_width:
      case Code::image_height:
      case Code::image_bytes: out = leaf(op, source); break;
      case Code::fold_low:
      case Code::fold_expected:
      case Code::fold_high:
        if (!folded(op, source.bound, registers, out)) return false;
        break;
      case Code::add: out = wrap(bits(a) + bits(b)); break;
      case Code::subtract: out = wrap(bits(a) - bits(b)); break;
      case Code::multiply: out = wrap(bits(a) * bits(b)); break;
      case Code::minimum: out = std::min(a, b); break;
      case Code::maximum: out = std::max(a, b); break;
      case Code::floor_divide:
        if (b <= 0) return false;
        out = a / b;
        break;
      case Code::ceil_divide:
        if (b <= 0) return false;
        out = ceil_quotient(a, b);
        break;
      case Code::modulo:
        if (b <= 0) return false;
        out = a % b;
        break;
      case Code::nearest:
        if (b <= 0 || !nearest(a, b, out)) return false;
        break;
      case Code::half_even:
      case Code::half_up:
        if (b <= 0) return false;
        out = half(a, b, op.code == Code::half_even);
        break;
      case Code::isqrt: out = root(a); break;
      case Code::add_constant: out = wrap(bits(a) + bits(op.k)); break;
      case Code::multiply_constant: out = wrap(bits(a) * bits(op.k)); break;
      case Code::minimum_constant: out = std::min(a, op.k); break;
      case Code::maximum_constant: out = std::max(a, op.k); break;
      case Code::floor_divide_constant: out = a / op.k; break;
      case Code::ceil_divide_constant: out = ceil_quotient(a, op.k); break;
      case Code::modulo_constant: out = a % op.k; break;
      case Code::equal: out = a == b ? 1 : 0; break;
      case Code::less: out = a < b ? 1 : 0; break;
      case Code::less_equal: out = a <= b ? 1 : 0; break;
      case Code::equal_constant: out = a == op.k ? 1 : 0; break;
      case Code::at_most_constant: out = a <= op.k ? 1 : 0; break;
      case Code::at_least_constant: out = a >= op.k ? 1 : 0; break;
      case Code::logical_and: out = a & b; break;
      case Code::logical_or: out = a | b; break;
      case Code::logical_not: out = a ^ 1; break;
      case Code::select: out = a != 0 ? b : r[op.k]; break;
    }
  }
  return true;
}

}  // namespace

auto run(const catalog::IntegerProgram& program, const BoundRequest& bound,
         IntegerRegisters& registers) noexcept -> bool {
  return run_on(program, {bound, nullptr}, registers);
}

auto broken_terms(const BoundRequest& bound, Date as_of, catalog::TermSet& terms) noexcept -> bool {
  const Kernel& kernel = bound.offer->kernel;
  if (!bound.classified || kernel.epochs.empty()) return false;
  std::size_t epoch = kernel.epochs.size() - 1;
  while (epoch > 0 && as_of < kernel.epochs[epoch].from) --epoch;
  std::uint64_t low = kernel.epochs[epoch].terms[0];
  std::uint64_t high = kernel.epochs[epoch].terms[1];
  for (std::size_t i = 0; i < kernel.slots.size(); ++i) {
    const catalog::TermSet& alive = kernel.alive[bound.classes[i]];
    low &= alive[0];
    high &= alive[1];
  }
  if (((low & kernel.checked[0]) | (high & kernel.checked[1])) != 0) {
    IntegerRegisters registers;
    if (!run(kernel.check_program, bound, registers)) return false;
    const auto drop = [&](std::uint64_t& word, std::size_t base, std::uint64_t checked) {
      for (std::uint64_t rest = word & checked; rest != 0; rest &= rest - 1) {
        const auto bit = static_cast<std::size_t>(std::countr_zero(rest));
        const std::uint16_t check = kernel.terms[base + bit].check;
        if (registers.values[kernel.checks[check - 1U]] == 0) word &= ~(std::uint64_t{1} << bit);
      }
    };
    drop(low, 0, kernel.checked[0]);
    drop(high, 64, kernel.checked[1]);
  }
  terms = {low, high};
  return ((low & kernel.general[0]) | (high & kernel.general[1])) == 0;
}

auto price_shape(const BoundRequest& bound, const catalog::RateCard& card,
                 const catalog::Tier& tier) noexcept -> const catalog::PriceShape* {
  if (!bound.classified) return nullptr;
  const catalog::Offer& offer = *bound.offer;
  for (const catalog::PriceKernel& prices : offer.kernel.prices) {
    if (&offer.cards[prices.card] != &card || &card.tiers[prices.tier] != &tier) continue;
    std::uint32_t at = 0;
    for (std::size_t i = 0; i < offer.kernel.slots.size(); ++i) {
      at += prices.contributions[bound.classes[i]];
    }
    if (at >= prices.shape_of.size()) return nullptr;
    const std::uint16_t shape = prices.shape_of[at];
    return shape == catalog::PriceKernel::no_shape ? nullptr : &prices.shapes[shape];
  }
  return nullptr;
}

namespace {

// The greatest common divisor of a value and a denominator. Prices are decimal: twos and fives are
// taken out first, and mostly nothing is left.
auto common_divisor(std::uint64_t value, std::uint64_t denominator) noexcept -> std::uint64_t {
  if (value == 0) return denominator;
  const int twos = std::min(std::countr_zero(value), std::countr_zero(denominator));
  std::uint64_t divisor = std::uint64_t{1} << static_cast<unsigned>(twos);
  std::uint64_t rest = denominator >> static_cast<unsigned>(std::countr_zero(denominator));
  bool divides = true;
  while (rest % 5 == 0) {
    rest /= 5;
    divides = divides && value % 5 == 0;
    if (!divides) continue;
    value /= 5;
    divisor *= 5;
  }
  return rest == 1 ? divisor : divisor * std::gcd(value, rest);
}

}  // namespace

auto scaled(std::int64_t value, Rational scale, Rational& out) noexcept -> bool {
  const auto divisor = static_cast<std::int64_t>(
      common_divisor(base::magnitude(value), static_cast<std::uint64_t>(scale.denominator())));
  std::int64_t numerator = 0;
  if (__builtin_mul_overflow(value / divisor, scale.numerator(), &numerator)) return false;
  out = Rational::of_lowest_terms(numerator, scale.denominator() / divisor);
  return true;
}

auto scaled(const catalog::IntegerRange& range, const IntegerRegisters& registers,
            Range& out) noexcept -> bool {
  const std::int64_t expected = registers.values[range.expected];
  if (!scaled(expected, range.scale, out.expected)) return false;
  out.low = out.high = out.expected;
  const std::int64_t low = registers.values[range.low];
  const std::int64_t high = registers.values[range.high];
  if (low == expected && high == expected) return true;
  return scaled(low, range.scale, out.low) && scaled(high, range.scale, out.high);
}

}  // namespace tariff::engine
