#include "formats/place.hpp"

namespace tariff::formats {
namespace {

// `at` bytes into the text that the source holds.
auto position_at(std::size_t at, const base::TextSource& source) -> Position {
  const auto place = source.locate({static_cast<std::uint32_t>(at), 0});
  const auto before = source.text().substr(0, at);
  const auto line_end = before.rfind('\n');
  const auto line_start = line_end == std::string_view::npos ? 0 : line_end + 1;
  return {place.line, place.column, static_cast<std::uint32_t>(at - line_start + 1)};
}

}  // namespace

auto holding(const Location& place, const base::TextSource* source) -> const base::TextSource* {
  return source != nullptr && source->name() == place.file ? source : nullptr;
}

auto extent_of(std::uint64_t offset, std::uint64_t length, const base::TextSource& source)
    -> std::optional<Extent> {
  Location place;
  place.offset = offset;
  place.length = static_cast<std::uint32_t>(length);
  const auto text = source.text_at(place);
  if (text.data() == nullptr || text.size() != length) return std::nullopt;
  const auto at = static_cast<std::size_t>(text.data() - source.text().data());
  return Extent{position_at(at, source), position_at(at + text.size(), source)};
}

auto extent_of(const Location& place, const base::TextSource* source) -> std::optional<Extent> {
  const auto* held = holding(place, source);
  if (held == nullptr || place.line == 0) return std::nullopt;
  auto extent = extent_of(place.offset, place.length, *held);
  // A reader that knows only the line gives no offset.
  if (!extent || extent->begin.line != place.line || extent->begin.column != place.column) {
    return std::nullopt;
  }
  return extent;
}

}  // namespace tariff::formats
