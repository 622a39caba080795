#include "report/table.hpp"

#include <algorithm>

#include "report/utf8.hpp"

namespace tariff::report {

void Table::add(std::initializer_list<std::string_view> cells) {
  Row row;
  row.reserve(columns_.size());
  for (const auto cell : cells) row.push_back(shorten(printable(cell), columns_[row.size()].most));
  row.resize(columns_.size());
  rows_.push_back(std::move(row));
}

auto Table::widths() const -> std::vector<std::size_t> {
  std::vector<std::size_t> widths;
  for (const auto& column : columns_) widths.push_back(display_width(column.title));
  for (const auto& row : rows_) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], display_width(row[i]));
    }
  }
  return widths;
}

auto Table::line(const Row& row, const std::vector<std::size_t>& widths) const -> std::string {
  std::string out;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const std::string padding(widths[i] - display_width(row[i]), ' ');
    out += "  ";
    out += columns_[i].align == Align::right ? padding + row[i] : row[i] + padding;
  }
  out.erase(out.find_last_not_of(' ') + 1);
  return out;
}

auto Table::to_text(const Paint& paint) const -> std::string {
  const auto all = widths();
  Row titles;
  for (const auto& column : columns_) titles.push_back(column.title);
  std::string out;
  const bool titled = std::any_of(titles.begin(), titles.end(),
                                  [](const std::string& title) { return !title.empty(); });
  if (titled) out = paint.dim(line(titles, all)) + "\n";
  for (const auto& row : rows_) out += line(row, all) + "\n";
  return out;
}

}  // namespace tariff::report
