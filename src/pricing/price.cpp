#include "pricing/price.hpp"

#include <algorithm>

#include "engine/cases.hpp"
#include "engine/interval.hpp"
#include "engine/judge.hpp"
#include "engine/kernel.hpp"
#include "engine/machine.hpp"

namespace tariff::pricing {
namespace {

using catalog::MeterSpec;
using catalog::RateCard;
using catalog::RoundingStep;
using engine::add;
using engine::Cell;
using engine::divide;
using engine::multiply;
using Kind = Cell::Kind;

constexpr Range zero{Rational{0}, Rational{0}, Rational{0}};

// Prices one case: every field has one value (or one range).
class CasePricer {
 public:
  CasePricer(const Price& basis, const engine::Registers& estimate,
             const engine::Registers* settlement, const Range& images) noexcept
      : card_(*basis.card),
        tier_(*basis.tier),
        estimate_(estimate),
        settlement_(settlement),
        images_(images) {}

  // False: `out.unknown` says why.
  auto run(Price& out) noexcept -> bool {
    out.total = zero;
    for (std::size_t i = 0; i < out.meter_count; ++i) {
      MeterPrice& meter = out.meters[i];
      meter.spec = &card_.meters[i];
      if (!price_meter(meter, out.unknown)) return false;
      if (!meter.runs || meter.excluded) continue;
      if (!round(RoundingStep::Of::meter, meter.spec->name, meter.amount, out) ||
          !add(out.total, meter.amount, out.total)) {
        return overflow(out.unknown, meter.spec);
      }
    }
    return round_total(out);
  }

 private:
  static auto overflow(Unknown& unknown, const MeterSpec* meter) noexcept -> bool {
    unknown = {Unknown::Why::overflow, meter, {}, false};
    return false;
  }

  auto price_meter(MeterPrice& meter, Unknown& unknown) noexcept -> bool {
    const MeterSpec& spec = *meter.spec;
    meter.runs = false;
    meter.excluded = false;
    meter.quantity = meter.amount = zero;
    if (settlement_ != nullptr && spec.settles) return settle_meter(meter, unknown);
    bool certain = true;
    if (spec.conditional) {
      const Cell& when = estimate_[spec.when];
      if (when.is_false() || when.kind == Kind::absent) return true;
      if (when.kind == Kind::error) return overflow(unknown, &spec);
      certain = when.is_true();
    }
    if (!read(estimate_[spec.quantity], spec, meter, unknown)) return meter.excluded;
    if (spec.per_image && !multiply(meter.quantity, images_, meter.quantity)) {
      return overflow(unknown, &spec);
    }
    meter.runs = true;
    if (!certain) meter.quantity.low = std::min(meter.quantity.low, Rational{0});
    return apply_rate(estimate_[spec.rate], meter, unknown);
  }

  auto settle_meter(MeterPrice& meter, Unknown& unknown) noexcept -> bool {
    const MeterSpec& spec = *meter.spec;
    const Cell& figure = (*settlement_)[spec.settle];
    if (figure.kind == Kind::absent) return true;  // not reported: not billed
    if (figure.kind != Kind::number) return overflow(unknown, &spec);
    meter.runs = true;
    meter.quantity = figure.number;
    return apply_rate((*settlement_)[spec.settle_rate], meter, unknown);
  }

  static auto read(const Cell& quantity, const MeterSpec& spec, MeterPrice& meter,
                   Unknown& unknown) noexcept -> bool {
    if (quantity.kind == Kind::number) {
      meter.quantity = quantity.number;
      return true;
    }
    if (quantity.kind == Kind::absent && quantity.absence.why == engine::Absence::Why::no_text) {
      meter.excluded = true;
      return false;
    }
    if (quantity.kind != Kind::absent) return overflow(unknown, &spec);
    unknown = {Unknown::Why::quantity, &spec, quantity.absence, false};
    return false;
  }

  auto apply_rate(const Cell& rate, MeterPrice& meter, Unknown& unknown) noexcept -> bool {
    const MeterSpec& spec = *meter.spec;
    if (meter.quantity == zero) return true;  // nothing is billed, whatever the rate
    if (rate.kind == Kind::absent) {
      unknown = {Unknown::Why::rate, &spec, rate.absence, settlement_ != nullptr && spec.settles};
      return false;
    }
    Rational scale;
    Range unit_price;
    const bool fits = rate.kind == Kind::number && checked_div(card_.worth, spec.per, scale) &&
                      checked_mul(scale, card_.factor, scale) &&
                      checked_mul(scale, tier_.factor, scale) &&
                      multiply(rate.number, Range::exactly(scale), unit_price) &&
                      multiply(meter.quantity, unit_price, meter.amount);
    return fits || overflow(unknown, &spec);
  }

