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
  std::uint32_t column = 0;  // Unit: code points
  // Unit: bytes of UTF-8. 0: not known, because the line is not at hand.
  std::uint32_t byte_column = 0;

  friend auto operator==(const Position&, const Position&) -> bool = default;
};

struct Extent {
  Position begin;
  Position end;  // exclusive
};

// `source` where it holds the text of that place, else null.
[[nodiscard]] auto holding(const Location& place, const base::TextSource* source)
    -> const base::TextSource*;

// From where to where bytes of an input stand. Nothing where `source` does not hold all of them.
[[nodiscard]] auto extent_of(std::uint64_t offset, std::uint64_t length,
                             const base::TextSource& source) -> std::optional<Extent>;
[[nodiscard]] auto extent_of(const Location& place, const base::TextSource* source)
    -> std::optional<Extent>;

}  // namespace tariff::formats
