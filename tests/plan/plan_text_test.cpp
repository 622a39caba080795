// Plans as text and as Markdown.
#include "plan/plan_words.hpp"
#include "plan/sample.hpp"
#include "support/golden.hpp"

namespace {

using namespace tariff;
using namespace tariff::tests;

auto has(const std::string& text, const std::string& part) -> bool {
  return text.find(part) != std::string::npos;
}

auto large_plan(const std::string& letter) -> Plan {
  auto plan = sample_plan();
  std::string name;
  for (int i = 0; i < 300; ++i) name += letter;
  const auto asset = plan.assets.front();
  for (int i = 0; i < 500; ++i) {
    auto more = asset;
    more.id = std::to_string(i) + name;
    more.group = std::to_string(i) + name;
    more.refused = {{2, "CODE-" + std::to_string(i) + name, name}};
    plan.assets.push_back(std::move(more));
    plan.notes.push_back(name);
    plan.budget.groups.push_back({std::to_string(i) + name, usd("1")});
  }
  return plan;
}

}  // namespace

TEST_CASE("a plan as text and as Markdown") {
  check_golden("plan/plan.txt", to_text(sample_plan()));
  check_golden("plan/plan.md", to_markdown(sample_plan()));
  check_golden("plan/infeasible.txt", to_text(infeasible_plan()));
  check_golden("plan/infeasible.md", to_markdown(infeasible_plan()));
}

TEST_CASE("a plan of nothing") {
  CHECK(has(to_text(Plan{}), "No plan was found"));
  CHECK(has(to_markdown(Plan{}), "No plan was found"));
}

TEST_CASE("the status is said in words") {
  auto plan = sample_plan();
  CHECK(has(to_text(plan), "no plan within $25.00 is better by more than 16.2 points"));
  plan.status = PlanStatus::optimal;
  CHECK(has(to_text(plan), "proven: no plan within $25.00 is better, and none as good costs less"));
  plan.goal = PlanGoal::cost;
  CHECK(has(to_text(plan), "proven: no plan that keeps the constraints costs less"));
  plan.status = PlanStatus::feasible;
  plan.gap = number("0.5");
  plan.budget.total.reset();
  CHECK(has(to_text(plan), "proven: no plan costs less by more than $0.50"));
}

TEST_CASE("what may be spent at most stands beside what is expected") {
  auto plan = sample_plan();
  CHECK(has(to_text(plan), "at most"));
  CHECK(has(to_text(plan), "1 request of unknown cost"));
  CHECK(!has(to_text(plan), "above the budget"));
  plan.plan_on = CostPoint::high;
  CHECK(has(to_text(plan), "$0.45 of $25.00"));
  plan.budget.total = usd("0.40");
  CHECK(has(to_text(plan), "$0.45, above the budget"));
}

TEST_CASE("a budget is shown in its own currency") {
  auto plan = infeasible_plan();
  plan.currency.clear();
  plan.budget.total = Money{number("5"), "EUR"};
  CHECK(has(to_text(plan), "€5.00, held to"));
  plan.budget.total = Money{number("5"), ""};
  CHECK(has(to_text(plan), "5, held to"));
}

TEST_CASE("ends of a cost that look the same stand once") {
  planning::Figures figures{sample_plan()};
  CHECK(figures.cost(range("0.40001", "0.40002", "0.40003")) == "$0.40");
  CHECK(figures.cost(range("0.4", "0.5", "0.6")) == "$0.50 ($0.40 to $0.60)");
}

TEST_CASE("text shows so many assets and counts the rest") {
  const auto text = to_text(large_plan("a"));
  CHECK(has(text, "… and 463 more (--format json has all)"));
}

TEST_CASE("Markdown stays below what a comment may hold") {
  for (const auto* letter : {"a", "|", "<", "@", "\xff", "山"}) {
    const auto text = to_markdown(large_plan(letter));
    CHECK_MESSAGE(text.size() <= 65'000, letter);
    CHECK(has(text, " more (--format json has all)"));
  }
}

TEST_CASE("nothing in a name drives a terminal or is read as markup") {
  auto plan = sample_plan();
  plan.assets[0].id = "\x1b[31m<b>@team";
  plan.assets[0].refused[0].message = "\x1b[31m<b>@team";
  plan.boards[0].attribution = "\x1b[31m<b>@team";
  plan.clashes = {{"\x1b[31m<b>@team", "\x1b[31m<b>@team"}};
  CHECK(!has(to_text(plan), "\x1b"));
  const auto markdown = to_markdown(plan);
  CHECK(!has(markdown, "\x1b"));
  CHECK(!has(markdown, " <b>"));
}

TEST_CASE("colour is there only when asked for") {
  CHECK(!has(to_text(sample_plan()), "\x1b"));
  CHECK(has(to_text(sample_plan(), {.color = true}), "\x1b"));
}

TEST_CASE("a problem of an asset that the plan has too stands once") {
  auto plan = sample_plan();
  plan.diagnostics = {*plan.assets[2].problem};
  CHECK(planning::all_problems(plan).size() == 1);
}

TEST_CASE("shares by offer, quality and tier add up to the plan") {
  const auto used = planning::used_settings(sample_plan());
  REQUIRE(used.size() == 2);
  CHECK(used[0].offer == "acme/lumen-2/generate");
  CHECK(used[0].share.images == 3);
  CHECK(used[0].share.cost == range("0.30", "0.36", "0.45"));
  CHECK(used[1].share.unknown == 1);
  CHECK(used[1].share.cost.high.is_zero());
}

TEST_CASE("a sum that does not fit is said to be too large") {
  auto plan = sample_plan();
  plan.assets[0].chosen->cost = Range::exactly(Rational{INT64_MAX});
  plan.assets.push_back(plan.assets[0]);
  CHECK(has(to_text(plan), "too large"));
}

TEST_CASE("offers that were refused are counted by code") {
  const auto counts = planning::count_refusals(sample_plan());
  REQUIRE(counts.size() == 2);
  CHECK(counts[0].code == "ACME-SIZE-016");
  CHECK(counts[0].assets == 2);
}

TEST_CASE("the bar of a frontier goes from nothing to full") {
  const auto plan = sample_plan();
  CHECK(planning::bar(plan.frontier, 0, 4).empty());
  CHECK(planning::bar(plan.frontier, 2, 4) == "████");
  CHECK(planning::bar({{Rational{1}, Rational{1}}}, 0, 4).empty());
}
