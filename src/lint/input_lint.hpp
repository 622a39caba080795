// The findings of one input: what its records say, and what they say together.
#pragma once

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "edit/fix_planner.hpp"
#include "lint/aggregate.hpp"
#include "lint/budgets.hpp"
#include "lint/cheaper.hpp"
#include "lint/duplicates.hpp"
#include "lint/plan_names.hpp"
#include "lint/record_linter.hpp"
#include "lint/suppressions.hpp"

namespace tariff::lint {

// What is worth saying of offers, said once to all the assets of an input that use them.
class OfferFindings {
 public:
  OfferFindings(const RecordLinter& linter) : linter_(linter) {}

  // `place`: where the asset names its model.
  void add(OfferId offer, Date day, const AssetRef& asset, const Location& place);
  [[nodiscard]] auto take() -> std::vector<Finding>;

 private:
  const RecordLinter& linter_;
  std::map<std::pair<OfferId, Date>, std::vector<Finding>> findings_;
};

class InputLint {
 public:
  // All outlive it; `header` is complete when the first record comes. `options` are those that
  // the records are read with.
  InputLint(const RecordLinter& linter, const LintInput& input, InputKind kind,
            const InputOptions& options, const ManifestHeader& header);

  // Adds a record and gives what became of it, without what a comment silences.
  auto add(Record&& record) -> RecordResult;
  // Everything that was found; `diagnostics` are of the input as a whole.
  [[nodiscard]] auto finish(std::vector<Diagnostic> diagnostics) -> std::vector<Finding>;

 private:
  void add_together(const LintedRecord& linted, const Record& record);
  [[nodiscard]] auto place_of(const Record& record, std::string_view path) const -> Location;
  void collect(RecordResult& result);
  void collect(std::vector<Diagnostic>& diagnostics, const RecordResult& result);
  void plan(std::size_t finding, const Diagnostic& diagnostic);
  void add_all(std::vector<Finding> findings);

  const RecordLinter& linter_;
  const ManifestHeader& header_;
  std::optional<edit::FixPlanner> planner_;  // where edits are wanted
  Suppressions suppressions_;
  FindingCollector findings_;
  Duplicates duplicates_;
  OfferFindings offers_;
  BudgetChecks budgets_;
  CheaperWays cheaper_;
  PlanNames plan_names_;
  bool is_lines_;  // a record a line
  bool looks_for_cheaper_;
};

}  // namespace tariff::lint
