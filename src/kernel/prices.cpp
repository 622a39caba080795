#include "kernel/prices.hpp"

#include <algorithm>

#include "kernel/feasible.hpp"
#include "kernel/price_case.hpp"

namespace tariff::kernel {
namespace {

using catalog::IntegerRange;
using catalog::Kernel;
using catalog::PriceKernel;
using catalog::PriceShape;
using catalog::RateCard;
using catalog::SlotClasses;
using engine::Cell;

// Cards that tell more combinations apart are left to their programs: no shipped one comes near.
constexpr std::size_t most_combinations = std::size_t{1} << 18U;
constexpr std::size_t most_shapes = 8192;

auto roots_of(const RateCard& card) -> std::vector<lang::Register> {
  std::vector<lang::Register> roots;
  for (const catalog::MeterSpec& meter : card.meters) {
    if (meter.conditional) roots.push_back(meter.when);
    roots.push_back(meter.quantity);
    roots.push_back(meter.rate);
  }
  for (const catalog::RoundingStep& step : card.rounding) {
    if (step.conditional) roots.push_back(step.when);
  }
  return roots;
}

class Specialiser {
 public:
  Specialiser(const catalog::Offer& offer, const Kernel& kernel, Folds& folds, std::uint32_t card,
              std::uint32_t tier)
      : offer_(offer),
        kernel_(kernel),
        card_(offer.cards[card]),
        tier_(card_.tiers[tier]),
        run_(arithmetic_, card_.program, &card_.encoding, &folds) {
    out_.card = card;
    out_.tier = tier;
  }

  // False: nothing came of it.
  auto run() -> bool {
    find_axes();
    const std::size_t count = combinations(axes_);
    if (count > most_combinations) return false;
    out_.shape_of.assign(count, PriceKernel::no_shape);
    std::size_t found = 0;
    for (std::size_t at = 0; at < count; ++at) {
      if (!feasible_.go_together(axes_, at)) continue;
      if (++found > most_shapes) return false;
      add_shape(at);
    }
    add_contributions();
    return !out_.shapes.empty();
  }

  [[nodiscard]] auto result() -> PriceKernel { return std::move(out_); }

 private:
  void find_axes() {
    Cone cone = cone_of(card_.program, roots_of(card_));
    if (offer_.n_slot != catalog::no_slot) cone.slots.insert(offer_.n_slot);
    axes_ = axes_of(offer_, kernel_, cone);
    // Who pays for what cannot be read is the program's affair.
    for (Axis& axis : axes_) {
      std::erase_if(axis.groups,
                    [](const Group& group) { return group.first == SlotClasses::unreadable; });
    }
    std::erase_if(axes_, [](const Axis& axis) { return axis.groups.empty(); });
  }

  void add_shape(std::size_t at) {
    const Choices choices = choices_of(offer_, axes_, at);
    std::optional<SymbolicPrice> sum;
    for (std::size_t i = 0; i < choices.cases.size(); ++i) {
      auto one = price(choices.cases[i]);
      if (!one) return;
      if (!one->known) {
        sum = one;
        break;
      }
      if (i == 0) {
        sum = one;
      } else if (!merge(*sum, *one, i == choices.expected)) {
        return;
      }
    }
    if (!sum) return;
    // Equal expressions are equal nodes: what was seen before need not be written again.
    const auto [seen, fresh] = seen_.try_emplace(key_of(*sum), PriceKernel::no_shape);
    if (fresh) {
      if (auto shape = emit(*sum)) {
        seen->second = static_cast<std::uint16_t>(out_.shapes.size());
        out_.shapes.push_back(std::move(*shape));
      }
    }
    out_.shape_of[at] = seen->second;
  }

  using Key = std::vector<std::int64_t>;

  static auto key_of(const SymbolicPrice& price) -> Key {
    Key key{price.known ? 1 : 0, price.roundings};
    if (!price.known) return key;
    const auto add = [&](const NumberRange& range) {
      for (const Number& number : {range.low, range.expected, range.high}) {
        key.insert(key.end(), {number.scale.numerator(), number.scale.denominator(),
                               number.numerator, number.denominator, number.roundings});
      }
    };
    add(price.total);
    for (const SymbolicMeter& meter : price.meters) {
      key.push_back((meter.runs ? 1 : 0) + (meter.excluded ? 2 : 0));
      add(meter.quantity);
      add(meter.amount);
    }
    return key;
  }

  auto price(const std::map<std::uint32_t, SlotState>& states) -> std::optional<SymbolicPrice> {
    run_.set(states);
    const std::optional<NumberRange> images = images_in(states);
    if (!images) return std::nullopt;
    return CasePricer{arithmetic_, card_, tier_, run_}.price(*images);
  }

