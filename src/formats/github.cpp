// GitHub's workflow commands, printed to the log of a job and shown as annotations. GitHub shows
// ten errors, ten warnings and ten notices a step; sarif has no such limit.
#include "formats/details.hpp"
#include "formats/file_name.hpp"
#include "formats/place.hpp"
#include "formats/writers.hpp"

namespace tariff::formats {
namespace {

auto command_of(Severity severity) noexcept -> std::string_view {
  switch (severity) {
    case Severity::error: return "error";
    case Severity::warning: return "warning";
    case Severity::note: break;
  }
  return "notice";
}

// What would end a command, or a property of it.
auto escaped(std::string_view text, std::string_view special) -> std::string {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    if (special.find(c) == std::string_view::npos) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += digits[byte >> 4U];
    out += digits[byte & 15U];
  }
  return out;
}

auto property(std::string_view name, std::string_view value) -> std::string {
  return std::string{name} + "=" + escaped(value, "%\r\n:,") + ",";
}

auto property(std::string_view name, std::uint32_t value) -> std::string {
  return property(name, std::to_string(value));
}

// Columns are only allowed where the annotation is of one line.
auto range(const Location& place, const base::TextSource* source) -> std::string {
  if (place.line == 0) return {};
  auto text = property("line", place.line);
  const auto extent = extent_of(place, source);
  if (!extent || place.length == 0) {
    return place.column == 0 ? text : text + property("col", place.column);
  }
  text += property("endLine", extent->end.line);
  if (extent->end.line != place.line) return text;
  return text + property("col", place.column) + property("endColumn", extent->end.column);
}

class GithubWriter : public FindingWriter {
 public:
  explicit GithubWriter(const LintRun& run) : run_(run) {}

  auto finding(const Finding& finding, const base::TextSource* source) -> std::string override {
    if (!finding.is_active()) return {};
    const auto& found = finding.diagnostic;
    auto line = "::" + std::string{command_of(found.severity)} + " ";
    if (!found.location.file.empty() && found.location.file != standard_input) {
      line += property("file", report_path(found.location.file, run_));
      line += range(found.location, source);
    }
    line += "title=" + escaped(found.code, "%\r\n:,");
    return line + "::" + escaped(full_message(finding), "%\r\n") + "\n";
  }

 private:
  const LintRun& run_;
};

}  // namespace

auto make_github_writer(const LintRun& run) -> WriterPtr {
  return std::make_unique<GithubWriter>(run);
}

}  // namespace tariff::formats
