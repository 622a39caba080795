#include "plan/plan_words.hpp"

#include "plan/cost_point.hpp"
#include "report/words.hpp"

namespace tariff::planning {
namespace {

using report::counted;

auto minus(Rational a, Rational b) -> Rational {
  Rational difference;
  return checked_sub(a, b, difference) ? difference : Rational{};
}

auto plus_sign(Rational value) -> std::string {
  return (value <=> Rational{}) > 0 ? "+" : "";
}

auto within(Figures& figures, const Plan& plan) -> std::string {
  return plan.budget.total ? " within " + figures.money(*plan.budget.total) : "";
}

}  // namespace

auto Figures::money(Rational amount) -> std::string {
  return money(Money{amount, currency_});
}

auto Figures::money(const Money& amount) -> std::string {
  // Where nothing has a price, a budget may be a number alone.
  if (amount.currency.empty()) return money_.quantity(amount.amount);
  return money_.amount(amount.amount, amount.currency);
}

auto Figures::signed_money(Rational amount) -> std::string {
  return plus_sign(amount) + money(amount);
}

auto Figures::cost(const Range& range) -> std::string {
  const auto counts = money(at(range, point_));
  const auto low = money(range.low);
  const auto high = money(range.high);
  // Ends that differ by less than is shown would only puzzle.
  return low == high ? counts : counts + " (" + low + " to " + high + ")";
}

auto Figures::cost(const PlanOption& option) -> std::string {
  return option.cost_kind == CostKind::unknown ? "unknown" : cost(option.cost);
}

auto Figures::cost(const Share& share) -> std::string {
  if (share.too_large) return "too large";
  auto known = money(at(share.cost, point_));
  if (share.unknown == 0) return known;
  const auto others = report::counted(share.unknown, "asset") + " unknown";
  return share.unknown == share.assets ? others : known + " + " + others;
}

auto Figures::tenths(Rational value) -> std::string {
  Rational tenth;
  Rational shown = value;
  if (!Rational::make(1, 10, tenth) || !round_to(value, tenth, Rounding::half_even, shown)) {
    shown = value;
  }
  rounded_ = rounded_ || shown != value;
  return money_.quantity(shown);
}

auto Figures::points(Rational value) -> std::string {
  return tenths(value);
}

auto Figures::signed_points(Rational value) -> std::string {
  return plus_sign(value) + points(value);
}

auto Figures::percent(Rational part, Rational whole) -> std::string {
  Rational share;
  if (!checked_div(part, whole, share) || !checked_mul(share, Rational{100}, share)) return {};
  return tenths(share) + "%";
}

auto headline(Figures& figures, const Plan& plan) -> std::string {
  if (plan.status == PlanStatus::infeasible) return "There is no plan";
  if (!plan.found()) return "No plan was found";
  auto text = figures.money(at(plan.total.cost, plan.plan_on));
  if (plan.budget.total) text += " of " + figures.money(*plan.budget.total);
  text += " for " + counted(plan.images, "image") + " of " + counted(plan.total.assets, "asset");
  if (plan.average) text += ", " + figures.points(*plan.average) + " points on average";
  return text;
}

auto verdict(Figures& figures, const Plan& plan) -> std::string {
  const bool for_quality = plan.goal == PlanGoal::quality;
  switch (plan.status) {
    case PlanStatus::optimal:
      return for_quality ? "proven: no plan" + within(figures, plan) +
                               " is better, and none as good costs less"
                         : "proven: no plan that keeps the constraints costs less";
    case PlanStatus::feasible:
      return "the best plan that was found; proven: no plan" + within(figures, plan) +
             (for_quality ? " is better by more than " + figures.points(plan.gap) + " points"
                          : " costs less by more than " + figures.money(plan.gap));
    case PlanStatus::infeasible: return "not all constraints can be kept together";
    case PlanStatus::unknown: break;
  }
  return "the search ended before a plan was found, or before it was sure that there is none";
}

auto facts(Figures& figures, const Plan& plan) -> std::vector<Fact> {
  std::vector<Fact> list;
  const auto add = [&list](std::string name, std::string value) {
    list.push_back({std::move(name), std::move(value)});
  };
  const auto& total = plan.budget.total;
  if (plan.found()) {
    const auto& [low, expected, high] = plan.total.cost;
    add("expected cost", figures.money(expected));
    if (!plan.total.cost.is_exact()) {
      add("at least", figures.money(low));
      const bool above = total && total->currency == plan.currency && high > total->amount;
      add("at most", figures.money(high) + (above ? ", above the budget" : ""));
    }
    const auto unknown = count_requests(plan).unknown;
    if (unknown > 0) add("not in it", counted(unknown, "request") + " of unknown cost");
  }
  if (total) {
    const std::string point = to_string(plan.plan_on);
    add("budget", figures.money(*total) + ", held to the " + point + " cost");
  }
  if (plan.left) {
    add("left", figures.money(*plan.left) + (plan.why_left.empty() ? "" : ": " + plan.why_left));
  }
  if (plan.least_budget) add("least budget", figures.money(*plan.least_budget));
  if (plan.found()) add("points", figures.points(plan.total.value));
  if (plan.points_for_one) {
    const bool binds = !plan.points_for_one->is_zero();
    add("one more " + plan.currency,
        binds ? "buys about " + figures.points(*plan.points_for_one) + " points" : "buys nothing");
  }
  return list;
}

auto option_text(const Plan& plan, const PlanOption& option) -> std::string {
  auto text = option.offer < plan.offers.size() ? plan.offers[option.offer].name : std::string{};
  if (!option.quality.empty()) text += " " + option.quality;
  if (option.width != 0) {
    text += " " + std::to_string(option.width) + "x" + std::to_string(option.height);
  }
  if (option.larger) text += " (to be cut)";
  if (!option.tier.empty() && option.tier != "standard") text += " " + option.tier;
  if (option.requests > 1) text += ", " + counted(option.requests, "request");
  return text;
}

auto step_text(Figures& figures, const std::optional<PlanStep>& step) -> std::string {
  if (!step) return {};
  return figures.signed_money(step->cost) + ", " + figures.signed_points(step->value);
}

auto chosen_text(const Plan& plan, const PlannedAsset& asset) -> std::string {
  if (asset.chosen) return option_text(plan, *asset.chosen);
  return asset.problem ? "not planned" : "left out";
}

auto score_text(Figures& figures, const std::optional<QualityScore>& score) -> std::string {
  if (!score) return {};
  auto text = figures.points(score->score);
  if (!score->uncertainty.is_zero()) text += " ± " + figures.points(score->uncertainty);
  if (score->basis != ScoreBasis::rated) text += std::string{" "} + to_string(score->basis);
  return text;
}

auto board_text(const QualityBoard& board) -> std::string {
  auto text = board.title;
  for (const auto* part : {&board.operation, &board.dated, &board.license}) {
    if (!part->empty()) text += ", " + *part;
  }
  return board.attribution.empty() ? text : text + ": " + board.attribution;
}

auto place_text(const Location& place) -> std::string {
  auto text = place.file;
  if (place.line != 0) {
    text +=
        (text.empty() ? "" : ":") + std::to_string(place.line) + ":" + std::to_string(place.column);
  }
  return text.empty() ? text : text + ": ";
}

auto share_text(Figures& figures, const Plan& plan, const Share& share) -> std::string {
  if (share.too_large || share.unknown == share.assets) return {};
  return figures.percent(at(share.cost, plan.plan_on), at(plan.total.cost, plan.plan_on));
}

auto limit_lines(const Plan& plan) -> std::vector<LimitLine> {
  const auto& budget = plan.budget;
  std::vector<LimitLine> lines;
  if (budget.groups.empty() && budget.providers.empty()) return lines;
  if (budget.total) lines.push_back({"total", *budget.total, at(plan.total.cost, plan.plan_on)});
  const auto add = [&](const char* what, const std::vector<PlanBudget::Part>& parts,
                       const std::map<std::string, Share>& shares) {
    for (const auto& [name, limit] : parts) {
      const auto share = shares.find(name);
      const auto spent = share == shares.end() ? Rational{} : at(share->second.cost, plan.plan_on);
      lines.push_back({what + (" " + name), limit, spent});
    }
  };
  add("group", budget.groups, by_group(plan));
  add("provider", budget.providers, by_provider(plan));
  return lines;
}

auto comparisons(const Plan& plan) -> std::vector<Comparison> {
  std::vector<Comparison> list{{"this plan", plan.total}};
  if (plan.greedy) list.push_back({"step by step, greedily", *plan.greedy});
  if (plan.written) list.push_back({"as the manifest is written", *plan.written});
  return list;
}

auto bar(const std::vector<FrontierPoint>& frontier, std::size_t index, std::int64_t cells)
    -> std::string {
  const auto first = frontier.front().value;
  Rational part;
  if (!checked_div(minus(frontier[index].value, first), minus(frontier.back().value, first),
                   part) ||
      !checked_mul(part, Rational{cells}, part)) {
    return {};
  }
  std::string text;
  for (std::int64_t i = 0; i < floor(part) && i < cells; ++i) text += "█";
  return text;
}

}  // namespace tariff::planning
