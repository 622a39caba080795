// Columns against decide(), row by row, to the bit: every shipped offer, and generated packs.
#include <doctest/doctest.h>

#include "support/batch_rows.hpp"
#include "support/random_pack.hpp"
#include "support/request_generator.hpp"

namespace {

using namespace tariff;
using namespace tariff::testing;

// Optimised builds take a million rows; instrumented ones a part of it.
#if defined(NDEBUG)
constexpr std::size_t rounds = 60;
constexpr std::size_t rows_each = 420;
constexpr std::uint64_t packs = 1'500;
#else
constexpr std::size_t rounds = 4;
constexpr std::size_t rows_each = 90;
constexpr std::uint64_t packs = 60;
#endif

struct Coverage {
  std::size_t rows = 0;
  std::size_t columnar = 0;  // rows of plans that work in columns
  std::size_t accepted = 0;
  std::size_t exact = 0;
  std::size_t bounded = 0;
  std::size_t beside = 0;
};

auto same(const Decision& a, const Decision& b) -> bool {
  return a.accepted == b.accepted && a.errors == b.errors && a.warnings == b.warnings &&
         a.kind == b.kind && a.total == b.total;
}

auto shown(const Decision& decision) -> std::string {
  return fmt::format("{} errors, {} warnings, {} {} … {} … {}", decision.errors, decision.warnings,
                     to_string(decision.kind), decision.total.low.to_fraction(),
                     decision.total.expected.to_fraction(), decision.total.high.to_fraction());
}

class Comparison {
 public:
  Comparison(const Catalog& catalog, std::uint64_t seed)
      : catalog_(catalog), requests_(catalog.data(), seed), drawer_(seed) {}

  void run(std::uint32_t offer_index, Date day, std::size_t count, Coverage& coverage) {
    const catalog::Offer& offer = catalog_.data().offers[offer_index];
    Request prototype = draw_prototype(offer_index, day);
    const std::vector<BatchColumn> columns = drawer_.columns(offer);
    for (const BatchColumn& column : columns) {
      Value& body = parameters_of(offer, prototype);
      const Value* text = body.find(column.name);
      const bool is_text = text != nullptr && text->is_text();
      if (column.kind == BatchColumn::Kind::tokens && is_text) {
        body.set(column.name, Value::text(text_of(1)));
      }
    }
    BatchPlan plan;
    std::string why;
    REQUIRE_MESSAGE(BatchPlan::make(catalog_, prototype, day, columns, plan, why), why);
    std::vector<DrawnRows> rows;
    std::vector<BatchRows> views;
    for (const BatchColumn& column : columns) rows.push_back(drawer_.rows(offer, column, count));
    for (const DrawnRows& column : rows) views.push_back(column.view());
    REQUIRE(decide_batch(plan, {count, views}, workspace_, results_));
    REQUIRE(results_.rows == count);
    for (std::size_t row = 0; row < count; ++row) {
      const Request request = row_request(offer, prototype, columns, rows, row);
      REQUIRE(binding_.bind(catalog_, request));
      const Decision expected = decide(catalog_, binding_, day);
      const Decision found = results_.decision(row);
      if (!same(found, expected)) {
        FAIL(offer.name() << " row " << row << " tier '" << request.tier << "' "
                          << request.params.to_json() << " on " << day.to_string() << ": "
                          << shown(found) << "; expected " << shown(expected));
      }
      coverage.accepted += found.accepted ? 1 : 0;
      coverage.exact += found.kind == CostKind::exact ? 1 : 0;
      coverage.bounded += found.kind == CostKind::bounded ? 1 : 0;
    }
    coverage.rows += count;
    coverage.columnar += plan.is_columnar() ? count : 0;
    coverage.beside += results_.beside.size();
  }

 private:
  // Half of them are accepted, where that is no rarity.
  auto draw_prototype(std::uint32_t offer_index, Date day) -> Request {
    Request out = requests_.next(offer_index);
    for (std::size_t i = ++drawn_ % 2 == 0 ? 8 : 0; i > 0; --i) {
      REQUIRE(binding_.bind(catalog_, out));
      if (decide(catalog_, binding_, day).accepted) break;
      out = requests_.next(offer_index);
    }
    return out;
  }

  const Catalog& catalog_;
  std::size_t drawn_ = 0;
  RequestGenerator requests_;
  BatchDrawer drawer_;
  Binding binding_;
  BatchWorkspace workspace_;
  BatchResults results_;
};

void report(const Coverage& coverage) {
  MESSAGE(coverage.rows << " rows: " << coverage.columnar << " of columnar plans, "
                        << coverage.accepted << " accepted, " << coverage.exact << " exact, "
                        << coverage.bounded << " bounded, " << coverage.beside << " beside");
}

}  // namespace

TEST_CASE("columns give what decide() gives, for every shipped offer") {
  const Catalog& catalog = default_catalog();
  Coverage coverage;
  const std::vector<Date> days = {Date::of(2026, 11, 21), Date::of(2026, 5, 1),
                                  Date::of(2026, 9, 1), Date::of(2027, 1, 1)};
  Comparison comparison{catalog, 1};
  for (std::size_t round = 0; round < rounds; ++round) {
    for (std::uint32_t offer = 0; offer < catalog.offer_count(); ++offer) {
      comparison.run(offer, days[round % 2 == 0 ? 0 : round / 2 % days.size()],
                     round % 7 == 0 ? round / 7 : rows_each, coverage);
    }
  }
  report(coverage);
  CHECK(coverage.columnar > coverage.rows / 2);
  CHECK(coverage.accepted > coverage.rows / 40);
  CHECK(coverage.exact > coverage.rows / 20);
  CHECK(coverage.bounded > coverage.rows / 20);
}

TEST_CASE("columns give what decide() gives, on generated packs") {
  Coverage coverage;
  for (std::uint64_t seed = 1; seed <= packs; ++seed) {
    const catalog::LoadOutcome loaded = load(PackGenerator{seed}.next());
    REQUIRE(loaded.data != nullptr);
    const Catalog catalog{loaded.data};
    Comparison comparison{catalog, seed};
    for (int i = 0; i < 4; ++i) {
      const Date day = i % 2 == 0 ? turning_day() : Date{turning_day().days - 1};
      comparison.run(0, day, rows_each / 4, coverage);
    }
  }
  report(coverage);
  CHECK(coverage.columnar > coverage.rows / 4);
  CHECK(coverage.exact > coverage.rows / 20);
}
