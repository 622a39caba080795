#include "engine/machine.hpp"

#include <algorithm>
#include <array>

#include "base/text_source.hpp"
#include "engine/interval.hpp"
#include "tokens/estimate.hpp"

namespace tariff::engine {
namespace {

using lang::Instruction;
using lang::Member;
using lang::Op;
using lang::Program;
using lang::Table;
using Kind = Cell::Kind;
using Why = Absence::Why;

auto is_invalid(const Cell& cell) noexcept -> bool {
  return cell.kind == Kind::absent && cell.absence.why == Why::invalid;
}

// What an operation gives when an operand has no value: errors win over absences.
auto without_value(const Cell& a, const Cell& b) noexcept -> Cell {
  if (a.kind == Kind::error || b.kind == Kind::error) return Cell::failure();
  return a.kind == Kind::absent ? a : b;
}

auto has_value(const Cell& cell) noexcept -> bool {
  return cell.kind != Kind::absent && cell.kind != Kind::error;
}

auto load(const FieldValue& field, std::uint32_t slot) noexcept -> Cell {
  switch (field.kind) {
    case FieldValue::Kind::number: return Cell::of(field.number);
    case FieldValue::Kind::boolean: return Cell::truth(field.boolean);
    case FieldValue::Kind::text: return Cell::of(field.symbol, field.text);
    case FieldValue::Kind::list:
      return Cell::of(Range::exactly(Rational{static_cast<std::int64_t>(field.list.size())}));
    case FieldValue::Kind::invalid: return Cell::missing({Why::invalid, slot});
    case FieldValue::Kind::absent: break;
  }
  return Cell::missing({Why::slot, slot});
}

auto load(const InputImage& image, std::uint32_t member,
          const catalog::CatalogData* catalog) noexcept -> Cell {
  const auto number = [&](const std::optional<std::int64_t>& value) {
    return value ? Cell::of(Range::exactly(Rational{*value}))
                 : Cell::missing({Why::element, member});
  };
  const auto text = [&](const std::string& value) {
    return value.empty()
               ? Cell::missing({Why::element, member})
               : Cell::of(catalog == nullptr ? base::no_symbol : catalog->find_symbol(value),
                          value);
  };
  switch (static_cast<Member>(member)) {
    case Member::width: return number(image.width);
    case Member::height: return number(image.height);
    case Member::bytes: return number(image.bytes);
    case Member::format: return text(image.format);
    case Member::role: return text(image.role);
  }
  return Cell::missing({Why::element, member});
}

auto conjunction(const Cell& a, const Cell& b) noexcept -> Cell {
  if (a.kind == Kind::error || b.kind == Kind::error) return Cell::failure();
  if (a.is_false() || b.is_false()) return Cell::truth(false);
  if (!has_value(a) || !has_value(b)) return without_value(a, b);
  return Cell::truth(a.may_be_true && b.may_be_true, a.may_be_false || b.may_be_false,
                     a.expected && b.expected);
}

auto negation(const Cell& a) noexcept -> Cell {
  return has_value(a) ? Cell::truth(a.may_be_false, a.may_be_true, !a.expected) : a;
}

auto equality(const Cell& a, const Cell& b) noexcept -> Cell {
  if (!has_value(a) || !has_value(b)) return without_value(a, b);
  if (a.kind == Kind::text) {
    // A text that the catalog knows always has its symbol; only two strangers compare by spelling.
    return Cell::truth(a.symbol == b.symbol && (a.symbol != base::no_symbol || a.text == b.text));
  }
  if (a.kind == Kind::boolean) {
    return Cell::truth((a.may_be_true && b.may_be_true) || (a.may_be_false && b.may_be_false),
                       (a.may_be_true && b.may_be_false) || (a.may_be_false && b.may_be_true),
                       a.expected == b.expected);
  }
  const bool overlap = a.number.low <= b.number.high && b.number.low <= a.number.high;
  const bool certain = overlap && a.number.is_exact() && b.number.is_exact();
  return Cell::truth(overlap, !certain, a.number.expected == b.number.expected);
}

auto less(const Cell& a, const Cell& b, bool or_equal) noexcept -> Cell {
  if (!has_value(a) || !has_value(b)) return without_value(a, b);
  const Range& x = a.number;
  const Range& y = b.number;
  if (or_equal) {
    return Cell::truth(x.low <= y.high, x.high > y.low, x.expected <= y.expected);
  }
  return Cell::truth(x.low < y.high, x.high >= y.low, x.expected < y.expected);
}

using RangeUnary = bool (*)(const Range&, Range&) noexcept;
using RangeBinary = bool (*)(const Range&, const Range&, Range&) noexcept;

auto compute(RangeUnary operation, const Cell& a) noexcept -> Cell {
  if (!has_value(a)) return a;
  Range out;
  return operation(a.number, out) ? Cell::of(out) : Cell::failure();
}

auto compute(RangeBinary operation, const Cell& a, const Cell& b) noexcept -> Cell {
  if (!has_value(a) || !has_value(b)) return without_value(a, b);
  Range out;
  return operation(a.number, b.number, out) ? Cell::of(out) : Cell::failure();
}

using RangePick = Range (*)(const Range&, const Range&) noexcept;

auto choose(RangePick pick, const Cell& a, const Cell& b) noexcept -> Cell {
  if (!has_value(a) || !has_value(b)) return without_value(a, b);
  return Cell::of(pick(a.number, b.number));
}

auto round_whole(const Cell& a, Rounding direction) noexcept -> Cell {
  if (!has_value(a)) return a;
  Range out;
  return round_to(a.number, Rational{1}, direction, out) ? Cell::of(out) : Cell::failure();
}

// Both sides of a choice whose condition is not decided.
auto either(const Cell& condition, const Cell& a, const Cell& b) noexcept -> Cell {
  if (!has_value(a) || !has_value(b)) return without_value(a, b);
  const Cell& likely = condition.expected ? a : b;
  const Cell& other = condition.expected ? b : a;
  if (a.kind == Kind::number && b.kind == Kind::number) {
    return Cell::of(hull(likely.number, other.number));
  }
  if (a.kind == Kind::boolean && b.kind == Kind::boolean) {
    return Cell::truth(a.may_be_true || b.may_be_true, a.may_be_false || b.may_be_false,
                       likely.expected);
  }
  return equality(a, b).is_true() ? a : Cell::missing({Why::mixed, 0});
}

auto select(const Cell& condition, const Cell& a, const Cell& b) noexcept -> Cell {
  if (!has_value(condition)) return condition;
  if (condition.is_true()) return a;
  if (condition.is_false()) return b;
  return either(condition, a, b);
}

// A key of a table row as the rows store it; false when no row can have it.
auto key_of(const Cell& cell, bool is_text, std::int64_t& out) noexcept -> bool {
  if (is_text) {
    out = cell.symbol;
    return cell.symbol != base::no_symbol;
  }
  if (!cell.number.low.is_integer()) return false;
  out = cell.number.low.numerator();
  return true;
}

auto cell_of(const Table& table, std::uint32_t index, std::size_t row) noexcept -> Cell {
  return table.cells[row].known ? Cell::of(table.cells[row].value)
                                : Cell::missing({Why::no_cell, index});
}

auto exact_row(const Table& table, std::uint32_t index,
               const std::array<const Cell*, 3>& keys) noexcept -> Cell {
  std::array<std::int64_t, 3> wanted{};
  for (std::size_t i = 0; i < table.key_is_text.size(); ++i) {
    if (!key_of(*keys[i], table.key_is_text[i] != 0, wanted[i])) {
      return Cell::missing({Why::no_row, index});
    }
  }
  const auto found = std::lower_bound(table.keys.begin(), table.keys.end(), wanted);
  if (found == table.keys.end() || *found != wanted) return Cell::missing({Why::no_row, index});
  return cell_of(table, index, static_cast<std::size_t>(found - table.keys.begin()));
}

auto matches(const Table& table, const std::array<std::int64_t, 3>& row,
             const std::array<const Cell*, 3>& keys, bool expected) noexcept -> bool {
  for (std::size_t i = 0; i < table.key_is_text.size(); ++i) {
    if (table.key_is_text[i] != 0) {
      if (keys[i]->symbol != static_cast<base::Symbol>(row[i])) return false;
      continue;
    }
    const Range& key = keys[i]->number;
    const Rational value{row[i]};
    if (expected ? key.expected != value : (value < key.low || key.high < value)) return false;
  }
  return true;
}

// Keys that are not known exactly: the hull of all rows that they may mean. Keys that may mean no
// row at all are the caller's affair: a range of keys speaks of the rows that exist.
auto hull_of_rows(const Table& table, std::uint32_t index,
                  const std::array<const Cell*, 3>& keys) noexcept -> Cell {
  Cell result = Cell::missing({Why::no_row, index});
  Cell likely = result;
  for (std::size_t row = 0; row < table.keys.size(); ++row) {
    if (!matches(table, table.keys[row], keys, false)) continue;
    const Cell cell = cell_of(table, index, row);
    if (cell.kind != Kind::number) return cell;
    if (matches(table, table.keys[row], keys, true)) likely = cell;
    result = result.kind == Kind::number ? Cell::of(hull(result.number, cell.number)) : cell;
  }
  if (result.kind == Kind::number && likely.kind == Kind::number) {
    result.number.expected = likely.number.expected;
  }
  return result;
}

auto lookup(const Table& table, std::uint32_t index,
            const std::array<const Cell*, 3>& keys) noexcept -> Cell {
  bool exact = true;
  for (std::size_t i = 0; i < table.key_is_text.size(); ++i) {
    if (!has_value(*keys[i])) return *keys[i];
    if (table.key_is_text[i] == 0) exact = exact && keys[i]->number.is_exact();
  }
  return exact ? exact_row(table, index, keys) : hull_of_rows(table, index, keys);
}

auto length(const FieldValue& field, std::uint32_t slot) noexcept -> Cell {
  if (field.kind != FieldValue::Kind::text) return load(field, slot);
  return Cell::of(
      Range::exactly(Rational{static_cast<std::int64_t>(base::count_code_points(field.text))}));
}

auto tokens(const FieldValue& field, std::uint32_t slot, const catalog::Encoding* encoding) noexcept
    -> Cell {
  if (field.kind == FieldValue::Kind::absent) return Cell::missing({Why::no_text, slot});
  if (field.kind != FieldValue::Kind::text) return load(field, slot);
  if (encoding == nullptr) return Cell::missing({Why::no_text, slot});
  // Mostly counted once, when the request was bound.
  if (field.counted != nullptr && (field.counted == encoding || *field.counted == *encoding)) {
    return Cell::of(field.number);
  }
  Range out;
  return tokens::count(field.text, *encoding, out) ? Cell::of(out) : Cell::failure();
}

auto unary(Op op, const Cell& a) noexcept -> Cell {
  switch (op) {
    case Op::has: return is_invalid(a) ? a : Cell::truth(a.kind != Kind::absent);
    case Op::logical_not: return negation(a);
    case Op::negate: return compute(negate, a);
    case Op::absolute: return compute(absolute, a);
    case Op::floor: return round_whole(a, Rounding::down);
    case Op::ceil: return round_whole(a, Rounding::up);
    case Op::round_half_even: return round_whole(a, Rounding::half_even);
    case Op::round_half_up: return round_whole(a, Rounding::half_up);
    case Op::round_binary64: return compute(static_cast<RangeUnary>(round_binary64), a);
    default: return compute(isqrt, a);
  }
}

auto binary(Op op, const Cell& a, const Cell& b) noexcept -> Cell {
  switch (op) {
    case Op::logical_and: return conjunction(a, b);
    case Op::logical_or: return negation(conjunction(negation(a), negation(b)));
    case Op::equal: return equality(a, b);
    case Op::not_equal: return negation(equality(a, b));
    case Op::less: return less(a, b, false);
    case Op::less_equal: return less(a, b, true);
    case Op::add: return compute(add, a, b);
    case Op::subtract: return compute(subtract, a, b);
    case Op::multiply: return compute(multiply, a, b);
    case Op::divide: return compute(divide, a, b);
    case Op::integer_divide: return compute(integer_divide, a, b);
    case Op::modulo: return compute(modulo, a, b);
    case Op::minimum: return choose(minimum, a, b);
    case Op::maximum: return choose(maximum, a, b);
    case Op::gcd: return compute(gcd, a, b);
    default: return choose(hull, a, b);  // spread
  }
}

// The state of one run.
class Machine {
 public:
  Machine(const Program& program, const Inputs& inputs, Registers& registers) noexcept
      : program_(program), inputs_(inputs), registers_(registers) {}

