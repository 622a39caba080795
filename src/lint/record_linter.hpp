// Everything that can be said of a record by itself: no other record matters to it.
#pragma once

#include <optional>
#include <string_view>

#include "lint/duplicates.hpp"
#include "tariff/lint.hpp"

namespace tariff::lint {

// A record, judged and checked.
struct LintedRecord {
  RecordResult result;
  std::optional<OfferId> offer;  // that judged it; none: it could not be judged
  Request request;               // that was judged
};

// Any number of threads may share one.
class RecordLinter {
 public:
  // `catalog` and `settings` outlive the linter.
  RecordLinter(const Catalog& catalog, Date today, const LintSettings& settings)
      : catalog_(catalog), today_(today), settings_(settings) {}

  // The findings are in the result's diagnostics, as settle() leaves them.
  [[nodiscard]] auto lint(Record& record) const -> LintedRecord;

  // Whether a code counts; what a reader or an unknown offer says always does.
  [[nodiscard]] auto is_on(std::string_view code) const -> bool;
  // Drops what is not selected and gives each diagnostic the severity that the settings say.
  void settle(std::vector<Diagnostic>& diagnostics) const;
  // The same for one finding; false: it is not selected.
  [[nodiscard]] auto settle(Diagnostic& diagnostic) const -> bool;

  [[nodiscard]] auto catalog() const noexcept -> const Catalog& { return catalog_; }
  [[nodiscard]] auto today() const noexcept -> Date { return today_; }
  [[nodiscard]] auto settings() const noexcept -> const LintSettings& { return settings_; }

 private:
  const Catalog& catalog_;
  Date today_;
  const LintSettings& settings_;
};

}  // namespace tariff::lint
