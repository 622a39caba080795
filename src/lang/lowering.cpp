#include "lang/lowering.hpp"

#include "base/near_name.hpp"
#include "lang/spelling.hpp"
#include "lang/types.hpp"

namespace tariff::lang {

namespace {

auto operation_of(NodeKind kind) -> Op {
  switch (kind) {
    case NodeKind::add: return Op::add;
    case NodeKind::subtract: return Op::subtract;
    case NodeKind::multiply: return Op::multiply;
    case NodeKind::divide: return Op::divide;
    case NodeKind::integer_divide: return Op::integer_divide;
    default: return Op::modulo;
  }
}

auto relation_of(std::string_view spelling) -> NodeKind {
  if (spelling == "=") return NodeKind::equal;
  if (spelling == "<") return NodeKind::less;
  if (spelling == "<=") return NodeKind::less_equal;
  return spelling == ">" ? NodeKind::greater : NodeKind::greater_equal;
}

// What to write instead, where one mistake is the likely one.
auto hint_for(Type given, Type wanted) -> std::string {
  if (given == Type::list && is_numeric(wanted)) return "count(…) gives the length of a list";
  if (given == Type::number && wanted == Type::integer) {
    return "floor(…), ceil(…) and round_half_even(…) give integers";
  }
  return "";
}

auto mismatch(Type wanted, Type given) -> std::string {
  return std::string{"expected "} + describe(wanted) + ", not " + describe(given);
}

}  // namespace

auto did_you_mean(std::string_view name, const std::vector<std::string_view>& candidates)
    -> std::string {
  const auto near = base::nearest_name(name, candidates);
  return near.empty() ? "" : "did you mean '" + std::string{near} + "'";
}

auto Lowering::fail(base::Span where, std::string message, std::string hint) -> std::nullopt_t {
  error_ = {where, std::move(message), std::move(hint)};
  return std::nullopt;
}

auto Lowering::report(Outcome outcome, NodeId at) -> std::nullopt_t {
  switch (outcome) {
    case Outcome::division_by_zero: return fail(at, "division by zero");
    case Outcome::negative_root: return fail(at, "square root of a negative number");
    default: return fail(at, "the result does not fit 64 bits");
  }
}

auto Lowering::emit(const Instruction& instruction, Type type) -> Operand {
  Operand result;
  result.at = emitter_.emit(instruction);
  result.type = type;
  return result;
}

auto Lowering::lower(NodeId id) -> Result {
  const auto& node = ast_.at(id);
  switch (node.kind) {
    case NodeKind::number: return Operand::of(node.number);
    case NodeKind::text: return Operand::text(environment_.symbols->intern(node.text));
    case NodeKind::boolean: return Operand::of(!node.number.is_zero());
    case NodeKind::name: return name(node);
    case NodeKind::call: return call(node);
    case NodeKind::quantifier: return quantifier(node);
    default: return lower_operator(node);
  }
}

auto Lowering::lower_operator(const Node& node) -> Result {
  switch (node.kind) {
    case NodeKind::negate: return one_number(node, Op::negate);
    case NodeKind::logical_not: return logical_not(node);
    case NodeKind::logical_and: return logical(node, Op::logical_and);
    case NodeKind::logical_or: return logical(node, Op::logical_or);
    case NodeKind::chain: return chain(node);
    case NodeKind::between:
    case NodeKind::not_between: return between(node);
    case NodeKind::in_list:
    case NodeKind::not_in_list: return in_list(node);
    case NodeKind::add:
    case NodeKind::subtract:
    case NodeKind::multiply:
    case NodeKind::divide:
    case NodeKind::integer_divide:
    case NodeKind::modulo: return arithmetic(node, operation_of(node.kind));
    case NodeKind::conditional: return conditional(node);
    case NodeKind::pick: return pick(node);
    default: return comparison(node);
  }
}

auto Lowering::lower_as(NodeId id, Type wanted) -> Result {
  auto operand = lower(id);
  if (!operand || fits(operand->type, wanted)) return operand;
  return fail(id, mismatch(wanted, operand->type), hint_for(operand->type, wanted));
}

// ---- Conditions

auto Lowering::negated(const Operand& a) -> Operand {
  if (a.form == Operand::Form::boolean) return Operand::of(a.index == 0);
  if (a.is_constant()) return a.as(Type::boolean);
  return emit({.op = Op::logical_not, .a = a.at}, Type::boolean);
}

auto Lowering::logical_not(const Node& node) -> Result {
  const auto a = lower_as(node.children[0], Type::boolean);
  if (!a) return std::nullopt;
  return negated(*a);
}

// Three-valued, as the machine does it: what decides wins over what is absent.
auto Lowering::join(Op op, const Operand& a, const Operand& b) -> Operand {
  const bool decides = op == Op::logical_or;
  if (a.is_boolean(!decides)) return b;
  if (b.is_boolean(!decides)) return a;
  if (a.is_constant() && b.is_constant()) return b.is_boolean(decides) ? b : a;
  return emit({.op = op, .a = in_register(a), .b = in_register(b)}, Type::boolean);
}

auto Lowering::logical(const Node& node, Op op) -> Result {
  const auto a = lower_as(node.children[0], Type::boolean);
  if (!a) return std::nullopt;
  const auto b = lower_as(node.children[1], Type::boolean);
  if (!b) return std::nullopt;
  return join(op, *a, *b).as(Type::boolean);
}

// ---- Comparisons

auto Lowering::relate(Op op, const Operand& a, const Operand& b, NodeId place_of_b) -> Result {
  const bool ordered = op == Op::less || op == Op::less_equal;
  if (a.form == Operand::Form::number && b.form == Operand::Form::number) {
    return Operand::of(holds(op, a.number, b.number));
  }
  if (!ordered && a.is_constant() && a.form == b.form && a.form != Operand::Form::absent) {
    return Operand::of((a.index == b.index) == (op == Op::equal));
  }
  return binary(op, a, b, Type::boolean, place_of_b);
}

auto Lowering::relate(NodeKind kind, const Operand& a, const Operand& b, NodeId place_of_a,
                      NodeId place_of_b) -> Result {
  const bool ordered = kind != NodeKind::equal && kind != NodeKind::not_equal;
  if (a.type == Type::list) {
    return fail(place_of_a, mismatch(Type::number, a.type), hint_for(a.type, Type::number));
  }
  if (ordered && !is_numeric(a.type)) {
    return fail(place_of_a, mismatch(Type::number, a.type), "only numbers have an order");
  }
  const auto wanted = is_numeric(a.type) && a.type != Type::nothing ? Type::number : a.type;
  if (!unify(a.type, b.type) || (ordered && !is_numeric(b.type))) {
    return fail(place_of_b, mismatch(ordered ? Type::number : wanted, b.type),
                hint_for(b.type, wanted));
  }
  switch (kind) {
    case NodeKind::equal: return relate(Op::equal, a, b, place_of_b);
    case NodeKind::not_equal: return relate(Op::not_equal, a, b, place_of_b);
    case NodeKind::less: return relate(Op::less, a, b, place_of_b);
    case NodeKind::less_equal: return relate(Op::less_equal, a, b, place_of_b);
    case NodeKind::greater: return relate(Op::less, b, a, place_of_b);
    default: return relate(Op::less_equal, b, a, place_of_b);
  }
}

auto Lowering::comparison(const Node& node) -> Result {
  const auto a = lower(node.children[0]);
  if (!a) return std::nullopt;
  const auto b = lower(node.children[1]);
  if (!b) {
    // `quality = low`: a bare word where a text was meant.
    const auto& word = ast_.at(node.children[1]);
    if (a->type == Type::text && word.kind == NodeKind::name && error_.where == word.span) {
      error_.hint = "a text stands in quotes: " + quoted(word.text);
    }
    return std::nullopt;
  }
  return relate(node.kind, *a, *b, node.children[0], node.children[1]);
}

auto Lowering::chain(const Node& node) -> Result {
  std::string_view operators = node.text;
  auto left = lower(node.children[0]);
  auto result = Result{Operand::of(true)};
  for (std::size_t i = 1; left && i < node.children.size(); ++i) {
    const auto end = std::min(operators.find(' '), operators.size());
    const auto kind = relation_of(operators.substr(0, end));
    operators.remove_prefix(std::min(end + 1, operators.size()));
    auto right = lower(node.children[i]);
    if (!right) return std::nullopt;
    const auto link = relate(kind, *left, *right, node.children[i - 1], node.children[i]);
    if (!link) return std::nullopt;
    result = join(Op::logical_and, *result, *link);
    left = right;
  }
  return left ? result : std::nullopt;
}

auto Lowering::between(const Node& node) -> Result {
  const auto value = lower_as(node.children[0], Type::number);
  if (!value) return std::nullopt;
  const auto low = lower_as(node.children[1], Type::number);
  if (!low) return std::nullopt;
  const auto high = lower_as(node.children[2], Type::number);
  if (!high) return std::nullopt;
  const auto above = relate(Op::less_equal, *low, *value, node.children[1]);
  const auto below = relate(Op::less_equal, *value, *high, node.children[2]);
  if (!above || !below) return std::nullopt;
  const auto inside = join(Op::logical_and, *above, *below);
  return node.kind == NodeKind::between ? inside : negated(inside);
}

auto Lowering::in_list(const Node& node) -> Result {
  const auto value = lower(node.children[0]);
  if (!value) return std::nullopt;
  auto found = Operand::of(false);
  for (std::size_t i = 1; i < node.children.size(); ++i) {
    const auto item = lower(node.children[i]);
    if (!item) return std::nullopt;
    const auto same = relate(NodeKind::equal, *value, *item, node.children[0], node.children[i]);
    if (!same) return std::nullopt;
    found = join(Op::logical_or, found, *same);
  }
  return node.kind == NodeKind::in_list ? found : negated(found);
}

// ---- Numbers

auto Lowering::unary(Op op, const Operand& a, Type result, NodeId at) -> Result {
  if (a.form == Operand::Form::absent) return a.as(result);
  if (a.form == Operand::Form::number) {
    Rational value;
    const auto outcome = compute(op, a.number, value);
    if (outcome != Outcome::ok) return report(outcome, at);
    return Operand::of(value);
  }
  return emit({.op = op, .a = in_register(a)}, result);
}

auto Lowering::binary(Op op, const Operand& a, const Operand& b, Type result, NodeId at) -> Result {
  const bool numbers =
      a.form == Operand::Form::number && b.form == Operand::Form::number && op != Op::spread;
  if (numbers) {
    Rational value;
    const auto outcome = compute(op, a.number, b.number, value);
    if (outcome != Outcome::ok) return report(outcome, at);
    return Operand::of(value);
  }
  if (a.is_constant() && b.is_constant()) {
    if (a.form == Operand::Form::absent) return a.as(result);
    if (b.form == Operand::Form::absent) return b.as(result);
  }
  return emit({.op = op, .a = in_register(a), .b = in_register(b)}, result);
}

auto Lowering::arithmetic(const Node& node, Op op) -> Result {
  const bool whole = op == Op::integer_divide || op == Op::modulo;
  const auto wanted = whole ? Type::integer : Type::number;
  const auto a = lower_as(node.children[0], wanted);
  if (!a) return std::nullopt;
  const auto b = lower_as(node.children[1], wanted);
  if (!b) return std::nullopt;
  const bool divides = whole || op == Op::divide;
  if (divides && b->form == Operand::Form::number && b->number.is_zero()) {
    return report(Outcome::division_by_zero, node.children[1]);
  }
  const auto id = static_cast<NodeId>(&node - ast_.nodes.data());
  const auto type = whole              ? Type::integer
                    : op == Op::divide ? Type::number
                                       : arithmetic_type(a->type, b->type);
  return binary(op, *a, *b, type, id);
}

// ---- Choices

auto Lowering::conditional(const Node& node) -> Result {
  const auto condition = lower_as(node.children[0], Type::boolean);
  if (!condition) return std::nullopt;
  if (condition->form == Operand::Form::boolean) return decided(node, condition->index != 0);
  const auto first = lower(node.children[1]);
  if (!first) return std::nullopt;
  const auto otherwise = lower(node.children[2]);
  if (!otherwise) return std::nullopt;
  const auto type = unify(first->type, otherwise->type);
  if (!type) return fail(node.children[2], mismatch(first->type, otherwise->type));
  return choose(emitter_, *condition, *first, *otherwise);
}

// The other side is checked too, but nothing of it stays in the program.
auto Lowering::decided(const Node& node, bool condition) -> Result {
  const auto mark = emitter_.mark();
  const auto dead = lower(node.children[condition ? 2 : 1]);
  if (!dead) return std::nullopt;
  emitter_.roll_back(mark);
  auto live = lower(node.children[condition ? 1 : 2]);
  if (!live) return std::nullopt;
  const auto type = unify(live->type, dead->type);
  if (!type) return fail(node.children[2], mismatch(live->type, dead->type));
  live->type = *type;
  return live;
}

auto Lowering::pick_key(const std::string& key, bool is_text) -> Operand {
  if (is_text) {
    const bool bare = is_word_start(key.front());
    const auto text =
        bare ? std::string_view{key} : std::string_view{key}.substr(1, key.size() - 2);
    return Operand::text(environment_.symbols->intern(text));
  }
  Rational number;
  static_cast<void>(Rational::parse(key, number));  // the grammar has read it before
  return Operand::of(number);
}

// The first entry whose key is the index; no entry: absent.
auto Lowering::pick(const Node& node) -> Result {
  const auto index = lower(node.children[0]);
  if (!index) return std::nullopt;
  const auto& by = ast_.at(node.children[0]);
  const bool is_text = !is_digit(node.keys.front().front());
  if (!fits(index->type, is_text ? Type::text : Type::number)) {
    return fail(node.children[0], mismatch(is_text ? Type::text : Type::number, index->type));
  }
  std::vector<Operand> values;
  auto type = Type::nothing;
  for (std::size_t i = 0; i < node.keys.size(); ++i) {
    const auto value = lower(node.children[i + 1]);
    if (!value) return std::nullopt;
    const auto common = unify(type, value->type);
    if (!common) return fail(node.children[i + 1], mismatch(type, value->type));
    type = *common;
    if (is_digit(node.keys[i].front()) == is_text) {
      return fail(node.span, "the keys must be all texts or all integers");
    }
    for (std::size_t k = 0; k < i; ++k) {
      if (node.keys[k] == node.keys[i]) {
        return fail(node.span, "the key " + node.keys[i] + " stands twice");
      }
    }
    values.push_back(*value);
  }
  const auto what = by.kind == NodeKind::name ? by.text : std::string{"value"};
  auto result = Operand::absent(emitter_.reason("no entry for this " + what));
  for (auto i = values.size(); i-- > 0;) {
    const auto key = pick_key(node.keys[i], is_text);
    const auto same = relate(Op::equal, *index, key, node.children[0]);
    if (!same) return std::nullopt;
    result = choose(emitter_, *same, values[i], result);
  }
  result.type = type;
  return result;
}

}  // namespace tariff::lang
