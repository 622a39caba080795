#include "tariff/plan.hpp"

#include <algorithm>

#include "plan/cost_point.hpp"
#include "plan/explain.hpp"
#include "plan/greedy.hpp"
#include "plan/leftover.hpp"
#include "plan/problem.hpp"
#include "plan/totals.hpp"
#include "report/words.hpp"

namespace tariff {
namespace planning {
namespace {

// Between two questions whether to stop. Unit: assets
constexpr std::size_t patience = 64;

class Planner {
 public:
  Planner(const Catalog& catalog, const PlanBudget& budget, const PlanPolicy& policy)
      : catalog_(catalog),
        budget_(budget),
        policy_(policy),
        point_(policy.settings.plan_on.value_or(CostPoint::expected)),
        maker_(catalog, budget, policy) {
    plan_.catalog = catalog.hash();
    plan_.as_of = policy.as_of;
    plan_.goal = policy.settings.goal.value_or(PlanGoal::quality);
    plan_.plan_on = point_;
    plan_.budget = budget;
    plan_.settings = policy.settings;
  }

  auto run(std::span<const Record> records) -> Plan {
    if (find_choices(records)) solve();
    Explainer explainer{catalog_, maker_, point_, plan_};
    for (const auto& asset : assets_) explainer.add(asset);
    return std::move(plan_);
  }

 private:
  // False: there is nothing to solve.
  auto find_choices(std::span<const Record> records) -> bool {
    assets_.reserve(records.size());
    for (const auto& record : records) {
      if (assets_.size() % patience == 0 && policy_.should_stop && policy_.should_stop({})) {
        return false;
      }
      auto& asset = assets_.emplace_back(Asset{record, {}, {}, {}});
      asset.choices = maker_.make(asset.record);
      keep_values(asset);
    }
    plan_.currency = maker_.currency();
    return check_assets();
  }

  // A choice whose value does not fit is none.
  static void keep_values(Asset& asset) {
    std::erase_if(asset.choices.list, [&](const Choice& choice) {
      Rational value;
      return !value_of(asset.record, asset.choices.wanted, choice, value);
    });
    for (const auto& choice : asset.choices.list) {
      Rational value;
      static_cast<void>(value_of(asset.record, asset.choices.wanted, choice, value));
      asset.values.push_back(value);
    }
  }

  auto check_assets() -> bool {
    const bool may_leave = policy_.settings.leave_out_unservable.value_or(false);
    std::int64_t unservable = 0;
    for (const auto& asset : assets_) {
      if (!asset.choices.list.empty()) continue;
      if (asset.choices.problem) keep_problem(*asset.choices.problem, asset.record);
      ++unservable;
      if (!asset.record.required || may_leave) continue;
      plan_.status = PlanStatus::infeasible;
      plan_.clashes.push_back({"asset " + asset.record.request.id, why_unservable(asset)});
    }
    if (unservable > 0 && plan_.clashes.empty()) {
      plan_.notes.push_back(report::counted(unservable, "asset") +
                            " left out: no offer serves them");
    }
    return plan_.clashes.empty();
  }

  void keep_problem(Diagnostic problem, const Record& record) {
    if (problem.location.line == 0) problem.location = record.locate(problem.path);
    if (problem.location.line == 0) problem.location = record.request.location;
    plan_.diagnostics.push_back(std::move(problem));
  }

  // The reason that most offers have.
  static auto why_unservable(const Asset& asset) -> std::string {
    if (asset.choices.problem) return asset.choices.problem->message;
    const auto& refused = asset.choices.refused;
    const Refused* most = nullptr;
    std::ptrdiff_t count = 0;
    for (const auto& each : refused) {
      const auto same = std::count_if(refused.begin(), refused.end(), [&](const Refused& other) {
        return other.code == each.code;
      });
      if (same <= count) continue;
      most = &each;
      count = same;
    }
    if (most == nullptr) return "no offer serves it";
    return "no offer serves it; most often " + most->code + ": " + most->message;
  }