  void run(std::size_t begin, std::size_t end) noexcept {
    for (std::size_t at = begin; at < end; ++at) {
      const Instruction& instruction = program_.code[at];
      if (instruction.op == Op::fold) {
        registers_.write(at, [&] { return fold(instruction, at + 1); });
        at += instruction.b;
      } else {
        registers_.write(at, [&] { return execute(instruction); });
      }
    }
  }

 private:
  [[nodiscard]] auto field(std::uint32_t slot) const noexcept -> const FieldValue& {
    static const FieldValue absent;
    return slot < inputs_.slots.size() ? inputs_.slots[slot] : absent;
  }

  [[nodiscard]] auto leaf(const Instruction& instruction) const noexcept -> Cell {
    const std::uint32_t imm = instruction.imm;
    switch (instruction.op) {
      case Op::number: return Cell::of(Range::exactly(program_.numbers[imm]));
      case Op::text: return Cell::of(imm, {});
      case Op::boolean: return Cell::truth(imm != 0);
      case Op::absent: return Cell::missing({Why::stated, imm});
      case Op::slot: return load(field(imm), imm);
      case Op::element: return load(*element_, imm, inputs_.catalog);
      case Op::length: return length(field(imm), imm);
      case Op::tokens: return tokens(field(imm), imm, inputs_.encoding);
      default: return load(field(imm), imm);  // count
    }
  }

