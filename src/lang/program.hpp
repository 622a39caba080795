// The compiled form of rule-language expressions: a flat list of instructions in which each
// instruction writes the register of its own index. It holds no pointer and no text of a request,
// compares with ==, and is written to and read from the catalog image as it is.
//
// Meaning of values (the machine is engine/machine.hpp):
//   number    a Range: low, expected, high; exact when they are equal
//   boolean   true, false or maybe (true for some values of what is not known)
//   text      a symbol and the request's own spelling
//   absent    not given, or no row in a table; carries a reason (index into reasons, or 0)
//   error     arithmetic that does not fit 64 bits, or division by zero
// An operation on an error is an error; else on an absent value is absent; except that
//   `has` is never absent; `and`/`or` are three-valued (false and absent = false, true or absent =
//   true); `select` looks only at its condition and the chosen side (on maybe: the hull of both).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <type_traits>
#include <vector>

#include "base/symbols.hpp"
#include "tariff/rational.hpp"

namespace tariff::lang {

using Register = std::uint16_t;

enum class Op : std::uint8_t {
  // Leaves. `imm` is an index.
  number,   // numbers[imm]
  text,     // symbol imm
  boolean,  // imm != 0
  absent,   // reasons[imm]
  slot,     // the request's field in slot imm
  element,  // member imm of the current element of the enclosing fold (Member)
  length,   // code points of the text in slot imm
  tokens,   // tokens of the text in slot imm, by the program's encoding: a range
  count,    // elements of the list in slot imm
  // One operand: a.
  has,
  logical_not,
  negate,
  absolute,
  floor,
  ceil,
  round_half_even,
  round_half_up,
  round_binary64,
  isqrt,  // floor of the square root of a non-negative integer
  // Two operands: a, b.
  logical_and,
  logical_or,
  equal,
  not_equal,
  less,
  less_equal,
  add,
  subtract,
  multiply,
  divide,
  integer_divide,
  modulo,
  minimum,
  maximum,
  gcd,
  spread,  // low: least of both, high: greatest of both, expected: a's
  // Three operands.
  select,  // a ? b : c
  lookup,  // tables[imm] at the keys a, b, c (as many as the table has)
  // fold: imm is a Fold, a the list's slot, b the length of the body, which are the b instructions
  // that follow; the body's value is its last register.
  fold,
};

enum class Member : std::uint8_t { width, height, bytes, format, role };
enum class Fold : std::uint8_t { sum, count, any, all, minimum, maximum };

struct Instruction {
  Op op{};
  std::uint8_t unused = 0;
  Register a = 0;
  Register b = 0;
  Register c = 0;
  std::uint32_t imm = 0;

  friend auto operator==(const Instruction&, const Instruction&) noexcept -> bool = default;
};
static_assert(sizeof(Instruction) == 12);
static_assert(std::is_trivially_copyable_v<Instruction>);

// Rows are sorted by key, so that a lookup is a binary search. A key is a symbol or an integer.
struct Table {
  std::string name;
  std::vector<std::uint8_t> key_is_text;  // one per key position; 1 to 3 keys
  std::vector<std::array<std::int64_t, 3>> keys;
  struct Cell {
    bool known = true;  // false: the row exists and says that the value is not known
    Range value;
    friend auto operator==(const Cell&, const Cell&) noexcept -> bool = default;
  };
  std::vector<Cell> cells;

  friend auto operator==(const Table&, const Table&) -> bool = default;
};

// Register files are this long at most, so that they fit the stack.
inline constexpr std::size_t max_registers = 1024;

struct Program {
  std::vector<Instruction> code;
  std::vector<Rational> numbers;
  std::vector<std::string> reasons{""};
  std::vector<Table> tables;

  friend auto operator==(const Program&, const Program&) -> bool = default;
};

// One instruction a line, for tests, goldens and `explain`.
[[nodiscard]] auto disassemble(const Program& program, const base::SymbolTable* symbols)
    -> std::string;

}  // namespace tariff::lang
