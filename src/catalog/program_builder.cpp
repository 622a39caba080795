#include "catalog/program_builder.hpp"

#include <fmt/format.h>

namespace tariff::catalog {
namespace {

// Derived fields of derived fields: defining them recurses.
constexpr std::size_t deepest_derivation = 32;

auto fits(lang::Type type, Wanted wanted) noexcept -> bool {
  using enum lang::Type;
  switch (wanted) {
    case Wanted::any: return type != list;
    case Wanted::boolean: return type == boolean;
    case Wanted::number: return type == integer || type == number || type == nothing;
  }
  return false;
}

auto name_of(Wanted wanted) noexcept -> std::string_view {
  if (wanted == Wanted::boolean) return "true or false";
  return wanted == Wanted::number ? "a number" : "a value";
}

auto is_table_call(const lang::Ast& ast, const lang::Node& node) -> bool {
  if (node.kind != lang::NodeKind::call || node.text != "table" || node.children.empty()) {
    return false;
  }
  const auto kind = ast.at(node.children.front()).kind;
  return kind == lang::NodeKind::name || kind == lang::NodeKind::text;
}

}  // namespace

ProgramBuilder::ProgramBuilder(const Vocabulary& vocabulary, const Context& context)
    : vocabulary_(vocabulary), context_(context), compiler_(vocabulary.scope, context.symbols) {}

void ProgramBuilder::error(std::string_view code, Place where, std::string message) const {
  context_.reporter.add(code, where, std::move(message), vocabulary_.note);
}

void ProgramBuilder::announce(const Expression& expression) {
  if (expression) need_names(expression.ast);
}

void ProgramBuilder::announce(const Lets& lets) {
  for (const auto& let : lets) announce(let.value);
}

void ProgramBuilder::need_names(const lang::Ast& ast) {
  for (const auto& node : ast.nodes) {
    if (is_table_call(ast, node)) need_table(ast.at(node.children.front()).text);
    if (node.kind != lang::NodeKind::name || defined_.contains(node.text)) continue;
    const auto derived = vocabulary_.derive.find(node.text);
    if (derived != vocabulary_.derive.end()) define_derived(derived->first, *derived->second);
  }
}

void ProgramBuilder::need_table(const std::string& name) {
  const auto found = vocabulary_.tables.find(name);
  // False means that it is known already.
  if (found != vocabulary_.tables.end()) (void)compiler_.add_table(*found->second);
}

void ProgramBuilder::define_derived(const std::string& name, const Expression& value) {
  const base::Span whole{0, static_cast<std::uint32_t>(value.node->text.size())};
  if (busy_.size() >= deepest_derivation || !busy_.insert(name).second) {
    error(code::reference, value.place(whole),
          busy_.contains(name)
              ? fmt::format("derived field '{}' depends on itself", name)
              : fmt::format("derived fields go more than {} deep", deepest_derivation));
    defined_.insert(name);
    return;
  }
  need_names(value.ast);
  busy_.erase(name);
  if (!defined_.insert(name).second) return;
  lang::Typed derived;
  if (!compile_typed(value, derived)) return;
  const auto given = compiler_.load(name);
  const auto either = given ? compiler_.when_absent(*given, derived) : std::nullopt;
  if (either) {
    compiler_.define(name, *either);
    return;
  }
  error(
      code::type, value.place(whole),
      fmt::format("field '{}' is of type {}, and its derived value of type {}", name,
                  given ? lang::to_string(given->type) : "unknown", lang::to_string(derived.type)));
}

auto ProgramBuilder::compile_typed(const Expression& expression, lang::Typed& out) -> bool {
  lang::SyntaxError problem;
  if (compiler_.compile(expression.ast, out, problem)) return true;
  const auto hint = problem.hint.empty() ? std::string{} : "; " + problem.hint;
  error(code::expression, expression.place(problem.where), problem.message + hint);
  return false;
}

auto ProgramBuilder::compile(const Expression& expression, Wanted wanted) -> lang::Register {
  lang::Typed value;
  if (!expression || !compile_typed(expression, value)) return 0;
  if (fits(value.type, wanted)) return value.at;
  error(code::type, expression.place(expression.ast.at(expression.ast.root).span),
        fmt::format("expected {}, found {}", name_of(wanted), lang::to_string(value.type)));
  return 0;
}

auto ProgramBuilder::enter(const Lets& lets) -> std::size_t {
  const auto mark = compiler_.mark();
  for (const auto& let : lets) {
    lang::Typed value;
    if (compile_typed(let.value, value)) compiler_.define(let.name, value);
  }
  return mark;
}

auto ProgramBuilder::finish(const Node& owner) -> lang::Program {
  lang::Program program;
  if (!compiler_.finish(program)) {
    error(code::expression, owner.place(),
          fmt::format("too much for one program: more than {} steps", lang::max_registers));
  }
  return program;
}

}  // namespace tariff::catalog
