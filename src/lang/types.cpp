#include "lang/types.hpp"

namespace tariff::lang {

auto to_string(Type type) noexcept -> const char* {
  switch (type) {
    case Type::boolean: return "boolean";
    case Type::integer: return "integer";
    case Type::number: return "number";
    case Type::text: return "text";
    case Type::list: return "list";
    case Type::nothing: return "unknown";
  }
  return "";
}

auto describe(Type type) -> const char* {
  switch (type) {
    case Type::boolean: return "a condition";
    case Type::integer: return "an integer";
    case Type::number: return "a number";
    case Type::text: return "a text";
    case Type::list: return "a list";
    case Type::nothing: return "an unknown value";
  }
  return "";
}

auto fits(Type given, Type wanted) noexcept -> bool {
  return given == wanted || given == Type::nothing ||
         (given == Type::integer && wanted == Type::number);
}

auto unify(Type a, Type b) noexcept -> std::optional<Type> {
  if (a == Type::list || b == Type::list) return std::nullopt;
  if (fits(a, b)) return b;
  if (fits(b, a)) return a;
  return std::nullopt;
}

auto arithmetic_type(Type a, Type b) noexcept -> Type {
  return unify(a, b).value_or(Type::number);
}

auto register_operands(const Instruction& instruction, const std::vector<Table>& tables) noexcept
    -> std::size_t {
  if (instruction.op < Op::has || instruction.op == Op::fold) return 0;
  if (instruction.op < Op::logical_and) return 1;
  if (instruction.op < Op::select) return 2;
  if (instruction.op == Op::select) return 3;
  return tables[instruction.imm].key_is_text.size();
}

}  // namespace tariff::lang
