// JSON lines: one record a line.
#include "manifest/input.hpp"
#include "manifest/json_record.hpp"

namespace tariff::manifest {

namespace {

auto is_blank(const std::string& text) noexcept -> bool {
  return text.find_first_not_of(" \t\r") == std::string::npos;
}

}  // namespace

void read_jsonl(Input& in, const InputOptions& options, Delivery& deliver) {
  Line line;
  while (next_line(in, options.max_line, line)) {
    if (line.too_long) {
      if (!deliver(too_long_line(line.number, line.offset, options))) return;
      continue;
    }
    if (is_blank(line.text)) continue;
    auto text = std::make_shared<JsonText>();
    text->name = options.name;
    text->text = std::move(line.text);
    text->first_line = line.number;
    text->first_offset = line.offset;
    if (!deliver(read_json_record(text, options))) return;
  }
}

}  // namespace tariff::manifest