  [[nodiscard]] auto certainty(const RoundingStep& step) const noexcept -> Cell {
    return step.conditional ? estimate_[step.when] : Cell::truth(true);
  }

  auto round(RoundingStep::Of of, std::string_view meter, Range& amount, Price& out) noexcept
      -> bool {
    for (std::size_t i = 0; i < card_.rounding.size(); ++i) {
      const RoundingStep& step = card_.rounding[i];
      if (step.of != of || (of == RoundingStep::Of::meter && step.meter != meter)) continue;
      const Cell when = certainty(step);
      if (!when.is_true() && !when.is_maybe()) continue;
      Range rounded;
      if (!engine::round_to(amount, step.step, step.direction, rounded)) return false;
      // Not known whether the step applies: the range that holds both.
      amount = when.is_true()  ? rounded
               : when.expected ? engine::hull(rounded, amount)
                               : engine::hull(amount, rounded);
      out.roundings |= std::uint32_t{1} << (i % 32);
    }
    return true;
  }

  auto round_total(Price& out) noexcept -> bool {
    Range per_image;
    const bool by_image =
        std::any_of(card_.rounding.begin(), card_.rounding.end(),
                    [](const auto& step) { return step.of == RoundingStep::Of::image; });
    if (by_image && (!divide(out.total, images_, per_image) ||
                     !round(RoundingStep::Of::image, {}, per_image, out) ||
                     !multiply(per_image, images_, out.total))) {
      return overflow(out.unknown, nullptr);
    }
    return round(RoundingStep::Of::request, {}, out.total, out) || overflow(out.unknown, nullptr);
  }

