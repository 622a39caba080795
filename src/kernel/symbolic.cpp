#include "kernel/symbolic.hpp"

#include <algorithm>
#include <array>

#include "engine/machine.hpp"
#include "kernel/folds.hpp"
#include "tokens/exact.hpp"

namespace tariff::kernel {
namespace {

using catalog::Kernel;
using catalog::SlotClasses;
using engine::Absence;
using engine::Cell;
using lang::Instruction;
using lang::Op;
using Kind = Symbolic::Kind;
using Why = Absence::Why;

auto constant(const Cell& cell) -> Symbolic {
  Symbolic out;
  out.kind = Kind::constant;
  out.cell = cell;
  return out;
}

auto of(const NumberRange& number) -> Symbolic {
  Symbolic out;
  if (!number.valid()) return out;
  out.kind = Kind::number;
  out.number = number;
  return out;
}

auto of(const Graph& graph, NodeId truth) -> Symbolic {
  Symbolic out;
  if (truth == no_node) return out;
  if (graph[truth].is_constant()) return constant(Cell::truth(graph[truth].k != 0));
  out.kind = Kind::truth;
  out.truth = truth;
  return out;
}

auto is_missing(const Symbolic& value) noexcept -> bool {
  return value.is_constant() &&
         (value.cell.kind == Cell::Kind::absent || value.cell.kind == Cell::Kind::error);
}

// What an operation gives when an operand has no value and the other one does, or has none either.
auto without_value(const Symbolic& a, const Symbolic& b) -> Symbolic {
  const auto failed = [](const Symbolic& value) {
    return is_missing(value) && value.cell.kind == Cell::Kind::error;
  };
  if (failed(a) || failed(b)) return constant(Cell::failure());
  return is_missing(a) ? a : b;
}

auto fold_of_none(const Instruction& instruction) -> Cell {
  switch (static_cast<lang::Fold>(instruction.imm)) {
    case lang::Fold::any: return Cell::truth(false);
    case lang::Fold::all: return Cell::truth(true);
    case lang::Fold::minimum:
    case lang::Fold::maximum: return Cell::missing({Why::empty, 0});
    default: return Cell::of(Range{});
  }
}

auto differs(const Symbolic& other_text, base::Symbol symbol) -> bool {
  const std::vector<base::Symbol>& apart = *other_text.apart;
  return std::find(apart.begin(), apart.end(), symbol) != apart.end();
}

}  // namespace

void Run::set(std::map<std::uint32_t, SlotState> states) {
  states_ = std::move(states);
  values_.assign(program_.code.size(), {});
  done_.assign(program_.code.size(), 0);
}

auto Run::value(lang::Register at) -> const Symbolic& {
  if (done_[at] == 0) {
    values_[at] = evaluate(at);
    done_[at] = 1;
  }
  return values_[at];
}

auto Run::number(const Symbolic& value) const -> NumberRange {
  if (value.kind == Kind::number) return value.number;
  if (value.is_constant() && value.cell.kind == Cell::Kind::number) {
    return arithmetic_.constant(value.cell.number);
  }
  return {};
}

auto Run::truth(const Symbolic& value) -> NodeId {
  if (value.kind == Kind::truth) return value.truth;
  if (value.is_constant() && value.cell.kind == Cell::Kind::boolean && !value.cell.is_maybe()) {
    return arithmetic_.graph().constant(value.cell.is_true() ? 1 : 0);
  }
  return no_node;
}

auto Run::number_of(const SlotState& state) -> Symbolic {
  const std::vector<std::int64_t>& cuts = state.classes->cuts;
  const auto edge = [&](std::size_t index, bool upper) -> std::int64_t {
    if (index % 2 == 1) return cuts[index / 2];  // at a cut
    if (upper) return index / 2 < cuts.size() ? cuts[index / 2] - 1 : Kernel::largest_number;
    return index == 0 ? -Kernel::largest_number : cuts[index / 2 - 1] + 1;
  };
  const std::int64_t low = edge(state.group->first - SlotClasses::first_number, false);
  const std::int64_t high = edge(state.group->last - SlotClasses::first_number, true);
  // No number lies between neighbouring cuts.
  if (low > high) return constant(Cell::of(Range::exactly(Rational{low})));
  if (low == high) return constant(Cell::of(Range::exactly(Rational{low})));
  const NodeId node = arithmetic_.graph().input(Code::number, state.classes->slot, low, high);
  return of(Arithmetic::exactly(arithmetic_.of(node)));
}

auto Run::load(std::uint32_t slot) -> Symbolic {
  const auto found = states_.find(slot);
  if (found == states_.end()) return constant(Cell::missing({Why::slot, slot}));
  const SlotState& state = found->second;
  const SlotClasses& classes = *state.classes;
  const std::size_t at = state.group->first;
  Symbolic other;
  other.kind = Kind::other_text;
  other.apart = &state.group->apart;
  switch (at) {
    case SlotClasses::absent: return constant(Cell::missing({Why::slot, slot}));
    case SlotClasses::unreadable: return constant(Cell::missing({Why::invalid, slot}));
    case SlotClasses::no: return constant(Cell::truth(false));
    case SlotClasses::yes: return constant(Cell::truth(true));
    case SlotClasses::other_text: return other;
    case SlotClasses::empty_list: return constant(Cell::of(Range{}));
    case SlotClasses::list:
      return of(Arithmetic::exactly(arithmetic_.of(
          arithmetic_.graph().input(Code::count, classes.slot, 1, Kernel::most_images))));
    default: break;
  }
  if (at < classes.first_word()) return number_of(state);
  if (at < classes.first_open()) {
    return constant(Cell::of(classes.words[at - classes.first_word()], {}));
  }
  if (at < classes.first_range()) return constant(Cell::of(state.chosen, {}));
  return constant(Cell::of(classes.ranges[at - classes.first_range()]));
}

auto Run::tokens(std::uint32_t slot) -> Symbolic {
  Symbolic text = load(slot);
  if (is_missing(text)) {
    return text.cell.absence.why == Why::slot ? constant(Cell::missing({Why::no_text, slot}))
                                              : text;
  }
  if (encoding_ == nullptr) return constant(Cell::missing({Why::no_text, slot}));
  const auto number = static_cast<std::uint16_t>(slot);
  const auto input = [&](Code code) {
    return arithmetic_.of(arithmetic_.graph().input(code, number, 0, catalog::Kernel::most_tokens));
  };
  if (tokens::find_encoding(encoding_->name) != nullptr) {
    return of(Arithmetic::exactly(input(Code::tokens_expected)));
  }
  return of(
      NumberRange{input(Code::tokens_low), input(Code::tokens_expected), input(Code::tokens_high)});
}

auto Run::element(lang::Member member) -> Symbolic {
  const auto missing = [&] {
    return constant(Cell::missing({Why::element, static_cast<std::uint32_t>(member)}));
  };
  const auto number = [&](bool known, Code code, std::int64_t low, std::int64_t high) {
    if (!known) return missing();
    return of(Arithmetic::exactly(arithmetic_.of(arithmetic_.graph().input(code, 0, low, high))));
  };
  const auto text = [&](std::size_t at) {
    if (at == 0) return missing();
    if (at > 1) return constant(Cell::of((*words_)[at - 2], {}));
    Symbolic other;
    other.kind = Kind::other_text;
    other.apart = words_;
    return other;
  };
  if (words_ == nullptr) return {};
  switch (member) {
    case lang::Member::width:
      return number(image_.has_width, Code::image_width, 1, Kernel::longest_edge);
    case lang::Member::height:
      return number(image_.has_height, Code::image_height, 1, Kernel::longest_edge);
    case lang::Member::bytes:
      return number(image_.has_bytes, Code::image_bytes, 0, Kernel::most_bytes);
    case lang::Member::format: return text(image_.format);
    case lang::Member::role: return text(image_.role);
  }
  return {};
}

auto Run::fold(lang::Register at) -> Symbolic {
  if (folds_ == nullptr) return {};
  const auto made = folds_->find(*this, at);
  if (!made) return {};
  const auto input = [&](Code code) {
    return arithmetic_.graph().input(code, made->number, made->low, made->high);
  };
  if (made->is_truth) return of(arithmetic_.graph(), input(Code::fold_expected));
  if (made->is_exact) {
    return of(Arithmetic::exactly(arithmetic_.of(input(Code::fold_expected))));
  }
  return of(NumberRange{arithmetic_.of(input(Code::fold_low)),
                        arithmetic_.of(input(Code::fold_expected)),
                        arithmetic_.of(input(Code::fold_high))});
}

auto Run::leaf(const Instruction& instruction) -> Symbolic {
  const std::uint32_t imm = instruction.imm;
  switch (instruction.op) {
    case Op::number: return constant(Cell::of(Range::exactly(program_.numbers[imm])));
    case Op::text: return constant(Cell::of(imm, {}));
    case Op::boolean: return constant(Cell::truth(imm != 0));
    case Op::absent: return constant(Cell::missing({Why::stated, imm}));
    case Op::slot: return load(imm);
    case Op::count: return load(imm);
    case Op::tokens: return tokens(imm);
    case Op::element: return element(static_cast<lang::Member>(imm));
    case Op::length: {
      Symbolic text = load(imm);
      return is_missing(text) ? text : Symbolic{};
    }
    default: return {};
  }
}

auto Run::evaluate(lang::Register at) -> Symbolic {
  const Instruction& instruction = program_.code[at];
  if (instruction.op < Op::has) return leaf(instruction);
  if (instruction.op == Op::fold) {
    Symbolic list = load(instruction.a);
    if (is_missing(list)) return list;
    return list.is_constant() ? constant(fold_of_none(instruction)) : fold(at);
  }
  if (instruction.op == Op::lookup) return lookup(instruction);
  const Symbolic a = value(instruction.a);
  if (instruction.op < Op::logical_and) return unary(instruction.op, a);
  if (instruction.op == Op::select) {
    // Only the side that is taken need be expressible.
    if (a.is_constant() && a.cell.is_true()) return value(instruction.b);
    if (a.is_constant() && a.cell.is_false()) return value(instruction.c);
    if (is_missing(a)) return a;
    return select(a, value(instruction.b), value(instruction.c));
  }
  return binary(instruction.op, a, value(instruction.b));
}

auto Run::unary(Op op, const Symbolic& a) -> Symbolic {
  if (a.is_constant()) {
    Instruction instruction;
    instruction.op = op;
    return constant(engine::apply(program_, instruction, a.cell, a.cell, a.cell));
  }
  if (a.kind == Kind::unknown) return {};
  if (op == Op::has) return constant(Cell::truth(true));
  if (op == Op::logical_not) return negation(a);
  const Rational one{1};
  switch (op) {
    case Op::negate: return of(arithmetic_.negate(a.number));
    case Op::absolute: return of(arithmetic_.absolute(a.number));
    case Op::floor: return of(arithmetic_.round(Code::floor_divide, a.number, one));
    case Op::ceil: return of(arithmetic_.round(Code::ceil_divide, a.number, one));
    case Op::round_half_even: return of(arithmetic_.round(Code::half_even, a.number, one));
    case Op::round_half_up: return of(arithmetic_.round(Code::half_up, a.number, one));
    case Op::round_binary64: return of(Arithmetic::round_binary64(a.number));
    case Op::isqrt: return of(arithmetic_.isqrt(a.number));
    default: return {};
  }
}

auto Run::negation(const Symbolic& a) -> Symbolic {
  if (a.is_constant()) return unary(Op::logical_not, a);
  if (a.kind != Kind::truth) return {};
  return of(arithmetic_.graph(), arithmetic_.graph().logical_not(a.truth));
}

auto Run::conjunction(const Symbolic& a, const Symbolic& b) -> Symbolic {
  if (a.kind == Kind::unknown || b.kind == Kind::unknown) return {};
  for (const auto& [one, other] : {std::pair{&a, &b}, std::pair{&b, &a}}) {
    if (!one->is_constant()) continue;
    if (one->cell.kind == Cell::Kind::error || one->cell.is_false()) return *one;
    if (one->cell.is_true()) return *other;
    return {};  // absent or maybe: it depends on what the other one is
  }
  return of(arithmetic_.graph(), arithmetic_.graph().logical_and(a.truth, b.truth));
}

auto Run::equality(const Symbolic& a, const Symbolic& b) -> Symbolic {
  if (a.kind == Kind::other_text || b.kind == Kind::other_text) {
    const Symbolic& text = a.kind == Kind::other_text ? a : b;
    const Symbolic& other = a.kind == Kind::other_text ? b : a;
    // Two other texts may be alike.
    const bool named = other.is_constant() && other.cell.kind == Cell::Kind::text;
    return named && differs(text, other.cell.symbol) ? constant(Cell::truth(false)) : Symbolic{};
  }
  Graph& graph = arithmetic_.graph();
  if (a.kind == Kind::truth || b.kind == Kind::truth) {
    const NodeId x = truth(a);
    const NodeId y = truth(b);
    return of(graph, graph.select(x, y, graph.logical_not(y)));
  }
  return of(graph, arithmetic_.equal(number(a), number(b)));
}

auto Run::arithmetic(Op op, const Symbolic& a, const Symbolic& b) -> Symbolic {
  const NumberRange x = number(a);
  const NumberRange y = number(b);
  switch (op) {
    case Op::less: return of(arithmetic_.graph(), arithmetic_.less(x, y, false));
    case Op::less_equal: return of(arithmetic_.graph(), arithmetic_.less(x, y, true));
    case Op::add: return of(arithmetic_.add(x, y));
    case Op::subtract: return of(arithmetic_.subtract(x, y));
    case Op::multiply: return of(arithmetic_.multiply(x, y));
    case Op::divide: return of(arithmetic_.divide(x, y));
    case Op::integer_divide: return of(arithmetic_.integer_divide(x, y));
    case Op::modulo: return of(arithmetic_.modulo(x, y));
    case Op::minimum: return of(arithmetic_.minimum(x, y));
    case Op::maximum: return of(arithmetic_.maximum(x, y));
    case Op::spread: return of(arithmetic_.hull(x, y));
    default: return {};
  }
}

auto Run::binary(Op op, const Symbolic& a, const Symbolic& b) -> Symbolic {
  if (a.is_constant() && b.is_constant()) {
    Instruction instruction;
    instruction.op = op;
    return constant(engine::apply(program_, instruction, a.cell, b.cell, b.cell));
  }
  if (a.kind == Kind::unknown || b.kind == Kind::unknown) return {};
  if (op == Op::logical_and) return conjunction(a, b);
  if (op == Op::logical_or) return negation(conjunction(negation(a), negation(b)));
  if (is_missing(a) || is_missing(b)) return without_value(a, b);
  if (op == Op::equal) return equality(a, b);
  if (op == Op::not_equal) return negation(equality(a, b));
  return arithmetic(op, a, b);
}

auto Run::select(const Symbolic& condition, const Symbolic& a, const Symbolic& b) -> Symbolic {
  if (condition.kind == Kind::unknown) return {};
  if (condition.is_constant()) {  // maybe
    if (a.is_constant() && b.is_constant()) {
      Instruction instruction;
      instruction.op = Op::select;
      return constant(engine::apply(program_, instruction, condition.cell, a.cell, b.cell));
    }
    const bool first = condition.cell.expected;
    return of(arithmetic_.hull(number(first ? a : b), number(first ? b : a)));
  }
  const NumberRange x = number(a);
  const NumberRange y = number(b);
  if (x.valid() && y.valid()) return of(arithmetic_.select(condition.truth, x, y));
  const NodeId p = truth(a);
  const NodeId q = truth(b);
  return of(arithmetic_.graph(), arithmetic_.graph().select(condition.truth, p, q));
}

// No row can have these keys.
auto Run::misses(const lang::Table& table, std::span<const Symbolic* const> keys) -> bool {
  const Graph& graph = arithmetic_.graph();
  for (const auto& row : table.keys) {
    bool possible = true;
    for (std::size_t i = 0; i < keys.size() && possible; ++i) {
      const Symbolic& key = *keys[i];
      if (key.kind == Kind::number) {
        const Number& number = key.number.low;
        const bool plain = key.number.is_exact() && number.scale == Rational{1} &&
                           graph[number.denominator].is_constant();
        possible = !plain || (graph[number.numerator].low <= row[i] &&
                              row[i] <= graph[number.numerator].high);
      } else if (key.is_constant() && table.key_is_text[i] != 0) {
        possible = key.cell.symbol == static_cast<base::Symbol>(row[i]);
      } else if (key.is_constant()) {
        possible =
            !(Rational{row[i]} < key.cell.number.low) && !(key.cell.number.high < Rational{row[i]});
      } else {
        possible = !differs(key, static_cast<base::Symbol>(row[i]));
      }
    }
    if (possible) return false;
  }
  return true;
}

auto Run::lookup(const Instruction& instruction) -> Symbolic {
  const lang::Table& table = program_.tables[instruction.imm];
  const std::array registers{instruction.a, instruction.b, instruction.c};
  std::array<const Symbolic*, 3> keys{};
  std::array<Cell, 3> cells;
  const std::size_t count = table.key_is_text.size();
  bool constants = true;
  for (std::size_t i = 0; i < count; ++i) {
    keys[i] = &value(registers[i]);
    if (keys[i]->kind == Kind::unknown) return {};
    if (is_missing(*keys[i])) return *keys[i];
    constants = constants && keys[i]->is_constant();
    cells[i] = keys[i]->cell;
  }
  if (constants) {
    return constant(engine::apply(program_, instruction, cells[0], cells[1], cells[2]));
  }
  if (!misses(table, {keys.data(), count})) return {};
  return constant(Cell::missing({Why::no_row, instruction.imm}));
}

}  // namespace tariff::kernel
