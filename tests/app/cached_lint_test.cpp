#include "cached_lint.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>

#include "lint/finding_store.hpp"
#include "support/temp_folder.hpp"
#include "tariff/catalog.hpp"

using namespace tariff;
using namespace tariff::app;
using test::TempFolder;

namespace {

auto some_day() -> Date {
  Date day;
  REQUIRE(Date::parse("2026-11-21", day));
  return day;
}

// Assets of an offer that the catalog has, each with a size that no provider takes.
auto manifest_of(int assets) -> std::string {
  std::string text = "version: 1\ndefaults: {provider: openai, model: gpt-image-2}\nassets:\n";
  for (int i = 0; i < assets; ++i) {
    text += "  - {id: asset-" + std::to_string(i) +
            ", size: " + (i % 1000 == 0 ? "7x7" : "1024x1024") +
            ", quality: low, prompt: \"a fox in the snow, watercolour, wide, no. " +
            std::to_string(i) + "\", tags: [winter, animals, wide, banner]}\n";
  }
  return text;
}

}  // namespace

TEST_CASE("a result from the cache is the result") {
  const TempFolder folder;
  const auto& catalog = default_catalog();
  const Linter linter{catalog, some_day(), {}};
  const LintRunIdentity run{catalog.hash(), some_day(), "{}"};
  const auto text = manifest_of(1200);
  std::vector<CachedResult> results;
  for (int round = 0; round < 2; ++round) {
    ResultCache cache{folder / "cache"};
    results.push_back(lint_cached(linter, cache, run, {.name = "a.yaml", .text = text}));
  }
  CHECK(results[0].findings.size() >= 2);
  CHECK(results[0].tally.records == 1200);
  CHECK(results[1].tally.records == 1200);
  CHECK(lint::write_findings(results[0].findings) == lint::write_findings(results[1].findings));
  const auto entries = std::distance(std::filesystem::directory_iterator{folder / "cache"}, {});
  CHECK(entries == 3);  // one result, .gitignore and CACHEDIR.TAG
}

TEST_CASE("a large manifest is not read again when it has not changed") {
  using Clock = std::chrono::steady_clock;
  const TempFolder folder;
  const auto& catalog = default_catalog();
  const Linter linter{catalog, some_day(), {.fixes = false}};
  const LintRunIdentity run{catalog.hash(), some_day(), "{}"};
  const auto text = manifest_of(4'000);
  ResultCache cache{folder / "cache"};
  const auto timed = [&] {
    const auto begin = Clock::now();
    CHECK(lint_cached(linter, cache, run, {.name = "a.yaml", .text = text}).tally.records == 4'000);
    return Clock::now() - begin;
  };
  const auto first = timed();
  const auto second = timed();
  CHECK(10 * second < first);
  MESSAGE(text.size() << " bytes: "
                      << std::chrono::duration_cast<std::chrono::microseconds>(first).count()
                      << " us, then "
                      << std::chrono::duration_cast<std::chrono::microseconds>(second).count()
                      << " us");
}

TEST_CASE("100,000 assets are found again in a moment") {
  const TempFolder folder;
  const Linter linter{default_catalog(), some_day(), {}};
  const LintRunIdentity run{"c0ffee", some_day(), "{}"};
  const auto text = manifest_of(100'000);
  ResultCache cache{folder / "cache"};
  CachedResult result;
  result.tally.records = 100'000;
  result.findings.resize(100);
  for (auto& finding : result.findings) finding.assets.resize(most_named_assets);
  cache.store(cache_key({.catalog = "c0ffee",
                         .day = some_day(),
                         .settings = "{}",
                         .name = "a.yaml",
                         .text = text}),
              result);
  const auto begin = std::chrono::steady_clock::now();
  const auto found = lint_cached(linter, cache, run, {.name = "a.yaml", .text = text});
  const auto time = std::chrono::steady_clock::now() - begin;
  CHECK(found.tally.records == 100'000);
  CHECK(time < std::chrono::seconds{1});  // some 15 ms on a machine that has nothing else to do
  MESSAGE(text.size() << " bytes: "
                      << std::chrono::duration_cast<std::chrono::microseconds>(time).count()
                      << " us");
}
