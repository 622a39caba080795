#include "plan/outcome.hpp"

#include "plan/codes.hpp"
#include "plan/cost_point.hpp"
#include "plan/greedy.hpp"
#include "plan/leftover.hpp"
#include "plan/totals.hpp"
#include "report/words.hpp"

namespace tariff::planning {

void Outcome::tell(const ConstrainedPlan& solution) {
  if (!add_totals()) {
    Diagnostic why;
    why.code = code::limit;
    why.message = "the totals are too large to be added up";
    plan_.diagnostics.push_back(std::move(why));
    plan_.status = PlanStatus::unknown;
    return;
  }
  tell_bound(solution);
  tell_price(solution.shadow_price);
  tell_left();
  note_roundings();
  note_choices();
  compare_with_written();
  compare_with_greedy();
}

auto Outcome::add_totals() -> bool {
  Rational shares;
  for (const auto& asset : assets_) {
    if (asset.chosen && !add_asset(asset, shares)) return false;
  }
  Rational average;
  if (unscored_ == 0 && checked_div(plan_.total.value, shares, average)) plan_.average = average;
  return true;
}

auto Outcome::add_asset(const Asset& asset, Rational& shares) -> bool {
  const auto& choice = asset.choices.list[*asset.chosen];
  const auto images = asset.choices.wanted.images;
  Rational share;
  plan_.images += images;
  unscored_ += choice.score ? 0 : 1;
  return add(plan_.total, choice.cost, asset.values[*asset.chosen]) &&
         checked_mul(asset.record.weight, Rational{images}, share) &&
         checked_add(shares, share, shares);
}

void Outcome::tell_bound(const ConstrainedPlan& solution) {
  const bool for_quality = plan_.goal == PlanGoal::quality;
  const auto& unit = for_quality ? problem_.values() : problem_.costs();
  const auto gap = for_quality ? solution.bound - solution.utility : solution.cost - solution.bound;
  static_cast<void>(unit.to_amount(solution.bound, plan_.bound));
  static_cast<void>(unit.to_amount(gap, plan_.gap));
}

// The solver's utility for cost, as points for one of the currency.
void Outcome::tell_price(const KnapsackPrice& price) {
  if (!plan_.budget.total || plan_.goal == PlanGoal::cost) return;
  Rational value;
  Rational cost;
  Rational points;
  if (problem_.values().to_amount(price.utility, value) &&
      problem_.costs().to_amount(price.cost, cost) && checked_div(value, cost, points)) {
    plan_.points_for_one = points;
  }
}

void Outcome::tell_left() {
  Rational left;
  if (!plan_.budget.total ||
      !checked_sub(plan_.budget.total->amount, at(plan_.total.cost, plan_.plan_on), left)) {
    return;
  }
  plan_.left = left;
  if (plan_.goal == PlanGoal::cost) return;
  plan_.why_left =
      explain_leftover(assets_, left, plan_.currency, plan_.plan_on, problem_.is_plain());
}

void Outcome::note_roundings() {
  const auto part = [](const CommonUnit& unit) {
    return "1/" + std::to_string(unit.units_in_one());
  };
  if (!problem_.costs().is_exact()) {
    plan_.notes.push_back("costs were rounded up to " + part(problem_.costs()) + " " +
                          plan_.currency + " to choose; the totals are exact");
  }
  if (!problem_.values().is_exact()) {
    plan_.notes.push_back("scores times weights were rounded down to " + part(problem_.values()) +
                          " point to choose");
  }
}

void Outcome::note_choices() {
  std::int64_t unknown = 0;
  std::int64_t larger = 0;
  std::int64_t late = 0;
  for (const auto& asset : assets_) {
    if (!asset.chosen) continue;
    const auto& choice = asset.choices.list[*asset.chosen];
    const auto day = asset.record.request.as_of.value_or(policy_.as_of);
    const auto& dials = maker_.dials_of(choice.offer, day);
    unknown += choice.kind == CostKind::unknown ? 1 : 0;
    larger += is_larger(asset.choices.wanted, choice) ? 1 : 0;
    late += choice.tier != as_it_is && dials.tiers[choice.tier].delay > 0 ? 1 : 0;
  }
  note(unknown, "at an unknown price, which is in no total");
  note(larger, "made larger than asked, to be cut");
  note(late, "at a service tier that answers later");
  note(unscored_, "without a score");
}

void Outcome::note(std::int64_t count, const std::string& what) {
  if (count > 0) plan_.notes.push_back(report::counted(count, "asset") + " " + what);
}

// Of the assets that are planned.
void Outcome::compare_with_written() {
  PlanTotals written;
  for (const auto& asset : assets_) {
    const auto& choice = asset.choices.written;
    Rational value;
    if (!choice || !asset.chosen) continue;
    if (!value_of(asset.record, asset.choices.wanted, *choice, value) ||
        !add(written, choice->cost, value)) {
      return;
    }
  }
  if (written.assets > 0) plan_.written = written;
}

void Outcome::compare_with_greedy() {
  if (plan_.goal == PlanGoal::cost || !plan_.budget.total || !problem_.is_plain()) return;
  plan_.greedy = choose_greedily(assets_, plan_.budget.total->amount, plan_.plan_on);
}

}  // namespace tariff::planning
