// Reads JSON texts, one after the other, into the same memory. parse_json() is the door for a
// single one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/spare_buffers.hpp"
#include "tariff/value.hpp"

namespace tariff::base {

class JsonReader {
 public:
  // As parse_json(), but the buffers of `out` are used again. After a refusal `out` is a value that
  // means nothing.
  [[nodiscard]] auto read(std::string_view text, Value& out, JsonError& error, int max_depth = 64)
      -> bool;

 private:
  class Pass;  // over one text

  SpareBuffers spare_;
  std::vector<std::size_t> name_offsets_;  // of the objects that are being read, innermost last
  std::vector<std::uint32_t> order_;       // of the names of a large object
  bool large_ = false;                     // the last text was: its memory is given back
};

}  // namespace tariff::base
