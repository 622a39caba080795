// One finding a line, each a JSON object: {"finding": {…}}.
#include "formats/finding_json.hpp"
#include "formats/writers.hpp"

namespace tariff::formats {
namespace {

class JsonLinesWriter : public FindingWriter {
 public:
  auto finding(const Finding& finding, const base::TextSource* /*source*/) -> std::string override {
    if (!finding.is_active()) return {};
    std::string out;
    report::JsonWriter json{out};
    json.begin_object().key("finding");
    write_finding(json, finding);
    json.end_object();
    return out + "\n";
  }
};

}  // namespace

auto make_jsonl_writer() -> WriterPtr {
  return std::make_unique<JsonLinesWriter>();
}

}  // namespace tariff::formats
