// Expressions into programs: derived fields, `let`, tables and type rules.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/reader.hpp"
#include "catalog/source_model.hpp"
#include "lang/compile.hpp"

namespace tariff::catalog {

// The names that the expressions of an offer may use.
struct Vocabulary {
  lang::Scope scope;
  std::map<std::string, const Expression*, std::less<>> derive;   // by field
  std::map<std::string, const lang::Table*, std::less<>> tables;  // by name
  std::string note;  // " (in provider/model/operation)": says in which offer an error was met
};

enum class Wanted : std::uint8_t { any, boolean, number };

// Builds one program. A derived field's name means the field where the request gives it, and the
// derived value otherwise; only those that are mentioned enter the program, before any `let`, so
// that a `let` cannot change what they mean.
class ProgramBuilder {
 public:
  ProgramBuilder(const Vocabulary& vocabulary, const Context& context);

  // All expressions that are going to be compiled are announced first.
  void announce(const Expression& expression);
  void announce(const Lets& lets);

  // Register 0 when the expression is not given, or wrong (reported).
  auto compile(const Expression& expression, Wanted wanted) -> lang::Register;

  // `let` names hold until leave() with what enter() gave.
  [[nodiscard]] auto enter(const Lets& lets) -> std::size_t;
  void leave(std::size_t mark) { compiler_.forget(mark); }

  // Reported at `owner` when the program is too large.
  auto finish(const Node& owner) -> lang::Program;

 private:
  void need_names(const lang::Ast& ast);
  void need_table(const std::string& name);
  void define_derived(const std::string& name, const Expression& value);
  auto compile_typed(const Expression& expression, lang::Typed& out) -> bool;
  void error(std::string_view code, Place where, std::string message) const;

  const Vocabulary& vocabulary_;
  const Context& context_;
  lang::Compiler compiler_;
  std::set<std::string, std::less<>> defined_;
  std::set<std::string, std::less<>> busy_;  // derived fields being defined
};

}  // namespace tariff::catalog
