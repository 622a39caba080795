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

auto ResultsWriter::line_answer() const -> Answer {
  return context_.options().format == Format::jsonl ? Answer::json_lines : Answer::json_items;
}

auto ResultsWriter::block(std::string_view text) -> bool {
  if (text.empty()) return true;
  if (line_answer() == Answer::json_lines || begun_) return context_.write_lines(text);
  begun_ = true;
  text.remove_prefix(std::string_view{","}.size());
  return context_.write(head()) && context_.write_lines(text);
}

void ResultsWriter::finish(const Tally& tally) {
  if (context_.options().format != Format::json) return;
  std::string out = begun_ ? "\n" : head();
  out += "],\"summary\":" + tally.to_json() + "}\n";
  context_.write(out);
}

}  // namespace tariff::app
