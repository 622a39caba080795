// One JSON document, a finding a line: schema/lint.schema.json.
#include "formats/finding_json.hpp"
#include "formats/separator.hpp"
#include "formats/writers.hpp"

namespace tariff::formats {
namespace {

class JsonDocumentWriter : public FindingWriter {
 public:
  explicit JsonDocumentWriter(const LintRun& run) : run_(run) {}

  auto begin() -> std::string override {
    std::string out;
    report::JsonWriter json{out};
    json.begin_object();
    write_run(json, run_.run);
    json.key("findings").begin_array();
    return out;
  }

  auto finding(const Finding& finding, const base::TextSource* /*source*/) -> std::string override {
    std::string out{separator_.next()};
    report::JsonWriter json{out};
    write_finding(json, finding);
    return out;
  }

  auto end(const LintSummary& summary) -> std::string override {
    auto out = std::string{separator_.last()} + "],\"summary\":";
    report::JsonWriter json{out};
    write_summary(json, summary);
    return out + "}\n";
  }

 private:
  const LintRun& run_;
  Separator separator_;
};

}  // namespace

auto make_json_writer(const LintRun& run) -> WriterPtr {
  return std::make_unique<JsonDocumentWriter>(run);
}

}  // namespace tariff::formats
