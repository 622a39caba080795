#include "formats/edits.hpp"

#include <limits>

namespace tariff::formats {
namespace {

auto text_between(std::uint64_t begin, std::uint64_t end, const base::TextSource& source)
    -> std::optional<std::string_view> {
  if (begin > end || end - begin > std::numeric_limits<std::uint32_t>::max()) return std::nullopt;
  Location place;
  place.offset = begin;
  place.length = static_cast<std::uint32_t>(end - begin);
  const auto text = source.text_at(place);
  if (text.data() == nullptr || text.size() != place.length) return std::nullopt;
  return text;
}

}  // namespace

auto placed_edits(const Change& change, const base::TextSource& source) -> std::vector<PlacedEdit> {
  std::vector<PlacedEdit> placed;
  for (const auto& edit : change.edits) {
    const auto extent = extent_of(edit.offset, edit.length, source);
    if (!extent) return {};
    placed.push_back({*extent, edit.text});
  }
  return placed;
}

auto merged_edit(const Change& change, const base::TextSource& source)
    -> std::optional<PlacedEdit> {
  if (change.edits.empty()) return std::nullopt;
  const auto begin = change.edits.front().offset;
  auto at = begin;
  std::string text;
  for (const auto& edit : change.edits) {
    const auto kept = text_between(at, edit.offset, source);
    if (!kept) return std::nullopt;
    text.append(*kept).append(edit.text);
    at = edit.offset + edit.length;
  }
  const auto extent = extent_of(begin, at - begin, source);
  if (!extent) return std::nullopt;
  return PlacedEdit{*extent, std::move(text)};
}

}  // namespace tariff::formats
