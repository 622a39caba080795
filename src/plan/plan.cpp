#include "tariff/plan.hpp"

#include <algorithm>
#include <iterator>

#include "lint/plan_names.hpp"
#include "plan/clashes.hpp"
#include "plan/codes.hpp"
#include "plan/cost_point.hpp"
#include "plan/explain.hpp"
#include "plan/outcome.hpp"
#include "plan/problem.hpp"
#include "report/words.hpp"

namespace tariff {
namespace planning {
namespace {

class Planner {
 public:
  Planner(const Catalog& catalog, const PlanBudget& budget, const PlanPolicy& policy)
      : catalog_(catalog),
        policy_(policy),
        point_(policy.settings.plan_on.value_or(CostPoint::expected)),
        names_(catalog.data()),
        maker_(catalog, budget, policy) {
    plan_.catalog = catalog.hash();
    plan_.as_of = policy.as_of;
    plan_.goal = policy.settings.goal.value_or(PlanGoal::quality);
    plan_.plan_on = point_;
    plan_.budget = budget;
    plan_.settings = policy.settings;
  }

  auto run(std::span<const Record> records) -> Plan {
    if (check_settings() && find_choices(records)) solve();
    Explainer explainer{catalog_, maker_, point_, plan_};
    for (const auto& asset : assets_) explainer.add(asset);
    return std::move(plan_);
  }

 private:
  // A misspelt name would allow what it was meant to forbid.
  auto check_settings() -> bool {
    ManifestHeader header;
    header.plan = policy_.settings;
    for (const auto& part : plan_.budget.providers) {
      header.budget.providers.emplace(part.name, part.limit);
    }
    for (auto& finding : names_.check(header)) {
      plan_.diagnostics.push_back(std::move(finding.diagnostic));
    }
    Diagnostic why;
    if (!has_one_currency(plan_.budget, why)) plan_.diagnostics.push_back(std::move(why));
    return plan_.diagnostics.empty();
  }

  // False: there is nothing to solve.
  auto find_choices(std::span<const Record> records) -> bool {
    assets_.reserve(records.size());
    for (const auto& record : records) {
      if (policy_.should_abandon && policy_.should_abandon()) return false;
      auto& asset = assets_.emplace_back(Asset{record, {}, {}, {}});
      // What was billed once does not say what is to come.
      asset.record.request.usage.reset();
      asset.choices = choices_of(asset.record);
      keep_values(asset);
    }
    plan_.currency = maker_.currency();
    auto& total = plan_.budget.total;
    if (total && total->currency.empty()) total->currency = plan_.currency;
    return check_assets();
  }

  auto choices_of(Record& record) -> Choices {
    std::vector<Diagnostic> unknown;
    names_.check(record, unknown);
    if (unknown.empty()) return maker_.make(record);
    Choices none;
    none.problem = std::move(unknown.front());
    return none;
  }

  // What has no value that fits is no choice.
  static void keep_values(Asset& asset) {
    for (const auto& choice : asset.choices.list) {
      Rational value;
      static_cast<void>(value_of(asset.record, asset.choices.wanted, choice, value));
      asset.values.push_back(value);
    }
  }

  auto check_assets() -> bool {
    if (maker_.quality().boards().empty()) {
      plan_.notes.push_back("no ratings are dated " + plan_.as_of.to_string() + " or before");
    }
    const bool may_leave = policy_.settings.leave_out_unservable.value_or(false);
    std::int64_t unservable = 0;
    for (const auto& asset : assets_) {
      if (!asset.choices.list.empty()) continue;
      if (asset.choices.problem) keep_problem(*asset.choices.problem, asset.record);
      ++unservable;
      if (!asset.record.required || may_leave) continue;
      plan_.clashes.push_back({"asset " + asset.record.request.id, why_unservable(asset)});
    }
    if (unservable > 0 && unservable == std::ssize(assets_) && plan_.clashes.empty()) {
      plan_.clashes.push_back({"all assets", why_unservable(assets_.front())});
    }
    if (!plan_.clashes.empty()) plan_.status = PlanStatus::infeasible;
    if (unservable > 0 && plan_.clashes.empty()) {
      plan_.notes.push_back(report::counted(unservable, "asset") +
                            " left out that no offer serves");
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
    Problem problem{catalog_, assets_, plan_.budget, policy_};
    Diagnostic why;
    if (!problem.build(why)) {
      plan_.diagnostics.push_back(std::move(why));
      return;
    }
    ConstrainedPlan solution;
    if (!run_solver(problem.solver(), solution)) return;
    keep_solution(problem, solution);
    if (plan_.status == PlanStatus::infeasible) explain_clash(problem, policy_, plan_);
    if (plan_.found()) Outcome{assets_, problem, policy_, maker_, plan_}.tell(solution);
    if (policy_.frontier_points > 0) trace(problem);
  }

  auto run_solver(const ConstrainedProblem& problem, ConstrainedPlan& out) -> bool {
    KnapsackOptions options;
    options.should_stop = policy_.should_stop;
    KnapsackError error;
    if (solve_constrained_knapsack(problem, options, out, error)) return true;
    Diagnostic why;
    why.code = code::limit;
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
  const PlanPolicy& policy_;
  CostPoint point_;
  lint::PlanNames names_;
  ChoiceMaker maker_;
  std::vector<Asset> assets_;
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
