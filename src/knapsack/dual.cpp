// The dual problem as a primal one: what an option falls short of its class's best utility is its
// cost, and what it saves against the dearest option its utility.
#include <algorithm>
#include <unordered_map>

#include "base/int128.hpp"
#include "knapsack/narrow.hpp"
#include "tariff/knapsack.hpp"

namespace tariff {

namespace knapsack {

namespace {

using base::Int128;
using Code = KnapsackError::Code;

class Mirror {
 public:
  explicit Mirror(const KnapsackProblem& problem) : problem_(problem) {}

  auto read(KnapsackError& error) -> bool {
    std::int64_t copies = 0;
    classes_.reserve(problem_.classes.size());
    for (std::uint32_t i = 0; i < problem_.classes.size(); ++i) {
      const auto& entry = problem_.classes[i];
      const auto total = problem_.options.size();
      if (entry.size == 0 || entry.first > total || entry.size > total - entry.first) {
        return fail(error, {Code::empty_class, i});
      }
      if (entry.copies < 1) return fail(error, {Code::bad_copies, i});
      if (__builtin_add_overflow(copies, entry.copies, &copies)) {
        return fail(error, {Code::overflow, i});
      }
      if (!add(entry, i, error)) return false;
    }
    return true;
  }

  // What the utilities may fall short in all.
  [[nodiscard]] auto allowance(std::int64_t utility) const -> Int128 {
    return most_utility_ - utility;
  }
  [[nodiscard]] auto problem(std::int64_t budget) const -> KnapsackProblem {
    return {options_, classes_, budget};
  }
  [[nodiscard]] auto most_utility() const noexcept -> Int128 { return most_utility_; }
  [[nodiscard]] auto most_cost() const noexcept -> Int128 { return most_cost_; }
  [[nodiscard]] auto least_cost() const noexcept -> Int128 { return least_cost_; }

 private:
  // Of a class that has been mirrored; those that share options share their mirror.
  struct Extremes {
    KnapsackClass mirrored;
    std::int64_t most_utility;
    std::int64_t most_cost;
    std::int64_t least_cost;
  };

  static auto fail(KnapsackError& error, KnapsackError what) -> bool {
    error = what;
    return false;
  }

  auto add(const KnapsackClass& entry, std::uint32_t index, KnapsackError& error) -> bool {
    auto [found, added] = seen_.try_emplace(entry.first);
    if (added || found->second.mirrored.size != entry.size) {
      if (!mirror(entry, index, found->second, error)) return false;
    }
    const auto& extremes = found->second;
    classes_.push_back(extremes.mirrored);
    classes_.back().copies = entry.copies;
    most_utility_ += Int128{extremes.most_utility} * entry.copies;
    most_cost_ += Int128{extremes.most_cost} * entry.copies;
    least_cost_ += Int128{extremes.least_cost} * entry.copies;
    return true;
  }

  auto mirror(const KnapsackClass& entry, std::uint32_t index, Extremes& out, KnapsackError& error)
      -> bool {
    const auto options = problem_.options.subspan(entry.first, entry.size);
    out = {{options_.size(), entry.size, 1}, options[0].utility, options[0].cost, options[0].cost};
    for (const auto& option : options) {
      out.most_utility = std::max(out.most_utility, option.utility);
      out.most_cost = std::max(out.most_cost, option.cost);
      out.least_cost = std::min(out.least_cost, option.cost);
    }
    for (std::uint32_t i = 0; i < options.size(); ++i) {
      KnapsackOption option;
      if (options[i].cost < 0) return fail(error, {Code::negative_cost, index, i});
      if (__builtin_sub_overflow(out.most_utility, options[i].utility, &option.cost)) {
        return fail(error, {Code::overflow, index, i});
      }
      option.utility = out.most_cost - options[i].cost;
      options_.push_back(option);
    }
    return true;
  }

  const KnapsackProblem& problem_;
  std::vector<KnapsackOption> options_;
  std::vector<KnapsackClass> classes_;
  std::unordered_map<std::uint64_t, Extremes> seen_;  // by the first option
  Int128 most_utility_ = 0;                           // of any plan
  Int128 most_cost_ = 0;
  Int128 least_cost_ = 0;
};

auto overflow(KnapsackError& error) -> bool {
  error = {Code::overflow};
  return false;
}

// Progress in the terms of the dual: costs, which fall.
auto mirrored(const KnapsackOptions& options, Int128 most_cost) -> KnapsackOptions {
  auto out = options;
  if (options.should_stop) {
    out.should_stop = [&options, most_cost](KnapsackProgress progress) {
      progress.utility = clamp(most_cost - progress.utility);
      progress.bound = clamp(most_cost - progress.bound);
      return options.should_stop(progress);
    };
  }
  return out;
}

auto solve_mirrored(const Mirror& mirror, std::int64_t budget, const KnapsackOptions& options,
                    KnapsackPlan& out, KnapsackError& error) -> bool {
  KnapsackPlan plan;
  if (!solve_knapsack(mirror.problem(budget), mirrored(options, mirror.most_cost()), plan, error)) {
    return false;
  }
  out.status = plan.status;
  out.picks = std::move(plan.picks);
  out.shadow_price = {plan.shadow_price.cost, plan.shadow_price.utility};
  return (narrow(mirror.most_cost() - plan.utility, out.cost) &&
          narrow(mirror.most_cost() - plan.bound, out.bound) &&
          narrow(mirror.most_utility() - plan.cost, out.utility)) ||
         overflow(error);
}

}  // namespace

}  // namespace knapsack

inline namespace v0 {

auto solve_dual_knapsack(const KnapsackProblem& problem, std::int64_t utility,
                         const KnapsackOptions& options, KnapsackPlan& out, KnapsackError& error)
    -> bool {
  knapsack::Mirror mirror{problem};
  if (!mirror.read(error)) return false;
  out = {};
  if (!knapsack::narrow(mirror.least_cost(), out.least_budget)) return knapsack::overflow(error);
  const auto allowance = mirror.allowance(utility);
  if (allowance < 0) {  // infeasible
    return knapsack::narrow(mirror.most_utility(), out.bound) || knapsack::overflow(error);
  }
  std::int64_t budget = 0;
  if (!knapsack::narrow(allowance, budget)) return knapsack::overflow(error);
  return knapsack::solve_mirrored(mirror, budget, options, out, error);
}

}  // namespace v0
}  // namespace tariff