  const RateCard& card_;
  const catalog::Tier& tier_;
  const engine::Registers& estimate_;
  const engine::Registers* settlement_;
  const Range& images_;
};

auto images_of(const BoundRequest& bound, Range& out) noexcept -> bool {
  out = Range::exactly(Rational{1});
  const catalog::SlotId slot = bound.offer->n_slot;
  if (slot >= bound.slots.size()) return true;
  const engine::FieldValue& field = bound.slots[slot];
  if (field.kind == engine::FieldValue::Kind::absent) return true;
  out = field.number;
  return field.kind == engine::FieldValue::Kind::number && out.low >= Rational{1};
}

void merge(Price& sum, const Price& one, bool first, bool expected) noexcept {
  sum.roundings |= one.roundings;
  const auto widen = [&](Range& a, const Range& b) {
    if (first) {
      a = b;
      return;
    }
    a.low = std::min(a.low, b.low);
    a.high = std::max(a.high, b.high);
    if (expected) a.expected = b.expected;
  };
  widen(sum.total, one.total);
  for (std::size_t i = 0; i < sum.meter_count; ++i) {
    MeterPrice& meter = sum.meters[i];
    const MeterPrice& other = one.meters[i];
    meter.spec = other.spec;
    meter.runs = meter.runs || other.runs;
    meter.excluded = meter.excluded || other.excluded;
    widen(meter.quantity, other.quantity);
    widen(meter.amount, other.amount);
  }
}

auto fail(Price& price, Unknown unknown) noexcept -> Price& {
  price.kind = CostKind::unknown;
  price.unknown = unknown;
  price.total = zero;
  return price;
}

// The reported figures as slots, after the request's own.
auto usage_slots(const BoundRequest& bound, const RateCard& card)
    -> std::vector<engine::FieldValue> {
  std::vector<engine::FieldValue> slots = bound.slots;
  for (const catalog::UsageFigure& figure : card.usage) {
    if (slots.size() <= figure.slot) slots.resize(std::size_t{figure.slot} + 1);
    const Value* at = &*bound.request->usage;
    for (const std::string& member : figure.path) at = at == nullptr ? nullptr : at->find(member);
    if (at == nullptr || !at->is_number() || !at->number_fits()) continue;
    if (at->as_number().is_negative()) continue;
    slots[figure.slot].kind = engine::FieldValue::Kind::number;
    slots[figure.slot].number = Range::exactly(at->as_number());
  }
  return slots;
}

auto settles(const Price& price) noexcept -> bool {
  return std::any_of(price.meters.begin(), price.meters.begin() + price.meter_count,
                     [](const MeterPrice& meter) { return meter.runs && meter.spec->settles; });
}

auto knows_figures(const RateCard& card) noexcept -> bool {
  return std::any_of(card.meters.begin(), card.meters.end(),
                     [](const MeterSpec& meter) { return meter.settles; });
}

void price_cases(const BoundRequest& bound, const Range& images, Price& sum) noexcept {
  const engine::Cases cases{bound};
  engine::CaseSlots slots{bound, cases};
  engine::Registers estimate;
  for (std::size_t index = 0; index < cases.count(); ++index) {
    run(sum.card->program, {slots.at(index), bound.catalog, &sum.card->encoding}, estimate);
    Price one = sum;
    if (!CasePricer{sum, estimate, nullptr, images}.run(one)) {
      fail(sum, one.unknown);
      return;
    }
    merge(sum, one, index == 0, index == cases.expected());
  }
  sum.kind = sum.total.is_exact() ? CostKind::exact : CostKind::bounded;
}

void price_usage(const BoundRequest& bound, const Range& images, Price& sum) {
  const std::vector<engine::FieldValue> slots = usage_slots(bound, *sum.card);
  engine::Registers estimate;
  engine::Registers settlement;
  run(sum.card->program, {bound.slots, bound.catalog, &sum.card->encoding}, estimate);
  run(sum.card->settle, {slots, bound.catalog, &sum.card->encoding}, settlement);
  Price one = sum;
  if (!CasePricer{sum, estimate, &settlement, images}.run(one)) {
    fail(sum, one.unknown);
    return;
  }
  if (!settles(one)) {
    fail(sum, {Unknown::Why::no_figures, nullptr, {}, true});
    return;
  }
  sum = one;
  sum.settled = true;
  sum.kind = sum.total.is_exact() ? CostKind::exact : CostKind::bounded;
}

}  // namespace

namespace {

// By the kernel; false: the card's program must say.
auto price_by_shape(const BoundRequest& bound, const engine::PriceBasis& basis, Price& out) noexcept
    -> bool {
  const catalog::PriceShape* shape = engine::price_shape(bound, *basis.card, *basis.tier);
  engine::IntegerRegisters registers;
  if (shape == nullptr || !shape->known || !run(shape->program, bound, registers) ||
      !run(shape->breakdown, bound, registers) || !scaled(shape->total, registers, out.total)) {
    return false;
  }
  out.meter_count = shape->meters.size();
  for (std::size_t i = 0; i < out.meter_count; ++i) {
    const catalog::MeterShape& from = shape->meters[i];
    MeterPrice& meter = out.meters[i];
    meter.spec = &basis.card->meters[i];
    meter.runs = from.runs;
    meter.excluded = from.excluded;
    if (!scaled(from.quantity, registers, meter.quantity) ||
        !scaled(from.amount, registers, meter.amount)) {
      return false;
    }
  }
  out.roundings = shape->roundings;
  out.card = basis.card;
  out.tier = basis.tier;
  out.kind = out.total.is_exact() ? CostKind::exact : CostKind::bounded;
  return true;
}

auto is_settled(const BoundRequest& bound, const RateCard& card) noexcept -> bool {
  return bound.request->usage && knows_figures(card);
}

auto has_price(const engine::PriceBasis& basis) noexcept -> bool {
  return basis.card != nullptr && basis.tier != nullptr && basis.tier->known;
}

}  // namespace

auto price_by_program(const BoundRequest& bound, Date as_of) noexcept -> Price {
  Price sum;
  const engine::PriceBasis basis = engine::price_basis(bound, as_of);
  sum.card = basis.card;
  sum.tier = basis.tier;
  if (basis.card == nullptr) return fail(sum, {Unknown::Why::no_card, nullptr, {}, false});
  if (basis.tier == nullptr) return fail(sum, {Unknown::Why::no_tier, nullptr, {}, false});
  if (!basis.tier->known) return fail(sum, {Unknown::Why::tier, nullptr, {}, false});
  Range images;
  if (!images_of(bound, images)) return fail(sum, {Unknown::Why::no_images, nullptr, {}, false});
  sum.meter_count = std::min(basis.card->meters.size(), max_meters);
  if (is_settled(bound, *basis.card)) {
    price_usage(bound, images, sum);
  } else {
    price_cases(bound, images, sum);
  }
  return sum;
}

auto price(const BoundRequest& bound, Date as_of) noexcept -> Price {
  const engine::PriceBasis basis = engine::price_basis(bound, as_of);
  if (has_price(basis) && !is_settled(bound, *basis.card)) {
    Price quick;
    if (price_by_shape(bound, basis, quick)) return quick;
  }
  return price_by_program(bound, as_of);
}

auto total(const BoundRequest& bound, Date as_of) noexcept -> Total {
  const engine::PriceBasis basis = engine::price_basis(bound, as_of);
  if (!has_price(basis)) return {};
  if (!is_settled(bound, *basis.card)) {
    Total out;
    engine::IntegerRegisters registers;
    const catalog::PriceShape* shape = engine::price_shape(bound, *basis.card, *basis.tier);
    if (shape != nullptr && !shape->known) return out;
    if (shape != nullptr && run(shape->program, bound, registers) &&
        scaled(shape->total, registers, out.amount)) {
      out.kind = out.amount.is_exact() ? CostKind::exact : CostKind::bounded;
      return out;
    }
  }
  const Price price = price_by_program(bound, as_of);
  return {price.kind, price.total};
}

}  // namespace tariff::pricing
