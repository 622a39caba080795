// Linting an input whose result may be known already.
#pragma once

#include <string_view>

#include "result_cache.hpp"
#include "tariff/lint.hpp"

namespace tariff::app {

// What of a run, beside the input, a result depends on.
struct LintRunIdentity {
  std::string_view catalog;  // hash
  Date day;
  std::string_view settings;  // in force, policies included, as bytes
};

// From the cache where the input is as it was, else from the linter, and then into the cache. An
// input that was not read to its end (an interrupt) is not stored.
[[nodiscard]] auto lint_cached(const Linter& linter, ResultCache& cache, const LintRunIdentity& run,
                               LintInput input) -> CachedResult;

}  // namespace tariff::app
