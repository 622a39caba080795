// `tariff plan PATH…`: an offer and a setting for each asset, the best that the budget allows.
#include "tariff/plan.hpp"

#include <algorithm>

#include "base/int128.hpp"
#include "commands.hpp"
#include "interrupt.hpp"
#include "plan/summary.hpp"
#include "plan_inputs.hpp"
#include "problems.hpp"
#include "search_watch.hpp"

namespace tariff::app {
namespace {

using base::Int128;

// As many as one looks at.
constexpr std::size_t frontier_points = 24;

// The solver counts in units of its own; a share of the bound means the same in all of them.
auto progress_text(const KnapsackProgress& progress) -> std::string {
  const auto magnitude = [](Int128 value) { return value < 0 ? -value : value; };
  const Int128 bound = progress.bound;
  if (bound == 0) return "searching";
  const auto gap = magnitude(bound - progress.utility) * 10'000 / magnitude(bound);
  Rational percent;
  if (!Rational::make(static_cast<std::int64_t>(std::min<Int128>(gap, 10'000)), 100, percent)) {
    return "searching";
  }
  return "at most " + percent.to_decimal() + "% below the best";
}

auto find_plan(Context& context, const PlanInputs& inputs) -> Plan {
  const auto& options = context.options().plan;
  SearchWatch watch{context, options.time_limit, progress_text};
  PlanPolicy policy;
  policy.as_of = context.today();
  policy.settings = inputs.settings();
  policy.frontier_points = options.frontier ? frontier_points : 0;
  policy.should_abandon = [] { return interrupted(); };
  policy.should_stop = [&watch](const KnapsackProgress& progress) {
    return watch.should_stop(progress);
  };
  return plan(context.catalog(), inputs.assets(), inputs.budget(), policy);
}

void write(Context& context, const Plan& plan) {
  switch (context.options().format) {
    case Format::json: context.write(to_json(plan)); break;
    case Format::markdown: context.write(to_markdown(plan)); break;
    default: context.write(to_text(plan, context.text_options())); break;
  }
}

auto is_error(const Diagnostic& found) -> bool {
  return found.severity == Severity::error;
}

}  // namespace

auto run_plan(Context& context) -> int {
  if (!context.options().plan.options.empty()) return run_plan_options(context);
  if (!context.open_catalog()) return unreadable;
  PlanInputs inputs{context.options().plan};
  visit_inputs(context, inputs);
  if (interrupted() || !inputs.finish()) return unreadable;
  const auto plan = find_plan(context, inputs);
  write(context, plan);
  const auto problems = planning::all_problems(plan);
  // The text has them; what reads the other formats may not show them to anybody.
  if (context.options().format != Format::text) complain_of(problems);
  const bool clear = std::none_of(problems.begin(), problems.end(), is_error);
  return plan.found() && clear ? clean : findings;
}

}  // namespace tariff::app
