// The catalog held against itself: what `tariff catalog check` and `tariff catalog test` run.
//
//     for (const auto& finding : tariff::check_catalog(catalog, today)) …   //
//     docs/catalog-checks.md if (!tariff::test_catalog(catalog).passed()) …
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "tariff/catalog.hpp"
#include "tariff/date.hpp"
#include "tariff/diagnostic.hpp"

namespace tariff {
inline namespace v0 {

struct CheckOptions {
  std::int32_t source_age_limit = 180;  // Unit: days since a source was read
  std::size_t sample_limit = 8;         // requests tried for each word, sizes for each quality
};

// Looks for what cannot be right, or cannot be relied on. Reports only what is certain. Pure.
// Errors: the codes CATALOG-… of docs/catalog-checks.md. Sorted by file, line, code, message.
[[nodiscard]] TARIFF_API auto check_catalog(const Catalog& catalog, Date today,
                                            CheckOptions options = {}) -> std::vector<Diagnostic>;

// One example or one row of a published price table, tried.
struct TestCase {
  std::string offer;  // "acme/painter-1/generate"
  std::string name;   // the example's; for a row: the table's and the row's parameters
  std::string file;
  std::uint32_t line = 0;
  bool passed = false;
  std::string expected;  // for people; meaningful when the case did not pass
  std::string got;
};

struct TestReport {
  std::vector<TestCase> cases;  // offers in the catalog's order: examples, then published rows

  [[nodiscard]] auto failures() const noexcept -> std::size_t {
    std::size_t count = 0;
    for (const auto& test : cases) count += test.passed ? 0 : 1;
    return count;
  }
  [[nodiscard]] auto passed() const noexcept -> bool { return failures() == 0; }
};

// Evaluates every example and every published row and compares with what they say. Pure.
[[nodiscard]] TARIFF_API auto test_catalog(const Catalog& catalog) -> TestReport;

}  // namespace v0
}  // namespace tariff
