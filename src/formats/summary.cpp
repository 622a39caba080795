#include "formats/writer.hpp"
#include "report/words.hpp"

namespace tariff::formats {
namespace {

using report::counted;

auto counts(const LintSummary& summary) -> std::string {
  const auto worse = counted(summary.errors, "error");
  const auto warnings = counted(summary.warnings, "warning");
  if (summary.notes == 0) return worse + " and " + warnings;
  return worse + ", " + warnings + " and " + counted(summary.notes, "note");
}

// " (--fix makes 3, --unsafe-fixes 1 more)"
auto fix_options(const LintSummary& summary) -> std::string {
  const auto safe = std::to_string(summary.fixable_safely);
  const auto unsafe = std::to_string(summary.fixable_unsafely);
  if (summary.fixable_safely > 0 && summary.fixable_unsafely > 0) {
    return " (--fix makes " + safe + ", --unsafe-fixes " + unsafe + " more)";
  }
  if (summary.fixable_safely > 0) return " (--fix makes " + safe + ")";
  if (summary.fixable_unsafely > 0) return " (--fix --unsafe-fixes makes " + unsafe + ")";
  return {};
}

}  // namespace

void LintSummary::add(const Finding& finding) noexcept {
  switch (finding.suppression.by) {
    case Suppression::By::comment: ++suppressed_by_comment; return;
    case Suppression::By::baseline: ++suppressed_by_baseline; return;
    case Suppression::By::nothing: break;
  }
  switch (finding.diagnostic.severity) {
    case Severity::error: ++errors; break;
    case Severity::warning: ++warnings; break;
    case Severity::note: ++notes; break;
  }
  if (finding.change || finding.diagnostic.fix) ++fixable;
  if (finding.change && !finding.change->edits.empty()) {
    ++(finding.change->safe ? fixable_safely : fixable_unsafely);
  }
}

auto LintSummary::to_text() const -> std::string {
  const bool nothing = errors + warnings + notes == 0 && unreadable == 0;
  auto text = nothing ? std::string{"no findings"} : counts(*this);
  text += " in " + counted(records, "request");
  if (inputs > 1) text += " of " + counted(inputs, "input");
  if (fixable > 0) text += "; " + counted(fixable, "finding") + " with a fix" + fix_options(*this);
  const auto suppressed = suppressed_by_comment + suppressed_by_baseline;
  if (suppressed > 0) text += "; " + counted(suppressed, "finding") + " suppressed";
  if (unreadable > 0) text += "; " + counted(unreadable, "part") + " of the input unreadable";
  return text;
}

}  // namespace tariff::formats
