// Writers: what became of the records of an input, for people and for machines. Pure functions from
// values to text; nothing here prints.
//
//     std::string line = tariff::to_json_line(result);          // one record, one line of JSON
//     tariff::ReportBuilder builder{{.as_of = day}};
//     for (const auto& result : results) builder.add(result);
//     std::string text = tariff::to_text(builder.finish());     // the budget report
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tariff/date.hpp"
#include "tariff/diagnostic.hpp"
#include "tariff/evaluate.hpp"
#include "tariff/manifest.hpp"
#include "tariff/rational.hpp"
#include "tariff/verdict.hpp"

namespace tariff {
inline namespace v0 {

// Why a record has no verdict.
struct RecordProblem {
  std::vector<Diagnostic> diagnostics;  // at least one; each with its place
  bool unreadable = true;               // false: it was read, but its offer is not known
};

// One record of an input and what came of it.
struct RecordResult {
  std::string id;
  std::string group;
  std::string provider;
  std::string model;
  Location location;                             // where the record starts
  std::optional<std::int64_t> count;             // images wanted, where the input says so
  Range requests = Range::exactly(Rational{1});  // how often the request is sent for them
  std::vector<std::string> notes;                // how the record was read: "cheapest of 3 offers"
  std::optional<RecordProblem> problem;
  Verdict verdict;  // of one request; meaningless when there is a problem
};

// What a run was about; it stands at the head of what is written.
struct RunInfo {
  std::string catalog;  // content hash
  Date as_of;
};

struct TextOptions {
  bool color = false;
};

// --- One record -------------------------------------------------------------------------------

// {"id":…,"offer":…,"accepted":…,"diagnostics":[…],"cost":{…}} or {"id":…,"error":{…}}, and a line
// end. Money and quantities are decimal strings; a cost that is unknown has a reason and no number.
[[nodiscard]] TARIFF_API auto to_json_line(const RecordResult& result) -> std::string;
TARIFF_API void append_json_line(std::string& out, const RecordResult& result);

// The breakdowns of quotes: total, meters, notes; then, once for all, the sources.
class TARIFF_API QuoteText {
 public:
  explicit QuoteText(TextOptions options = {}) : options_(options) {}

  [[nodiscard]] auto add(const RecordResult& result) -> std::string;
  [[nodiscard]] auto footer() const -> std::string;

 private:
  TextOptions options_;
  std::set<std::string> sources_;
  bool rounded_ = false;
};

// What a fix does, in one line: "set size to \"1792x944\" ($0.0044 before, $0.0045 after)".
[[nodiscard]] TARIFF_API auto fix_to_text(const Fix& fix, std::string_view currency) -> std::string;

// --- The budget report ------------------------------------------------------------------------

// A sum of one currency. Amounts of different currencies are never added.
struct CurrencySum {
  Range total;
  std::int64_t records = 0;
  bool too_large = false;  // the exact sum does not fit; `total` then lacks some of its records
};

struct Totals {
  std::map<std::string, CurrencySum> sums;  // by currency
  std::int64_t records = 0;                 // all that were added, the following included
  std::int64_t unknown = 0;  // accepted, but nobody can say at what price: never added as 0
  std::int64_t refused = 0;  // the provider would refuse them: no cost
  std::int64_t unreadable = 0;
};

// Adds one result.
TARIFF_API void add_result(Totals& totals, const RecordResult& result);

struct CostlyRecord {
  std::string id;
  std::string offer;
  std::string currency;
  Range cost;
};

struct ReasonCount {
  std::int64_t records = 0;
  std::vector<std::string> examples;  // the ids of the first few
};

struct FindingCount {
  Severity severity = Severity::error;
  std::int64_t records = 0;
  std::string message;  // of the first one
};

// A budget and what is spent of it.
struct BudgetLine {
  std::string scope;  // "total", "group hero"; of several inputs: with the input's name
  Money limit;
  Range spent;               // Unit: the limit's currency
  std::int64_t unknown = 0;  // requests whose cost is not in `spent`
  bool exceeded = false;     // the expected cost is above the limit
  bool at_risk = false;      // the high cost is, or something could not be compared with it
};

// A record that is above the budget of an asset.
struct CostlyAsset {
  CostlyRecord record;
  Money limit;
};

struct Report {
  RunInfo run;
  Totals totals;
  std::map<std::string, Totals> groups;  // by name; "" is "no group"
  std::map<std::string, Totals> providers;
  std::map<std::string, Totals> models;           // "provider/model"
  std::vector<CostlyRecord> dearest;              // by currency, then by expected cost, falling
  std::map<std::string, ReasonCount> unknown;     // by reason
  std::map<std::string, ReasonCount> unreadable;  // by message
  std::map<std::string, FindingCount> findings;   // by code
  std::set<std::string> sources;                  // URLs
  std::vector<BudgetLine> budgets;
  std::vector<CostlyAsset> over_per_asset;

  [[nodiscard]] auto budget_exceeded() const noexcept -> bool {
    return !over_per_asset.empty() ||
           std::any_of(budgets.begin(), budgets.end(),
                       [](const BudgetLine& line) { return line.exceeded; });
  }
};

// Collects results one by one; what it keeps does not grow with the number of records, except for
// the records that are above the budget of an asset. Each input is held to its own budgets.
class TARIFF_API ReportBuilder {
 public:
  explicit ReportBuilder(RunInfo run);

  // What follows comes from this input.
  void begin_input(std::string name, const ManifestHeader& header);
  void add(const RecordResult& result);
  [[nodiscard]] auto finish() && -> Report;

 private:
  void add_cost(const RecordResult& result, const Range& cost);
  void end_input();

  Report report_;
  std::string input_;
  ManifestHeader header_;
  Totals input_totals_;
  std::map<std::string, Totals> input_groups_;
  bool several_inputs_ = false;
};

// What one asset of a group may cost: what the group says, or else the manifest; empty: no limit.
[[nodiscard]] TARIFF_API auto asset_limit(const ManifestHeader& header, std::string_view group)
    -> std::optional<Money>;

// The quote of a result times how often it is sent. False: unknown, or the product does not fit.
[[nodiscard]] TARIFF_API auto record_cost(const RecordResult& result, Range& out) -> bool;

// What a record is to a total.
enum class CostStanding : std::uint8_t { priced, unknown, refused, unreadable };

[[nodiscard]] TARIFF_API auto to_string(CostStanding standing) noexcept -> const char*;

// `cost` is record_cost() of one that is priced, and untouched otherwise.
[[nodiscard]] TARIFF_API auto cost_standing(const RecordResult& result, Range& cost)
    -> CostStanding;
// Why the cost of a record is unknown.
[[nodiscard]] TARIFF_API auto unknown_reason(const Quote& quote) -> std::string;

[[nodiscard]] TARIFF_API auto to_text(const Report& report, TextOptions options = {})
    -> std::string;
[[nodiscard]] TARIFF_API auto to_json(const Report& report) -> std::string;

// --- One request over every offer -------------------------------------------------------------

// `alternatives` as compare() returns them.
[[nodiscard]] TARIFF_API auto compare_to_text(std::string_view id,
                                              const std::vector<Alternative>& alternatives,
                                              TextOptions options = {}) -> std::string;
[[nodiscard]] TARIFF_API auto compare_to_json(std::string_view id,
                                              const std::vector<Alternative>& alternatives)
    -> std::string;

}  // namespace v0
}  // namespace tariff
