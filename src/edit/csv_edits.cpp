#include "edit/csv_edits.hpp"

#include <optional>
#include <sstream>

#include "edit/change.hpp"
#include "edit/write_value.hpp"
#include "tariff/edit.hpp"

namespace tariff::edit {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// Unit: bytes of the text.
struct Cell {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool quoted = false;
};

struct Row {
  std::vector<Cell> cells;
  std::size_t end = 0;  // behind its line end
};

auto read_row(std::string_view text, std::size_t at) -> Row {
  Row row;
  while (true) {
    Cell cell{at, at, at < text.size() && text[at] == '"'};
    bool inside = false;
    for (; at < text.size() && (inside || (text[at] != ',' && text[at] != '\n')); ++at) {
      if (text[at] == '"') inside = !inside;
    }
    cell.end = at;
    const bool more = at < text.size() && text[at] == ',';
    if (!more && cell.end > cell.begin && text[cell.end - 1] == '\r') --cell.end;
    row.cells.push_back(cell);
    if (!more) break;
    ++at;
  }
  row.end = at < text.size() ? at + 1 : at;
  return row;
}

auto text_of(std::string_view text, const Cell& cell) -> std::string {
  if (!cell.quoted) return std::string{text.substr(cell.begin, cell.end - cell.begin)};
  std::string out;
  for (auto at = cell.begin + 1; at + 1 < cell.end; ++at) {
    out += text[at];
    if (text[at] == '"') ++at;  // the second of two
  }
  return out;
}

// What a cell says for a value; nothing where no cell can say it.
auto cell_text(const Value& value) -> std::optional<std::string> {
  if (value.is_text()) return value.as_text();
  if (value.is_number() || value.is_boolean()) return value.to_json();
  return std::nullopt;
}

class RowFixer {
 public:
  RowFixer(std::string_view text, const Record& record)
      : text_(text),
        header_(read_row(text, text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0)),
        row_(read_row(text, static_cast<std::size_t>(record.request.location.offset))) {}

  auto edits(const Fix& fix) -> std::optional<Edits> {
    // One read the rest of the input as a row, the other did not: nothing is sure.
    if (row_.cells.size() != header_.cells.size()) return std::nullopt;
    for (const auto& name : fix.remove) {
      if (!fill(name, "")) return std::nullopt;
    }
    for (const auto& member : fix.params.members()) {
      const auto text = cell_text(member.value);
      if (!text || !fill(member.name, *text)) return std::nullopt;
    }
    return in_order(std::move(edits_));
  }

  // The row under its header, as an input of its own.
  [[nodiscard]] auto alone(std::string_view row) const -> std::string {
    return std::string{text_.substr(0, header_.end)} + std::string{row};
  }
  [[nodiscard]] auto begin() const -> std::size_t { return row_.cells.front().begin; }
  [[nodiscard]] auto row() const -> std::string_view {
    return text_.substr(begin(), row_.end - begin());
  }

 private:
  auto fill(std::string_view column, std::string_view value) -> bool {
    for (std::size_t i = 0; i < header_.cells.size(); ++i) {
      if (text_of(text_, header_.cells[i]) != column) continue;
      const auto& cell = row_.cells[i];
      edits_.push_back({cell.begin, cell.end - cell.begin, write_cell(value, cell.quoted)});
      return true;
    }
    return false;
  }

  std::string_view text_;
  Row header_;
  Row row_;
  Edits edits_;
};

auto read_alone(const std::string& text, const InputOptions& options) -> std::optional<Record> {
  std::istringstream in{text};
  ManifestHeader header;
  std::vector<Diagnostic> diagnostics;
  std::optional<Record> record;
  const auto take = [&](Record&& read) {
    record = std::move(read);
    return true;
  };
  const auto summary = read_manifest(in, InputKind::csv, options, header, take, diagnostics);
  return summary.records == 1 && diagnostics.empty() ? std::move(record) : std::nullopt;
}

}  // namespace

auto row_edits(std::string_view text, const Fix& fix, const Record& record,
               const InputOptions& options) -> std::vector<TextEdit> {
  const bool open = !record.any_of.empty() || record.request.model.empty();
  if (open || !fix.envelope.empty() || record.request.location.offset >= text.size()) return {};
  RowFixer fixer{text, record};
  auto edits = fixer.edits(fix);
  if (!edits) return {};
  auto local = *edits;
  for (auto& each : local) each.offset -= fixer.begin();
  const auto row = apply_edits(fixer.row(), local);
  if (!row || *row == fixer.row()) return {};
  const auto before = read_alone(fixer.alone(fixer.row()), options);
  const auto after = read_alone(fixer.alone(*row), options);
  if (!before || !after) return {};
  const Digest expected{digest_of(*before).rest,
                        digest_of(fixed_params(before->request.params, fix))};
  return digest_of(*after) == expected ? *edits : std::vector<TextEdit>{};
}

}  // namespace tariff::edit
