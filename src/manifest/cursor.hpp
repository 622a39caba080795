// Line and column of ever later places in one text, in time that is linear in the text.
#pragma once

#include <string_view>

#include "base/text_source.hpp"

namespace tariff::manifest {

class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) {}

  // `offset` must not be less than the last time. The file's name is left empty.
  auto place(std::size_t offset, std::size_t length) -> Location {
    auto part = text_.substr(at_, offset - at_);
    for (auto end = part.find('\n'); end != std::string_view::npos; end = part.find('\n')) {
      ++line_;
      column_ = 1;
      part.remove_prefix(end + 1);
    }
    column_ += static_cast<std::uint32_t>(base::count_code_points(part));
    at_ = offset;

    Location place;
    place.line = line_;
    place.column = column_;
    place.offset = offset;
    place.length = static_cast<std::uint32_t>(length);
    return place;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
  std::uint32_t column_ = 1;
};

}  // namespace tariff::manifest
