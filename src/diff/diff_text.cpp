// A comparison for a terminal.
#include <algorithm>

#include "diff/change_words.hpp"
#include "report/paint.hpp"
#include "report/table.hpp"
#include "report/utf8.hpp"
#include "tariff/diff.hpp"

namespace tariff {
inline namespace v0 {
namespace {

using report::MoneyText;
using report::Paint;
using report::Table;
using Align = Table::Align;

constexpr std::size_t most_changes = 100;  // of the assets; JSON has them all
constexpr std::size_t most_findings = 100;
constexpr std::size_t longest_value = 40;  // Unit: cells

class Writer {
 public:
  Writer(const ManifestDiff& diff, const std::optional<IncreaseCheck>& check, TextOptions options)
      : diff_(diff), check_(check), paint_(options) {}

  auto write() -> std::string {
    heading();
    totals();
    changes();
    renames();
    findings("New findings", diff_.new_findings);
    findings("Gone findings", diff_.gone_findings);
    budgets();
    limit();
    if (money_.has_rounded()) out_ += "\n" + paint_.dim(MoneyText::footnote()) + "\n";
    return std::move(out_);
  }

 private:
  void heading() {
    out_ += paint_.bold("Cost of the change: " + diff::headline_text(money_, diff_.totals)) + "\n";
    Table table{{{""}, {"", Align::left, 80}, {""}, {""}}};
    side(table, "base", diff_.base);
    side(table, "head", diff_.head);
    out_ += table.to_text(paint_);
  }

  static void side(Table& table, const char* title, const DiffSide& side) {
    const auto& hash = side.run.catalog;
    table.add({title, side.name, "prices as of " + side.run.as_of.to_string(),
               hash.empty() ? "" : "catalog " + hash.substr(0, 12)});
  }

  void section(std::string_view title) { out_ += "\n" + paint_.bold(title) + "\n"; }

  // --- Totals -----------------------------------------------------------------------------------

  void totals() {
    section("Expected cost, and what it may be");
    Table table{{{"", Align::left, 48},
                 {"requests", Align::right},
                 {"base", Align::right},
                 {"head", Align::right},
                 {"change", Align::right},
                 {"", Align::right},
                 {"unknown", Align::right},
                 {"refused", Align::right}}};
    const bool grouped =
        diff_.groups.size() > 1 || (diff_.groups.size() == 1 && !diff_.groups.front().name.empty());
    for (const auto& group : diff_.groups) {
      if (grouped) add_totals(table, group.name.empty() ? "(no group)" : group.name, group.totals);
    }
    add_totals(table, "all requests", diff_.totals);
    out_ += table.to_text(paint_);
    out_ += "  " + paint_.dim("assets: " + diff::counts_text(diff_.counts)) + "\n";
  }

  void add_totals(Table& table, const std::string& name, const TotalsChange& totals) {
    const auto requests = diff::count_change_text(totals.base.records, totals.head.records);
    const auto unknown = diff::count_change_text(totals.base.unknown, totals.head.unknown);
    const auto refused = diff::count_change_text(totals.base.refused, totals.head.refused);
    if (totals.currencies.empty()) {
      table.add({name, requests, "-", "-", "", "", unknown, refused});
    }
    bool first = true;
    for (const auto& change : totals.currencies) {
      const auto by = change.change
                          ? diff::signed_amount(money_, change.change->expected, change.currency)
                          : "too large";
      const auto percent = change.percent ? diff::signed_percent_text(*change.percent) : "";
      table.add({first ? name : "", first ? requests : "",
                 diff::sum_text(money_, change.base, change.currency),
                 diff::sum_text(money_, change.head, change.currency), by, percent,
                 first ? unknown : "", first ? refused : ""});
      first = false;
    }
  }

  // --- Assets -----------------------------------------------------------------------------------

  void changes() {
    if (diff_.assets.empty()) return;
    section("Assets");
    Table table{{{"", Align::left, 60},
                 {""},
                 {"base", Align::right},
                 {"head", Align::right},
                 {"change", Align::right},
                 {"", Align::left, 120}}};
    const bool several_files = has_several_files();
    const auto shown = std::min(diff_.assets.size(), most_changes);
    for (std::size_t i = 0; i < shown; ++i) {
      const auto& change = diff_.assets[i];
      const auto name = (several_files ? change.side().file + ": " : "") + diff::asset_name(change);
      table.add({name, to_string(change.kind), diff::cost_text(money_, change.base),
                 diff::cost_text(money_, change.head), diff::asset_change_text(money_, change),
                 diff::settings_text(change, longest_value)});
    }
    out_ += table.to_text(paint_);
    and_more(diff_.assets.size() - shown);
  }

  [[nodiscard]] auto has_several_files() const -> bool {
    const auto& first = diff_.assets.front().side().file;
    return std::any_of(diff_.assets.begin(), diff_.assets.end(),
                       [&](const AssetChange& change) { return change.side().file != first; });
  }

  void and_more(std::size_t left) {
    if (left == 0) return;
    const auto number = MoneyText{}.quantity(Rational{static_cast<std::int64_t>(left)});
    out_ += "  " + paint_.dim("and " + number + " more; --format json has them all") + "\n";
  }

  void renames() {
    if (diff_.renames.empty()) return;
    section("Renamed");
    for (const auto& [from, to] : diff_.renames) {
      out_ += "  " + report::printable(from) + " → " + report::printable(to) + "\n";
    }
  }

  // --- Findings, budgets, limit
  // -------------------------------------------------------------------

  void findings(const char* title, const std::vector<Finding>& findings) {
    if (findings.empty()) return;
    section(title);
    const auto shown = std::min(findings.size(), most_findings);
    for (std::size_t i = 0; i < shown; ++i) {
      const auto& found = findings[i].diagnostic;
      const auto severity = to_string(found.severity) + ("[" + found.code + "]");
      out_ += "  " + report::printable(diff::place_text(found.location)) + ": " +
              paint_.severity(found.severity, severity) + ": " + report::printable(found.message) +
              "\n";
    }
    and_more(findings.size() - shown);
  }

  void budgets() {
    if (diff_.budgets.empty() && diff_.base_over_per_asset + diff_.head_over_per_asset == 0) return;
    section("Budgets");
    Table table{{{"", Align::left, 80}, {"budget", Align::right}, {"spent", Align::right}, {""}}};
    for (const auto& budget : diff_.budgets) {
      table.add({budget.file + ": " + budget.scope, both(budget, limit_text),
                 both(budget, spent_text), both(budget, standing)});
    }
    if (!table.empty()) out_ += table.to_text(paint_);
    const auto over = diff::count_change_text(diff_.base_over_per_asset, diff_.head_over_per_asset);
    if (!over.empty()) out_ += "  assets above the budget of an asset: " + over + "\n";
  }

  static auto limit_text(MoneyText& money, const BudgetLine& line) -> std::string {
    return money.amount(line.limit.amount, line.limit.currency);
  }
  static auto spent_text(MoneyText& money, const BudgetLine& line) -> std::string {
    return diff::range_text(money, line.spent, line.limit.currency);
  }
  static auto standing(MoneyText& /*money*/, const BudgetLine& line) -> std::string {
    return diff::standing_text(line);
  }

  // What a budget says on both sides, once when that is the same.
  template <class Say>
  auto both(const BudgetChange& budget, Say say) -> std::string {
    const auto base = budget.base ? say(money_, *budget.base) : "-";
    const auto head = budget.head ? say(money_, *budget.head) : "-";
    return base == head ? head : base + " → " + head;
  }

  void limit() {
    if (!check_) return;
    section("Limit of the increase: " + check_->limit);
    const auto verdict = check_->exceeded ? paint_.bad("exceeded") : paint_.good("kept");
    out_ += "  " + verdict + "\n";
    for (const auto& reason : check_->reasons) out_ += "  " + report::printable(reason) + "\n";
  }

  const ManifestDiff& diff_;
  const std::optional<IncreaseCheck>& check_;
  Paint paint_;
  MoneyText money_;
  std::string out_;
};

}  // namespace

auto to_text(const ManifestDiff& diff, const std::optional<IncreaseCheck>& check,
             TextOptions options) -> std::string {
  return Writer{diff, check, options}.write();
}

}  // namespace v0
}  // namespace tariff
