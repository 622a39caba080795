#include "lang/lowering.hpp"
#include "lang/types.hpp"

namespace tariff::lang {

auto Operand::of(Rational value) -> Operand {
  Operand operand;
  operand.type = value.is_integer() ? Type::integer : Type::number;
  operand.form = Form::number;
  operand.number = value;
  return operand;
}

auto Operand::of(bool value) -> Operand {
  Operand operand;
  operand.type = Type::boolean;
  operand.form = Form::boolean;
  operand.index = value ? 1 : 0;
  return operand;
}

auto Operand::text(base::Symbol symbol) -> Operand {
  Operand operand;
  operand.type = Type::text;
  operand.form = Form::text;
  operand.index = symbol;
  return operand;
}

auto Operand::absent(std::uint32_t reason) -> Operand {
  Operand operand;
  operand.form = Form::absent;
  operand.index = reason;
  return operand;
}

auto operand_of(const Program& program, Typed value) -> Operand {
  Operand operand;
  operand.at = value.at;
  if (value.at < program.code.size()) {
    const auto& instruction = program.code[value.at];
    switch (instruction.op) {
      case Op::number: operand = Operand::of(program.numbers[instruction.imm]); break;
      case Op::text: operand = Operand::text(instruction.imm); break;
      case Op::boolean: operand = Operand::of(instruction.imm != 0); break;
      case Op::absent: operand = Operand::absent(instruction.imm); break;
      default: break;
    }
  }
  operand.type = value.type;
  return operand;
}

auto place(Emitter& emitter, const Operand& operand) -> Typed {
  switch (operand.form) {
    case Operand::Form::number: return {emitter.number(operand.number), operand.type};
    case Operand::Form::text:
      return {emitter.emit({.op = Op::text, .imm = operand.index}), operand.type};
    case Operand::Form::boolean:
      return {emitter.emit({.op = Op::boolean, .imm = operand.index}), operand.type};
    case Operand::Form::absent:
      return {emitter.emit({.op = Op::absent, .imm = operand.index}), operand.type};
    default: return {operand.at, operand.type};
  }
}

auto choose(Emitter& emitter, const Operand& condition, const Operand& first,
            const Operand& otherwise) -> Operand {
  Operand result;
  const auto type = unify(first.type, otherwise.type).value_or(Type::nothing);
  if (condition.form == Operand::Form::boolean) {
    result = condition.index != 0 ? first : otherwise;
  } else if (condition.form == Operand::Form::absent) {
    result = condition;
  } else {
    const auto on = place(emitter, condition).at;
    const auto then = place(emitter, first).at;
    const auto other = place(emitter, otherwise).at;
    result.at = emitter.emit({.op = Op::select, .a = on, .b = then, .c = other});
  }
  result.type = type;
  return result;
}

}  // namespace tariff::lang
