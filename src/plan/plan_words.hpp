// A plan in words and figures; shared by its text and its Markdown.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plan/summary.hpp"
#include "report/money_text.hpp"
#include "tariff/plan.hpp"

namespace tariff::planning {

// Writes figures of one plan, and remembers whether one of them was rounded.
class Figures {
 public:
  explicit Figures(const Plan& plan) : currency_(plan.currency), point_(plan.plan_on) {}

  [[nodiscard]] auto money(Rational amount) -> std::string;  // of the plan's currency
  [[nodiscard]] auto money(const Money& amount) -> std::string;
  // "+$0.25", "-$1.20".
  [[nodiscard]] auto signed_money(Rational amount) -> std::string;
  // "$0.42", or "$0.42 ($0.40 to $0.70)": the cost that counts, and what it may be.
  [[nodiscard]] auto cost(const Range& range) -> std::string;
  // The same of an option, or "unknown".
  [[nodiscard]] auto cost(const PlanOption& option) -> std::string;
  // Of a share; says what is not in it: "$0.42 + 2 unknown".
  [[nodiscard]] auto cost(const Share& share) -> std::string;

  // At most one decimal.
  [[nodiscard]] auto points(Rational value) -> std::string;
  [[nodiscard]] auto signed_points(Rational value) -> std::string;
  // "12.5%"; empty where the whole is 0 or the quotient does not fit.
  [[nodiscard]] auto percent(Rational part, Rational whole) -> std::string;

  [[nodiscard]] auto has_rounded() const noexcept -> bool {
    return rounded_ || money_.has_rounded();
  }

 private:
  [[nodiscard]] auto tenths(Rational value) -> std::string;

  std::string currency_;
  CostPoint point_;
  report::MoneyText money_;
  bool rounded_ = false;
};

// "$24.87 of $25.00 for 120 images", or that there is no plan.
[[nodiscard]] auto headline(Figures& figures, const Plan& plan) -> std::string;
// "proven: no plan within $25.00 is better, and none as good costs less".
[[nodiscard]] auto verdict(Figures& figures, const Plan& plan) -> std::string;

// A line of a two-column table.
struct Fact {
  std::string name;
  std::string value;
};
// Cost, budget, what is left and why, points, what one more unit buys.
[[nodiscard]] auto facts(Figures& figures, const Plan& plan) -> std::vector<Fact>;

// "acme/lumen-2/generate high 1536x1024 batch": what an option is.
[[nodiscard]] auto option_text(const Plan& plan, const PlanOption& option) -> std::string;
// "+$0.02, +120": what the step means in money and points; empty when there is none.
[[nodiscard]] auto step_text(Figures& figures, const std::optional<PlanStep>& step) -> std::string;
// What an asset gets: its option, "left out", or "not planned" when something is wrong with it.
[[nodiscard]] auto chosen_text(const Plan& plan, const PlannedAsset& asset) -> std::string;
// "1,312 ± 8", "1,290 assumed", "own"; empty when nobody rated it.
[[nodiscard]] auto score_text(Figures& figures, const std::optional<QualityScore>& score)
    -> std::string;

// "Image Arena, generate, 2026-09-30, CC-BY-4.0: Image Arena (example.org)".
[[nodiscard]] auto board_text(const QualityBoard& board) -> std::string;
// "images.yaml:12:5: ", or what is known of it; empty when nothing is.
[[nodiscard]] auto place_text(const Location& place) -> std::string;

// "12.5%" of the plan's cost; empty where none of it is known.
[[nodiscard]] auto share_text(Figures& figures, const Plan& plan, const Share& share)
    -> std::string;

// A limit of money and what is spent of it.
struct LimitLine {
  std::string scope;  // "total", "group hero", "provider acme"
  Money limit;
  Rational spent;  // at the plan's cost point
};
// All limits but that of an asset; where there is only a total, none: the facts have it.
[[nodiscard]] auto limit_lines(const Plan& plan) -> std::vector<LimitLine>;

// A way of choosing, for holding the others against the plan.
struct Comparison {
  std::string name;
  PlanTotals totals;
};
// The plan itself first; alone when there is nothing to compare it with.
[[nodiscard]] auto comparisons(const Plan& plan) -> std::vector<Comparison>;

// A bar of at most `cells` blocks: how far a point has come from the frontier's first to its last.
[[nodiscard]] auto bar(const std::vector<FrontierPoint>& frontier, std::size_t index,
                       std::int64_t cells) -> std::string;

}  // namespace tariff::planning
