// Columns of text, aligned by what a terminal shows, not by bytes.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "report/paint.hpp"

namespace tariff::report {

class Table {
 public:
  enum class Align : unsigned char { left, right };
  struct Column {
    std::string title;
    Align align = Align::left;
    std::size_t most = 60;  // Unit: cells; longer texts are cut
  };

  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

  // One text a column; control characters in them are made visible.
  void add(std::initializer_list<std::string_view> cells);

  // Two spaces before the first column and between columns; no spaces at line ends.
  [[nodiscard]] auto to_text(const Paint& paint) const -> std::string;

  [[nodiscard]] auto empty() const noexcept -> bool { return rows_.empty(); }

 private:
  using Row = std::vector<std::string>;

  [[nodiscard]] auto widths() const -> std::vector<std::size_t>;
  [[nodiscard]] auto line(const Row& row, const std::vector<std::size_t>& widths) const
      -> std::string;

  std::vector<Column> columns_;
  std::vector<Row> rows_;
};

}  // namespace tariff::report
