// The functions: each name with what it takes.
#include <array>

#include "lang/lowering.hpp"
#include "lang/types.hpp"

namespace tariff::lang {

struct Function {
  std::string_view name;
  std::size_t least;
  std::size_t most;
  Lowering::Result (Lowering::*lower)(const Node&, Op);
  Op op;

  static const std::array<Function, 18> all;
};

namespace {

constexpr std::size_t any_number = SIZE_MAX;

auto plural(std::size_t count) -> std::string {
  return std::to_string(count) + (count == 1 ? " argument" : " arguments");
}

auto arity(const Function& function) -> std::string {
  if (function.most == any_number) return "at least " + plural(function.least);
  if (function.least == function.most) return plural(function.least);
  return std::to_string(function.least) + " to " + plural(function.most);
}

}  // namespace

const std::array<Function, 18> Function::all = {{
    {"min", 2, any_number, &Lowering::extreme, Op::minimum},
    {"max", 2, any_number, &Lowering::extreme, Op::maximum},
    {"spread", 2, any_number, &Lowering::extreme, Op::spread},
    {"gcd", 2, any_number, &Lowering::common_divisor, Op::gcd},
    {"abs", 1, 1, &Lowering::one_number, Op::absolute},
    {"floor", 1, 1, &Lowering::one_number, Op::floor},
    {"ceil", 1, 1, &Lowering::one_number, Op::ceil},
    {"round_half_even", 1, 1, &Lowering::one_number, Op::round_half_even},
    {"round_half_up", 1, 1, &Lowering::one_number, Op::round_half_up},
    {"round_binary64", 1, 1, &Lowering::one_number, Op::round_binary64},
    {"isqrt", 1, 1, &Lowering::one_number, Op::isqrt},
    {"has", 1, 1, &Lowering::has, Op::has},
    {"tokens", 1, 1, &Lowering::text_measure, Op::tokens},
    {"length", 1, 1, &Lowering::text_measure, Op::length},
    {"count", 1, 1, &Lowering::list_length, Op::count},
    {"table", 2, 4, &Lowering::lookup, Op::lookup},
    {"unknown", 1, 1, &Lowering::unknown, Op::absent},
    {"matches", 2, 2, &Lowering::matches, Op::slot},
}};

auto Lowering::call(const Node& node) -> Result {
  std::vector<std::string_view> known;
  for (const auto& function : Function::all) {
    known.push_back(function.name);
    if (function.name != node.text) continue;
    const auto given = node.children.size();
    if (given >= function.least && given <= function.most) {
      return (this->*function.lower)(node, function.op);
    }
    return fail(node.span,
                node.text + " takes " + arity(function) + ", not " + std::to_string(given));
  }
  if (node.text == "sum" || node.text == "any" || node.text == "all") {
    return fail(node.span, "expected a list to run over", node.text + "(image in input_images: …)");
  }
  return fail(node.span, "unknown function '" + node.text + "'", did_you_mean(node.text, known));
}

auto Lowering::extreme(const Node& node, Op op) -> Result {
  auto result = lower_as(node.children[0], Type::number);
  for (std::size_t i = 1; result && i < node.children.size(); ++i) {
    const auto other = lower_as(node.children[i], Type::number);
    if (!other) return std::nullopt;
    const auto type = arithmetic_type(result->type, other->type);
    result = binary(op, *result, *other, type, node.children[i]);
  }
  return result;
}

auto Lowering::common_divisor(const Node& node, Op op) -> Result {
  auto result = lower_as(node.children[0], Type::integer);
  for (std::size_t i = 1; result && i < node.children.size(); ++i) {
    const auto other = lower_as(node.children[i], Type::integer);
    if (!other) return std::nullopt;
    result = binary(op, *result, *other, Type::integer, node.children[i]);
  }
  return result;
}

auto Lowering::one_number(const Node& node, Op op) -> Result {
  const auto argument = node.children[0];
  const bool whole = op == Op::isqrt;
  const auto a = lower_as(argument, whole ? Type::integer : Type::number);
  if (!a) return std::nullopt;
  const bool rounds =
      op == Op::floor || op == Op::ceil || op == Op::round_half_even || op == Op::round_half_up;
  if (rounds && a->type == Type::integer) return a;
  const auto id = static_cast<NodeId>(&node - ast_.nodes.data());
  return unary(op, *a, rounds || whole ? Type::integer : a->type, id);
}

auto Lowering::has(const Node& node, Op) -> Result {
  const auto& argument = ast_.at(node.children[0]);
  if (argument.kind == NodeKind::name) {
    if (const auto list = field(argument.text); list && list->type == Type::list) {
      // A list that is given but empty has nothing in it.
      const auto length = emit({.op = Op::count, .imm = list->slot}, Type::integer);
      const auto given = emit({.op = Op::has, .a = length.at}, Type::boolean);
      const auto some =
          emit({.op = Op::less, .a = in_register(Operand::of(Rational{0})), .b = length.at},
               Type::boolean);
      return join(Op::logical_and, given, some);
    }
  }
  const auto value = lower(node.children[0]);
  if (!value) return std::nullopt;
  if (value->is_constant()) return Operand::of(value->form != Operand::Form::absent);
  return emit({.op = Op::has, .a = value->at}, Type::boolean);
}

auto Lowering::text_measure(const Node& node, Op op) -> Result {
  const auto& argument = ast_.at(node.children[0]);
  const auto text = argument.kind == NodeKind::name ? field(argument.text) : std::nullopt;
  if (text && text->type == Type::text) {
    return emit({.op = op, .imm = text->slot}, Type::integer);
  }
  if (!lower(node.children[0])) return std::nullopt;  // an unknown name is the first thing to say
  return fail(node.children[0], node.text + " takes the name of a text field");
}

auto Lowering::list_length(const Node& node, Op op) -> Result {
  const auto& argument = ast_.at(node.children[0]);
  const auto list = argument.kind == NodeKind::name ? field(argument.text) : std::nullopt;
  if (list && list->type == Type::list) {
    return emit({.op = op, .imm = list->slot}, Type::integer);
  }
  if (!lower(node.children[0])) return std::nullopt;
  return fail(node.children[0], "count takes a list, or count(image in input_images: …)");
}

namespace {

auto holds_integers(const Table& table) -> bool {
  for (const auto& cell : table.cells) {
    const auto& value = cell.value;
    const bool whole =
        value.low.is_integer() && value.expected.is_integer() && value.high.is_integer();
    if (cell.known && !whole) return false;
  }
  return true;
}

auto keys_of(const Table& table) -> std::string {
  const auto count = table.key_is_text.size();
  return "table '" + table.name + "' has " + std::to_string(count) +
         (count == 1 ? " key" : " keys");
}

}  // namespace

auto Lowering::lookup(const Node& node, Op op) -> Result {
  const auto& name = ast_.at(node.children[0]);
  if (name.kind != NodeKind::name && name.kind != NodeKind::text) {
    return fail(name.span, "expected the name of a table");
  }
  const auto& tables = emitter_.program().tables;
  std::vector<std::string_view> known;
  std::size_t index = 0;
  for (; index < tables.size() && tables[index].name != name.text; ++index) {
    known.push_back(tables[index].name);
  }
  if (index == tables.size()) {
    return fail(name.span, "unknown table '" + name.text + "'", did_you_mean(name.text, known));
  }
  const auto& table = tables[index];
  const auto given = node.children.size() - 1;
  if (given != table.key_is_text.size()) {
    return fail(node.span, keys_of(table) + ", not " + std::to_string(given));
  }
  std::array<Register, 3> keys{};
  for (std::size_t i = 0; i < given; ++i) {
    const auto wanted = table.key_is_text[i] != 0 ? Type::text : Type::integer;
    const auto key = lower_as(node.children[i + 1], wanted);
    if (!key) return std::nullopt;
    keys[i] = in_register(*key);
  }
  return emit({.op = op,
               .a = keys[0],
               .b = keys[1],
               .c = keys[2],
               .imm = static_cast<std::uint32_t>(index)},
              holds_integers(table) ? Type::integer : Type::number);
}

auto Lowering::unknown(const Node& node, Op) -> Result {
  const auto& reason = ast_.at(node.children[0]);
  if (reason.kind != NodeKind::text || reason.text.empty()) {
    return fail(reason.span, "expected a reason in quotes");
  }
  return Operand::absent(emitter_.reason(reason.text));
}

// The machine knows no patterns: whoever fills the slots holds the text against the pattern.
auto Lowering::matches(const Node& node, Op op) -> Result {
  const auto& patterns = environment_.scope.patterns;
  if (!patterns) {
    return fail(node.span, "matches is for policies; a rule compares texts with = and in");
  }
  const auto& argument = ast_.at(node.children[0]);
  const auto text = argument.kind == NodeKind::name ? field(argument.text) : std::nullopt;
  if (!text || text->type != Type::text) {
    if (!lower(node.children[0])) return std::nullopt;
    return fail(node.children[0], "matches takes the name of a text field");
  }
  const auto& pattern = ast_.at(node.children[1]);
  if (pattern.kind != NodeKind::text) return fail(pattern.span, "expected a pattern in quotes");
  std::uint32_t slot = 0;
  std::string why;
  if (!patterns(text->slot, pattern.text, slot, why)) return fail(pattern.span, why);
  return emit({.op = op, .imm = slot}, Type::boolean);
}

}  // namespace tariff::lang
