#include "cached_lint.hpp"

#include <utility>

#include "interrupt.hpp"

namespace tariff::app {

auto lint_cached(const Linter& linter, ResultCache& cache, const LintRunIdentity& run,
                 LintInput input) -> CachedResult {
  const auto key = cache_key({.catalog = run.catalog,
                              .day = run.day,
                              .settings = run.settings,
                              .provider = input.default_provider,
                              .name = input.name,
                              .kind = input.kind,
                              .text = input.text});
  if (auto known = cache.find(key, input.read_text)) return *std::move(known);
  TextReads reads{input.read_text};
  if (input.read_text) input.read_text = reads.reader();
  CachedResult out;
  auto result = linter.lint(input, [&out](const RecordResult& record) {
    out.tally.add(record);
    return !interrupted();
  });
  out.findings = std::move(result.findings);
  out.kind = result.kind;
  out.reads = reads.take();
  if (!interrupted()) cache.store(key, out);
  return out;
}

}  // namespace tariff::app
