// What a caller of batches relies on beside the answers: tables of any length, plans that several
// threads share, rows of several offers, no memory once warm, and refusal of what makes no sense.
#include <doctest/doctest.h>

#include <thread>

#include "support/batch_rows.hpp"
#include "support/counting_new.hpp"
#include "tariff/batch.hpp"

namespace {

using namespace tariff;
using namespace tariff::testing;

// Offers of the shipped catalog with a size, each with all that it requires.
struct Plans {
  std::vector<std::uint32_t> offers;
  std::vector<Request> prototypes;
  std::vector<std::vector<BatchColumn>> columns;
  std::vector<BatchPlan> plans;
};

auto day() -> Date {
  return Date::of(2026, 11, 21);
}

auto plans_of(const Catalog& catalog, std::size_t most) -> Plans {
  Plans out;
  for (std::uint32_t i = 0; i < catalog.offer_count() && out.plans.size() < most; ++i) {
    const catalog::Offer& offer = catalog.data().offers[i];
    Request request;
    request.provider = offer.provider;
    request.model = offer.model;
    request.operation = offer.operation;
    std::vector<BatchColumn> columns(2);
    for (const catalog::Parameter& parameter : offer.parameters) {
      if (parameter.required && parameter.type == catalog::ParameterType::text) {
        parameters_of(offer, request).set(parameter.name, Value::text("a red barn"));
      }
      if (parameter.type == catalog::ParameterType::size) {
        columns[0] = BatchColumn::sizes(parameter.name);
      }
      if (parameter.name == "quality" && parameter.words.size() >= 2) {
        columns[1] =
            BatchColumn::words("quality", {parameter.words[0].text, parameter.words[1].text});
      }
    }
    BatchPlan plan;
    std::string why;
    if (!BatchPlan::make(catalog, request, day(), columns, plan, why)) continue;
    out.offers.push_back(i);
    out.prototypes.push_back(std::move(request));
    out.columns.push_back(std::move(columns));
    out.plans.push_back(std::move(plan));
  }
  return out;
}

struct Table {
  std::vector<DrawnRows> rows{2};
  std::vector<std::uint16_t> plans;
  std::vector<BatchRows> views;

  [[nodiscard]] auto table() const -> BatchTable { return {plans.size(), views, plans}; }
};

auto draw(std::size_t count, std::size_t plans, std::uint64_t seed) -> Table {
  Table out;
  Random random{seed};
  for (std::size_t i = 0; i < count; ++i) {
    const bool listed = random.chance(50);
    out.rows[0].numbers.push_back(listed ? 1024 : 16 * (40 + static_cast<int>(random.below(80))));
    out.rows[0].heights.push_back(listed ? 1536 : 16 * (40 + static_cast<int>(random.below(80))));
    out.rows[1].choices.push_back(static_cast<std::uint8_t>(random.below(2)));
    out.plans.push_back(static_cast<std::uint16_t>(random.below(plans)));
  }
  for (const DrawnRows& each : out.rows) out.views.push_back(each.view());
  return out;
}

// How many rows are not what decide() says.
auto differences(const Catalog& catalog, const Plans& plans, const Table& table,
                 const BatchResults& results) -> std::size_t {
  std::size_t out = 0;
  Binding binding;
  for (std::size_t row = 0; row < table.plans.size(); ++row) {
    const std::size_t plan = table.plans[row];
    const catalog::Offer& offer = catalog.data().offers[plans.offers[plan]];
    const Request request =
        row_request(offer, plans.prototypes[plan], plans.columns[plan], table.rows, row);
    REQUIRE(binding.bind(catalog, request));
    const Decision expected = decide(catalog, binding, day());
    const Decision found = results.decision(row, plan);
    const bool same = found.accepted == expected.accepted && found.errors == expected.errors &&
                      found.warnings == expected.warnings && found.kind == expected.kind &&
                      found.total == expected.total;
    out += same ? 0 : 1;
  }
  return out;
}

}  // namespace

