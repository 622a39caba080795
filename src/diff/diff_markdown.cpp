// A comparison as a comment for a pull request. What it says at most is bounded: by rows, so that
// it can be read, and by bytes, so that it is taken.
#include <algorithm>

#include "diff/change_words.hpp"
#include "report/markdown_text.hpp"
#include "tariff/diff.hpp"

namespace tariff {
inline namespace v0 {
namespace {

using report::counted;
using report::markdown_code;
using report::markdown_text;
using report::MoneyText;

// Unit: cells.
constexpr std::size_t name_cells = 60;
constexpr std::size_t value_cells = 30;
constexpr std::size_t what_cells = 120;
constexpr std::size_t message_cells = 240;
constexpr std::size_t amount_cells = 120;

constexpr std::size_t most_groups = 40;
constexpr std::size_t most_changes = 50;
constexpr std::size_t most_findings = 30;  // new, and as many gone
constexpr std::size_t most_budgets = 30;
constexpr std::size_t most_renames = 20;

// Unit: bytes. Kept free of rows for titles, "and 312 more", and the last lines.
constexpr std::size_t kept_free = 5'000;

class Writer {
 public:
  Writer(const ManifestDiff& diff, const std::optional<IncreaseCheck>& check)
      : diff_(diff), check_(check) {}

  auto write() -> std::string {
    heading();
    totals();
    limit();
    new_findings();
    budgets();
    changes();
    gone_findings();
    renames();
    sides();
    return std::move(out_);
  }

 private:
  using Cells = std::initializer_list<std::string>;

  // --- Pieces -----------------------------------------------------------------------------------

  auto money(const std::string& text) -> std::string { return markdown_text(text, amount_cells); }

  static auto row(Cells cells) -> std::string {
    std::string line = "|";
    for (const auto& cell : cells) line += " " + cell + " |";
    return line + "\n";
  }

  // The lines that make() gives for the entries, as many as there is room for; then how many are
  // left.
  template <class List, class Make>
  void bounded(const List& list, std::size_t most, std::string_view noun, Make make) {
    std::size_t shown = 0;
    for (const auto& entry : list) {
      if (shown == most) break;
      const auto line = make(entry);
      if (out_.size() + line.size() + kept_free > most_markdown) break;
      out_ += line;
      ++shown;
    }
    if (shown == list.size()) return;
    const auto left = static_cast<std::int64_t>(list.size() - shown);
    const auto number = MoneyText{}.quantity(Rational{left});
    out_ += "\n… and " + number + " more" + std::string{noun} + "\n";
  }

  void begin_details(const std::string& summary) {
    out_ += "\n<details><summary>" + summary + "</summary>\n\n";
  }
  void end_details() { out_ += "\n</details>\n"; }

  // --- Sections ---------------------------------------------------------------------------------

  void heading() {
    out_ += std::string{markdown_marker} +
            "\n### Image costs: " + markdown_text(diff::headline_text(money_, diff_.totals), 400) +
            "\n\n";
  }

  void totals() {
    out_ += "| | Requests | Before | After | Change | |\n|:--|--:|--:|--:|--:|--:|\n";
    out_ += total_rows("**All requests**", diff_.totals);
    const bool grouped =
        diff_.groups.size() > 1 || (diff_.groups.size() == 1 && !diff_.groups.front().name.empty());
    if (grouped) {
      bounded(diff_.groups, most_groups, " groups", [this](const GroupChange& group) {
        const auto name = group.name.empty() ? "(no group)" : markdown_code(group.name, name_cells);
        return total_rows(name, group.totals);
      });
    }
    out_ += "\nAssets: " + markdown_text(diff::counts_text(diff_.counts), amount_cells) + ".";
    not_in_totals();
    out_ += "\n";
  }

  auto total_rows(const std::string& name, const TotalsChange& totals) -> std::string {
    const auto requests = diff::count_change_text(totals.base.records, totals.head.records);
    if (totals.currencies.empty()) return row({name, requests, "-", "-", "", ""});
    std::string rows;
    for (const auto& change : totals.currencies) {
      const bool first = rows.empty();
      const auto& currency = change.currency;
      const auto by = change.change ? diff::signed_amount(money_, change.change->expected, currency)
                                    : std::string{"too large"};
      rows += row({first ? name : "", first ? requests : "",
                   money(diff::sum_text(money_, change.base, currency)),
                   money(diff::sum_text(money_, change.head, currency)), "**" + money(by) + "**",
                   change.percent ? diff::signed_percent_text(*change.percent) : ""});
    }
    return rows;
  }

  void not_in_totals() {
    const auto& base = diff_.totals.base;
    const auto& head = diff_.totals.head;
    std::vector<std::string> parts;
    const auto add = [&parts](const std::string& what, std::int64_t before, std::int64_t after) {
      const auto count = diff::count_change_text(before, after);
      if (!count.empty()) parts.push_back(what + count);
    };
    add("unknown cost ", base.unknown, head.unknown);
    add("refused ", base.refused, head.refused);
    add("unreadable ", base.unreadable, head.unreadable);
    if (!parts.empty()) out_ += " Requests that no total contains: " + report::joined(parts) + ".";
  }

  void limit() {
    if (!check_) return;
    out_ += "\n**Limit of the increase, " + markdown_text(check_->limit, value_cells) + ": " +
            (check_->exceeded ? "exceeded" : "kept") + "**\n\n";
    for (const auto& reason : check_->reasons) {
      out_ += "- " + markdown_text(reason, message_cells) + "\n";
    }
  }

  auto finding_line(const Finding& finding) -> std::string {
    const auto& found = finding.diagnostic;
    auto line = "- **" + std::string{to_string(found.severity)} + "** " +
                markdown_code(found.code, name_cells) + " at " +
                markdown_code(diff::place_text(found.location), name_cells) + ": " +
                markdown_text(found.message, message_cells);
    return line + assets_of(finding) + "\n";
  }

  static auto assets_of(const Finding& finding) -> std::string {
    if (finding.asset_count > 1) return " (" + counted(finding.asset_count, "asset") + ")";
    if (finding.assets.empty() || finding.assets.front().id.empty()) return {};
    return " (" + markdown_code(finding.assets.front().id, name_cells) + ")";
  }

  void new_findings() {
    const auto& findings = diff_.new_findings;
    if (findings.empty()) return;
    const auto count = static_cast<std::int64_t>(findings.size());
    out_ += "\n**" + counted(count, "new finding") + "**\n\n";
    bounded(findings, most_findings, "",
            [this](const Finding& finding) { return finding_line(finding); });
  }

  void gone_findings() {
    const auto& findings = diff_.gone_findings;
    if (findings.empty()) return;
    begin_details(counted(static_cast<std::int64_t>(findings.size()), "finding") + " gone");
    bounded(findings, most_findings, "",
            [this](const Finding& finding) { return finding_line(finding); });
    end_details();
  }

  void budgets() {
    const auto over = diff::count_change_text(diff_.base_over_per_asset, diff_.head_over_per_asset);
    if (!diff_.budgets.empty()) {
      out_ += "\n| Budget | Limit | Spent before | Spent after | |\n|:--|--:|--:|--:|:--|\n";
      bounded(diff_.budgets, most_budgets, " budgets",
              [this](const BudgetChange& budget) { return budget_row(budget); });
    }
    if (!over.empty()) out_ += "\nAssets above the budget of an asset: " + over + ".\n";
  }

  auto budget_row(const BudgetChange& budget) -> std::string {
    const auto& line = budget.head ? *budget.head : *budget.base;
    const auto spent = [this](const std::optional<BudgetLine>& side) {
      return side ? money(diff::range_text(money_, side->spent, side->limit.currency))
                  : std::string{"-"};
    };
    return row(
        {markdown_code(budget.file, name_cells) + " " + markdown_text(budget.scope, name_cells),
         limits(budget), spent(budget.base), spent(budget.head),
         budget.head ? diff::standing_text(line) : "removed"});
  }

  auto limits(const BudgetChange& budget) -> std::string {
    const auto text = [this](const Money& limit) {
      return money(money_.amount(limit.amount, limit.currency));
    };
    if (!budget.base || !budget.head || budget.base->limit == budget.head->limit) {
      return text((budget.head ? *budget.head : *budget.base).limit);
    }
    return text(budget.base->limit) + " → " + text(budget.head->limit);
  }

  void changes() {
    if (diff_.assets.empty()) return;
    const auto count = static_cast<std::int64_t>(diff_.assets.size());
    begin_details(counted(count, "asset") + (count == 1 ? " differs" : " differ") +
                  ", the largest change first");
    out_ += "| Asset | | Before | After | Change | |\n|:--|:--|--:|--:|--:|:--|\n";
    const auto& first = diff_.assets.front().side().file;
    const bool several_files =
        std::any_of(diff_.assets.begin(), diff_.assets.end(),
                    [&](const AssetChange& change) { return change.side().file != first; });
    bounded(diff_.assets, most_changes, "", [&](const AssetChange& change) {
      auto name = markdown_code(diff::asset_name(change), name_cells);
      if (several_files) name += " in " + markdown_code(change.side().file, name_cells);
      return row({name, to_string(change.kind), money(diff::cost_text(money_, change.base)),
                  money(diff::cost_text(money_, change.head)),
                  money(diff::asset_change_text(money_, change)),
                  markdown_text(diff::settings_text(change, value_cells), what_cells)});
    });
    end_details();
  }

  void renames() {
    if (diff_.renames.empty()) return;
    begin_details(counted(static_cast<std::int64_t>(diff_.renames.size()), "file") + " renamed");
    bounded(diff_.renames, most_renames, "", [](const FileRename& rename) {
      return "- " + markdown_code(rename.from, name_cells) + " → " +
             markdown_code(rename.to, name_cells) + "\n";
    });
    end_details();
  }

  void sides() {
    out_ += "\n<sub>Before: " + side_text(diff_.base) + ". After: " + side_text(diff_.head) + ".";
    if (money_.has_rounded()) out_ += " Amounts are rounded for display.";
    out_ += " Written by tariff diff.</sub>\n";
  }

  static auto side_text(const DiffSide& side) -> std::string {
    const auto& hash = side.run.catalog;
    const auto name = side.name.empty() ? "" : markdown_text(side.name, name_cells) + ", ";
    return name + "prices as of " + side.run.as_of.to_string() +
           (hash.empty() ? "" : ", catalog " + markdown_text(hash.substr(0, 12), name_cells));
  }

  const ManifestDiff& diff_;
  const std::optional<IncreaseCheck>& check_;
  MoneyText money_;
  std::string out_;
};

}  // namespace

auto to_markdown(const ManifestDiff& diff, const std::optional<IncreaseCheck>& check)
    -> std::string {
  return Writer{diff, check}.write();
}

}  // namespace v0
}  // namespace tariff
