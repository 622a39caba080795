// From syntax tree to program: names are resolved, types are checked, constants are folded, equal
// subexpressions are computed once.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/symbols.hpp"
#include "lang/ast.hpp"
#include "lang/program.hpp"

namespace tariff::lang {

// `integer` is a number that is known to be whole. `nothing` is the type of unknown("…").
enum class Type : std::uint8_t { boolean, integer, number, text, list, nothing };

[[nodiscard]] auto to_string(Type type) noexcept -> const char*;

// What a name stands for.
struct Variable {
  Type type{};
  std::uint32_t slot = 0;
};

// Says which slot will hold, true or false, whether the text in `text_slot` matches a pattern.
// False: `why` says what is wrong with the pattern.
using PatternSlots = std::function<bool(std::uint32_t text_slot, std::string_view pattern,
                                        std::uint32_t& slot, std::string& why)>;

// The names that an expression may use, nearest scope first is the caller's affair.
struct Scope {
  std::map<std::string, Variable, std::less<>> variables;  // fields, parameters, usage figures
  PatternSlots patterns;                                   // not set: `matches` is refused
};

// A register and what is in it.
struct Typed {
  Register at = 0;
  Type type{};
};

// Compiles many expressions into one program, so that they share subexpressions.
class Compiler {
 public:
  Compiler(Scope scope, base::SymbolTable& symbols);
  ~Compiler();
  Compiler(Compiler&&) noexcept;
  auto operator=(Compiler&&) noexcept -> Compiler&;

  // Makes a table known to table("name", …). False: a table of that name exists.
  auto add_table(Table table) -> bool;

  // Makes `name` mean the value of an expression compiled before (`let`). Shadows fields; a later
  // one of the same name shadows the earlier.
  void define(std::string_view name, Typed value);
  // Forgets the definitions made since mark(): `let` of one rule does not reach the next.
  [[nodiscard]] auto mark() const noexcept -> std::size_t;
  void forget(std::size_t mark);

  // Compiles one expression. False: `error` says what is wrong and where in the expression's text,
  // offering near names.
  [[nodiscard]] auto compile(const Ast& ast, Typed& out, SyntaxError& error) -> bool;

  // For default values: a register that is `first` where it is present and `otherwise` where not.
  [[nodiscard]] auto when_absent(Typed first, Typed otherwise) -> std::optional<Typed>;
  // The field of that name in the scope, as a register.
  [[nodiscard]] auto load(std::string_view name) -> std::optional<Typed>;

  // The program so far. Errors: more than max_registers instructions.
  [[nodiscard]] auto finish(Program& out) -> bool;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tariff::lang
