// One line a finding, as compilers print it: "file:12:5: error: CODE message".
#include "formats/writers.hpp"
#include "report/paint.hpp"
#include "report/utf8.hpp"

namespace tariff::formats {
namespace {

auto place_of(const Location& place) -> std::string {
  if (place.file.empty()) return {};
  auto text = report::printable(place.file) + ":";
  if (place.line != 0) {
    text += std::to_string(place.line) + ":";
    if (place.column != 0) text += std::to_string(place.column) + ":";
  }
  return text + " ";
}

class ConciseWriter : public FindingWriter {
 public:
  explicit ConciseWriter(const LintRun& run) : run_(run) {}

  auto finding(const Finding& finding, const base::TextSource* /*source*/) -> std::string override {
    if (!finding.is_active()) return {};
    const report::Paint paint{run_.text};
    const auto& found = finding.diagnostic;
    const auto severity = std::string{to_string(found.severity)} + ":";
    auto line = paint.bold(place_of(found.location)) + paint.severity(found.severity, severity);
    if (!found.code.empty()) line += " " + report::printable(found.code);
    return line + " " + report::printable(found.message) + "\n";
  }

  auto end(const LintSummary& summary) -> std::string override {
    return run_.quiet ? std::string{} : summary.to_text() + "\n";
  }

 private:
  const LintRun& run_;
};

}  // namespace

auto make_concise_writer(const LintRun& run) -> WriterPtr {
  return std::make_unique<ConciseWriter>(run);
}

}  // namespace tariff::formats
