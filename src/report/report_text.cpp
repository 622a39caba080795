// The budget report for a terminal.
#include <algorithm>
#include <utility>

#include "report/money_text.hpp"
#include "report/paint.hpp"
#include "report/table.hpp"
#include "report/utf8.hpp"
#include "report/words.hpp"
#include "tariff/report.hpp"

namespace tariff {
inline namespace v0 {
namespace {

using report::counted;
using report::joined;
using report::MoneyText;
using report::Paint;
using report::Table;
using Align = Table::Align;

auto number(std::int64_t value) -> std::string {
  return value == 0 ? "" : MoneyText{}.quantity(Rational{value});
}

class Writer {
 public:
  Writer(const Report& report, TextOptions options) : report_(report), paint_(options) {}

  auto write() -> std::string {
    heading();
    totals("Total", {{"all requests", report_.totals}});
    breakdown("By group", report_.groups, "(no group)");
    breakdown("By provider", report_.providers, "(none)");
    breakdown("By model", report_.models, "(none)");
    dearest();
    reasons("Cost unknown (not in any total)", report_.unknown);
    reasons("Could not be read", report_.unreadable);
    findings();
    budget();
    sources();
    if (report_.totals.refused > 0) {
      out_ += "\n" + paint_.dim("refused requests are not in any total") + "\n";
    }
    if (money_.has_rounded()) out_ += "\n" + paint_.dim(MoneyText::footnote()) + "\n";
    return std::move(out_);
  }

 private:
  using Lines = std::map<std::string, Totals>;

  void heading() {
    out_ += paint_.bold("Budget report") + ", prices as of " + report_.run.as_of.to_string();
    if (!report_.run.catalog.empty()) out_ += ", catalog " + report_.run.catalog.substr(0, 12);
    out_ += "\n";
  }

  void section(std::string_view title) { out_ += "\n" + paint_.bold(title) + "\n"; }

  // A line for each name and currency, the dearest first.
  void breakdown(std::string_view title, const Lines& lines, std::string_view unnamed) {
    if (lines.empty() || (lines.size() == 1 && lines.begin()->first.empty())) return;
    std::vector<std::pair<std::string, Totals>> sorted;
    for (const auto& [name, totals] : lines) {
      sorted.emplace_back(name.empty() ? std::string{unnamed} : name, totals);
    }
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
      return (largest(a.second) <=> largest(b.second)) > 0;
    });
    totals(title, sorted);
  }

  static auto largest(const Totals& totals) -> Rational {
    Rational most;
    for (const auto& [currency, sum] : totals.sums) most = std::max(most, sum.total.expected);
    return most;
  }

  void totals(std::string_view title, const std::vector<std::pair<std::string, Totals>>& lines) {
    section(title);
    Table table{{{"", Align::left, 48},
                 {"requests", Align::right},
                 {"low", Align::right},
                 {"expected", Align::right},
                 {"high", Align::right},
                 {"unknown", Align::right},
                 {"refused", Align::right}}};
    for (const auto& [name, totals] : lines) add_totals(table, name, totals);
    out_ += table.to_text(paint_);
  }

  void add_totals(Table& table, const std::string& name, const Totals& totals) {
    const auto requests = number(totals.records);
    const auto unknown = totals.unknown == 0 ? "" : "+ " + number(totals.unknown);
    const auto refused = number(totals.refused);
    if (totals.sums.empty()) table.add({name, requests, "-", "-", "-", unknown, refused});
    bool first = true;
    for (const auto& [currency, sum] : totals.sums) {
      const auto& total = sum.total;
      const std::string more = sum.too_large ? "> " : "";
      table.add(
          {first ? name : "", first ? requests : "", more + money_.amount(total.low, currency),
           more + money_.amount(total.expected, currency),
           more + money_.amount(total.high, currency), first ? unknown : "", first ? refused : ""});
      first = false;
    }
  }

  void costly(const std::vector<CostlyRecord>& records) {
    Table table{{{"", Align::left, 40},
                 {"offer", Align::left, 48},
                 {"low", Align::right},
                 {"expected", Align::right},
                 {"high", Align::right}}};
    for (const auto& record : records) {
      const auto& cost = record.cost;
      table.add({record.id, record.offer, money_.amount(cost.low, record.currency),
                 money_.amount(cost.expected, record.currency),
                 money_.amount(cost.high, record.currency)});
    }
    out_ += table.to_text(paint_);
  }

  void dearest() {
    if (report_.dearest.size() < 2) return;
    section("Dearest");
    costly(report_.dearest);
  }

  void reasons(std::string_view title, const std::map<std::string, ReasonCount>& reasons) {
    if (reasons.empty()) return;
    section(title);
    Table table{{{"requests", Align::right}, {"why", Align::left, 100}, {"such as"}}};
    for (const auto& [reason, entry] : reasons) {
      table.add({number(entry.records), reason, joined(entry.examples)});
    }
    out_ += table.to_text(paint_);
  }

  void findings() {
    if (report_.findings.empty()) return;
    section("Findings");
    Table table{
        {{"requests", Align::right}, {"severity"}, {"code"}, {"the first", Align::left, 100}}};
    for (const auto& [code, entry] : report_.findings) {
      table.add({number(entry.records), to_string(entry.severity), code, entry.message});
    }
    out_ += table.to_text(paint_);
  }

  void budget() {
    if (report_.budgets.empty() && report_.over_per_asset.empty()) return;
    section("Budget");
    Table table{{{"", Align::left, 60},
                 {"budget", Align::right},
                 {"expected", Align::right},
                 {"high", Align::right},
                 {""}}};
    for (const auto& line : report_.budgets) {
      const auto& currency = line.limit.currency;
      table.add({line.scope, money_.amount(line.limit.amount, currency),
                 money_.amount(line.spent.expected, currency),
                 money_.amount(line.spent.high, currency), standing(line)});
    }
    if (!table.empty()) out_ += table.to_text(paint_);
    over_per_asset();
  }

  static auto standing(const BudgetLine& line) -> std::string {
    std::string text = line.exceeded ? "EXCEEDED" : "kept";
    if (!line.exceeded && line.at_risk) text = "kept if it goes as expected";
    if (line.unknown > 0) text += " (+ " + number(line.unknown) + " unknown)";
    return text;
  }

  void over_per_asset() {
    if (report_.over_per_asset.empty()) return;
    const auto count = static_cast<std::int64_t>(report_.over_per_asset.size());
    out_ += "  " + paint_.bad(counted(count, "asset")) + " above the budget of an asset\n";
    Table table{{{"", Align::left, 40},
                 {"offer", Align::left, 48},
                 {"budget", Align::right},
                 {"expected", Align::right}}};
    for (const auto& [record, limit] : report_.over_per_asset) {
      table.add({record.id, record.offer, money_.amount(limit.amount, limit.currency),
                 money_.amount(record.cost.expected, record.currency)});
    }
    out_ += table.to_text(paint_);
  }

  void sources() {
    if (report_.sources.empty()) return;
    section("Prices from");
    for (const auto& source : report_.sources) out_ += "  " + report::printable(source) + "\n";
  }

  const Report& report_;
  Paint paint_;
  MoneyText money_;
  std::string out_;
};

}  // namespace

auto to_text(const Report& report, TextOptions options) -> std::string {
  return Writer{report, options}.write();
}

}  // namespace v0
}  // namespace tariff
