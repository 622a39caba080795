// Where a finding begins and ends, as the formats count it.
#pragma once

#include <cstdint>
#include <optional>

#include "base/text_source.hpp"
#include "tariff/lint.hpp"

namespace tariff::formats {

// 1-based.
struct Position {
  std::uint32_t line = 0;
  std::uint32_t column = 0;       // Unit: code points
  std::uint32_t byte_column = 0;  // Unit: bytes of UTF-8; 0: not known
};

struct Extent {
  Position begin;
  Position end;  // exclusive
};

// `source` where it is of the file of that place, else null.
[[nodiscard]] auto holding(const Location& place, const base::TextSource* source)
    -> const base::TextSource*;

// Measures from a place whose column is known, so that the columns of a document that is one long
// line are not counted from its start again for each finding.
class Ruler {
 public:
  // Nothing where the source does not hold the place, or the place is not known to the byte.
  [[nodiscard]] static auto at(const Location& known, const base::TextSource* source)
      -> std::optional<Ruler>;

  // From where to where bytes of the input stand. Nothing where the source does not hold them all.
  [[nodiscard]] auto extent(std::uint64_t offset, std::uint64_t length) const
      -> std::optional<Extent>;
  // The text of these bytes, under the same condition.
  [[nodiscard]] auto text(std::uint64_t offset, std::uint64_t length) const
      -> std::optional<std::string_view>;

 private:
  Ruler(const Location& known, const base::TextSource& source) noexcept
      : known_(&known), source_(&source) {}

  // Precondition: the source holds the byte.
  [[nodiscard]] auto position(std::uint64_t offset) const -> Position;
  [[nodiscard]] auto code_points(std::uint64_t begin, std::uint64_t end) const -> std::uint32_t;

  const Location* known_;
  const base::TextSource* source_;
};

// The extent of the place itself.
[[nodiscard]] auto extent_of(const Location& place, const base::TextSource* source)
    -> std::optional<Extent>;

}  // namespace tariff::formats
