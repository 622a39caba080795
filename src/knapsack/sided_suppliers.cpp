#include "knapsack/sided_suppliers.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "knapsack/sided_gains.hpp"
#include "knapsack/sided_leaf.hpp"

namespace tariff::knapsack {

namespace {

using base::Int128;

// Suppliers that are in, out, or not decided.
struct Branch {
  std::vector<Standing> standings;
  std::uint32_t more = 0;  // so many open ones may come in
  Int128 bound = 0;        // no plan of it is worth more
  Prices prices;           // of the problem's rows
  bool relaxed = false;    // the bound is that of its own relaxation
  std::uint64_t number = 0;
};

// The greatest bound first, then the older one.
auto after(const Branch& a, const Branch& b) -> bool {
  return a.bound != b.bound ? a.bound < b.bound : a.number > b.number;
}

class SupplierSearch {
 public:
  SupplierSearch(const SidedProblem& problem, SidedWatch& watch)
      : problem_(problem), watch_(watch) {}

  void run(Prices& prices, Int128& bound) {
    add({std::vector<Standing>(problem_.suppliers, Standing::open),
         problem_.problem->most_suppliers.value_or(problem_.suppliers), bound, prices, false, 0});
    for (bool first = true; !heap_.empty() && heap_.front().bound >= watch_.needed();) {
      if (watch_.is_over()) break;
      auto branch = pop();
      watch_.lower_bound_to(std::max(branch.bound, unresolved_));
      visit(std::move(branch), first ? &prices : nullptr);
      first = false;
    }
    bound = std::max(watch_.needed() - 1, unresolved_);
    if (!heap_.empty()) bound = std::max(bound, heap_.front().bound);
  }

 private:
  [[nodiscard]] static auto is_leaf(const Branch& branch) -> bool {
    const auto open = std::count(branch.standings.begin(), branch.standings.end(), Standing::open);
    return branch.more == 0 || open <= static_cast<std::ptrdiff_t>(branch.more);
  }

  [[nodiscard]] static auto allowed_in(const Branch& branch) -> SupplierSet {
    SupplierSet allowed;
    for (const auto standing : branch.standings) {
      allowed.push_back(standing == Standing::in ||
                        (standing == Standing::open && branch.more > 0));
    }
    return allowed;
  }

  void add(Branch branch) {
    if (branch.bound < watch_.needed()) return;
    branch.number = next_number_++;
    heap_.push_back(std::move(branch));
    std::push_heap(heap_.begin(), heap_.end(), after);
  }
  auto pop() -> Branch {
    std::pop_heap(heap_.begin(), heap_.end(), after);
    auto branch = std::move(heap_.back());
    heap_.pop_back();
    return branch;
  }

  // `prices`: where to put those of the relaxation.
  void visit(Branch branch, Prices* prices) {
    const bool leaf = is_leaf(branch);
    if (branch.relaxed && !leaf) {
      split(branch);
      return;
    }
    SidedLeaf solver{problem_, allowed_in(branch), watch_};
    const bool full = prices != nullptr || branch.relaxed || (leaf && heap_.empty());
    solver.relax(full ? PriceEffort::full : PriceEffort::little, branch.prices);
    branch.bound = std::min(branch.bound, solver.bound());
    if (prices != nullptr) {
      *prices = branch.prices;
      if (!leaf) try_greedily(branch);
    }
    if (leaf && full) {
      solver.solve(heap_.empty() ? watch_.most_steps() : watch_.most_steps() / 8);
      const auto open = std::min(branch.bound, solver.bound());
      if (open >= watch_.needed()) unresolved_ = std::max(unresolved_, open);
      return;
    }
    branch.relaxed = true;
    add(std::move(branch));
  }

  // With and without the supplier that gains most.
  void split(const Branch& branch) {
    const auto gains = find_gains(model_, branch.prices, branch.standings, branch.more);
    const auto supplier = best_of(branch, gains);
    if (!supplier) return;
    for (const auto standing : {Standing::in, Standing::out}) {
      auto child = branch;
      child.relaxed = false;
      child.standings[*supplier] = standing;
      if (standing == Standing::in) --child.more;
      const auto gained = find_gains(model_, child.prices, child.standings, child.more);
      watch_.is_over(model_.items.size() / 32);
      child.bound = std::min(child.bound, gained.bound);
      add(std::move(child));
    }
  }

  [[nodiscard]] static auto best_of(const Branch& branch, const SupplierGains& gains)
      -> std::optional<std::uint32_t> {
    std::optional<std::uint32_t> best;
    for (std::uint32_t i = 0; i < gains.gains.size(); ++i) {
      if (branch.standings[i] != Standing::open) continue;
      if (!best || gains.gains[i] > gains.gains[*best]) best = i;
    }
    return best;
  }

  // A plan early, so that most sets need not be looked at.
  void try_greedily(Branch branch) {
    const SupplierSet all(problem_.suppliers, true);
    if (!reduce_sided(problem_, all, Domination::by_same_supplier, model_)) return;
    while (!is_leaf(branch)) {
      const auto gains = find_gains(model_, branch.prices, branch.standings, branch.more);
      const auto supplier = best_of(branch, gains);
      if (!supplier) return;
      branch.standings[*supplier] = Standing::in;
      --branch.more;
    }
    SidedLeaf{problem_, allowed_in(branch), watch_}.relax(PriceEffort::little, branch.prices);
  }

  const SidedProblem& problem_;
  SidedWatch& watch_;
  SidedModel model_;  // with all suppliers; read when the first set of them is split
  std::vector<Branch> heap_;
  Int128 unresolved_ = -1;  // bound of the leaves that were not solved
  std::uint64_t next_number_ = 0;
};

}  // namespace

void search_suppliers(const SidedProblem& problem, SidedWatch& watch, Prices& prices,
                      Int128& bound) {
  SupplierSearch{problem, watch}.run(prices, bound);
}

}  // namespace tariff::knapsack