  [[nodiscard]] auto execute(const Instruction& instruction) const noexcept -> Cell {
    if (instruction.op < Op::has) return leaf(instruction);
    return apply(program_, instruction, registers_[instruction.a], registers_[instruction.b],
                 registers_[instruction.c]);
  }

  [[nodiscard]] auto fold(const Instruction& instruction, std::size_t body) noexcept -> Cell {
    const FieldValue& list = field(instruction.a);
    if (list.kind != FieldValue::Kind::list) return load(list, instruction.a);
    const auto kind = static_cast<lang::Fold>(instruction.imm);
    Cell result = start(kind);
    bool first = true;
    for (const InputImage& image : list.list) {
      element_ = &image;
      run(body, body + instruction.b);
      const Cell& value = registers_[body + instruction.b - 1];
      result = combine(kind, result, value, first);
      first = false;
    }
    return result;
  }

  [[nodiscard]] static auto start(lang::Fold kind) noexcept -> Cell {
    switch (kind) {
      case lang::Fold::any: return Cell::truth(false);
      case lang::Fold::all: return Cell::truth(true);
      case lang::Fold::minimum:
      case lang::Fold::maximum: return Cell::missing({Why::empty, 0});
      default: return Cell::of(Range::exactly(Rational{0}));
    }
  }

