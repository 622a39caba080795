#include <algorithm>
#include <utility>

#include "tariff/report.hpp"

namespace tariff {
inline namespace v0 {
namespace {

constexpr std::size_t dearest_shown = 10;  // for each currency
constexpr std::size_t examples_shown = 3;  // ids for each reason

auto multiply(const Range& a, const Range& b, Range& out) -> bool {
  return checked_mul(a.low, b.low, out.low) && checked_mul(a.expected, b.expected, out.expected) &&
         checked_mul(a.high, b.high, out.high);
}

auto add_to(Range& sum, const Range& more) -> bool {
  Range result;
  if (!checked_add(sum.low, more.low, result.low) ||
      !checked_add(sum.expected, more.expected, result.expected) ||
      !checked_add(sum.high, more.high, result.high)) {
    return false;
  }
  sum = result;
  return true;
}

void add_sum(Totals& totals, const std::string& currency, const Range& cost) {
  auto& sum = totals.sums[currency];
  ++sum.records;
  if (!add_to(sum.total, cost)) sum.too_large = true;
}

void add_reason(std::map<std::string, ReasonCount>& reasons, const std::string& reason,
                const std::string& id) {
  auto& entry = reasons[reason];
  ++entry.records;
  if (entry.examples.size() < examples_shown && !id.empty()) entry.examples.push_back(id);
}

// True when a is to stand before b: same currency together, the dearest first, then by name.
auto is_dearer(const CostlyRecord& a, const CostlyRecord& b) -> bool {
  if (a.currency != b.currency) return a.currency < b.currency;
  if (a.cost.expected != b.cost.expected) return (a.cost.expected <=> b.cost.expected) > 0;
  return false;
}

void keep_dearest(std::vector<CostlyRecord>& dearest, CostlyRecord record) {
  const auto place = std::upper_bound(dearest.begin(), dearest.end(), record, is_dearer);
  const auto currency = record.currency;
  dearest.insert(place, std::move(record));
  const auto same = [&currency](const CostlyRecord& other) { return other.currency == currency; };
  const auto kept = std::count_if(dearest.begin(), dearest.end(), same);
  if (static_cast<std::size_t>(kept) <= dearest_shown) return;
  const auto last = std::find_if(dearest.rbegin(), dearest.rend(), same);
  dearest.erase(std::next(last).base());
}

void count_findings(std::map<std::string, FindingCount>& findings, const Verdict& verdict) {
  std::set<std::string_view> seen;  // a record counts once for each code
  for (const auto& diagnostic : verdict.diagnostics) {
    auto& entry = findings[diagnostic.code];
    if (entry.message.empty()) {
      entry.message = diagnostic.message;
      entry.severity = diagnostic.severity;
    }
    if (seen.insert(diagnostic.code).second) ++entry.records;
  }
}

void count_record(Totals& totals, CostStanding standing, const std::string& currency,
                  const Range& cost) {
  ++totals.records;
  switch (standing) {
    case CostStanding::priced: add_sum(totals, currency, cost); break;
    case CostStanding::unknown: ++totals.unknown; break;
    case CostStanding::refused: ++totals.refused; break;
    case CostStanding::unreadable: ++totals.unreadable; break;
  }
}

auto is_above(Rational amount, const Money& limit) -> bool {
  return (amount <=> limit.amount) > 0;
}

auto budget_line(std::string scope, const Money& limit, const Totals& totals) -> BudgetLine {
  BudgetLine line{std::move(scope), limit, {}, totals.unknown, false, totals.unknown > 0};
  for (const auto& [currency, sum] : totals.sums) {
    if (currency != limit.currency) {
      line.at_risk = true;
      continue;
    }
    line.spent = sum.total;
    line.exceeded = sum.too_large || is_above(sum.total.expected, limit);
    line.at_risk = line.at_risk || is_above(sum.total.high, limit);
  }
  return line;
}

}  // namespace

void add_result(Totals& totals, const RecordResult& result) {
  Range cost;
  const auto standing = cost_standing(result, cost);
  count_record(totals, standing, result.verdict.quote.currency, cost);
}

auto asset_limit(const ManifestHeader& header, std::string_view group) -> std::optional<Money> {
  for (const auto& entry : header.groups) {
    if (entry.name == group && entry.budget.per_asset) return entry.budget.per_asset;
  }
  return header.budget.per_asset;
}

auto record_cost(const RecordResult& result, Range& out) -> bool {
  const auto& quote = result.verdict.quote;
  if (result.problem || quote.kind == CostKind::unknown) return false;
  return multiply(quote.total, result.requests, out);
}

auto to_string(CostStanding standing) noexcept -> const char* {
  constexpr const char* names[] = {"priced", "unknown", "refused", "unreadable"};
  return names[static_cast<std::size_t>(standing)];
}

auto cost_standing(const RecordResult& result, Range& cost) -> CostStanding {
  if (result.problem) return CostStanding::unreadable;
  if (!result.verdict.accepted) return CostStanding::refused;
  return record_cost(result, cost) ? CostStanding::priced : CostStanding::unknown;
}

auto unknown_reason(const Quote& quote) -> std::string {
  if (quote.kind != CostKind::unknown) return "the amount is too large for exact arithmetic";
  return quote.reason.empty() ? "no price is known" : quote.reason;
}

ReportBuilder::ReportBuilder(RunInfo run) {
  report_.run = std::move(run);
}

void ReportBuilder::begin_input(std::string name, const ManifestHeader& header) {
  several_inputs_ = several_inputs_ || !input_.empty();
  end_input();
  input_ = std::move(name);
  header_ = header;
}

void ReportBuilder::end_input() {
  const auto scope = [this](const std::string& text) {
    return several_inputs_ ? input_ + ": " + text : text;
  };
  if (header_.budget.total) {
    report_.budgets.push_back(budget_line(scope("total"), *header_.budget.total, input_totals_));
  }
  for (const auto& group : header_.groups) {
    if (!group.budget.total) continue;
    report_.budgets.push_back(
        budget_line(scope("group " + group.name), *group.budget.total, input_groups_[group.name]));
  }
  header_ = {};
  input_totals_ = {};
  input_groups_.clear();
}

void ReportBuilder::add(const RecordResult& result) {
  const auto& quote = result.verdict.quote;
  Range cost;
  const auto standing = cost_standing(result, cost);
  count_record(report_.totals, standing, quote.currency, cost);
  if (standing == CostStanding::unreadable) {
    add_reason(report_.unreadable, result.problem->diagnostics.front().message, result.id);
    return;
  }
  count_record(input_totals_, standing, quote.currency, cost);
  count_record(input_groups_[result.group], standing, quote.currency, cost);
  count_record(report_.groups[result.group], standing, quote.currency, cost);
  count_record(report_.providers[result.provider], standing, quote.currency, cost);
  count_record(report_.models[result.provider + "/" + result.model], standing, quote.currency,
               cost);
  count_findings(report_.findings, result.verdict);
  if (standing == CostStanding::refused) return;
  report_.sources.insert(quote.sources.begin(), quote.sources.end());
  if (standing == CostStanding::priced) {
    add_cost(result, cost);
  } else {
    add_reason(report_.unknown, unknown_reason(quote), result.id);
  }
}

void ReportBuilder::add_cost(const RecordResult& result, const Range& cost) {
  const auto& currency = result.verdict.quote.currency;
  CostlyRecord record{result.id, result.verdict.offer, currency, cost};
  const auto limit = asset_limit(header_, result.group);
  if (limit && limit->currency == currency && is_above(cost.expected, *limit)) {
    report_.over_per_asset.push_back({record, *limit});
  }
  keep_dearest(report_.dearest, std::move(record));
}

auto ReportBuilder::finish() && -> Report {
  end_input();
  return std::move(report_);
}

}  // namespace v0
}  // namespace tariff
