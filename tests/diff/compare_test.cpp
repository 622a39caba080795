// Two states held against each other: which asset is which, and what it became.
#include "diff/sample.hpp"

#include <algorithm>

namespace {

using namespace tariff;
using namespace tariff::tests;

auto change_of(const ManifestDiff& diff, std::string_view id) -> const AssetChange* {
  const auto found = std::find_if(diff.assets.begin(), diff.assets.end(),
                                  [id](const AssetChange& change) { return change.id == id; });
  return found == diff.assets.end() ? nullptr : &*found;
}

struct Asset {
  const char* file;
  const char* id;
  const char* prompt;
  const char* cost;
};

auto state(std::vector<Asset> assets) -> State {
  StateBuilder builder{{}};
  const char* file = nullptr;
  for (const auto& asset : assets) {
    if (file == nullptr || std::string_view{file} != asset.file) builder.begin_file(asset.file, {});
    file = asset.file;
    builder.add({says("params.prompt", asset.prompt)}, priced(asset.id, asset.cost));
  }
  return std::move(builder).finish();
}

}  // namespace

TEST_CASE("added, removed, changed, repriced and unchanged are told apart") {
  const auto diff = sample();
  CHECK(diff.counts.added == 1);
  CHECK(diff.counts.removed == 1);
  CHECK(diff.counts.unchanged == 1);
  REQUIRE(change_of(diff, "hero") != nullptr);
  CHECK(change_of(diff, "hero")->kind == ChangeKind::changed);
  REQUIRE(change_of(diff, "dearer") != nullptr);
  CHECK(change_of(diff, "dearer")->kind == ChangeKind::repriced);
  CHECK(change_of(diff, "dearer")->change == Range::exactly(number("0.02")));
  CHECK(change_of(diff, "same") == nullptr);
}

TEST_CASE("what changed of an asset is said with both values, figure by figure") {
  const auto diff = sample();
  const auto* hero = change_of(diff, "hero");
  REQUIRE(hero != nullptr);
  REQUIRE(hero->settings.size() == 1);
  CHECK(hero->settings[0].path == "params.quality");
  CHECK(hero->settings[0].base == Value::text("low"));
  CHECK(hero->settings[0].head == Value::text("high"));
  CHECK(hero->change == range("0.80", "1.20", "1.30"));
}

TEST_CASE("a setting that one side does not say is unset there") {
  StateBuilder base{{}};
  base.begin_file("a", {});
  base.add({says("model", "m"), says("params.b", "1")}, priced("x", "1"));
  StateBuilder head{{}};
  head.begin_file("a", {});
  head.add({says("model", "m"), says("params.a", "1")}, priced("x", "1"));
  const auto diff = compare_states(std::move(base).finish(), std::move(head).finish());
  REQUIRE(diff.assets.size() == 1);
  const auto& settings = diff.assets[0].settings;
  REQUIRE(settings.size() == 2);
  CHECK_FALSE(settings[0].base.has_value());
  CHECK(settings[0].head == Value::text("1"));
  CHECK(settings[1].base == Value::text("1"));
  CHECK_FALSE(settings[1].head.has_value());
}

TEST_CASE("currencies are kept apart, and a side without one has no records in it") {
  const auto diff = sample();
  REQUIRE(diff.totals.currencies.size() == 2);
  const auto& euro = diff.totals.currencies[0];
  const auto& dollar = diff.totals.currencies[1];
  CHECK(euro.currency == "EUR");
  CHECK(euro.head.records == 0);
  CHECK(euro.change == Range::exactly(number("-2")));
  CHECK(euro.percent == number("-100"));
  CHECK(dollar.base.total == range("0.60", "0.80", "0.90"));
  CHECK(dollar.head.total == range("1.47", "2.07", "2.27"));
  CHECK(dollar.change == range("0.87", "1.27", "1.37"));
  CHECK(dollar.percent == number("158.75"));
}

TEST_CASE("an asset that changes its currency has no change") {
  StateBuilder base{{}};
  base.begin_file("a", {});
  base.add({}, priced("x", range("1", "1", "1"), "", "USD"));
  StateBuilder head{{}};
  head.begin_file("a", {});
  head.add({}, priced("x", range("1", "1", "1"), "", "EUR"));
  const auto diff = compare_states(std::move(base).finish(), std::move(head).finish());
  REQUIRE(diff.assets.size() == 1);
  CHECK_FALSE(diff.assets[0].change.has_value());
}

