// Places in JSON records, found when they are asked for: most records have no finding, so nothing
// is kept but the text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "tariff/diagnostic.hpp"

namespace tariff {
inline namespace v0 {

struct JsonText {
  std::string name;                // of the input
  std::string text;                // the record alone
  bool batch = false;              // "params" stands as "body"
  std::uint32_t first_line = 1;    // where `text` starts in the input
  std::uint32_t first_column = 1;  // Unit: code points
  std::uint64_t first_offset = 0;

  [[nodiscard]] auto place(std::size_t begin, std::size_t length) const -> Location;
  // The place of a path, or of the deepest part of it that there is. `text` must be valid JSON.
  [[nodiscard]] auto find(std::string_view path) const -> Location;
};

}  // namespace v0
}  // namespace tariff
