// A plan for a terminal.
#include <algorithm>

#include "plan/plan_words.hpp"
#include "report/paint.hpp"
#include "report/table.hpp"
#include "report/utf8.hpp"

namespace tariff {
inline namespace v0 {
namespace {

using report::MoneyText;
using report::Paint;
using report::printable;
using report::Table;
using Align = Table::Align;

// What is shown at most; JSON has all.
constexpr std::size_t most_assets = 40;
constexpr std::size_t most_refusals = 15;
constexpr std::size_t most_rows = 40;  // of any other table
constexpr std::int64_t bar_cells = 24;

class Writer {
 public:
  Writer(const Plan& plan, TextOptions options) : plan_(plan), figures_(plan), paint_(options) {}

  auto write() -> std::string {
    heading();
    clashes();
    problems();
    if (plan_.found()) {
      settings();
      groups();
      limits();
      compared();
      assets();
    }
    refusals();
    frontier();
    sources();
    notes();
    if (figures_.has_rounded()) out_ += "\n" + paint_.dim(MoneyText::footnote()) + "\n";
    return std::move(out_);
  }

 private:
  void section(std::string_view title) { out_ += "\n" + paint_.bold(title) + "\n"; }

  void line(std::string_view text) { out_ += "  " + printable(text) + "\n"; }

  void and_more(std::size_t left) {
    if (left == 0) return;
    const auto number = MoneyText{}.quantity(Rational{static_cast<std::int64_t>(left)});
    out_ += "  " + paint_.dim("… and " + number + " more (--format json has all)") + "\n";
  }

  void heading() {
    out_ += paint_.bold(planning::headline(figures_, plan_)) + "\n";
    const auto verdict = planning::verdict(figures_, plan_);
    const bool proven = plan_.status == PlanStatus::optimal;
    out_ += "  " +
            (proven          ? paint_.good(verdict)
             : plan_.found() ? paint_.caution(verdict)
                             : paint_.bad(verdict)) +
            "\n\n";
    Table table{{{""}, {"", Align::left, 120}}};
    for (const auto& [name, value] : planning::facts(figures_, plan_)) table.add({name, value});
    table.add(
        {"prices as of", plan_.as_of.to_string() + ", catalog " + plan_.catalog.substr(0, 12)});
    out_ += table.to_text(paint_);
  }

  void clashes() {
    if (plan_.clashes.empty()) return;
    section("What cannot be kept together");
    Table table{{{"", Align::left, 60}, {"", Align::left, 160}}};
    for (const auto& [constraint, message] : plan_.clashes) table.add({constraint, message});
    out_ += table.to_text(paint_);
  }

  void problems() {
    const auto problems = planning::all_problems(plan_);
    if (problems.empty()) return;
    section("Problems");
    const auto shown = std::min(problems.size(), most_rows);
    for (std::size_t i = 0; i < shown; ++i) {
      const auto& found = problems[i];
      const auto severity = to_string(found.severity) + ("[" + found.code + "]");
      out_ += "  " + printable(planning::place_text(found.location)) +
              paint_.severity(found.severity, severity) + ": " + printable(found.message) + "\n";
    }
    and_more(problems.size() - shown);
  }

  // --- What is chosen ---------------------------------------------------------------------------

  void settings() {
    const auto used = planning::used_settings(plan_);
    section("By offer, quality and tier");
    Table table{{{"", Align::left, 60},
                 {"quality"},
                 {"tier"},
                 {"assets", Align::right},
                 {"images", Align::right},
                 {"cost", Align::right},
                 {"share", Align::right}}};
    const auto shown = std::min(used.size(), most_rows);
    for (std::size_t i = 0; i < shown; ++i) {
      const auto& [offer, quality, tier, share] = used[i];
      table.add({offer, quality, tier, count(share.assets), count(share.images),
                 figures_.cost(share), planning::share_text(figures_, plan_, share)});
    }
    out_ += table.to_text(paint_);
    and_more(used.size() - shown);
  }

  void groups() {
    const auto groups = planning::by_group(plan_);
    if (groups.empty() || (groups.size() == 1 && groups.begin()->first.empty())) return;
    section("By group");
    Table table{{{"", Align::left, 60},
                 {"assets", Align::right},
                 {"images", Align::right},
                 {"cost", Align::right},
                 {"share", Align::right},
                 {"average", Align::right}}};
    std::size_t shown = 0;
    for (const auto& [name, share] : groups) {
      if (shown++ == most_rows) break;
      const auto average = share.average();
      table.add({name.empty() ? "(no group)" : name, count(share.assets), count(share.images),
                 figures_.cost(share), planning::share_text(figures_, plan_, share),
                 average ? figures_.points(*average) : ""});
    }
    out_ += table.to_text(paint_);
    and_more(groups.size() - std::min(groups.size(), most_rows));
  }

  void limits() {
    const auto lines = planning::limit_lines(plan_);
    if (lines.empty()) return;
    section("Budgets");
    Table table{{{"", Align::left, 60}, {"budget", Align::right}, {"spent", Align::right}, {""}}};
    for (const auto& [scope, limit, spent] : lines) {
      table.add({scope, figures_.money(limit), figures_.money(spent),
                 figures_.percent(spent, limit.amount)});
    }
    out_ += table.to_text(paint_);
  }

  void compared() {
    const auto ways = planning::comparisons(plan_);
    if (ways.size() == 1) return;
    section("Compared");
    Table table{{{"", Align::left, 60},
                 {"assets", Align::right},
                 {"cost", Align::right},
                 {"points", Align::right}}};
    for (const auto& [name, totals] : ways) {
      table.add(
          {name, count(totals.assets), figures_.cost(totals.cost), figures_.points(totals.value)});
    }
    out_ += table.to_text(paint_);
  }

  void assets() {
    section("Assets");
    Table table{{{"", Align::left, 40},
                 {"chosen", Align::left, 70},
                 {"cost", Align::right},
                 {"score", Align::right},
                 {"next better", Align::right},
                 {"next cheaper", Align::right}}};
    const auto shown = std::min(plan_.assets.size(), most_assets);
    for (std::size_t i = 0; i < shown; ++i) {
      const auto& asset = plan_.assets[i];
      const auto& chosen = asset.chosen;
      table.add({asset.id, planning::chosen_text(plan_, asset),
                 chosen ? figures_.cost(*chosen) : "",
                 chosen ? planning::score_text(figures_, chosen->score) : "",
                 planning::step_text(figures_, asset.next_better),
                 planning::step_text(figures_, asset.next_cheaper)});
    }
    out_ += table.to_text(paint_);
    and_more(plan_.assets.size() - shown);
  }

  // --- What is not, and why ---------------------------------------------------------------------

  void refusals() {
    const auto counts = planning::count_refusals(plan_);
    if (counts.empty()) return;
    section("Offers that were not possible");
    Table table{{{"", Align::left, 60}, {"assets", Align::right}, {""}, {"", Align::left, 120}}};
    const auto shown = std::min(counts.size(), most_refusals);
    for (std::size_t i = 0; i < shown; ++i) {
      const auto& [offer, code, message, assets] = counts[i];
      table.add({offer, count(assets), code, message});
    }
    out_ += table.to_text(paint_);
    and_more(counts.size() - shown);
  }

  void frontier() {
    const auto& points = plan_.frontier;
    if (points.empty()) return;
    section("What each budget buys");
    Table table{{{"cost", Align::right}, {"points", Align::right}, {""}}};
    for (std::size_t i = 0; i < points.size(); ++i) {
      table.add({figures_.money(points[i].cost), figures_.points(points[i].value),
                 planning::bar(points, i, bar_cells)});
    }
    out_ += table.to_text(paint_);
  }

  // --- Where it is from -------------------------------------------------------------------------

  void sources() {
    if (plan_.boards.empty()) return;
    section("Quality is from");
    for (const auto& board : plan_.boards) {
      line(planning::board_text(board));
      line("  " + board.url);
      for (const auto& assumption : board.assumptions) line("  assumed: " + assumption);
    }
  }

  void notes() {
    if (plan_.notes.empty()) return;
    section("Notes");
    for (const auto& note : plan_.notes) line(note);
  }

  static auto count(std::int64_t number) -> std::string {
    return MoneyText{}.quantity(Rational{number});
  }

  const Plan& plan_;
  planning::Figures figures_;
  Paint paint_;
  std::string out_;
};

}  // namespace

auto to_text(const Plan& plan, TextOptions options) -> std::string {
  return Writer{plan, options}.write();
}

}  // namespace v0
}  // namespace tariff
