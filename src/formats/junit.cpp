// JUnit XML: a test suite an input, a test case a finding. A finding that fails the run is a
// failure, what could not be read an error, and the rest passes with the finding as its output.
// An input without findings has one case that passes.
// Source: the schema of Jenkins' xUnit plugin, junit-10.xsd.
#include <optional>

#include "formats/file_name.hpp"
#include "formats/text.hpp"
#include "formats/writers.hpp"
#include "formats/xml.hpp"

namespace tariff::formats {
namespace {

// "CODE (12:5)": what tells the findings of an input apart.
auto case_name(const Diagnostic& diagnostic) -> std::string {
  const auto& place = diagnostic.location;
  if (place.line == 0) return diagnostic.code;
  return diagnostic.code + " (" + std::to_string(place.line) + ":" + std::to_string(place.column) +
         ")";
}

auto element(std::string_view name, const std::string& attributes, std::string_view text)
    -> std::string {
  const std::string tag{name};
  return "<" + tag + attributes + ">" + xml_text(text) + "</" + tag + ">";
}

// The suite that is being filled.
struct Suite {
  std::string name;
  std::string cases;
  std::int64_t tests = 0;
  std::int64_t failures = 0;
  std::int64_t errors = 0;
};

class JunitWriter : public FindingWriter {
 public:
  explicit JunitWriter(const LintRun& run) : run_(run) {}

  auto begin() -> std::string override {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"tariff lint\">\n";
  }

  auto input(const std::string& name) -> std::string override {
    auto done = close_suite();
    suite_.emplace();
    suite_->name = report_path(name, run_);
    return done;
  }

  auto finding(const Finding& finding, const base::TextSource* source) -> std::string override {
    if (!finding.is_active()) return {};
    std::string done;
    if (!suite_) done = input(finding.diagnostic.location.file);
    add_case(finding, finding_block(finding, source, {}));
    return done;
  }

  auto end(const LintSummary& /*summary*/) -> std::string override {
    return close_suite() + "</testsuites>\n";
  }

 private:
  // How the case came out, and with what to say.
  auto outcome(const Finding& finding, const std::string& text) -> std::string {
    const auto& found = finding.diagnostic;
    const auto attributes =
        xml_attribute("message", found.message) + xml_attribute("type", to_string(found.severity));
    if (finding.unreadable) {
      ++suite_->errors;
      return element("error", attributes, text);
    }
    if (found.severity < run_.fail_level) return element("system-out", {}, text);
    ++suite_->failures;
    return element("failure", attributes, text);
  }

  void add_case(const Finding& finding, const std::string& text) {
    ++suite_->tests;
    suite_->cases += "    <testcase" + xml_attribute("classname", suite_->name) +
                     xml_attribute("name", case_name(finding.diagnostic)) + ">" +
                     outcome(finding, text) + "</testcase>\n";
  }

  auto close_suite() -> std::string {
    if (!suite_) return {};
    if (suite_->tests == 0) {
      ++suite_->tests;
      suite_->cases = "    <testcase" + xml_attribute("classname", suite_->name) +
                      xml_attribute("name", "no findings") + "/>\n";
    }
    auto text = "  <testsuite" + xml_attribute("name", suite_->name) +
                xml_attribute("tests", std::to_string(suite_->tests)) +
                xml_attribute("failures", std::to_string(suite_->failures)) +
                xml_attribute("errors", std::to_string(suite_->errors)) + ">\n" + suite_->cases +
                "  </testsuite>\n";
    suite_.reset();
    return text;
  }

  const LintRun& run_;
  std::optional<Suite> suite_;
};

}  // namespace

auto make_junit_writer(const LintRun& run) -> WriterPtr {
  return std::make_unique<JunitWriter>(run);
}

}  // namespace tariff::formats
