#include "plan/explain.hpp"

#include <tuple>

#include "plan/cost_point.hpp"

namespace tariff::planning {
namespace {

auto difference(Rational a, Rational b) -> Rational {
  Rational out;
  return checked_sub(a, b, out) ? out : Rational{};
}

auto is_comparable(const Choice& choice) -> bool {
  return choice.kind != CostKind::unknown;
}

}  // namespace

void Explainer::add(const Asset& asset) {
  const auto& [record, choices, values, chosen] = asset;
  PlannedAsset out;
  out.id = record.request.id;
  out.group = record.group;
  out.location = record.request.location;
  out.weight = record.weight;
  out.images = choices.wanted.images;
  out.required = record.required;
  out.options = choices.list.size();
  out.problem = choices.problem;
  if (chosen) {
    out.chosen = describe(asset, *chosen);
    if (const auto next = next_better(asset)) out.next_better = step_to(asset, *next);
    if (const auto next = next_cheaper(asset)) out.next_cheaper = step_to(asset, *next);
  }
  for (const auto& refused : choices.refused) {
    out.refused.push_back({offer_index(refused.offer), refused.code, refused.message});
  }
  if (choices.written) {
    out.written_cost = choices.written->cost;
    Rational value;
    if (choices.written->score && value_of(record, choices.wanted, *choices.written, value)) {
      out.written_value = value;
    }
  }
  plan_.assets.push_back(std::move(out));
}

auto Explainer::offer_index(std::uint32_t offer) -> std::uint32_t {
  const auto [at, is_new] = offers_.try_emplace(offer, plan_.offers.size());
  if (is_new) {
    const auto summary = catalog_.summary(OfferId{offer}, plan_.as_of);
    plan_.offers.push_back({summary.name, summary.provider, catalog_.data().offers[offer].renders,
                            summary.title, summary.status});
  }
  return at->second;
}

auto Explainer::score_of(const Choice& choice) -> std::optional<QualityScore> {
  auto score = choice.score;
  if (!score || score->basis == ScoreBasis::own) return score;
  const auto [at, is_new] = boards_.try_emplace(score->board, plan_.boards.size());
  if (is_new) plan_.boards.push_back(maker_.quality().boards()[score->board]);
  score->board = at->second;
  return score;
}

auto Explainer::describe(const Asset& asset, std::uint32_t index) -> PlanOption {
  const auto& choice = asset.choices.list[index];
  const auto& wanted = asset.choices.wanted;
  PlanOption out;
  out.offer = offer_index(choice.offer);
  out.quality = choice.rendered;
  out.width = choice.comes.width;
  out.height = choice.comes.height;
  out.larger = is_larger(wanted, choice);
  out.request = maker_.request_of(asset.record, asset.choices, choice);
  out.tier = out.request.tier.empty() ? "standard" : out.request.tier;
  out.requests = choice.requests;
  out.cost_kind = choice.kind;
  out.cost = choice.cost;
  out.score = score_of(choice);
  out.value = asset.values[index];
  return out;
}

auto Explainer::step_to(const Asset& asset, std::uint32_t index) -> PlanStep {
  const auto& now = asset.choices.list[*asset.chosen];
  return {describe(asset, index),
          difference(at(asset.choices.list[index].cost, point_), at(now.cost, point_)),
          difference(asset.values[index], asset.values[*asset.chosen])};
}

// The cheapest of those that are worth more; of equal ones the best, then the first.
auto Explainer::next_better(const Asset& asset) const -> std::optional<std::uint32_t> {
  const auto& list = asset.choices.list;
  std::optional<std::uint32_t> best;
  for (std::uint32_t i = 0; i < list.size(); ++i) {
    if (!is_comparable(list[i]) || asset.values[i] <= asset.values[*asset.chosen]) continue;
    if (best && std::tuple{at(list[*best].cost, point_), asset.values[i]} <=
                    std::tuple{at(list[i].cost, point_), asset.values[*best]}) {
      continue;
    }
    best = i;
  }
  return best;
}

// The best of those that cost less; of equal ones the cheapest, then the first.
auto Explainer::next_cheaper(const Asset& asset) const -> std::optional<std::uint32_t> {
  const auto& list = asset.choices.list;
  const auto now = at(list[*asset.chosen].cost, point_);
  std::optional<std::uint32_t> best;
  for (std::uint32_t i = 0; i < list.size(); ++i) {
    if (!is_comparable(list[i]) || at(list[i].cost, point_) >= now) continue;
    if (best && std::tuple{asset.values[i], at(list[*best].cost, point_)} <=
                    std::tuple{asset.values[*best], at(list[i].cost, point_)}) {
      continue;
    }
    best = i;
  }
  return best;
}

}  // namespace tariff::planning
