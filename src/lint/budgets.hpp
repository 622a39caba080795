// What an input costs, held against the budgets that it states.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tariff/lint.hpp"

namespace tariff::lint {

class BudgetChecks {
 public:
  BudgetChecks(const ManifestHeader& header, const LintSettings& settings)
      : header_(header), basis_(settings.budget_basis) {}

  // An asset over its own budget is a finding of the asset; it is added to the result.
  void add(RecordResult& result);
  // Those of groups and of the whole.
  [[nodiscard]] auto finish() const -> std::vector<Finding>;

 private:
  void check_asset(RecordResult& result) const;
  void check_sum(const char* code, const std::string& scope, const Budget& budget,
                 const Totals& totals, std::vector<Finding>& out) const;

  const ManifestHeader& header_;
  CostBasis basis_;
  Totals totals_;
  std::map<std::string, Totals, std::less<>> groups_;
};

}  // namespace tariff::lint
