// Linting: everything worth saying of a manifest, at the place that causes it.
//
//     tariff::LintSettings settings;
//     settings.selection.ignore = {"OAI-SIZE"};
//     const tariff::Linter linter{tariff::default_catalog(), day, settings};
//     const auto result = linter.lint({.name = "images.yaml", .text = bytes});
//     for (const auto& finding : result.findings) …
//
// A finding is a diagnostic, and beside it the assets that it hits, the edits of the text that
// would mend it, what silences it, and a fingerprint that stays when lines move. The codes are
// those of the catalog's rules and Tariff's own (lint_codes()), and of policies in the settings.
// Pure: no I/O but through LintInput::read_text, no clock.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tariff/catalog.hpp"
#include "tariff/date.hpp"
#include "tariff/diagnostic.hpp"
#include "tariff/manifest.hpp"
#include "tariff/report.hpp"

namespace tariff {

namespace lint {
class PolicySet;  // src/lint/policy.hpp
}

inline namespace v0 {

// --- What is found ----------------------------------------------------------------------------

// A change of the text. Unit: bytes of the input, half-open [offset, offset + length).
struct TextEdit {
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
  std::string text;

  friend auto operator==(const TextEdit&, const TextEdit&) -> bool = default;
};

// What would mend a finding.
struct Change {
  std::string title;  // "set size to \"1920x1088\"; the price goes from $0.1585 to $0.1591"
  bool safe = false;  // does not raise the price and does not change the meaning
  std::vector<TextEdit> edits;  // sorted, not overlapping; empty: it cannot be said in the text

  friend auto operator==(const Change&, const Change&) -> bool = default;
};

// Why a finding is not counted.
struct Suppression {
  enum class By : std::uint8_t { nothing, comment, baseline };

  By by = By::nothing;
  std::string reason;  // as the comment says it
  Location location;   // of the comment

  friend auto operator==(const Suppression&, const Suppression&) -> bool = default;
};

// Another place that the finding is about: the first of two duplicates, the budget that is
// exceeded.
struct RelatedPlace {
  Location location;
  std::string message;

  friend auto operator==(const RelatedPlace&, const RelatedPlace&) -> bool = default;
};

// An asset that a finding hits. The id may be empty.
struct AssetRef {
  std::string id;
  Location location;

  friend auto operator==(const AssetRef&, const AssetRef&) -> bool = default;
};

struct Finding {
  Diagnostic diagnostic;         // its location is the place that causes the finding
  std::string currency;          // of the costs in the diagnostic's fix
  std::vector<AssetRef> assets;  // in the input's order; no more than most_named_assets
  std::int64_t asset_count = 0;  // all that it hits; 0: it concerns the input as a whole
  std::vector<RelatedPlace> related;
  std::optional<Change> change;
  Suppression suppression;
  std::string topic;        // what it is about, without figures that change; empty: the message
  std::string fingerprint;  // 16 hex digits; the same when lines move or other assets change
  bool unreadable = false;  // part of the input could not be read
  bool of_records = false;  // also among the diagnostics of the results of its assets

  [[nodiscard]] auto is_active() const noexcept -> bool {
    return suppression.by == Suppression::By::nothing;
  }
};

inline constexpr std::size_t most_named_assets = 20;

// --- What is looked for -----------------------------------------------------------------------

// Which codes count. A selector is a code, a family of codes ("OAI-SIZE", "BUDGET") or "ALL"; of
// several that fit a code the longest decides, and ignoring wins between equals.
struct Selection {
  std::vector<std::string> select;         // empty: all
  std::vector<std::string> extend_select;  // beside those
  std::vector<std::string> ignore;
};

// Whether `selector` names `code` or a family that it belongs to.
[[nodiscard]] TARIFF_API auto selects(std::string_view selector, std::string_view code) noexcept
    -> bool;

// Which figure of a cost is held against a budget.
enum class CostBasis : std::uint8_t { low, expected, high };

struct LintSettings {
  Selection selection;
  std::map<std::string, Severity, std::less<>> severity;  // by selector; the longest decides
  CostBasis budget_basis = CostBasis::expected;
  std::int32_t stale_price_days = 180;  // Unit: days since the price's source was read
  std::int32_t retirement_days = 90;    // Unit: days before a shutdown that is worth a warning
  Rational auto_spread{2};              // high over low from which quality "auto" is reported
  std::int32_t saving_percent = 10;     // of the cost, from which a cheaper way is reported
  std::shared_ptr<const lint::PolicySet> policies;  // null: none
  bool fixes = true;                                // look for fixes (the dearest part)
  bool edits = true;  // say them as edits of the text; a manifest that has any is read again
};

// --- Linting ----------------------------------------------------------------------------------

struct LintInput {
  std::string name = "-";  // what locations call the input
  InputKind kind = InputKind::automatic;
  std::string_view text;
  std::string default_provider;  // of requests that name none
  // Reads what `prompt_file` names; not set: such a name is an error.
  std::function<bool(const std::string& path, std::string& text)> read_text;
  // Takes each record as it was read, before its result goes to the sink; may be empty.
  std::function<void(const Record&)> see_record;
};

struct LintResult {
  std::vector<Finding> findings;  // sorted by offset, then code; suppressed ones too
  ManifestHeader header;
  InputKind kind = InputKind::automatic;
};

// Takes what became of a record, without what a comment silences. False: enough, linting ends.
using ResultSink = std::function<bool(const RecordResult&)>;

// Any number of threads may share one.
class TARIFF_API Linter {
 public:
  // `catalog` outlives the linter.
  Linter(const Catalog& catalog, Date today, LintSettings settings);
  ~Linter();
  Linter(Linter&&) noexcept;
  auto operator=(Linter&&) noexcept -> Linter&;

  // Never throws on bad input. `sink` may be empty.
  [[nodiscard]] auto lint(const LintInput& input, const ResultSink& sink = {}) const -> LintResult;

  [[nodiscard]] auto settings() const noexcept -> const LintSettings&;

 private:
  struct Parts;
  std::unique_ptr<const Parts> parts_;
};

// --- Codes ------------------------------------------------------------------------------------

// What a code means, for lists of rules and for documentation.
struct LintCode {
  std::string code;
  Severity severity = Severity::error;
  std::string title;       // one line
  std::string why;         // why it matters; may be empty
  std::string source;      // URL; empty for Tariff's own codes
  std::string dated;       // of the source; may be empty
  std::string confidence;  // "official", "measured", …; empty for Tariff's own codes
};

// Every code that the linter can give: the catalog's, Tariff's own, and those of policies. Sorted
// by code, each once (the offers of a code may word it differently: explain lists them).
[[nodiscard]] TARIFF_API auto lint_codes(const Catalog& catalog, const lint::PolicySet* policies)
    -> std::vector<LintCode>;

}  // namespace v0
}  // namespace tariff