  // How many images the request asks for; nullopt: fewer than one, or not readable.
  auto images_in(const std::map<std::uint32_t, SlotState>& states) -> std::optional<NumberRange> {
    const auto found = states.find(offer_.n_slot);
    if (found == states.end() || found->second.group->first == SlotClasses::absent) {
      return arithmetic_.constant(Range::exactly(Rational{1}));
    }
    const Symbolic n = run_.read(offer_.n_slot);
    if (n.is_constant() && n.cell.kind == Cell::Kind::number && n.cell.number.low >= Rational{1}) {
      return arithmetic_.constant(n.cell.number);
    }
    const bool counts =
        n.kind == Symbolic::Kind::number && arithmetic_.graph()[n.number.low.numerator].low >= 1;
    return counts ? std::optional{n.number} : std::nullopt;
  }

  auto merge(SymbolicPrice& sum, const SymbolicPrice& one, bool expected) -> bool {
    sum.roundings |= one.roundings;
    sum.total = widen(arithmetic_, sum.total, one.total, expected);
    bool valid = sum.total.valid();
    for (std::size_t i = 0; i < sum.meters.size(); ++i) {
      SymbolicMeter& meter = sum.meters[i];
      const SymbolicMeter& other = one.meters[i];
      meter.runs = meter.runs || other.runs;
      meter.excluded = meter.excluded || other.excluded;
      meter.quantity = widen(arithmetic_, meter.quantity, other.quantity, expected);
      meter.amount = widen(arithmetic_, meter.amount, other.amount, expected);
      valid = valid && meter.quantity.valid() && meter.amount.valid();
    }
    return valid;
  }

  auto emit(const SymbolicPrice& price) -> std::optional<PriceShape> {
    PriceShape shape;
    shape.known = price.known;
    if (!price.known) return shape;
    Emitter emitter{arithmetic_.graph()};
    const auto total = emit(price.total, emitter, shape.program);
    if (!total) return std::nullopt;
    shape.total = *total;
    shape.roundings = price.roundings;
    for (const SymbolicMeter& meter : price.meters) {
      const auto quantity = emit(meter.quantity, emitter, shape.breakdown);
      const auto amount = emit(meter.amount, emitter, shape.breakdown);
      if (!quantity || !amount) return std::nullopt;
      shape.meters.push_back({meter.runs, meter.excluded, *quantity, *amount});
    }
    return shape;
  }

  auto emit(const NumberRange& range, Emitter& emitter, catalog::IntegerProgram& program)
      -> std::optional<IntegerRange> {
    const auto whole = arithmetic_.at_one_scale(range);
    if (!whole) return std::nullopt;
    const auto low = emitter.emit(whole->low, program);
    const auto expected = emitter.emit(whole->expected, program);
    const auto high = emitter.emit(whole->high, program);
    if (!low || !expected || !high) return std::nullopt;
    return IntegerRange{*low, *expected, *high, whole->scale};
  }

  void add_contributions() {
    if (kernel_.slots.empty()) return;
    const SlotClasses& last = kernel_.slots.back();
    out_.contributions.assign(last.first + last.count(), 0);
    std::uint32_t stride = 1;
    for (const Axis& axis : axes_) {
      const std::size_t first = axis.classes->first;
      std::fill_n(out_.contributions.begin() + static_cast<std::ptrdiff_t>(first),
                  axis.classes->count(), PriceKernel::out_of_reach);
      for (std::size_t group = 0; group < axis.groups.size(); ++group) {
        for (const std::uint8_t member : axis.groups[group].members) {
          out_.contributions[first + member] = static_cast<std::uint32_t>(group) * stride;
        }
      }
      stride *= static_cast<std::uint32_t>(axis.groups.size());
    }
  }

  const catalog::Offer& offer_;
  const Kernel& kernel_;
  const RateCard& card_;
  const catalog::Tier& tier_;
  Feasible feasible_{offer_};
  Graph graph_;
  Arithmetic arithmetic_{graph_};
  Run run_;
  std::vector<Axis> axes_;
  std::map<Key, std::uint16_t> seen_;
  PriceKernel out_;
};

}  // namespace

void specialise_prices(const catalog::Offer& offer, Kernel& kernel, Folds& folds) {
  for (std::uint32_t card = 0; card < offer.cards.size(); ++card) {
    for (std::uint32_t tier = 0; tier < offer.cards[card].tiers.size(); ++tier) {
      if (!offer.cards[card].tiers[tier].known) continue;
      Specialiser specialiser{offer, kernel, folds, card, tier};
      if (specialiser.run()) kernel.prices.push_back(specialiser.result());
    }
  }
}

}  // namespace tariff::kernel
