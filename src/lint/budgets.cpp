#include "lint/budgets.hpp"

#include <utility>

#include "lint/record_checks.hpp"
#include "report/money_text.hpp"
#include "report/words.hpp"

namespace tariff::lint {
namespace {

auto is_stated(const ManifestHeader& header) -> bool {
  bool any = header.budget.total || header.budget.per_asset;
  for (const auto& group : header.groups) {
    any = any || group.budget.total || group.budget.per_asset;
  }
  return any;
}

// The budget that asset_limit() takes its limit from.
auto place_of_limit(const ManifestHeader& header, std::string_view group) -> const Location& {
  for (const auto& entry : header.groups) {
    if (entry.name == group && entry.budget.per_asset) return entry.budget.location;
  }
  return header.budget.location;
}

// "the expected cost is $41.20 of $40.00"
auto excess(const char* figure, const Rational& cost, const Money& limit) -> std::string {
  report::MoneyText money;
  return std::string{"the "} + figure + " cost is " + money.amount(cost, limit.currency) +
         ", over the budget of " + money.amount(limit.amount, limit.currency);
}

auto make(const char* code, Severity severity, const std::string& scope, const std::string& message,
          const Location& place) -> Finding {
  Finding finding;
  finding.topic = scope;
  finding.diagnostic.code = code;
  finding.diagnostic.severity = severity;
  finding.diagnostic.message = scope + ": " + message;
  finding.diagnostic.location = place;
  return finding;
}

auto is_above(const Rational& cost, const Money& limit) -> bool {
  return (cost <=> limit.amount) > 0;
}

// What is not in the sum, in words; empty: all is.
auto missing_from(const Totals& totals, const std::string& currency) -> std::string {
  std::vector<std::string> parts;
  if (totals.unknown > 0) {
    parts.push_back(report::counted(totals.unknown, "asset") + " of unknown cost");
  }
  for (const auto& [name, sum] : totals.sums) {
    if (name != currency) parts.push_back(report::counted(sum.records, "asset") + " in " + name);
  }
  return report::joined(parts, " and ");
}

}  // namespace

void BudgetChecks::add(RecordResult& result) {
  if (!is_stated(header_)) return;
  add_result(totals_, result);
  add_result(groups_[result.group], result);
  check_asset(result);
}

void BudgetChecks::check_asset(RecordResult& result) const {
  Range cost;
  const auto limit = asset_limit(header_, result.group);
  if (!limit || !result.verdict.accepted || !record_cost(result, cost) ||
      result.verdict.quote.currency != limit->currency) {
    return;
  }
  const auto figure = figure_of(cost, basis_);
  if (!is_above(figure, *limit)) return;
  Diagnostic over;
  over.code = code::budget_asset;
  over.message = excess(to_string(basis_), figure, *limit) + " for an asset";
  const auto& at = place_of_limit(header_, result.group);
  over.because = "the budget stands in line " + std::to_string(at.line);
  over.location = result.location;
  result.verdict.diagnostics.push_back(std::move(over));
}

void BudgetChecks::check_sum(const char* code, const std::string& scope, const Budget& budget,
                             const Totals& totals, std::vector<Finding>& out) const {
  if (!budget.total) return;
  const auto& limit = *budget.total;
  if (const auto sum = totals.sums.find(limit.currency); sum != totals.sums.end()) {
    const auto figure = figure_of(sum->second.total, basis_);
    if (sum->second.too_large) {
      out.push_back(make(code, Severity::error, scope, "the sum does not fit exact arithmetic",
                         budget.location));
    } else if (is_above(figure, limit)) {
      out.push_back(make(code, Severity::error, scope, excess(to_string(basis_), figure, limit),
                         budget.location));
    }
  }
  const auto missing = missing_from(totals, limit.currency);
  if (missing.empty()) return;
  out.push_back(
      make(code::budget_unknown, Severity::warning, scope,
           "nobody can say whether the budget is kept; " + missing + " are not in the sum",
           budget.location));
}

auto BudgetChecks::finish() const -> std::vector<Finding> {
  std::vector<Finding> out;
  check_sum(code::budget_total, "total", header_.budget, totals_, out);
  for (const auto& group : header_.groups) {
    const auto totals = groups_.find(group.name);
    if (totals == groups_.end()) continue;
    check_sum(code::budget_group, "group " + group.name, group.budget, totals->second, out);
  }
  return out;
}

}  // namespace tariff::lint
