#include <fmt/format.h>

#include <algorithm>

#include "engine/judge.hpp"
#include "pricing/price.hpp"

namespace tariff::pricing {
namespace {

using catalog::Offer;
using engine::Absence;
using engine::FieldValue;

auto slot_name(const Offer& offer, std::uint32_t slot) -> std::string {
  return slot < offer.slots.size() ? offer.slots[slot].name : "a reported figure";
}

auto describe(const Absence& absence, const lang::Program& program, const Offer& offer)
    -> std::string {
  const auto table = [&] { return program.tables[absence.index].name; };
  switch (absence.why) {
    case Absence::Why::stated: return program.reasons[absence.index];
    case Absence::Why::slot: return fmt::format("{} is not known", slot_name(offer, absence.index));
    case Absence::Why::no_text:
      return fmt::format("{} is not given", slot_name(offer, absence.index));
    case Absence::Why::no_row: return fmt::format("table {} has no row for it", table());
    case Absence::Why::no_cell: return fmt::format("table {} does not know its value", table());
    case Absence::Why::element: return "a property of an input image is not known";
    case Absence::Why::empty: return "there are no input images";
    case Absence::Why::mixed: return "it depends on something that is not known";
    case Absence::Why::invalid:
      return fmt::format("{} cannot be read", slot_name(offer, absence.index));
  }
  return {};
}

auto describe(const Price& price, const BoundRequest& bound) -> std::string {
  const Unknown& unknown = price.unknown;
  const Offer& offer = *bound.offer;
  const auto why = [&] {
    return describe(unknown.absence, unknown.settling ? price.card->settle : price.card->program,
                    offer);
  };
  switch (unknown.why) {
    case Unknown::Why::none: break;
    case Unknown::Why::no_card:
      return offer.cards.empty() ? "no price of this offer is known"
                                 : "no price of this offer is known for this day";
    case Unknown::Why::no_tier:
      return fmt::format("the service tier '{}' has no price here", bound.request->tier);
    case Unknown::Why::tier:
      return fmt::format("tier {}: {}", price.tier->name, price.tier->reason);
    case Unknown::Why::quantity: return fmt::format("{}: {}", unknown.meter->name, why());
    case Unknown::Why::rate: return fmt::format("rate of {}: {}", unknown.meter->name, why());
    case Unknown::Why::overflow: return "the amount does not fit 64-bit fractions";
    case Unknown::Why::no_images: return "how many images are asked for is not a usable number";
    case Unknown::Why::no_figures: return "the reported usage has no figure that this offer bills";
  }
  return {};
}

auto to_text(Rounding direction) -> const char* {
  switch (direction) {
    case Rounding::up: return "up";
    case Rounding::down: return "down";
    case Rounding::half_up: return "half up";
    case Rounding::half_even: return "half to even";
  }
  return "";
}

void add_once(std::vector<std::string>& list, std::string text) {
  if (!text.empty() && std::find(list.begin(), list.end(), text) == list.end()) {
    list.push_back(std::move(text));
  }
}

void add_notes(const Price& price, Quote& quote) {
  for (std::size_t i = 0; i < price.card->rounding.size(); ++i) {
    const catalog::RoundingStep& step = price.card->rounding[i];
    if ((price.roundings >> (i % 32) & 1U) == 0) continue;
    const std::string of = step.of == catalog::RoundingStep::Of::request ? "the total"
                           : step.of == catalog::RoundingStep::Of::image ? "the price of an image"
                                                                         : step.meter;
    quote.notes.push_back(fmt::format("{} is rounded {} to a multiple of {}", of,
                                      to_text(step.direction), step.step.to_decimal()));
  }
  if (price.tier->factor != Rational{1}) {
    quote.notes.push_back(fmt::format("service tier {}: {} times the standard rates",
                                      price.tier->name, price.tier->factor.to_fraction()));
  }
  if (price.card->factor != Rational{1}) {
    quote.notes.push_back(
        fmt::format("{} times the underlying rates", price.card->factor.to_decimal()));
  }
  quote.excluded = price.card->excluded;
  for (std::size_t i = 0; i < price.meter_count; ++i) {
    if (!price.meters[i].excluded) continue;
    quote.excluded.push_back(fmt::format("{}: its text is not given", price.meters[i].spec->name));
  }
}

// Which parameters leave the price open.
void add_dependencies(const BoundRequest& bound, const Price& price, Quote& quote) {
  for (const OpenField& open : bound.open) add_once(quote.depends_on, open.parameter->name);
  for (std::size_t i = 0; i < bound.given.size(); ++i) {
    const Value* value = bound.given[i];
    if (value == nullptr || !value->is_text()) continue;
    for (const catalog::Word& word : bound.offer->parameters[i].words) {
      const bool open = word.text == value->as_text() &&
                        std::any_of(word.assigns.begin(), word.assigns.end(), [](const auto& to) {
                          return !to.is_text && !to.number.is_exact();
                        });
      if (open) add_once(quote.depends_on, bound.offer->parameters[i].name);
    }
  }
  for (const lang::Instruction& instruction : price.card->program.code) {
    if (instruction.op != lang::Op::tokens) continue;
    if (bound.slots[instruction.imm].kind == FieldValue::Kind::text) {
      add_once(quote.depends_on, "tokens of the " + slot_name(*bound.offer, instruction.imm));
    }
  }
  const bool sizes_missing =
      bound.offer->images_slot < bound.slots.size() &&
      std::any_of(bound.slots[bound.offer->images_slot].list.begin(),
                  bound.slots[bound.offer->images_slot].list.end(),
                  [](const InputImage& image) { return !image.width || !image.height; });
  if (sizes_missing) add_once(quote.depends_on, "sizes of the input images");
}

void add_sources(const BoundRequest& bound, const Price& price, Quote& quote) {
  const auto& sources = bound.catalog->sources;
  for (const Meter& meter : quote.meters) add_once(quote.sources, meter.source);
  add_once(quote.sources, sources[price.tier->source].url);
  add_once(quote.sources, sources[price.card->source].url);
  for (std::size_t i = 0; i < price.card->rounding.size(); ++i) {
    if ((price.roundings >> (i % 32) & 1U) != 0) {
      add_once(quote.sources, sources[price.card->rounding[i].source].url);
    }
  }
}

void add_meters(const BoundRequest& bound, const Price& price, Quote& quote) {
  const Range nothing;
  for (std::size_t i = 0; i < price.meter_count; ++i) {
    const MeterPrice& meter = price.meters[i];
    if (!meter.runs || (meter.quantity.is_exact() && meter.quantity == nothing)) continue;
    const catalog::SourceId source =
        meter.spec->source != 0 ? meter.spec->source : price.card->source;
    quote.meters.push_back(
        {meter.spec->name, meter.quantity, meter.amount, bound.catalog->sources[source].url});
  }
}

auto in_units(const Range& total, Rational worth, Range& out) -> bool {
  return checked_div(total.low, worth, out.low) &&
         checked_div(total.expected, worth, out.expected) &&
         checked_div(total.high, worth, out.high);
}

}  // namespace

auto quote(const BoundRequest& bound, Date as_of) -> Quote {
  const Price found = price(bound, as_of);
  Quote quote;
  quote.kind = found.kind;
  if (found.card != nullptr) quote.currency = found.card->currency;
  if (found.kind == CostKind::unknown) {
    quote.reason = describe(found, bound);
    return quote;
  }
  quote.total = found.total;
  quote.settled = found.settled;
  add_meters(bound, found, quote);
  add_notes(found, quote);
  if (found.kind == CostKind::bounded) add_dependencies(bound, found, quote);
  add_sources(bound, found, quote);
  if (!found.card->unit.empty() && in_units(found.total, found.card->worth, quote.unit_total)) {
    quote.unit = found.card->unit;
  }
  return quote;
}

}  // namespace tariff::pricing
