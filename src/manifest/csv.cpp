// CSV: the header names the members of a record or parameters, each row is a record. An empty cell
// says nothing.
#include <algorithm>
#include <array>

#include "manifest/csv_rows.hpp"
#include "manifest/reader.hpp"

namespace tariff::manifest {

namespace {

// Columns that are not parameters.
constexpr std::array<std::string_view, 11> record_columns{
    "id",    "provider", "model", "operation", "endpoint", "tier",
    "as_of", "group",    "count", "attempts",  "any_of"};

auto is_blank(const CsvRow& row) -> bool {
  return row.cells.size() == 1 && row.cells.front().text.empty() && row.error.empty();
}

class CsvReader {
 public:
  CsvReader(const InputOptions& options, std::vector<Diagnostic>& diagnostics)
      : options_(options), diagnostics_(diagnostics) {}

  // False when the header is no header: then no row means anything.
  auto read_header(CsvRow& row) -> bool {
    const auto before = diagnostics_.size();
    if (!row.error.empty() || row.too_long) {
      report(code::syntax, row.too_long ? "the header is too long" : row.error, row.error_place);
    }
    for (auto& cell : row.cells) {
      if (cell.text.empty()) {
        report(code::missing, "a column without a name", cell);
      } else if (std::find(columns_.begin(), columns_.end(), cell.text) != columns_.end()) {
        report(code::duplicate, "a column that is there twice", cell);
      }
      columns_.push_back(std::move(cell.text));
      if (diagnostics_.size() - before > most_header_errors || columns_.size() > most_columns)
        break;
    }
    if (columns_.size() > most_columns) {
      report(code::limit, "more than " + std::to_string(most_columns) + " columns", row.cells[0]);
    }
    return diagnostics_.size() == before;
  }

  auto read(CsvRow& row) -> Record {
    Record record;
    record.request.location.file = options_.name;
    record.request.location.line = row.line;
    record.request.location.column = 1;
    if (!row.cells.empty()) record.request.location.offset = row.cells.front().offset;
    if (row.too_long) {
      add_error(record, make_error(code::limit, "",
                                   "this row is longer than " + std::to_string(options_.max_line) +
                                       " bytes",
                                   record.request.location));
      return record;
    }
    if (!row.error.empty()) {
      add_error(record, make_error(code::syntax, "", row.error, place(row.error_place)));
      return record;
    }
    if (row.cells.size() != columns_.size()) {
      add_error(record, make_error(code::syntax, "",
                                   "this row has " + std::to_string(row.cells.size()) +
                                       " cells, the header has " + std::to_string(columns_.size()),
                                   record.request.location));
      return record;
    }
    for (std::size_t i = 0; i < std::min(row.cells.size(), columns_.size()); ++i) {
      if (!row.cells[i].text.empty()) read_cell(columns_[i], row.cells[i], record);
    }
    return record;
  }

 private:
  static constexpr std::size_t most_header_errors = 20;
  static constexpr std::size_t most_columns = 500;

  [[nodiscard]] auto place(const CsvCell& cell) const -> Location {
    Location place;
    place.file = options_.name;
    place.line = cell.line;
    place.column = cell.column;
    place.offset = cell.offset;
    const bool one_line = cell.text.find('\n') == std::string::npos;
    place.length = one_line ? static_cast<std::uint32_t>(cell.text.size()) : 1;
    return place;
  }

  void report(const char* code, std::string message, const CsvCell& cell) {
    diagnostics_.push_back(make_error(code, "", std::move(message), place(cell)));
  }

  static auto text_member(const std::string& column, Record& record) -> std::string* {
    auto& request = record.request;
    const std::array<std::pair<std::string_view, std::string*>, 7> members{
        {{"id", &request.id},
         {"provider", &request.provider},
         {"model", &request.model},
         {"operation", &request.operation},
         {"endpoint", &request.endpoint},
         {"tier", &request.tier},
         {"group", &record.group}}};
    for (const auto& [name, member] : members) {
      if (name == column) return member;
    }
    return nullptr;
  }

  void read_cell(const std::string& column, const CsvCell& cell, Record& record) {
    if (auto* text = text_member(column, record); text != nullptr) {
      *text = cell.text;
      record.places.emplace(column, place(cell));
    } else if (std::find(record_columns.begin(), record_columns.end(), column) !=
               record_columns.end()) {
      record.places.emplace(column, place(cell));
      read_member(column, cell, record);
    } else {
      record.places.emplace("params." + column, place(cell));
      // What an image shows is text, even "1984".
      record.request.params.members().push_back(
          {column, column == "prompt" ? Value::text(cell.text) : typed_scalar(cell.text)});
    }
  }

  void read_member(const std::string& column, const CsvCell& cell, Record& record) const {
    if (column == "as_of") {
      Date day;
      if (Date::parse(cell.text, day)) {
        record.request.as_of = day;
      } else {
        add_error(record, make_error(code::type, column, "as_of must be a day, written 2026-01-31",
                                     place(cell)));
      }
    } else if (column == "any_of") {
      split(cell.text, record.any_of);
    } else {
      read_count(column, cell, column == "count" ? record.count : record.attempts, record);
    }
  }

  void read_count(const std::string& column, const CsvCell& cell, std::int64_t& out,
                  Record& record) const {
    const auto value = typed_scalar(cell.text);
    if (value.is_number() && value.number_fits() && value.as_number().is_integer() &&
        value.as_number() >= Rational{1}) {
      out = value.as_number().numerator();
    } else {
      add_error(record, make_error(code::type, column,
                                   column + " must be a whole number, at least 1", place(cell)));
    }
  }

  // Offers between semicolons or spaces.
  static void split(std::string_view text, std::vector<std::string>& out) {
    while (!text.empty()) {
      const auto end = std::min(text.find_first_of("; "), text.size());
      if (end > 0) out.emplace_back(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

  const InputOptions& options_;
  std::vector<Diagnostic>& diagnostics_;
  std::vector<std::string> columns_;
};

}  // namespace

void read_csv(Input& in, const InputOptions& options, Delivery& deliver,
              std::vector<Diagnostic>& diagnostics) {
  CsvReader reader{options, diagnostics};
  CsvRow row;
  if (!next_row(in, options.max_line, row) || !reader.read_header(row)) return;
  while (next_row(in, options.max_line, row)) {
    if (is_blank(row)) continue;
    if (!deliver(reader.read(row))) return;
  }
}

}  // namespace tariff::manifest