  [[nodiscard]] static auto combine(lang::Fold kind, const Cell& sum, const Cell& value,
                                    bool first) noexcept -> Cell {
    switch (kind) {
      case lang::Fold::sum: return compute(add, sum, value);
      case lang::Fold::count: {
        if (!has_value(value)) return without_value(sum, value);
        const Range one{Rational{value.is_true() ? 1 : 0}, Rational{value.expected ? 1 : 0},
                        Rational{value.may_be_true ? 1 : 0}};
        return compute(add, sum, Cell::of(one));
      }
      case lang::Fold::any: return negation(conjunction(negation(sum), negation(value)));
      case lang::Fold::all: return conjunction(sum, value);
      case lang::Fold::minimum: return first ? value : choose(minimum, sum, value);
      default: return first ? value : choose(maximum, sum, value);
    }
  }

  const Program& program_;
  const Inputs& inputs_;
  Registers& registers_;
  const InputImage* element_ = nullptr;
};

}  // namespace

auto apply(const Program& program, const Instruction& instruction, const Cell& a, const Cell& b,
           const Cell& c) noexcept -> Cell {
  if (instruction.op < Op::logical_and) return unary(instruction.op, a);
  if (instruction.op < Op::select) return binary(instruction.op, a, b);
  if (instruction.op == Op::select) return select(a, b, c);
  return lookup(program.tables[instruction.imm], instruction.imm, {&a, &b, &c});
}

void run(const Program& program, const Inputs& inputs, Registers& registers) noexcept {
  Machine{program, inputs, registers}.run(0, program.code.size());
}

}  // namespace tariff::engine
