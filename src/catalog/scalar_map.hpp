// Where each byte of a YAML scalar's value stands in the file.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/text_source.hpp"

namespace tariff::catalog {

// Plain, quoted and block scalars are followed line by line and through '' and simple escapes.
// What cannot be followed (a \u escape) stands for the scalar's start.
class ScalarMap {
 public:
  ScalarMap() = default;
  // `begin`: byte of `file` at which the scalar starts (its quote or | included). `value`: what
  // the YAML reader made of it.
  ScalarMap(std::string_view file, std::uint32_t begin, std::string_view value);

  // A span of the value as a span of the file.
  [[nodiscard]] auto to_file(base::Span in_value) const noexcept -> base::Span;
  // The whole scalar in the file, without its quotes.
  [[nodiscard]] auto span() const noexcept -> base::Span { return span_; }

 private:
  struct Piece {
    std::uint32_t in_value = 0;
    std::uint32_t in_file = 0;
  };

  [[nodiscard]] auto at(std::uint32_t in_value) const noexcept -> std::uint32_t;

  std::vector<Piece> pieces_;   // ascending; each holds up to the next
  std::uint32_t followed_ = 0;  // bytes of the value that are mapped
  base::Span span_;
};

}  // namespace tariff::catalog
