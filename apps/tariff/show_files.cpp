#include "show_files.hpp"

#include "report/json_writer.hpp"
#include "report/utf8.hpp"

namespace tariff::app {
namespace {

constexpr auto skipped_because = "neither a manifest nor records";

auto to_json(const Discovered& found) -> std::string {
  std::string text;
  report::JsonWriter json{text};
  json.begin_object().key("files").begin_array();
  for (const auto& [path, problem] : found.inputs) {
    if (problem.empty()) json.text(path);
  }
  json.end_array().key("skipped").begin_array();
  const auto skip = [&json](std::string_view path, std::string_view reason) {
    json.begin_object().member("path", path).member("reason", reason).end_object();
  };
  for (const auto& [path, problem] : found.inputs) {
    if (!problem.empty()) skip(path, problem);
  }
  for (const auto& path : found.skipped) skip(path, skipped_because);
  json.end_array().end_object();
  return text + "\n";
}

}  // namespace

auto files_to_text(const Discovered& found, Format format) -> std::string {
  if (format == Format::json || format == Format::jsonl) return to_json(found);
  std::string text;
  for (const auto& [path, problem] : found.inputs) {
    if (problem.empty()) text += report::printable(path, report::LineEnds::keep) + "\n";
  }
  return text;
}

}  // namespace tariff::app
