// Rows of comma separated values (RFC 4180), one at a time.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "manifest/input.hpp"
#include "tariff/diagnostic.hpp"

namespace tariff::manifest {

struct CsvCell {
  std::string text;
  std::uint32_t line = 0;
  std::uint32_t column = 0;  // Unit: code points, from 1
  std::uint64_t offset = 0;
};

struct CsvRow {
  std::vector<CsvCell> cells;
  std::uint32_t line = 0;
  // What is wrong with the row; empty when nothing is. Cells are then incomplete.
  std::string error;
  CsvCell error_place;
  bool too_long = false;
};

// False at the end of the input. A row that is broken or longer than `max_length` is read to its
// end all the same.
auto next_row(Input& in, std::size_t max_length, CsvRow& out) -> bool;

}  // namespace tariff::manifest
