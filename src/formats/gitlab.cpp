// GitLab's code quality report.
// Source: docs.gitlab.com, "Code Quality report format".
#include "formats/details.hpp"
#include "formats/file_name.hpp"
#include "formats/separator.hpp"
#include "formats/writers.hpp"
#include "report/json_writer.hpp"

namespace tariff::formats {
namespace {

auto severity_of(const Finding& finding) noexcept -> std::string_view {
  if (finding.unreadable) return "critical";
  switch (finding.diagnostic.severity) {
    case Severity::error: return "major";
    case Severity::warning: return "minor";
    case Severity::note: break;
  }
  return "info";
}

class GitlabWriter : public FindingWriter {
 public:
  explicit GitlabWriter(const LintRun& run) : run_(run) {}

  auto begin() -> std::string override { return "["; }

  auto finding(const Finding& finding, const base::TextSource* /*source*/) -> std::string override {
    if (!finding.is_active()) return {};
    std::string out{separator_.next()};
    report::JsonWriter json{out};
    json.begin_object()
        .member("description", full_message(finding))
        .member("check_name", finding.diagnostic.code)
        .member("fingerprint", finding.fingerprint)
        .member("severity", severity_of(finding))
        .key("location");
    write_location(json, finding.diagnostic.location);
    json.end_object();
    return out;
  }

  auto end(const LintSummary& /*summary*/) -> std::string override {
    return std::string{separator_.last()} + "]\n";
  }

 private:
  // A report's finding has a line in any case.
  void write_location(report::JsonWriter& json, const Location& place) {
    json.begin_object().member("path", path_or_root(place.file, run_)).key("lines").begin_object();
    json.count_member("begin", place.line == 0 ? 1 : place.line);
    json.end_object().end_object();
  }

  const LintRun& run_;
  Separator separator_;
};

}  // namespace

auto make_gitlab_writer(const LintRun& run) -> WriterPtr {
  return std::make_unique<GitlabWriter>(run);
}

}  // namespace tariff::formats
