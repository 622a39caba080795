#include "manifest/csv_rows.hpp"

#include "base/text_source.hpp"

namespace tariff::manifest {

namespace {

// More cells than a record has uses for; each costs far more memory than its comma.
constexpr std::size_t most_cells = 10'000;

// Reads one row, byte by byte.
class RowReader {
 public:
  RowReader(Input& in, std::size_t max_length, CsvRow& row)
      : in_(in), max_length_(max_length), row_(row), line_(in.line()) {
    row_ = {};
    row_.line = line_;
    begin_cell(in.offset());
  }

  void read() {
    for (auto window = in_.window(); !window.empty() && !done_; window = in_.window()) {
      const auto start = in_.offset();
      std::size_t used = 0;
      while (used < window.size() && !done_) {
        step(window[used], start + used);
        ++used;
      }
      in_.take(used);
    }
    if (done_) return;
    if (state_ == State::quoted) fail("this quoted cell has no end", cell_);
    end_cell();
  }

 private:
  enum class State : std::uint8_t { start, plain, quoted, quote_in_quoted };

  void begin_cell(std::uint64_t offset) {
    cell_ = {};
    cell_.line = line_;
    cell_.column = column_;
    cell_.offset = offset;
    state_ = State::start;
  }

  void end_cell() {
    if (state_ != State::quoted && state_ != State::quote_in_quoted && cell_.text.ends_with('\r')) {
      cell_.text.pop_back();
    }
    if (const auto bad = base::find_invalid_utf8(cell_.text); bad != std::string::npos) {
      fail("this cell is not valid UTF-8", cell_);
    }
    if (row_.cells.size() < most_cells) {
      row_.cells.push_back(std::move(cell_));
    } else {
      fail("more than " + std::to_string(most_cells) + " cells", cell_);
    }
  }

  void fail(std::string message, const CsvCell& place) {
    if (!row_.error.empty()) return;
    row_.error = std::move(message);
    row_.error_place.line = place.line;
    row_.error_place.column = place.column;
    row_.error_place.offset = place.offset;
  }

  void fail_here(std::string message, std::uint64_t offset) {
    CsvCell here;
    here.line = line_;
    here.column = column_;
    here.offset = offset;
    fail(std::move(message), here);
  }

  void add(char c) {
    if (++length_ > max_length_) {
      row_.too_long = true;
    } else {
      cell_.text += c;
    }
  }

  void step(char c, std::uint64_t offset) {
    if (c == '\0') fail_here("NUL byte", offset);
    act(c, offset);
    if (c == '\n') {
      ++line_;
      column_ = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
      ++column_;
    }
    if (next_cell_) {
      next_cell_ = false;
      begin_cell(offset + 1);
    }
  }

  void act(char c, std::uint64_t offset) {
    if (state_ == State::quoted) {
      if (c == '"') {
        state_ = State::quote_in_quoted;
      } else {
        add(c);
      }
      return;
    }
    if (c == ',' || c == '\n') {
      end_cell();
      next_cell_ = c == ',';
      done_ = c == '\n';
      return;
    }
    if (state_ == State::quote_in_quoted) {
      if (c == '"') {
        add(c);
        state_ = State::quoted;
      } else if (c != '\r') {
        fail_here("text after the closing quote of a cell", offset);
      }
    } else if (c == '"') {
      if (state_ == State::start) {
        state_ = State::quoted;
      } else {
        fail_here("a quote inside a cell; quote the whole cell and write \"\" for it", offset);
      }
    } else {
      add(c);
      state_ = State::plain;
    }
  }

  Input& in_;
  std::size_t max_length_;
  CsvRow& row_;
  CsvCell cell_;
  State state_ = State::start;
  std::uint32_t line_;
  std::uint32_t column_ = 1;
  std::size_t length_ = 0;
  bool done_ = false;
  bool next_cell_ = false;
};

}  // namespace

auto next_row(Input& in, std::size_t max_length, CsvRow& out) -> bool {
  if (in.window().empty()) return false;
  RowReader{in, max_length, out}.read();
  return true;
}

}  // namespace tariff::manifest
