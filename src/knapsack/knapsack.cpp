// The solver's flow: classes, relaxation, rounding, core, picks.
#include "tariff/knapsack.hpp"

#include "knapsack/classes.hpp"
#include "knapsack/flexible.hpp"
#include "knapsack/narrow.hpp"
#include "knapsack/picks.hpp"
#include "knapsack/relaxation.hpp"
#include "knapsack/rounding.hpp"
#include "knapsack/search.hpp"

namespace tariff {

namespace knapsack {

namespace {

// With so many copies on two sides of the multiplier's line it pays to treat them as one.
constexpr std::int64_t many_copies = 4;

struct Found {
  bool proven = true;
  Deviation best;
  std::int64_t bound = 0;  // relative to the rounded relaxation
};

auto search(const Classes& classes, Multiplier multiplier, const Rounding& rounding,
            const KnapsackOptions& options) -> Found {
  Found found;
  auto end = Search::End::open;
  const auto run = [&](const Flexible& flexible) {
    Search core{classes, multiplier, rounding, flexible, options};
    end = core.run(found.best);
    found.bound = core.bound();
  };
  const auto group = rounding.flexible;
  if (group != Rounding::no_group && classes.groups[group].copies >= many_copies) {
    run(Flexible{classes, rounding});
  }
  if (end == Search::End::open) run(Flexible{});
  found.proven = end == Search::End::proven;
  if (found.proven) found.bound = found.best.utility;
  return found;
}

// Numbers of the search are relative to the rounding; the caller has them made absolute.
auto shifted(const KnapsackOptions& options, base::Int128 utility) -> KnapsackOptions {
  auto out = options;
  if (options.should_stop) {
    out.should_stop = [&options, utility](KnapsackProgress progress) {
      progress.utility = clamp(utility + progress.utility);
      progress.bound = clamp(utility + progress.bound);
      return options.should_stop(progress);
    };
  }
  return out;
}

auto overflow(KnapsackError& error) -> bool {
  error = {KnapsackError::Code::overflow};
  return false;
}

auto solve_affordable(const KnapsackProblem& problem, Classes& classes,
                      const KnapsackOptions& options, KnapsackPlan& out, KnapsackError& error)
    -> bool {
  drop_unaffordable(classes, problem.budget);
  const auto multiplier = find_multiplier(classes, problem.budget - out.least_budget);
  const auto rounding = round_relaxation(classes, multiplier, problem.budget);
  Found found;
  if (multiplier.utility > 0) {
    found = search(classes, multiplier, rounding, shifted(options, rounding.utility));
  }
  if (!narrow(rounding.utility + found.best.utility, out.utility) ||
      !narrow(rounding.utility + found.bound, out.bound)) {
    return overflow(error);
  }
  out.status = found.proven ? KnapsackStatus::optimal : KnapsackStatus::feasible;
  out.cost = static_cast<std::int64_t>(rounding.cost + found.best.cost);
  out.shadow_price = {multiplier.utility, multiplier.cost};
  out.picks = make_picks(problem, classes, rounding, found.best);
  return true;
}

}  // namespace

}  // namespace knapsack

inline namespace v0 {

auto to_string(KnapsackError::Code code) noexcept -> const char* {
  switch (code) {
    case KnapsackError::Code::none: return "nothing is wrong";
    case KnapsackError::Code::empty_class: return "a class has no options";
    case KnapsackError::Code::bad_copies: return "a class has less than one copy";
    case KnapsackError::Code::negative_cost: return "an option has a negative cost";
    case KnapsackError::Code::negative_budget: return "the budget is negative";
    case KnapsackError::Code::overflow: return "a sum does not fit 64 bits";
    case KnapsackError::Code::too_many_classes: return "too many classes";
    case KnapsackError::Code::bad_limit: return "a limit below 0, or too many limits";
    case KnapsackError::Code::bad_use: return "a use below 0, or of a limit that is not there";
  }
  return "";
}

auto solve_knapsack(const KnapsackProblem& problem, const KnapsackOptions& options,
                    KnapsackPlan& out, KnapsackError& error) -> bool {
  knapsack::Classes classes;
  if (!knapsack::read_classes(problem, classes, error)) return false;
  out = {};
  out.least_budget = static_cast<std::int64_t>(classes.least_cost);
  if (out.least_budget > problem.budget) return true;
  return knapsack::solve_affordable(problem, classes, options, out, error);
}

}  // namespace v0
}  // namespace tariff
