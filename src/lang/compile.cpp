#include "lang/compile.hpp"

#include <utility>

#include "lang/lowering.hpp"
#include "lang/types.hpp"

namespace tariff::lang {

struct Compiler::State {
  Environment environment;
};

Compiler::Compiler(Scope scope, base::SymbolTable& symbols) : state_(std::make_unique<State>()) {
  state_->environment.scope = std::move(scope);
  state_->environment.symbols = &symbols;
}

Compiler::~Compiler() = default;
Compiler::Compiler(Compiler&&) noexcept = default;
auto Compiler::operator=(Compiler&&) noexcept -> Compiler& = default;

auto Compiler::add_table(Table table) -> bool {
  auto& emitter = state_->environment.emitter;
  for (const auto& known : emitter.program().tables) {
    if (known.name == table.name) return false;
  }
  emitter.add_table(std::move(table));
  return true;
}

void Compiler::define(std::string_view name, Typed value) {
  state_->environment.definitions.emplace_back(name, value);
}

auto Compiler::mark() const noexcept -> std::size_t {
  return state_->environment.definitions.size();
}

void Compiler::forget(std::size_t mark) {
  auto& definitions = state_->environment.definitions;
  if (mark < definitions.size()) definitions.resize(mark);
}

auto Compiler::compile(const Ast& ast, Typed& out, SyntaxError& error) -> bool {
  auto& emitter = state_->environment.emitter;
  if (ast.root == no_node) {
    error = {{}, "expected a value", ""};
    return false;
  }
  const auto before = emitter.mark();
  const auto result = Lowering{state_->environment, ast, error}.lower(ast.root);
  if (!result) {
    emitter.roll_back(before);
    return false;
  }
  out = place(emitter, *result);
  return true;
}

auto Compiler::when_absent(Typed first, Typed otherwise) -> std::optional<Typed> {
  const auto type = unify(first.type, otherwise.type);
  if (!type) return std::nullopt;
  auto& emitter = state_->environment.emitter;
  const auto preferred = operand_of(emitter.program(), first);
  const auto fallback = operand_of(emitter.program(), otherwise);
  auto present = Operand::of(preferred.form != Operand::Form::absent);
  if (!preferred.is_constant()) {
    present = Operand{};
    present.type = Type::boolean;
    present.at = emitter.emit({.op = Op::has, .a = first.at});
  }
  return place(emitter, choose(emitter, present, preferred, fallback));
}

auto Compiler::load(std::string_view name) -> std::optional<Typed> {
  auto& [scope, symbols, definitions, emitter] = state_->environment;
  const auto found = scope.variables.find(name);
  if (found == scope.variables.end()) return std::nullopt;
  return Typed{emitter.emit({.op = Op::slot, .imm = found->second.slot}), found->second.type};
}

auto Compiler::finish(Program& out) -> bool {
  const auto& emitter = state_->environment.emitter;
  if (emitter.full()) return false;
  out = emitter.program();
  return true;
}

}  // namespace tariff::lang
