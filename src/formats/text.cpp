// For people: place, snippet with caret, what the finding has to do with it, what would mend it.
#include "formats/text.hpp"
#include "formats/details.hpp"
#include "formats/place.hpp"
#include "formats/writers.hpp"
#include "report/finding_text.hpp"
#include "report/paint.hpp"

namespace tariff::formats {
namespace {

class TextWriter : public FindingWriter {
 public:
  explicit TextWriter(const LintRun& run) : run_(run) {}

  auto finding(const Finding& finding, const base::TextSource* source) -> std::string override {
    if (!finding.is_active()) return {};
    return finding_block(finding, source, run_.text) + "\n";
  }

  auto end(const LintSummary& summary) -> std::string override {
    if (run_.quiet) return {};
    const report::Paint paint{run_.text};
    const auto text = summary.to_text();
    return (summary.exit_status == 0 ? paint.good(text) : paint.bold(text)) + "\n";
  }

 private:
  const LintRun& run_;
};

auto related_note(const RelatedPlace& related) -> Diagnostic {
  Diagnostic note;
  note.severity = Severity::note;
  note.message = related.message;
  note.location = related.location;
  return note;
}

}  // namespace

auto finding_block(const Finding& finding, const base::TextSource* source, TextOptions options)
    -> std::string {
  const auto& found = finding.diagnostic;
  auto text = report::snippet_to_text(found, holding(found.location, source), options);
  for (const auto& [label, detail] : details_of(finding)) {
    text += report::label_to_text(label, detail, options);
  }
  for (const auto& related : finding.related) {
    // Of JSON lines only the one with the finding is at hand.
    const auto* held = holding(related.location, source);
    if (held != nullptr && held->line(related.location.line).empty()) held = nullptr;
    text += report::snippet_to_text(related_note(related), held, options);
  }
  return text;
}

auto make_text_writer(const LintRun& run) -> WriterPtr {
  return std::make_unique<TextWriter>(run);
}

}  // namespace tariff::formats
