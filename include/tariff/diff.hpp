// What a change of manifests, or of the catalog, does to cost and findings.
//
//     tariff::StateBuilder base{{.catalog = hash, .as_of = day}};
//     base.lint(linter, {.name = "images.yaml", .text = before});
//     tariff::StateBuilder head{{.catalog = hash, .as_of = day}};
//     head.lint(linter, {.name = "images.yaml", .text = after});
//     const auto diff = compare_states(std::move(base).finish(), std::move(head).finish());
//     std::string comment = tariff::to_markdown(diff, {});
//
// An asset is the same on both sides when its file and id are; one without an id, when all that it
// says is. A file that is gone and a new one that has at least half of its assets are a rename.
// Amounts of different currencies are never added, and a cost that is unknown is never 0: it stands
// beside the totals. Pure: no I/O, no clock.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tariff/lint.hpp"
#include "tariff/manifest.hpp"
#include "tariff/report.hpp"
#include "tariff/value.hpp"

namespace tariff {
inline namespace v0 {

// --- One side ---------------------------------------------------------------------------------

// What an asset asks for, piece by piece: "model", "count", "params.size".
struct Setting {
  std::string path;
  Value value;

  friend auto operator==(const Setting&, const Setting&) -> bool = default;
};

// What an asset costs: its quote times how often its request is sent.
struct AssetCost {
  CostStanding standing = CostStanding::unreadable;
  std::string currency;
  Range total;         // Unit: the currency; meaningful when it is priced
  std::string reason;  // why it is unknown

  friend auto operator==(const AssetCost&, const AssetCost&) -> bool = default;
};

struct AssetState {
  std::string file;
  std::string id;  // may be empty
  std::string group;
  std::string offer;
  AssetCost cost;
  std::vector<Setting> settings;  // sorted by path
};

struct FileBudget {
  std::string file;
  BudgetLine line;
};

// Manifests as they are at one time, against one catalog on one day.
struct State {
  std::string name;  // what people call it: a path, a revision
  RunInfo run;
  std::vector<std::string> files;  // sorted
  std::vector<AssetState> assets;
  std::vector<Finding> findings;
  Totals totals;
  std::map<std::string, Totals> groups;  // by name; "" is "no group"
  std::vector<FileBudget> budgets;
  std::int64_t over_per_asset = 0;  // assets above the budget of an asset
};

class TARIFF_API StateBuilder {
 public:
  explicit StateBuilder(RunInfo run, std::string name = {});

  // Lints an input and takes all of it. The name of the input is the file's, and names the same
  // file on both sides.
  void lint(const Linter& linter, LintInput input);

  // The same piece by piece: what follows is of this file.
  void begin_file(std::string file, const ManifestHeader& header);
  void add(std::vector<Setting> settings, const RecordResult& result);
  void add_finding(Finding finding);

  [[nodiscard]] auto finish() && -> State;

 private:
  void end_file();

  State state_;
  ReportBuilder all_;
  std::optional<ReportBuilder> of_file_;
};

// What a record asks for, sorted by path. What concerns a plan only (weight, tags, deadline) is not
// among it.
[[nodiscard]] TARIFF_API auto settings_of(const Record& record) -> std::vector<Setting>;

// --- Two sides --------------------------------------------------------------------------------

enum class ChangeKind : std::uint8_t {
  added,
  removed,
  changed,  // it asks for something else, or another offer serves it
  repriced  // it asks for the same, and costs something else
};

[[nodiscard]] TARIFF_API auto to_string(ChangeKind kind) noexcept -> const char*;

struct SettingChange {
  std::string path;
  std::optional<Value> base;  // unset: not said
  std::optional<Value> head;
};

struct AssetSide {
  std::string file;
  std::string group;
  std::string offer;
  AssetCost cost;
};

struct AssetChange {
  ChangeKind kind = ChangeKind::changed;
  std::string id;
  std::optional<AssetSide> base;
  std::optional<AssetSide> head;
  std::vector<SettingChange> settings;
  std::string currency;         // of the change; empty when there is none
  std::optional<Range> change;  // head less base, figure by figure; unset: it cannot be said

  // Where it is now, or was last.
  [[nodiscard]] auto side() const noexcept -> const AssetSide& { return head ? *head : *base; }
};

// A total in one currency. A side that bills nothing in it has a sum of no records.
struct CurrencyChange {
  std::string currency;
  CurrencySum base;
  CurrencySum head;
  std::optional<Range> change;      // head less base; unset: it does not fit exact arithmetic
  std::optional<Rational> percent;  // of base's expected; unset when that is 0
};

struct TotalsChange {
  Totals base;
  Totals head;
  std::vector<CurrencyChange> currencies;  // sorted by currency
};

struct GroupChange {
  std::string name;  // "": no group
  TotalsChange totals;
};

struct BudgetChange {
  std::string file;
  std::string scope;
  std::optional<BudgetLine> base;
  std::optional<BudgetLine> head;
};

struct FileRename {
  std::string from;
  std::string to;

  friend auto operator==(const FileRename&, const FileRename&) -> bool = default;
};

struct ChangeCounts {
  std::int64_t added = 0;
  std::int64_t removed = 0;
  std::int64_t changed = 0;
  std::int64_t repriced = 0;
  std::int64_t unchanged = 0;
};

// A side's name and what it was judged by.
struct DiffSide {
  std::string name;
  RunInfo run;
};

struct ManifestDiff {
  DiffSide base;
  DiffSide head;
  TotalsChange totals;
  std::vector<GroupChange> groups;  // all of them, sorted by name
  ChangeCounts counts;
  std::vector<AssetChange> assets;  // the largest change of the expected cost first, unknown last
  std::vector<FileRename> renames;
  std::vector<Finding> new_findings;  // errors first; so are those that are gone
  std::vector<Finding> gone_findings;
  std::int64_t kept_findings = 0;
  std::vector<BudgetChange> budgets;
  std::int64_t base_over_per_asset = 0;  // assets above the budget of an asset
  std::int64_t head_over_per_asset = 0;

  // Findings that are new, count and are errors.
  [[nodiscard]] auto has_new_errors() const noexcept -> bool;
};

[[nodiscard]] TARIFF_API auto compare_states(State base, State head) -> ManifestDiff;

// --- How much more it may cost ------------------------------------------------------------------

// By how much the expected total may rise: an amount of one currency, or percent of base's.
struct IncreaseLimit {
  std::string text;             // as it was written
  std::optional<Money> amount;  // unset: percent
  Rational percent;
};

// Reads "5USD", "5 USD", "0.50 USD", "10%", "2.5 %". False: `why` says what was expected.
[[nodiscard]] TARIFF_API auto parse_increase_limit(std::string_view text, IncreaseLimit& out,
                                                   std::string& why) -> bool;

// An increase held against its limit. What cannot be held against it exceeds it, for a gate that
// cannot see is shut: an increase in a currency that the limit does not name, percent of a base
// that is 0 or unknown, a sum that is too large.
struct IncreaseCheck {
  std::string limit;
  bool exceeded = false;
  std::vector<std::string> reasons;  // why it is exceeded, or what the answer leaves out
};

[[nodiscard]] TARIFF_API auto check_increase(const TotalsChange& totals, const IncreaseLimit& limit)
    -> IncreaseCheck;

// --- Writers ----------------------------------------------------------------------------------

// `check` may be unset: there is no limit.
[[nodiscard]] TARIFF_API auto to_text(const ManifestDiff& diff,
                                      const std::optional<IncreaseCheck>& check,
                                      TextOptions options = {}) -> std::string;
// One object; schema/diff.schema.json says of what form.
[[nodiscard]] TARIFF_API auto to_json(const ManifestDiff& diff,
                                      const std::optional<IncreaseCheck>& check) -> std::string;

// The first line of what to_markdown() writes: who posts it as a comment finds the one of before by
// it, and replaces it.
inline constexpr std::string_view markdown_marker = "<!-- tariff:diff -->";
// Unit: bytes. GitHub takes a comment of 65,536 characters.
inline constexpr std::size_t most_markdown = 65'000;

// A comment for a pull request, no longer than most_markdown.
[[nodiscard]] TARIFF_API auto to_markdown(const ManifestDiff& diff,
                                          const std::optional<IncreaseCheck>& check) -> std::string;

}  // namespace v0
}  // namespace tariff
