#include "lang/emitter.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "lang/types.hpp"

namespace tariff::lang {

namespace {

auto commutes(Op op) -> bool {
  switch (op) {
    case Op::logical_and:
    case Op::logical_or:
    case Op::equal:
    case Op::not_equal:
    case Op::add:
    case Op::multiply:
    case Op::minimum:
    case Op::maximum:
    case Op::gcd: return true;
    default: return false;
  }
}

auto operands_of(const Instruction& instruction) -> std::array<Register, 3> {
  return {instruction.a, instruction.b, instruction.c};
}

}  // namespace

auto Emitter::key_of(const Instruction& instruction) -> Key {
  auto [a, b] = std::pair{instruction.a, instruction.b};
  if (commutes(instruction.op) && b < a) std::swap(a, b);
  return {instruction.op, a, b, instruction.c, instruction.imm};
}

auto Emitter::push(const Instruction& instruction) -> Register {
  if (program_.code.size() >= max_registers) {
    full_ = true;
    return 0;
  }
  program_.code.push_back(instruction);
  return static_cast<Register>(program_.code.size() - 1);
}

auto Emitter::emit(const Instruction& instruction) -> Register {
  const auto key = key_of(instruction);
  if (const auto found = known_.find(key); found != known_.end()) return found->second;
  const auto at = push(instruction);
  if (!full_) known_.emplace(key, at);
  return at;
}

auto Emitter::number(Rational value) -> Register {
  auto& numbers = program_.numbers;
  const auto found = std::find(numbers.begin(), numbers.end(), value);
  const auto index = static_cast<std::uint32_t>(found - numbers.begin());
  if (found == numbers.end()) numbers.push_back(value);
  return emit({.op = Op::number, .imm = index});
}

auto Emitter::reason(std::string_view text) -> std::uint32_t {
  auto& reasons = program_.reasons;
  const auto found = std::find(reasons.begin(), reasons.end(), text);
  const auto index = static_cast<std::uint32_t>(found - reasons.begin());
  if (found == reasons.end()) reasons.emplace_back(text);
  return index;
}

auto Emitter::begin_fold(Fold kind, std::uint32_t list) -> Register {
  return push(
      {.op = Op::fold, .a = static_cast<Register>(list), .imm = static_cast<std::uint32_t>(kind)});
}

auto Emitter::end_fold(Register fold, Register value) -> Register {
  if (full_) return 0;
  // The body's value is its last register. One that is not (an outer value, or one that the body
  // already had) is copied there.
  if (value <= fold || value + std::size_t{1} != mark()) {
    const auto always = push({.op = Op::boolean, .imm = 1});
    push({.op = Op::select, .a = always, .b = value, .c = value});
    if (full_) return 0;
  }
  program_.code[fold].b = static_cast<Register>(mark() - fold - 1U);
  forget_from(fold);
  for (std::size_t other = 0; other < fold; ++other) {
    if (!same_fold(other, fold)) continue;
    roll_back(fold);
    return static_cast<Register>(other);
  }
  return fold;
}

// Equal up to where they stand: registers of the body count from the fold.
auto Emitter::same_fold(std::size_t a, std::size_t b) const -> bool {
  const auto& code = program_.code;
  if (code[a] != code[b] || code[a].op != Op::fold) return false;
  for (std::size_t i = 1; i <= code[a].b; ++i) {
    auto left = code[a + i];
    const auto& right = code[b + i];
    if (left.op != right.op || left.imm != right.imm) return false;
    const auto count = register_operands(left, program_.tables);
    for (std::size_t k = 0; k < count; ++k) {
      const std::size_t in_a = operands_of(left)[k];
      const std::size_t in_b = operands_of(right)[k];
      const bool same = in_a > a ? in_b == in_a + (b - a) : in_a == in_b;
      if (!same) return false;
    }
  }
  return true;
}

void Emitter::forget_from(std::size_t mark) {
  std::erase_if(known_, [mark](const auto& entry) { return entry.second >= mark; });
}

void Emitter::roll_back(std::size_t mark) {
  program_.code.resize(std::min(mark, program_.code.size()));
  forget_from(mark);
}

}  // namespace tariff::lang
