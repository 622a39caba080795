#include "formats/place.hpp"

#include <limits>

namespace tariff::formats {

auto holding(const Location& place, const base::TextSource* source) -> const base::TextSource* {
  return source != nullptr && source->name() == place.file ? source : nullptr;
}

auto Ruler::at(const Location& known, const base::TextSource* source) -> std::optional<Ruler> {
  const auto* held = holding(known, source);
  if (held == nullptr || !held->knows(known)) return std::nullopt;
  return Ruler{known, *held};
}

auto Ruler::text(std::uint64_t offset, std::uint64_t length) const
    -> std::optional<std::string_view> {
  if (length > std::numeric_limits<std::uint32_t>::max()) return std::nullopt;
  Location place;
  place.offset = offset;
  place.length = static_cast<std::uint32_t>(length);
  const auto held = source_->text_at(place);
  if (held.data() == nullptr || held.size() != length) return std::nullopt;
  return held;
}

auto Ruler::extent(std::uint64_t offset, std::uint64_t length) const -> std::optional<Extent> {
  if (!text(offset, length)) return std::nullopt;
  return Extent{position(offset), position(offset + length)};
}

auto Ruler::code_points(std::uint64_t begin, std::uint64_t end) const -> std::uint32_t {
  const auto between = text(begin, end - begin);
  return between ? static_cast<std::uint32_t>(base::count_code_points(*between)) : 0;
}

auto Ruler::position(std::uint64_t offset) const -> Position {
  const auto line = source_->line_at(offset).value_or(base::LineStart{});
  Position position;
  position.line = line.number;
  position.byte_column = static_cast<std::uint32_t>(offset - line.offset + 1);
  if (line.number != known_->line) {
    position.column = 1 + code_points(line.offset, offset);
  } else if (offset >= known_->offset) {
    position.column = known_->column + code_points(known_->offset, offset);
  } else {
    position.column = known_->column - code_points(offset, known_->offset);
  }
  return position;
}

auto extent_of(const Location& place, const base::TextSource* source) -> std::optional<Extent> {
  const auto ruler = Ruler::at(place, source);
  return ruler ? ruler->extent(place.offset, place.length) : std::nullopt;
}

}  // namespace tariff::formats
