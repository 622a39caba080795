#include <fmt/format.h>

#include <algorithm>

#include "catalog/build.hpp"
#include "catalog/limits.hpp"

namespace tariff::catalog {
namespace {

auto applies_to(const CardSource& card, const std::string& operation) -> bool {
  return card.operations.empty() ||
         std::any_of(card.operations.begin(), card.operations.end(),
                     [&](const Node* name) { return name->text == operation; });
}

class CardBuilder {
 public:
  CardBuilder(const CardSource& source, const Vocabulary& estimate, const Vocabulary& settle,
              const Context& context)
      : source_(source),
        context_(context),
        settles_(std::any_of(source.meters.begin(), source.meters.end(),
                             [](const MeterSource& meter) { return meter.meter.settles; })),
        estimate_(estimate, context),
        settle_(settle, context) {}

  auto build() -> RateCard {
    RateCard card = source_.card;
    hold_to_limits();
    announce();
    const auto mark = estimate_.enter(source_.lets);
    const auto settle_mark = settles_ ? settle_.enter(source_.lets) : 0;
    for (const auto& meter : source_.meters) card.meters.push_back(build_meter(meter));
    for (const auto& step : source_.rounding) card.rounding.push_back(build_step(step));
    if (settles_) settle_.leave(settle_mark);
    estimate_.leave(mark);
    card.program = estimate_.finish(*source_.node);
    card.settle = settle_.finish(*source_.node);
    return card;
  }

 private:
  void hold_to_limits() {
    const auto hold = [&](std::size_t count, std::size_t most, const char* what) {
      if (count <= most) return;
      context_.error(code::key, *source_.node,
                     fmt::format("a card has at most {} {}, not {}", most, what, count));
    };
    hold(source_.meters.size(), most_meters, "meters");
    hold(source_.rounding.size(), most_roundings, "rounding steps");
  }

  void announce() {
    estimate_.announce(source_.lets);
    if (settles_) settle_.announce(source_.lets);
    for (const auto& meter : source_.meters) {
      estimate_.announce(meter.lets);
      for (const auto* each : {&meter.when, &meter.quantity, &meter.rate}) {
        estimate_.announce(*each);
      }
      if (!meter.meter.settles) continue;
      settle_.announce(meter.lets);
      for (const auto* each : {&meter.settle, &meter.rate}) settle_.announce(*each);
    }
    for (const auto& step : source_.rounding) estimate_.announce(step.when);
  }

  auto build_meter(const MeterSource& source) -> MeterSpec {
    MeterSpec meter = source.meter;
    const auto mark = estimate_.enter(source.lets);
    meter.when = estimate_.compile(source.when, Wanted::boolean);
    meter.quantity = estimate_.compile(source.quantity, Wanted::number);
    meter.rate = estimate_.compile(source.rate, Wanted::number);
    estimate_.leave(mark);
    if (!meter.settles) return meter;
    const auto settle_mark = settle_.enter(source.lets);
    meter.settle = settle_.compile(source.settle, Wanted::number);
    meter.settle_rate = settle_.compile(source.rate, Wanted::number);
    settle_.leave(settle_mark);
    return meter;
  }

  auto build_step(const RoundingSource& source) -> RoundingStep {
    RoundingStep step = source.step;
    step.when = estimate_.compile(source.when, Wanted::boolean);
    if (step.of != RoundingStep::Of::meter || source.of == nullptr) return step;
    std::vector<std::string_view> names{"request", "image"};
    for (const auto& meter : source_.meters) names.emplace_back(meter.meter.name);
    if (std::find(names.begin(), names.end(), step.meter) == names.end()) {
      context_.error(code::reference, *source.of,
                     fmt::format("no meter '{}'{}", step.meter, suggestion(step.meter, names)));
    }
    return step;
  }

  const CardSource& source_;
  const Context& context_;
  bool settles_;
  ProgramBuilder estimate_;
  ProgramBuilder settle_;
};

// Estimates know nothing of what was reported; settlements do.
auto without_figures(const Vocabulary& all, const CardFileSource& file) -> Vocabulary {
  Vocabulary out = all;
  for (const auto& figure : file.usage) out.scope.variables.erase(figure.name);
  return out;
}

auto figures_of(const CardFileSource& file, const SlotMap& slots) -> std::vector<UsageFigure> {
  std::vector<UsageFigure> out;
  for (const auto& figure : file.usage) out.push_back({slots.find(figure.name), figure.path});
  return out;
}

void check_overlaps(const std::vector<const CardSource*>& cards, const Context& context) {
  for (std::size_t i = 1; i < cards.size(); ++i) {
    if (cards[i]->card.period.from >= cards[i - 1]->card.period.until) continue;
    const Node* from = cards[i]->node->find("from");
    context.error(code::overlap, from == nullptr ? *cards[i]->node : *from,
                  fmt::format("the card from {} holds at this time too",
                              cards[i - 1]->card.period.from.to_string()));
  }
}

}  // namespace

auto build_cards(const OfferInput& input, const SlotMap& slots, const Vocabulary& vocabulary,
                 const Context& context) -> std::vector<RateCard> {
  std::vector<RateCard> out;
  if (input.cards == nullptr) return out;
  std::vector<const CardSource*> cards;
  for (const auto& card : input.cards->cards) {
    if (applies_to(card, input.operation.name)) cards.push_back(&card);
  }
  std::stable_sort(cards.begin(), cards.end(), [](const CardSource* a, const CardSource* b) {
    return a->card.period.from < b->card.period.from;
  });
  check_overlaps(cards, context);
  Vocabulary settle = vocabulary;
  for (const auto& table : input.cards->tables) settle.tables[table.name] = &table;
  const Vocabulary estimate = without_figures(settle, *input.cards);
  for (const auto* card : cards) {
    out.push_back(CardBuilder{*card, estimate, settle, context}.build());
    out.back().usage = figures_of(*input.cards, slots);
  }
  return out;
}

}  // namespace tariff::catalog
