#include "kernel/price_case.hpp"

#include <algorithm>

namespace tariff::kernel {
namespace {

using catalog::MeterSpec;
using catalog::RoundingStep;
using engine::Absence;
using engine::Cell;
using CellKind = Cell::Kind;

auto code_of(Rounding direction) noexcept -> Code {
  switch (direction) {
    case Rounding::up: return Code::ceil_divide;
    case Rounding::down: return Code::floor_divide;
    case Rounding::half_up: return Code::half_up;
    case Rounding::half_even: return Code::half_even;
  }
  return Code::half_even;
}

auto is_boolean(const Symbolic& value) noexcept -> bool {
  return value.is_constant() && value.cell.kind == CellKind::boolean;
}

}  // namespace

auto widen(Arithmetic& arithmetic, const NumberRange& sum, const NumberRange& one, bool expected)
    -> NumberRange {
  NumberRange out = arithmetic.hull(sum, one);
  if (expected) out.expected = one.expected;
  return out;
}

auto CasePricer::number(const Symbolic& value) const -> NumberRange {
  if (value.kind == Symbolic::Kind::number) return value.number;
  if (value.is_constant() && value.cell.kind == CellKind::number) {
    return arithmetic_.constant(value.cell.number);
  }
  return {};
}

auto CasePricer::price(const NumberRange& images) -> std::optional<SymbolicPrice> {
  SymbolicPrice out;
  const NumberRange zero = arithmetic_.constant(Range{});
  out.total = zero;
  for (const MeterSpec& spec : card_.meters) {
    SymbolicMeter meter{false, false, zero, zero};
    const Step step = price_meter(spec, images, meter);
    if (step == Step::not_expressible) return std::nullopt;
    if (step == Step::unknown) {
      out.known = false;
      return out;
    }
    if (meter.runs && !meter.excluded) {
      if (!round(RoundingStep::Of::meter, spec.name, meter.amount, out)) return std::nullopt;
      out.total = arithmetic_.add(out.total, meter.amount);
    }
    out.meters.push_back(meter);
  }
  if (!out.total.valid() || !round_total(images, out)) return std::nullopt;
  return out;
}

auto CasePricer::price_meter(const MeterSpec& spec, const NumberRange& images, SymbolicMeter& meter)
    -> Step {
  bool certain = true;
  if (spec.conditional) {
    const Symbolic& when = run_.value(spec.when);
    if (!when.is_constant()) return Step::not_expressible;
    if (when.cell.is_false() || when.cell.kind == CellKind::absent) return Step::done;
    if (!is_boolean(when)) return Step::unknown;
    certain = when.cell.is_true();
  }
  const Symbolic& quantity = run_.value(spec.quantity);
  if (quantity.is_constant() && quantity.cell.kind != CellKind::number) {
    meter.excluded = quantity.cell.kind == CellKind::absent &&
                     quantity.cell.absence.why == Absence::Why::no_text;
    return meter.excluded ? Step::done : Step::unknown;
  }
  meter.quantity = number(quantity);
  if (spec.per_image) meter.quantity = arithmetic_.multiply(meter.quantity, images);
  if (!meter.quantity.valid()) return Step::not_expressible;
  meter.runs = true;
  if (!certain) {
    const Number zero = arithmetic_.constant(Rational{0});
    meter.quantity.low = arithmetic_.minimum(meter.quantity, Arithmetic::exactly(zero)).low;
  }
  return apply_rate(spec, meter);
}

auto CasePricer::apply_rate(const MeterSpec& spec, SymbolicMeter& meter) -> Step {
  if (meter.quantity == arithmetic_.constant(Range{})) return Step::done;
  const Symbolic& rate = run_.value(spec.rate);
  if (rate.is_constant() && rate.cell.kind != CellKind::number) {
    // Nothing is billed when the quantity comes out as nothing, whatever the rate.
    const Number& least = meter.quantity.low;
    const bool certain = arithmetic_.is_natural(least) && !least.scale.is_zero() &&
                         arithmetic_.graph()[least.numerator].low > 0;
    return certain ? Step::unknown : Step::not_expressible;
  }
  Rational scale;
  if (!checked_div(card_.worth, spec.per, scale) || !checked_mul(scale, card_.factor, scale) ||
      !checked_mul(scale, tier_.factor, scale)) {
    return Step::not_expressible;
  }
  const NumberRange unit_price =
      arithmetic_.multiply(number(rate), Arithmetic::exactly(arithmetic_.constant(scale)));
  meter.amount = arithmetic_.multiply(meter.quantity, unit_price);
  return meter.amount.valid() ? Step::done : Step::not_expressible;
}

auto CasePricer::round(RoundingStep::Of of, std::string_view meter, NumberRange& amount,
                       SymbolicPrice& out) -> bool {
  for (std::size_t i = 0; i < card_.rounding.size(); ++i) {
    const RoundingStep& step = card_.rounding[i];
    if (step.of != of || (of == RoundingStep::Of::meter && step.meter != meter)) continue;
    bool certain = true;
    bool likely = true;
    if (step.conditional) {
      const Symbolic& when = run_.value(step.when);
      if (!when.is_constant()) return false;
      if (!when.cell.is_true() && !when.cell.is_maybe()) continue;
      certain = when.cell.is_true();
      likely = when.cell.expected;
    }
    const NumberRange rounded = arithmetic_.round(code_of(step.direction), amount, step.step);
    amount = certain  ? rounded
             : likely ? arithmetic_.hull(rounded, amount)
                      : arithmetic_.hull(amount, rounded);
    if (!amount.valid()) return false;
    out.roundings |= std::uint32_t{1} << (i % 32);
  }
  return true;
}

auto CasePricer::round_total(const NumberRange& images, SymbolicPrice& out) -> bool {
  const bool by_image =
      std::any_of(card_.rounding.begin(), card_.rounding.end(),
                  [](const RoundingStep& step) { return step.of == RoundingStep::Of::image; });
  if (by_image) {
    NumberRange per_image = arithmetic_.divide(out.total, images);
    if (!per_image.valid() || !round(RoundingStep::Of::image, {}, per_image, out)) return false;
    out.total = arithmetic_.multiply(per_image, images);
  }
  return out.total.valid() && round(RoundingStep::Of::request, {}, out.total, out);
}

}  // namespace tariff::kernel
