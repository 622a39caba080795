// The static types, and how two of them go together.
#pragma once

#include <optional>
#include <string>

#include "lang/compile.hpp"

namespace tariff::lang {

[[nodiscard]] constexpr auto is_numeric(Type type) noexcept -> bool {
  return type == Type::integer || type == Type::number || type == Type::nothing;
}

// True when a value of type `given` may stand where `wanted` is expected.
[[nodiscard]] auto fits(Type given, Type wanted) noexcept -> bool;

// The type of "one or the other", or nothing at all when they do not go together.
[[nodiscard]] auto unify(Type a, Type b) noexcept -> std::optional<Type>;

// The type of a sum, product or minimum of two numbers.
[[nodiscard]] auto arithmetic_type(Type a, Type b) noexcept -> Type;

// "a number", for messages.
[[nodiscard]] auto describe(Type type) -> const char*;

// The number of operands of an instruction that are registers: a, then b, then c. A lookup has as
// many as its table has keys.
[[nodiscard]] auto register_operands(const Instruction& instruction,
                                     const std::vector<Table>& tables) noexcept -> std::size_t;

}  // namespace tariff::lang
