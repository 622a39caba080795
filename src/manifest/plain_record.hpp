// Request records read one after another into the same memory: the way of those that have nothing
// wrong with them and ask for nothing but one request, which are nearly all.
#pragma once

#include <string>
#include <string_view>

#include "base/json_reader.hpp"
#include "tariff/manifest.hpp"

namespace tariff::manifest {

struct PlainRecord {
  Request request;  // without its place
  std::string group;

  // Working memory.
  base::JsonReader reader;
  Value line;
};

// Reads what read_json_record() would read from the same text. False: the record is not plain, or
// something is wrong with it; read_json_record() says what. `out` is then of no use.
[[nodiscard]] auto read_plain_record(std::string_view text, const InputOptions& options,
                                     PlainRecord& out) -> bool;

}  // namespace tariff::manifest