TEST_CASE("an unknown cost is never 0: the change of the asset is unknown, too") {
  const auto diff = sample();
  const auto* odd = change_of(diff, "odd");
  REQUIRE(odd != nullptr);
  CHECK(odd->base->cost.standing == CostStanding::unknown);
  CHECK(odd->head->cost.standing == CostStanding::refused);
  CHECK_FALSE(odd->change.has_value());
  CHECK(&diff.assets.back() == odd);  // behind all that are known
  CHECK(diff.totals.base.unknown == 1);
  CHECK(diff.totals.head.unknown == 0);
}

TEST_CASE("the largest change stands first, whatever its sign") {
  const auto diff = sample();
  REQUIRE(diff.assets.size() == 5);
  CHECK(diff.assets[0].id == "gone");
  CHECK(diff.assets[1].id == "hero");
  CHECK(diff.assets[2].id == "new|one");
  CHECK(diff.assets[3].id == "dearer");
}

TEST_CASE("a sum that does not fit has no change") {
  const auto* most = "9223372036854775807";
  const auto diff = compare_states(state({{"a", "x", "", "1"}}),
                                   state({{"a", "x", "", most}, {"a", "y", "", most}}));
  REQUIRE(diff.totals.currencies.size() == 1);
  CHECK_FALSE(diff.totals.currencies[0].change.has_value());
}

TEST_CASE("the same id in two files is two assets") {
  const auto base = state({{"a", "x", "", "1"}, {"b", "x", "", "2"}});
  CHECK(compare_states(base, base).counts.unchanged == 2);
}

TEST_CASE("an id that stands twice is matched in order") {
  const auto base = state({{"a", "x", "p", "1"}, {"a", "x", "q", "2"}});
  CHECK(compare_states(base, base).counts.unchanged == 2);
  const auto diff = compare_states(base, state({{"a", "x", "p", "1"}}));
  CHECK(diff.counts.unchanged == 1);
  CHECK(diff.counts.removed == 1);
}

TEST_CASE("assets without ids are matched by what they say, in any order") {
  const auto diff = compare_states(state({{"a", "", "fox", "1"}, {"a", "", "owl", "1"}}),
                                   state({{"a", "", "owl", "1"}, {"a", "", "elk", "1"}}));
  CHECK(diff.counts.unchanged == 1);
  CHECK(diff.counts.added == 1);
  CHECK(diff.counts.removed == 1);
}

TEST_CASE("a file that is gone and a new one with the same ids are a rename") {
  const auto diff =
      compare_states(state({{"old", "x", "", "1"}, {"old", "y", "", "1"}, {"z", "k", "", "1"}}),
                     state({{"new", "x", "", "1"}, {"new", "y", "", "3"}, {"z", "k", "", "1"}}));
  REQUIRE(diff.renames.size() == 1);
  CHECK(diff.renames[0] == FileRename{"old", "new"});
  CHECK(diff.counts.unchanged == 2);
  CHECK(diff.counts.repriced == 1);
}

TEST_CASE("a new file that shares less than half of the ids is no rename") {
  const auto diff =
      compare_states(state({{"old", "x", "", "1"}, {"old", "y", "", "1"}, {"old", "z", "", "1"}}),
                     state({{"new", "x", "", "1"}, {"new", "b", "", "1"}, {"new", "c", "", "1"}}));
  CHECK(diff.renames.empty());
  CHECK(diff.counts.added == 3);
  CHECK(diff.counts.removed == 3);
}

TEST_CASE("of two files that could be renamed the one that shares more is") {
  const auto diff = compare_states(
      state({{"old", "x", "", "1"}, {"old", "y", "", "1"}}),
      state({{"half", "x", "", "1"}, {"whole", "x", "", "1"}, {"whole", "y", "", "1"}}));
  REQUIRE(diff.renames.size() == 1);
  CHECK(diff.renames[0] == FileRename{"old", "whole"});
}

