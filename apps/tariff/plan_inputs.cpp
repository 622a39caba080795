#include "plan_inputs.hpp"

#include <algorithm>
#include <utility>

#include "problems.hpp"

namespace tariff::app {
namespace {

auto text_of(const Money& money) -> std::string {
  return money.amount.to_decimal() + " " + money.currency;
}

// What the command line says of a provider takes the place of what a manifest says.
void put(std::vector<PlanBudget::Part>& parts, const PlanBudget::Part& part) {
  const auto same = std::find_if(parts.begin(), parts.end(), [&part](const PlanBudget::Part& old) {
    return old.name == part.name;
  });
  if (same == parts.end()) {
    parts.push_back(part);
  } else {
    *same = part;
  }
}

}  // namespace

void PlanInputs::refuse(const std::string& what) {
  complain(what);
  usable_ = false;
}

auto PlanInputs::is_new(const std::string& input, const std::string& scope, const Money& limit)
    -> bool {
  const auto [at, fresh] = stated_.try_emplace(scope, Stated{input, limit});
  if (!fresh && at->second.limit != limit) {
    refuse("the budget " + scope + " is " + text_of(at->second.limit) + " in " + at->second.input +
           " and " + text_of(limit) + " in " + input);
  }
  return fresh;
}

// Two totals cannot be held by one plan: their sum would let one manifest spend what is the
// other's.
void PlanInputs::add_total(const std::string& input, const std::optional<Money>& total) {
  if (!total || options_.budget) return;
  const auto [at, fresh] = stated_.try_emplace("in all", Stated{input, *total});
  if (!fresh) {
    refuse(at->second.input + " and " + input + " both have a total budget: give --budget for all");
  }
  budget_.total = total;
}

void PlanInputs::add_limit(const std::string& input, const std::string& scope,
                           const std::optional<Money>& limit, std::optional<Money>& out) {
  if (limit && is_new(input, scope, *limit)) out = limit;
}

void PlanInputs::add_limits(const std::string& input, const char* scope,
                            const std::vector<PlanBudget::Part>& parts,
                            std::vector<PlanBudget::Part>& out) {
  for (const auto& part : parts) {
    if (is_new(input, scope + part.name, part.limit)) out.push_back(part);
  }
}

void PlanInputs::begin_input(const std::string& name, const ManifestHeader& header) {
  settings_ = merge(std::move(settings_), header.plan);
  const auto budget = budget_of(header);
  add_total(name, budget.total);
  add_limit(name, "of an asset", budget.per_asset, budget_.per_asset);
  add_limits(name, "of group ", budget.groups, budget_.groups);
  add_limits(name, "of an asset of group ", budget.groups_per_asset, budget_.groups_per_asset);
  add_limits(name, "of provider ", budget.providers, budget_.providers);
}

auto PlanInputs::input_problem(const RecordResult& problem, Snippets* snippets) -> bool {
  usable_ = false;
  complain_of(problem, snippets);
  return true;
}

auto PlanInputs::record(Record&& record, Snippets& snippets) -> bool {
  if (!record.error) {
    assets_.push_back(std::move(record));
    return true;
  }
  RecordProblem unread{{*record.error}, true};
  unread.diagnostics.insert(unread.diagnostics.end(), record.more_errors.begin(),
                            record.more_errors.end());
  RecordResult result;
  result.problem = std::move(unread);
  return input_problem(result, &snippets);
}

auto PlanInputs::finish() -> bool {
  if (usable_ && assets_.empty()) refuse("there are no assets");
  settings_ = merge(std::move(settings_), options_.settings);
  if (options_.budget) budget_.total = options_.budget;
  for (const auto& part : options_.provider_budgets) put(budget_.providers, part);
  return usable_;
}

}  // namespace tariff::app
