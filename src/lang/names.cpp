// Names, and the quantifiers that bring in names of their own.
#include <array>

#include "lang/lowering.hpp"
#include "lang/types.hpp"

namespace tariff::lang {

namespace {

struct MemberName {
  std::string_view name;
  Member member;
  Type type;
};

constexpr std::array<MemberName, 5> members = {{{"width", Member::width, Type::integer},
                                                {"height", Member::height, Type::integer},
                                                {"bytes", Member::bytes, Type::integer},
                                                {"format", Member::format, Type::text},
                                                {"role", Member::role, Type::text}}};

struct QuantifierName {
  std::string_view name;
  Fold fold;
};

constexpr std::array<QuantifierName, 6> quantifiers = {{{"sum", Fold::sum},
                                                        {"count", Fold::count},
                                                        {"any", Fold::any},
                                                        {"all", Fold::all},
                                                        {"min", Fold::minimum},
                                                        {"max", Fold::maximum}}};

auto is_condition(Fold fold) -> bool {
  return fold == Fold::count || fold == Fold::any || fold == Fold::all;
}

auto type_of(Fold fold, Type body) -> Type {
  if (fold == Fold::count) return Type::integer;
  return is_condition(fold) ? Type::boolean : body;
}

}  // namespace

auto Lowering::field(std::string_view name) -> std::optional<Variable> {
  const auto& definitions = environment_.definitions;
  for (auto definition = definitions.rbegin(); definition != definitions.rend(); ++definition) {
    if (definition->first != name) continue;
    const auto& code = emitter_.program().code;
    const auto [at, type] = definition->second;
    if (at >= code.size() || code[at].op != Op::slot) return std::nullopt;
    return Variable{type, code[at].imm};
  }
  const auto found = environment_.scope.variables.find(name);
  if (found == environment_.scope.variables.end()) return std::nullopt;
  return found->second;
}

auto Lowering::name(const Node& node) -> Result {
  if (!element_.empty()) {
    const std::string_view text = node.text;
    if (text.starts_with(element_) && text.substr(element_.size()).starts_with('.')) {
      return element_member(node, text.substr(element_.size() + 1));
    }
    if (text == element_) {
      return fail(node.span, "'" + element_ + "' is an element of a list",
                  "name a member of it: " + element_ + ".width");
    }
  }
  const auto& definitions = environment_.definitions;
  for (auto definition = definitions.rbegin(); definition != definitions.rend(); ++definition) {
    if (definition->first == node.text) {
      return operand_of(emitter_.program(), definition->second);
    }
  }
  const auto found = environment_.scope.variables.find(node.text);
  if (found == environment_.scope.variables.end()) return unknown_name(node);
  return emit({.op = Op::slot, .imm = found->second.slot}, found->second.type);
}

auto Lowering::element_member(const Node& node, std::string_view member) -> Result {
  std::vector<std::string_view> known;
  for (const auto& candidate : members) {
    if (candidate.name == member) {
      return emit({.op = Op::element, .imm = static_cast<std::uint32_t>(candidate.member)},
                  candidate.type);
    }
    known.push_back(candidate.name);
  }
  auto hint = did_you_mean(member, known);
  if (hint.empty()) hint = "an element has width, height, bytes, format and role";
  return fail(node.span, "unknown member '" + std::string{member} + "'", hint);
}

auto Lowering::unknown_name(const Node& node) -> std::nullopt_t {
  std::vector<std::string> own;
  if (!element_.empty()) {
    for (const auto& member : members) own.push_back(element_ + "." + std::string{member.name});
  }
  std::vector<std::string_view> known;
  for (const auto& definition : environment_.definitions) known.push_back(definition.first);
  for (const auto& variable : environment_.scope.variables) known.push_back(variable.first);
  known.insert(known.end(), own.begin(), own.end());
  return fail(node.span, "unknown name '" + node.text + "'", did_you_mean(node.text, known));
}

auto Lowering::quantifier(const Node& node) -> Result {
  if (!element_.empty()) return fail(node.span, "a quantifier cannot stand inside another");
  const auto list = field(node.keys[1]);
  if (!list || list->type != Type::list) {
    std::vector<std::string_view> lists;
    for (const auto& [name, variable] : environment_.scope.variables) {
      if (variable.type == Type::list) lists.push_back(name);
    }
    return fail(node.span, "'" + node.keys[1] + "' is not a list",
                did_you_mean(node.keys[1], lists));
  }
  for (const auto& quantifier : quantifiers) {
    if (quantifier.name == node.text) return quantified(node, quantifier.fold, list->slot);
  }
  return fail(node.span, "unknown quantifier '" + node.text + "'");
}

auto Lowering::quantified(const Node& node, Fold kind, std::uint32_t list) -> Result {
  element_ = node.keys[0];
  const auto fold = emitter_.begin_fold(kind, list);
  const auto body = lower_as(node.children[0], is_condition(kind) ? Type::boolean : Type::number);
  element_.clear();
  if (!body) return std::nullopt;
  Operand result;
  result.at = emitter_.end_fold(fold, in_register(*body));
  result.type = type_of(kind, body->type);
  return result;
}

}  // namespace tariff::lang