  void solve() {
    Problem problem{catalog_, assets_, budget_, policy_};
    Diagnostic why;
    if (!problem.build(plan_.currency, why)) {
      plan_.diagnostics.push_back(std::move(why));
      return;
    }
    ConstrainedPlan solution;
    if (!run_solver(problem.solver(), solution)) return;
    keep_solution(problem, solution);
    if (plan_.status == PlanStatus::infeasible) explain_clash(problem);
    if (plan_.found()) keep_plan(problem, solution);
    if (policy_.frontier_points > 0) trace(problem);
  }

  auto run_solver(const ConstrainedProblem& problem, ConstrainedPlan& out) -> bool {
    KnapsackOptions options;
    options.should_stop = policy_.should_stop;
    KnapsackError error;
    if (solve_constrained_knapsack(problem, options, out, error)) return true;
    Diagnostic why;
    why.code = "PLAN-LIMIT";
    why.message = to_string(error.code);
    plan_.diagnostics.push_back(std::move(why));
    return false;
  }

  void keep_solution(const Problem& problem, const ConstrainedPlan& solution) {
    switch (solution.status) {
      case ConstrainedStatus::optimal: plan_.status = PlanStatus::optimal; break;
      case ConstrainedStatus::feasible: plan_.status = PlanStatus::feasible; break;
      case ConstrainedStatus::infeasible: plan_.status = PlanStatus::infeasible; break;
      case ConstrainedStatus::unknown: plan_.status = PlanStatus::unknown; break;
    }
    problem.read(solution.picks, assets_);
  }

  void keep_plan(const Problem& problem, const ConstrainedPlan& solution) {
    if (!add_totals()) return;
    const bool for_quality = plan_.goal == PlanGoal::quality;
    const auto& unit = for_quality ? problem.values() : problem.costs();
    const auto reached = for_quality ? solution.utility : solution.cost;
    static_cast<void>(unit.to_amount(solution.bound, plan_.bound));
    static_cast<void>(unit.to_amount(
        for_quality ? solution.bound - reached : reached - solution.bound, plan_.gap));
    keep_price(problem, solution.shadow_price);
    keep_left(problem);
    note_roundings(problem);
    note_settings();
    compare();
  }

  auto add_totals() -> bool {
    Rational shares;
    for (const auto& asset : assets_) {
      if (!asset.chosen) continue;
      const auto& choice = asset.choices.list[*asset.chosen];
      Rational share;
      if (!add(plan_.total, choice.cost, asset.values[*asset.chosen]) ||
          !checked_mul(asset.record.weight, Rational{asset.choices.wanted.images}, share) ||
          !checked_add(shares, share, shares)) {
        Diagnostic why;
        why.code = "PLAN-LIMIT";
        why.message = "the totals are too large to be added up";
        plan_.diagnostics.push_back(std::move(why));
        plan_.status = PlanStatus::unknown;
        return false;
      }
      plan_.images += asset.choices.wanted.images;
      unscored_ += choice.score ? 0 : 1;
    }
    Rational average;
    if (unscored_ == 0 && checked_div(plan_.total.value, shares, average)) plan_.average = average;
    return true;
  }

  // Utility for cost in the solver's units, as points for one of the currency.
  void keep_price(const Problem& problem, const KnapsackPrice& price) {
    if (!budget_.total || plan_.goal == PlanGoal::cost) return;
    Rational value;
    Rational cost;
    Rational points;
    if (problem.values().to_amount(price.utility, value) &&
        problem.costs().to_amount(price.cost, cost) && checked_div(value, cost, points)) {
      plan_.points_for_one = points;
    }
  }

  void keep_left(const Problem& problem) {
    if (!budget_.total) return;
    Rational left;
    if (!checked_sub(budget_.total->amount, at(plan_.total.cost, point_), left)) return;
    plan_.left = left;
    if (plan_.goal == PlanGoal::quality) {
      plan_.why_left = explain_leftover(assets_, left, plan_.currency, point_, problem.is_plain());
    }
  }

  void note_roundings(const Problem& problem) {
    if (!problem.costs().is_exact()) {
      plan_.notes.push_back("costs were rounded up to 1/" +
                            std::to_string(problem.costs().units_in_one()) + " " + plan_.currency +
                            " to choose; the totals are exact");
    }
    if (!problem.values().is_exact()) {
      plan_.notes.push_back("scores times weights were rounded down to 1/" +
                            std::to_string(problem.values().units_in_one()) + " point to choose");
    }
  }

