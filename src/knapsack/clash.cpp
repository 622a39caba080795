// Which constraints cannot be kept together: those that can be left out, one by one, without making
// a plan possible, are.
#include <utility>

#include "knapsack/sided_search.hpp"
#include "tariff/constrained_knapsack.hpp"

namespace tariff {

namespace knapsack {

namespace {

class ClashFinder {
 public:
  ClashFinder(const ConstrainedProblem& problem, const KnapsackOptions& options)
      : problem_(problem),
        options_(options),
        uses_(problem.uses.begin(), problem.uses.end()),
        kept_(problem.limits.size(), true) {}

  auto find(KnapsackClash& out, KnapsackError& error) -> bool {
    out = {};
    bool infeasible = false;
    if (!try_problem(infeasible, error)) return false;
    if (!infeasible) return true;
    // Limits go first: the fewer of them are left, the easier what is left is to understand.
    for (auto i = kept_.size(); i-- > 0;) leave_out_limit(static_cast<std::uint32_t>(i));
    leave_out(problem_.most_suppliers);
    leave_out(problem_.least_utility);
    leave_out(problem_.budget);
    out.budget = problem_.budget.has_value();
    out.least_utility = problem_.least_utility.has_value();
    out.most_suppliers = problem_.most_suppliers.has_value();
    for (std::uint32_t i = 0; i < kept_.size(); ++i) {
      if (kept_[i]) out.limits.push_back(i);
    }
    return true;
  }

 private:
  auto try_problem(bool& infeasible, KnapsackError& error) -> bool {
    problem_.uses = uses_;
    ConstrainedPlan plan;
    if (!solve_constrained(problem_, options_, Wanted::any_plan, plan, error)) return false;
    infeasible = plan.status == ConstrainedStatus::infeasible;
    return true;
  }

  // A problem that cannot be told about, too, keeps what was to be left out.
  auto is_infeasible() -> bool {
    KnapsackError error;
    bool infeasible = false;
    return try_problem(infeasible, error) && infeasible;
  }

  template <class Number>
  void leave_out(std::optional<Number>& constraint) {
    if (!constraint) return;
    const auto value = std::exchange(constraint, std::nullopt);
    if (!is_infeasible()) constraint = value;
  }

  void leave_out_limit(std::uint32_t limit) {
    kept_[limit] = false;
    set_uses(limit, false);
    if (is_infeasible()) return;
    kept_[limit] = true;
    set_uses(limit, true);
  }

  void set_uses(std::uint32_t limit, bool used) {
    for (std::size_t i = 0; i < uses_.size(); ++i) {
      if (uses_[i].limit == limit) uses_[i].amount = used ? original_uses_[i].amount : 0;
    }
  }

  ConstrainedProblem problem_;
  const KnapsackOptions& options_;
  std::span<const KnapsackUse> original_uses_ = problem_.uses;
  std::vector<KnapsackUse> uses_;
  std::vector<bool> kept_;
};

}  // namespace

}  // namespace knapsack

inline namespace v0 {

auto find_knapsack_clash(const ConstrainedProblem& problem, const KnapsackOptions& options,
                         KnapsackClash& out, KnapsackError& error) -> bool {
  return knapsack::ClashFinder{problem, options}.find(out, error);
}

}  // namespace v0
}  // namespace tariff
