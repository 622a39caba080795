#include "results_writer.hpp"

#include "report/json_writer.hpp"

namespace tariff::app {

auto ResultsWriter::head() -> std::string {
  const auto run = context_.run_info();
  std::string out;
  report::JsonWriter{out}
      .begin_object()
      .member("version", TARIFF_VERSION)
      .member("catalog", run.catalog)
      .member("as_of", run.as_of.to_string())
      .key("results")
      .begin_array();
  return out;
}

auto ResultsWriter::result(const RecordResult& result) -> bool {
  auto line = to_json_line(result);
  line.pop_back();
  return json(line);
}

auto ResultsWriter::json(std::string_view object) -> bool {
  std::string out;
  const bool lines = context_.options().format == Format::jsonl;
  if (!lines) out = begun_ ? ",\n" : head() + "\n";
  begun_ = true;
  out += object;
  if (lines) out += '\n';
  return context_.write(out);
}

void ResultsWriter::finish(const Tally& tally) {
  if (context_.options().format != Format::json) return;
  std::string out = begun_ ? "\n" : head();
  out += "],\"summary\":" + tally.to_json() + "}\n";
  context_.write(out);
}

}  // namespace tariff::app
