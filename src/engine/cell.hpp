// What a register holds, and what a slot of a request holds.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

#include "base/symbols.hpp"
#include "tariff/rational.hpp"
#include "tariff/request.hpp"

namespace tariff::catalog {
struct Encoding;
}

namespace tariff::engine {

// Why a value is missing.
struct Absence {
  enum class Why : std::uint8_t {
    stated,   // index into the program's reasons
    slot,     // the field in this slot is not given
    no_text,  // the text in this slot, whose tokens are asked, is not given
    no_row,   // the table of this index has no row for the keys
    no_cell,  // the table of this index has the row, and says that the value is not known
    element,  // a member of a list's element is not given
    empty,    // least or greatest of an empty list
    mixed,    // the sides of a choice that is not decided do not go together
    invalid,  // the field in this slot was given in a form that cannot be read
  };
  Why why = Why::stated;
  std::uint32_t index = 0;
};

// A value while a program runs.
struct Cell {
  enum class Kind : std::uint8_t { absent, error, boolean, text, number };

  Kind kind = Kind::absent;
  // boolean: which values are possible, and which is expected.
  bool may_be_true = false;
  bool may_be_false = false;
  bool expected = false;
  base::Symbol symbol = base::no_symbol;
  Absence absence;
  Range number;
  std::string_view text;

  [[nodiscard]] static auto missing(Absence absence) noexcept -> Cell {
    Cell cell;
    cell.absence = absence;
    return cell;
  }
  [[nodiscard]] static auto failure() noexcept -> Cell {
    Cell cell;
    cell.kind = Kind::error;
    return cell;
  }
  [[nodiscard]] static auto truth(bool value) noexcept -> Cell {
    return truth(value, !value, value);
  }
  [[nodiscard]] static auto truth(bool may_be_true, bool may_be_false, bool expected) noexcept
      -> Cell {
    Cell cell;
    cell.kind = Kind::boolean;
    cell.may_be_true = may_be_true;
    cell.may_be_false = may_be_false;
    cell.expected = expected;
    return cell;
  }
  [[nodiscard]] static auto of(const Range& number) noexcept -> Cell {
    Cell cell;
    cell.kind = Kind::number;
    cell.number = number;
    return cell;
  }
  [[nodiscard]] static auto of(base::Symbol symbol, std::string_view text) noexcept -> Cell {
    Cell cell;
    cell.kind = Kind::text;
    cell.symbol = symbol;
    cell.text = text;
    return cell;
  }

  [[nodiscard]] auto is_true() const noexcept -> bool {
    return kind == Kind::boolean && !may_be_false;
  }
  [[nodiscard]] auto is_false() const noexcept -> bool {
    return kind == Kind::boolean && !may_be_true;
  }
  [[nodiscard]] auto is_maybe() const noexcept -> bool {
    return kind == Kind::boolean && may_be_true && may_be_false;
  }
};
static_assert(std::is_trivially_copyable_v<Cell>);

// A field of a bound request. Views point into the request or the catalog.
struct FieldValue {
  enum class Kind : std::uint8_t { absent, invalid, number, boolean, text, list };

  Kind kind = Kind::absent;
  bool boolean = false;
  base::Symbol symbol = base::no_symbol;
  Range number;                                // of a text: its tokens, when they are counted
  const catalog::Encoding* counted = nullptr;  // by which encoding
  std::string_view text;
  std::span<const InputImage> list;
};

}  // namespace tariff::engine
