#include "problems.hpp"

#include <cstdio>
#include <fstream>
#include <iterator>
#include <optional>

#include "base/text_source.hpp"
#include "report/utf8.hpp"

namespace tariff::app {
namespace {

auto complaint(const Diagnostic& diagnostic, const base::TextSource* source) -> std::string {
  return report::printable(base::render(diagnostic, source), report::LineEnds::keep);
}

void print(const Diagnostic& diagnostic, const base::TextSource* source) {
  std::fputs(complaint(diagnostic, source).c_str(), stderr);
}

auto read_file(const std::string& name) -> std::string {
  std::ifstream in{name, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

}  // namespace

void complain_of(const RecordResult& result, Snippets* snippets) {
  if (!result.problem) return;
  for (const auto& diagnostic : result.problem->diagnostics) {
    const bool placed = snippets != nullptr && diagnostic.location.line != 0;
    print(diagnostic, placed ? snippets->source_of(diagnostic.location) : nullptr);
  }
}

auto complaint_of(const RecordResult& result, const base::TextSource* source) -> std::string {
  std::string text;
  if (!result.problem) return text;
  for (const auto& diagnostic : result.problem->diagnostics) text += complaint(diagnostic, source);
  return text;
}

void complain_of(const std::vector<Diagnostic>& diagnostics) {
  std::optional<base::TextSource> source;
  for (const auto& diagnostic : diagnostics) {
    const auto& place = diagnostic.location;
    if (place.line != 0 && (!source || source->name() != place.file)) {
      source.emplace(place.file, read_file(place.file));
    }
    print(diagnostic, place.line != 0 ? &*source : nullptr);
  }
}

}  // namespace tariff::app
