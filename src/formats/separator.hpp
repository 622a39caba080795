// The commas between the items of a JSON array that is written piece by piece.
#pragma once

#include <string_view>

namespace tariff::formats {

// One item a line.
class Separator {
 public:
  // What stands before the next item.
  auto next() noexcept -> std::string_view {
    const auto text = any_ ? std::string_view{",\n"} : std::string_view{"\n"};
    any_ = true;
    return text;
  }
  // What stands before the end of the array.
  [[nodiscard]] auto last() const noexcept -> std::string_view { return any_ ? "\n" : ""; }

 private:
  bool any_ = false;
};

}  // namespace tariff::formats
