// What a run found, counted: the summary of its output and its exit status.
#pragma once

#include <cstdint>
#include <string>

#include "options.hpp"
#include "tariff/report.hpp"

namespace tariff::app {

struct Tally {
  std::int64_t inputs = 0;
  std::int64_t records = 0;
  std::int64_t accepted = 0;
  std::int64_t refused = 0;
  std::int64_t unknown_offers = 0;
  std::int64_t unknown_costs = 0;
  std::int64_t unreadable = 0;  // records and inputs
  std::int64_t errors = 0;
  std::int64_t warnings = 0;
  std::int64_t fixable = 0;  // findings with a fix
  std::int64_t notes = 0;

  void add(const RecordResult& result);
  // An accepted request without findings.
  void add_accepted(CostKind kind) noexcept {
    ++records;
    ++accepted;
    if (kind == CostKind::unknown) ++unknown_costs;
  }
  void add(const Tally& other) noexcept;

  // `strict`: warnings are findings too.
  [[nodiscard]] auto status(bool strict) const -> int {
    // A request whose offer is not known cannot be judged: it counts as input that was not read.
    if (unreadable > 0 || unknown_offers > 0) return app::unreadable;
    return refused > 0 || (strict && warnings > 0) ? findings : clean;
  }

  [[nodiscard]] auto to_json() const -> std::string;
  // "3 errors and 1 warning in 12 requests"
  [[nodiscard]] auto to_text() const -> std::string;
};

}  // namespace tariff::app