TEST_CASE("findings are new, gone or kept by fingerprint") {
  const auto diff = sample();
  REQUIRE(diff.new_findings.size() == 1);
  CHECK(diff.new_findings[0].fingerprint == "cc");
  REQUIRE(diff.gone_findings.size() == 1);
  CHECK(diff.gone_findings[0].fingerprint == "aa");
  CHECK(diff.kept_findings == 1);
  CHECK(diff.has_new_errors());
}

TEST_CASE("a finding that was suppressed and no longer is counts as new") {
  auto base = state({{"a", "x", "", "1"}});
  auto head = base;
  base.findings = {finding("ACME-OLD", Severity::warning, "a", "x", "aa")};
  head.findings = base.findings;
  base.findings[0].suppression.by = Suppression::By::comment;
  const auto diff = compare_states(base, head);
  CHECK(diff.new_findings.size() == 1);
  CHECK(diff.gone_findings.empty());
  CHECK_FALSE(diff.has_new_errors());
}

TEST_CASE("findings stay when their file is renamed") {
  auto base = state({{"old", "x", "", "1"}});
  auto head = state({{"new", "x", "", "1"}});
  base.findings = {finding("ACME-OLD", Severity::warning, "old", "x", "aa")};
  head.findings = {finding("ACME-OLD", Severity::warning, "new", "x", "bb"),
                   finding("ACME-NEW", Severity::warning, "new", "x", "cc")};
  const auto diff = compare_states(base, head);
  CHECK(diff.kept_findings == 1);
  REQUIRE(diff.new_findings.size() == 1);
  CHECK(diff.new_findings[0].diagnostic.code == "ACME-NEW");
  CHECK(diff.gone_findings.empty());
}

TEST_CASE("errors stand before warnings") {
  auto base = state({{"a", "x", "", "1"}});
  auto head = base;
  head.findings = {finding("ACME-A", Severity::note, "a", "x", "1"),
                   finding("ACME-B", Severity::error, "a", "x", "2"),
                   finding("ACME-C", Severity::warning, "a", "x", "3")};
  const auto diff = compare_states(base, head);
  REQUIRE(diff.new_findings.size() == 3);
  CHECK(diff.new_findings[0].diagnostic.code == "ACME-B");
  CHECK(diff.new_findings[1].diagnostic.code == "ACME-C");
}

TEST_CASE("a finding about the whole stays when only its numbers change") {
  const auto over = [](const char* message, const char* fingerprint) {
    auto found = finding("BUDGET-TOTAL", Severity::error, "a", "", fingerprint);
    found.assets.clear();
    found.asset_count = 0;
    found.diagnostic.message = message;
    return found;
  };
  auto base = state({{"a", "x", "", "1"}});
  auto head = base;
  base.findings = {over("expected $12.50 of $10.00", "aa")};
  head.findings = {over("expected $9.75 of $8.00", "bb"), over("high $9.75 of $8.00", "cc")};
  const auto diff = compare_states(base, head);
  CHECK(diff.kept_findings == 1);
  REQUIRE(diff.new_findings.size() == 1);
  CHECK(diff.new_findings[0].fingerprint == "cc");
}

TEST_CASE("budgets are held against each other by file and scope") {
  const auto diff = sample();
  REQUIRE(diff.budgets.size() == 1);
  CHECK(diff.budgets[0].file == "art/images.yaml");
  CHECK(diff.budgets[0].scope == "total");
  REQUIRE(diff.budgets[0].base.has_value());
  REQUIRE(diff.budgets[0].head.has_value());
  CHECK_FALSE(diff.budgets[0].base->exceeded);
  CHECK(diff.budgets[0].head->exceeded);
}

TEST_CASE("groups that one side alone has are there, too") {
  StateBuilder base{{}};
  base.begin_file("a", {});
  base.add({}, priced("x", "1", "was"));
  StateBuilder head{{}};
  head.begin_file("a", {});
  head.add({}, priced("x", "1", "is"));
  const auto diff = compare_states(std::move(base).finish(), std::move(head).finish());
  REQUIRE(diff.groups.size() == 2);
  CHECK(diff.groups[0].name == "is");
  CHECK(diff.groups[0].totals.currencies[0].change == Range::exactly(number("1")));
  CHECK(diff.groups[1].totals.currencies[0].change == Range::exactly(number("-1")));
}
