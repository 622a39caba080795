// A plan as Markdown, for a pull request or a document. What it says at most is bounded by rows and
// by bytes; JSON has all.
#include <algorithm>
#include <initializer_list>

#include "plan/plan_words.hpp"
#include "report/markdown_text.hpp"
#include "report/words.hpp"
#include "tariff/plan.hpp"

namespace tariff {
inline namespace v0 {
namespace {

using report::markdown_code;
using report::markdown_text;
using report::MoneyText;

// Unit: cells.
constexpr std::size_t name_cells = 60;
constexpr std::size_t text_cells = 240;

constexpr std::size_t most_assets = 40;
constexpr std::size_t most_rows = 30;  // of any other table

// Unit: bytes. A comment on the usual hosts of repositories takes 65,536 characters.
constexpr std::size_t most_bytes = 60'000;

class Writer {
 public:
  explicit Writer(const Plan& plan) : plan_(plan), figures_(plan) {}

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
    if (figures_.has_rounded()) out_ += "\nFigures are rounded for display.\n";
    return std::move(out_);
  }

 private:
  // --- Pieces -----------------------------------------------------------------------------------

  static auto text(std::string_view what) -> std::string { return markdown_text(what, text_cells); }
  static auto name(std::string_view what) -> std::string { return markdown_code(what, name_cells); }
  static auto count(std::int64_t number) -> std::string {
    return MoneyText{}.quantity(Rational{number});
  }

  static auto row(std::initializer_list<std::string> cells) -> std::string {
    std::string line = "|";
    for (const auto& cell : cells) line += " " + cell + " |";
    return line + "\n";
  }

  // The lines that make() gives for the entries, as many as there is room for; then how many are
  // left.
  template <class List, class Make>
  void bounded(const List& list, std::size_t most, Make make) {
    std::size_t shown = 0;
    for (const auto& entry : list) {
      if (shown == most) break;
      const auto line = make(entry);
      if (out_.size() + line.size() > most_bytes) break;
      out_ += line;
      ++shown;
    }
    if (shown == list.size()) return;
    out_ += "\n… and " + count(static_cast<std::int64_t>(list.size() - shown)) +
            " more (--format json has all)\n";
  }

  void begin_details(const std::string& summary) {
    out_ += "\n<details><summary>" + summary + "</summary>\n\n";
  }
  void end_details() { out_ += "\n</details>\n"; }

  // --- Sections ---------------------------------------------------------------------------------

  void heading() {
    out_ += "### Image plan: " + text(planning::headline(figures_, plan_)) + "\n\n";
    const auto verdict = text(planning::verdict(figures_, plan_));
    out_ += plan_.found() ? verdict + "\n\n" : "**" + verdict + "**\n\n";
    out_ += "| | |\n|:--|:--|\n";
    for (const auto& [what, value] : planning::facts(figures_, plan_)) {
      out_ += row({text(what), text(value)});
    }
    out_ += row({"prices as of",
                 plan_.as_of.to_string() + ", catalog " + text(plan_.catalog.substr(0, 12))});
  }

  void clashes() {
    if (plan_.clashes.empty()) return;
    out_ += "\n**What cannot be kept together**\n\n";
    bounded(plan_.clashes, most_rows, [](const PlanClash& clash) {
      return "- " + text(clash.constraint) + ": " + text(clash.message) + "\n";
    });
  }

  void problems() {
    const auto problems = planning::all_problems(plan_);
    if (problems.empty()) return;
    out_ += "\n**Problems**\n\n";
    bounded(problems, most_rows, [](const Diagnostic& found) {
      return "- " + text(planning::place_text(found.location)) + "**" + to_string(found.severity) +
             "** " + name(found.code) + ": " + text(found.message) + "\n";
    });
  }

  void settings() {
    out_ +=
        "\n| Offer | Quality | Tier | Assets | Images | Cost | Share |\n"
        "|:--|:--|:--|--:|--:|--:|--:|\n";
    bounded(planning::used_settings(plan_), most_rows, [this](const planning::UsedSetting& used) {
      const auto& share = used.share;
      return row({name(used.offer), text(used.quality), text(used.tier), count(share.assets),
                  count(share.images), text(figures_.cost(share)),
                  planning::share_text(figures_, plan_, share)});
    });
  }

  void groups() {
    const auto groups = planning::by_group(plan_);
    if (groups.empty() || (groups.size() == 1 && groups.begin()->first.empty())) return;
    out_ += "\n| Group | Assets | Images | Cost | Share | Average |\n|:--|--:|--:|--:|--:|--:|\n";
    bounded(groups, most_rows, [this](const auto& group) {
      const auto& share = group.second;
      const auto average = share.average();
      return row({group.first.empty() ? "(no group)" : name(group.first), count(share.assets),
                  count(share.images), text(figures_.cost(share)),
                  planning::share_text(figures_, plan_, share),
                  average ? figures_.points(*average) : ""});
    });
  }

  void limits() {
    const auto lines = planning::limit_lines(plan_);
    if (lines.empty()) return;
    out_ += "\n| Budget | Limit | Spent | |\n|:--|--:|--:|--:|\n";
    bounded(lines, most_rows, [this](const planning::LimitLine& line) {
      return row({text(line.scope), text(figures_.money(line.limit)),
                  text(figures_.money(line.spent)),
                  figures_.percent(line.spent, line.limit.amount)});
    });
  }

  void compared() {
    const auto ways = planning::comparisons(plan_);
    if (ways.size() == 1) return;
    out_ += "\n| Compared | Assets | Cost | Points |\n|:--|--:|--:|--:|\n";
    for (const auto& [way, totals] : ways) {
      out_ += row({way, count(totals.assets), text(figures_.cost(totals.cost)),
                   figures_.points(totals.value)});
    }
  }

  void assets() {
    begin_details(report::counted(static_cast<std::int64_t>(plan_.assets.size()), "asset"));
    out_ +=
        "| Asset | Chosen | Cost | Score | Next better | Next cheaper |\n"
        "|:--|:--|--:|--:|--:|--:|\n";
    bounded(plan_.assets, most_assets, [this](const PlannedAsset& asset) {
      const auto& chosen = asset.chosen;
      return row({name(asset.id), text(planning::chosen_text(plan_, asset)),
                  chosen ? text(figures_.cost(*chosen)) : "",
                  chosen ? planning::score_text(figures_, chosen->score) : "",
                  text(planning::step_text(figures_, asset.next_better)),
                  text(planning::step_text(figures_, asset.next_cheaper))});
    });
    end_details();
  }

  void refusals() {
    const auto counts = planning::count_refusals(plan_);
    if (counts.empty()) return;
    begin_details("Offers that were not possible");
    out_ += "| Offer | Assets | Code | |\n|:--|--:|:--|:--|\n";
    bounded(counts, most_rows, [](const planning::RefusalCount& refusal) {
      return row(
          {name(refusal.offer), count(refusal.assets), name(refusal.code), text(refusal.message)});
    });
    end_details();
  }

  void frontier() {
    if (plan_.frontier.empty()) return;
    begin_details("What each budget buys");
    out_ += "| Cost | Points |\n|--:|--:|\n";
    bounded(plan_.frontier, plan_.frontier.size(), [this](const FrontierPoint& point) {
      return row({text(figures_.money(point.cost)), figures_.points(point.value)});
    });
    end_details();
  }

  void sources() {
    if (plan_.boards.empty() && plan_.notes.empty()) return;
    begin_details("Sources and assumptions");
    for (const auto& board : plan_.boards) {
      out_ += "- " + text(planning::board_text(board)) + " " +
              markdown_code(board.url, text_cells) + "\n";
      for (const auto& assumption : board.assumptions) {
        out_ += "  - assumed: " + text(assumption) + "\n";
      }
    }
    bounded(plan_.notes, most_rows,
            [](const std::string& note) { return "- " + text(note) + "\n"; });
    end_details();
  }

  const Plan& plan_;
  planning::Figures figures_;
  std::string out_;
};

}  // namespace

auto to_markdown(const Plan& plan) -> std::string {
  return Writer{plan}.write();
}

}  // namespace v0
}  // namespace tariff
