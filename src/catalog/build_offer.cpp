#include <fmt/format.h>

#include <algorithm>

#include "catalog/build.hpp"

namespace tariff::catalog {
namespace {

auto build_vocabulary(const OfferInput& input, const SlotMap& slots, const Context& context)
    -> Vocabulary {
  Vocabulary out;
  out.note =
      fmt::format(" (in {}/{}/{})", input.pack.provider, input.pack.model, input.operation.name);
  std::vector<std::string_view> names;
  for (const auto& [name, slot] : slots.by_name) {
    out.scope.variables[name] = {slots.slots[slot].type, slot};
    names.emplace_back(name);
  }
  for (const auto& let : input.fields.derive) out.derive[let.name] = &let.value;
  for (const auto& let : input.pack.derive) {
    out.derive[let.name] = &let.value;
    if (let.name == "n") {
      context.error(code::reference, *let.value.node,
                    "'n' is what the request asks for and cannot be derived; a meter with "
                    "per_request counts in its own way");
    }
    if (slots.find(let.name) != no_slot) continue;
    context.error(code::reference, *let.value.node,
                  fmt::format("no field '{}'{}", let.name, suggestion(let.name, names)));
  }
  for (const auto& table : input.pack.tables) out.tables[table.name] = &table;
  return out;
}

// The names of the rules' and texts' scope: usage is known to settlements only.
void forget_figures(const OfferInput& input, Vocabulary& vocabulary) {
  if (input.cards == nullptr) return;
  for (const auto& figure : input.cards->usage) vocabulary.scope.variables.erase(figure.name);
}

auto has_meter(const CardFileSource& file, std::string_view name) -> bool {
  return std::any_of(file.cards.begin(), file.cards.end(), [&](const CardSource& card) {
    return std::any_of(card.meters.begin(), card.meters.end(),
                       [&](const MeterSource& meter) { return meter.meter.name == name; });
  });
}

void add_published(const OfferInput& input, const Context& context, Offer& offer) {
  for (const auto& source : input.cards->published) {
    if (!is_of(source.operation, input)) continue;
    if (source.of != nullptr && source.row.of != "total" &&
        !has_meter(*input.cards, source.row.of)) {
      context.error(code::reference, *source.of, fmt::format("no meter '{}'", source.row.of));
    }
    offer.published.push_back(source.row);
  }
}

}  // namespace

auto is_of(const Node* operation, const OfferInput& input) -> bool {
  const auto& wanted = operation == nullptr ? input.pack.operations.front().name : operation->text;
  return wanted == input.operation.name;
}

void check_operation(const Node* operation, const PackSource& pack, const Context& context) {
  if (operation == nullptr) return;
  std::vector<std::string_view> names;
  for (const auto& each : pack.operations) names.emplace_back(each.name);
  if (std::find(names.begin(), names.end(), operation->text) != names.end()) return;
  context.error(code::reference, *operation,
                fmt::format("{}/{} has no operation '{}'{}", pack.provider, pack.model,
                            operation->text, suggestion(operation->text, names)));
}

auto build_offer(const OfferInput& input, const Context& context) -> Offer {
  Offer offer;
  const auto& pack = input.pack;
  offer.provider = pack.provider;
  offer.model = pack.model;
  offer.operation = input.operation.name;
  offer.endpoint = input.operation.endpoint;
  offer.title = pack.title.empty() ? pack.model : pack.title;
  offer.renders = pack.renders.empty() ? pack.model : pack.renders;
  offer.envelope = pack.envelope;
  offer.file = context.reporter.source(pack.file).name();
  offer.lifecycle = pack.lifecycle;
  offer.findings = input.operation.findings;

  const SlotMap slots = build_slots(input, context);
  const Vocabulary settling = build_vocabulary(input, slots, context);
  Vocabulary vocabulary = settling;
  forget_figures(input, vocabulary);
  offer.slots = slots.slots;
  offer.n_slot = slots.find("n");
  offer.images_slot = slots.find("input_images");
  offer.tier_slot = slots.find("tier");
  offer.parameters = build_parameters(input, slots, context);
  build_rules(input, vocabulary, context, offer);
  offer.cards = build_cards(input, slots, settling, context);

  offer.conflicts = pack.conflicts;
  for (const auto& source : pack.examples) {
    if (is_of(source.operation, input)) offer.examples.push_back(source.example);
  }
  if (input.cards == nullptr) return offer;
  const auto& conflicts = input.cards->conflicts;
  for (const auto& conflict : conflicts) offer.conflicts.push_back(conflict);
  add_published(input, context, offer);
  return offer;
}

}  // namespace tariff::catalog
