#include "formats/edits.hpp"

namespace tariff::formats {

auto placed_edits(const Finding& finding, const base::TextSource* source)
    -> std::vector<PlacedEdit> {
  const auto ruler = Ruler::at(finding.diagnostic.location, source);
  if (!finding.change || !ruler) return {};
  std::vector<PlacedEdit> placed;
  for (const auto& edit : finding.change->edits) {
    const auto extent = ruler->extent(edit.offset, edit.length);
    if (!extent) return {};
    placed.push_back({*extent, edit.text});
  }
  return placed;
}

auto merged_edit(const Finding& finding, const base::TextSource* source)
    -> std::optional<PlacedEdit> {
  const auto ruler = Ruler::at(finding.diagnostic.location, source);
  if (!finding.change || finding.change->edits.empty() || !ruler) return std::nullopt;
  const auto& edits = finding.change->edits;
  const auto begin = edits.front().offset;
  auto at = begin;
  std::string text;
  for (const auto& edit : edits) {
    const auto kept = ruler->text(at, edit.offset - at);
    if (!kept) return std::nullopt;
    text.append(*kept).append(edit.text);
    at = edit.offset + edit.length;
  }
  const auto extent = ruler->extent(begin, at - begin);
  if (!extent) return std::nullopt;
  return PlacedEdit{*extent, std::move(text)};
}

}  // namespace tariff::formats