  void note_settings() {
    std::int64_t unknown = 0;
    std::int64_t larger = 0;
    std::int64_t late = 0;
    for (const auto& asset : assets_) {
      if (!asset.chosen) continue;
      const auto& choice = asset.choices.list[*asset.chosen];
      const auto& size = asset.choices.wanted.size;
      unknown += choice.kind == CostKind::unknown ? 1 : 0;
      larger += size.known() && choice.comes.known() && choice.comes != size ? 1 : 0;
      const auto& dials =
          maker_.dials_of(choice.offer, asset.record.request.as_of.value_or(policy_.as_of));
      late += choice.tier != as_it_is && dials.tiers[choice.tier].delay > 0 ? 1 : 0;
    }
    note(unknown, "at an unknown price, which is in no total");
    note(larger, "made larger than asked, to be cut");
    note(late, "at a service tier that answers later");
    note(unscored_, "without a score");
  }

  void note(std::int64_t count, const std::string& what) {
    if (count > 0) plan_.notes.push_back(report::counted(count, "asset") + " " + what);
  }

  void compare() {
    PlanTotals written;
    for (const auto& asset : assets_) {
      Rational value;
      const auto& as_written = asset.choices.written;
      if (!as_written || !asset.chosen) continue;
      if (!value_of(asset.record, asset.choices.wanted, *as_written, value) ||
          !add(written, as_written->cost, value)) {
        break;
      }
    }
    if (written.assets > 0) plan_.written = written;
    if (plan_.goal == PlanGoal::quality && budget_.total && budget_.groups.empty() &&
        budget_.providers.empty() && policy_.settings.caps.empty() &&
        !policy_.settings.most_providers) {
      plan_.greedy = choose_greedily(assets_, budget_.total->amount, point_);
    }
  }

  void explain_clash(const Problem& problem) {
    KnapsackOptions options;
    options.should_stop = policy_.should_stop;
    KnapsackClash clash;
    KnapsackError error;
    if (find_knapsack_clash(problem.solver(), options, clash, error)) {
      name_clash(problem, clash);
    }
    ConstrainedPlan least;
    Rational cost;
    if (budget_.total && solve_constrained_knapsack(problem.least_cost(), options, least, error) &&
        least.status == ConstrainedStatus::optimal && problem.costs().to_amount(least.cost, cost)) {
      plan_.least_budget = cost;
    }
  }

  void name_clash(const Problem& problem, const KnapsackClash& clash) {
    const auto add_clash = [&](std::string constraint) {
      plan_.clashes.push_back({std::move(constraint), ""});
    };
    if (clash.budget) {
      add_clash("budget of " + budget_.total->amount.to_decimal() + " " + budget_.total->currency);
    }
    if (clash.least_utility) {
      add_clash("mean score of at least " + policy_.settings.min_average->to_decimal());
    }
    if (clash.most_suppliers) {
      add_clash("at most " + report::counted(*policy_.settings.most_providers, "provider"));
    }
    for (const auto limit : clash.limits) add_clash(problem.limits()[limit].words);
  }

  void trace(const Problem& problem) {
    std::vector<KnapsackPoint> points;
    KnapsackError error;
    if (!trace_knapsack_frontier(problem.budget_alone(), policy_.frontier_points, points, error)) {
      return;
    }
    for (const auto& point : points) {
      FrontierPoint out;
      if (problem.costs().to_amount(point.cost, out.cost) &&
          problem.values().to_amount(point.utility, out.value)) {
        plan_.frontier.push_back(out);
      }
    }
  }

  const Catalog& catalog_;
  const PlanBudget& budget_;
  const PlanPolicy& policy_;
  CostPoint point_;
  ChoiceMaker maker_;
  std::vector<Asset> assets_;
  std::int64_t unscored_ = 0;
  Plan plan_;
};

}  // namespace
}  // namespace planning

inline namespace v0 {

auto plan(const Catalog& catalog, std::span<const Record> assets, const PlanBudget& budget,
          const PlanPolicy& policy) -> Plan {
  return planning::Planner{catalog, budget, policy}.run(assets);
}

}  // namespace v0
}  // namespace tariff