TEST_CASE("rows of several offers come back in their order") {
  const Catalog& catalog = default_catalog();
  const Plans plans = plans_of(catalog, 50);
  REQUIRE(plans.plans.size() > 10);
  BatchWorkspace workspace;
  BatchResults results;
  for (const std::size_t count : {0U, 1U, 15U, 17U, 63U, 64U, 65U, 511U, 1'000U, 8'193U}) {
    const Table table = draw(count, plans.plans.size(), count);
    REQUIRE(decide_batch(plans.plans, table.table(), workspace, results));
    CHECK(results.rows == count);
    CHECK(differences(catalog, plans, table, results) == 0);
  }
}

TEST_CASE("threads share plans") {
  const Catalog& catalog = default_catalog();
  const Plans plans = plans_of(catalog, 12);
  std::vector<std::thread> threads;
  std::vector<std::size_t> wrong(4, 1);
  for (std::size_t i = 0; i < wrong.size(); ++i) {
    threads.emplace_back([&, i] {
      const Table table = draw(700, plans.plans.size(), 100 + i);
      BatchWorkspace workspace;
      BatchResults results;
      wrong[i] = 0;
      for (int round = 0; round < 3; ++round) {
        if (!decide_batch(plans.plans, table.table(), workspace, results)) ++wrong[i];
        wrong[i] += differences(catalog, plans, table, results);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::size_t each : wrong) CHECK(each == 0);
}

TEST_CASE("a warm workspace needs no memory") {
  const Catalog& catalog = default_catalog();
  const Plans plans = plans_of(catalog, 50);
  const Table table = draw(5'000, plans.plans.size(), 7);
  BatchWorkspace workspace;
  BatchResults results;
  for (int i = 0; i < 2; ++i) {
    REQUIRE(decide_batch(plans.plans, table.table(), workspace, results));
  }
  const auto before = allocations();
  REQUIRE(decide_batch(plans.plans, table.table(), workspace, results));
  if (counts_allocations) CHECK((allocations() - before).calls == 0);
}

TEST_CASE("tables that make no sense are refused") {
  const Catalog& catalog = default_catalog();
  const Plans plans = plans_of(catalog, 3);
  BatchWorkspace workspace;
  BatchResults results;
  Table table = draw(100, plans.plans.size(), 1);
  table.plans[50] = 3;
  CHECK_FALSE(decide_batch(plans.plans, table.table(), workspace, results));
  table = draw(100, plans.plans.size(), 1);
  table.rows[1].choices[99] = 2;
  CHECK_FALSE(decide_batch(plans.plans, table.table(), workspace, results));
  table = draw(100, plans.plans.size(), 1);
  CHECK_FALSE(decide_batch(plans.plans, {99, table.views, {}}, workspace, results));
  CHECK_FALSE(
      decide_batch(plans.plans, {100, std::span{table.views}.first(1), {}}, workspace, results));
  CHECK_FALSE(decide_batch(std::span<const BatchPlan>{}, {0, {}, {}}, workspace, results));
  const BatchPlan unmade;
  CHECK_FALSE(decide_batch(unmade, {0, {}, {}}, workspace, results));
}

TEST_CASE("plans that make no sense are refused, and why") {
  const Catalog& catalog = default_catalog();
  const Plans plans = plans_of(catalog, 1);
  BatchPlan plan;
  std::string why;
  const auto make = [&](const Request& request, std::vector<BatchColumn> columns) {
    return BatchPlan::make(catalog, request, day(), std::move(columns), plan, why);
  };
  Request stranger;
  stranger.provider = "nobody";
  CHECK_FALSE(make(stranger, {}));
  CHECK_FALSE(why.empty());
  const Request& known = plans.prototypes.front();
  CHECK_FALSE(make(known, {BatchColumn::numbers("n"), BatchColumn::words("n", {"a"})}));
  CHECK(why == "two columns for parameter 'n'");
  CHECK_FALSE(make(known, std::vector<BatchColumn>(17)));
  CHECK_FALSE(make(known, {BatchColumn::words("quality", {})}));
  CHECK_FALSE(make(known, {BatchColumn::words("quality", std::vector<std::string>(256))}));
  CHECK(make(known, {}));
}
