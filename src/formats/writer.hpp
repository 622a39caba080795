// Formats: the findings of a lint run, for people and for the tools that they use. One writer a
// format, each a pure function of what it is told: nothing here prints or reads.
//
//     const auto writer = formats::make_writer(formats::FormatKind::sarif, run);
//     out << writer->begin();
//     for (const auto& input : inputs) {
//       out << writer->input(input.name);
//       for (const auto& finding : findings_of(input)) {
//         summary.add(finding);
//         out << writer->finding(finding, source_of(finding));
//       }
//     }
//     out << writer->end(summary);
//
// Text comes out as findings go in; what a writer keeps does not grow with the number of findings,
// but for junit (one input's findings) and statistics (one entry a code). Suppressed findings are
// handed over like others: json and sarif mark them, all others leave them out.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/text_source.hpp"
#include "tariff/lint.hpp"

namespace tariff::formats {

enum class FormatKind : std::uint8_t {
  text,      // place, snippet with caret, what would mend it
  concise,   // one line a finding
  json,      // one document, schema/lint.schema.json
  jsonl,     // {"finding": {…}}, one a line
  sarif,     // SARIF 2.1.0, for code scanning
  github,    // workflow commands, shown as annotations
  gitlab,    // code quality report
  junit,     // a test suite an input
  rdjson,    // reviewdog's diagnostic format
  markdown,  // a comment of a pull request
};

// What all formats may need to know of a run.
struct LintRun {
  RunInfo run;
  std::vector<LintCode> codes;  // sorted by code; sarif and statistics describe them
  // Names of inputs are relative to `working_folder`; formats that other tools read name files
  // relative to `base_folder`, the root of the repository. Both absolute; empty: names stay as
  // the user wrote them.
  std::string working_folder;
  std::string base_folder;
  TextOptions text;
  Severity fail_level = Severity::warning;  // junit: less is no failure
  bool quiet = false;                       // text, concise: no summary
};

// A run, counted.
struct LintSummary {
  std::int64_t inputs = 0;
  std::int64_t records = 0;
  std::int64_t accepted = 0;
  std::int64_t refused = 0;
  std::int64_t unknown_offers = 0;
  std::int64_t unknown_costs = 0;
  std::int64_t unreadable = 0;  // records and inputs

  // Findings that nothing suppresses.
  std::int64_t errors = 0;
  std::int64_t warnings = 0;
  std::int64_t notes = 0;
  std::int64_t fixable = 0;           // with a fix
  std::int64_t fixable_safely = 0;    // --fix makes it
  std::int64_t fixable_unsafely = 0;  // --fix --unsafe-fixes makes it

  std::int64_t suppressed_by_comment = 0;
  std::int64_t suppressed_by_baseline = 0;

  int exit_status = 0;

  // Counts a finding: its severity and its fix, or what suppresses it.
  void add(const Finding& finding) noexcept;
  // "3 errors and 1 warning in 12 requests; 4 findings with a fix"
  [[nodiscard]] auto to_text() const -> std::string;
};

class FindingWriter {
 public:
  FindingWriter() = default;
  FindingWriter(const FindingWriter&) = delete;
  auto operator=(const FindingWriter&) -> FindingWriter& = delete;
  virtual ~FindingWriter() = default;

  // Each gives the text to be written next.
  [[nodiscard]] virtual auto begin() -> std::string { return {}; }
  // The findings that follow are of this input.
  [[nodiscard]] virtual auto input(const std::string& /*name*/) -> std::string { return {}; }
  // `source` holds the lines around the finding's place; null: no snippet, and formats whose
  // columns or edits need the text leave them out.
  [[nodiscard]] virtual auto finding(const Finding& finding, const base::TextSource* source)
      -> std::string = 0;
  [[nodiscard]] virtual auto end(const LintSummary& /*summary*/) -> std::string { return {}; }
};

// `run` outlives the writer.
[[nodiscard]] auto make_writer(FormatKind kind, const LintRun& run)
    -> std::unique_ptr<FindingWriter>;

// How often each code was found, the most frequent first: one document for json and jsonl, else a
// table.
[[nodiscard]] auto make_statistics_writer(FormatKind kind, const LintRun& run)
    -> std::unique_ptr<FindingWriter>;

}  // namespace tariff::formats
