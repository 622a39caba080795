// Trees back to text, and trees compared.
#include <utility>

#include "lang/ast.hpp"
#include "lang/spelling.hpp"

namespace tariff::lang {

namespace {

// How tightly a node binds; the levels of the grammar.
enum class Level : std::uint8_t {
  conditional,
  disjunction,
  conjunction,
  negation,
  comparison,
  sum,
  product,
  unary,
  primary,
};

auto tighter(Level level) -> Level {
  return static_cast<Level>(static_cast<int>(level) + 1);
}

auto level_of(NodeKind kind) -> Level {
  switch (kind) {
    case NodeKind::conditional: return Level::conditional;
    case NodeKind::logical_or: return Level::disjunction;
    case NodeKind::logical_and: return Level::conjunction;
    case NodeKind::logical_not: return Level::negation;
    case NodeKind::equal:
    case NodeKind::not_equal:
    case NodeKind::less:
    case NodeKind::less_equal:
    case NodeKind::greater:
    case NodeKind::greater_equal:
    case NodeKind::chain:
    case NodeKind::between:
    case NodeKind::not_between:
    case NodeKind::in_list:
    case NodeKind::not_in_list: return Level::comparison;
    case NodeKind::add:
    case NodeKind::subtract: return Level::sum;
    case NodeKind::multiply:
    case NodeKind::divide:
    case NodeKind::integer_divide:
    case NodeKind::modulo: return Level::product;
    case NodeKind::negate: return Level::unary;
    default: return Level::primary;
  }
}

auto operator_text(NodeKind kind) -> const char* {
  switch (kind) {
    case NodeKind::logical_or: return " or ";
    case NodeKind::logical_and: return " and ";
    case NodeKind::equal: return " = ";
    case NodeKind::not_equal: return " != ";
    case NodeKind::less: return " < ";
    case NodeKind::less_equal: return " <= ";
    case NodeKind::greater: return " > ";
    case NodeKind::greater_equal: return " >= ";
    case NodeKind::add: return " + ";
    case NodeKind::subtract: return " - ";
    case NodeKind::multiply: return " * ";
    case NodeKind::divide: return " / ";
    case NodeKind::integer_divide: return " div ";
    case NodeKind::modulo: return " mod ";
    default: return "";
  }
}

class Printer {
 public:
  explicit Printer(const Ast& ast) : ast_(ast) {}

  void print(NodeId id, Level at_least) {
    const auto& node = ast_.at(id);
    const bool parentheses = level_of(node.kind) < at_least;
    if (parentheses) text_ += '(';
    print_bare(node);
    if (parentheses) text_ += ')';
  }

  auto take() -> std::string { return std::move(text_); }

 private:
  void print_bare(const Node& node) {
    switch (level_of(node.kind)) {
      case Level::conditional: return print_conditional(node);
      case Level::negation: return print_prefix("not ", node, Level::negation);
      case Level::unary: return print_prefix("-", node, Level::unary);
      case Level::comparison: return print_comparison(node);
      case Level::primary: return print_primary(node);
      default: return print_binary(node, level_of(node.kind));
    }
  }

  // Operators of one level join from the left.
  void print_binary(const Node& node, Level level) {
    print(node.children[0], level);
    text_ += operator_text(node.kind);
    print(node.children[1], tighter(level));
  }

  void print_prefix(const char* prefix, const Node& node, Level level) {
    text_ += prefix;
    print(node.children[0], level);
  }

  void print_conditional(const Node& node) {
    text_ += "if ";
    print(node.children[0], Level::conditional);
    text_ += " then ";
    print(node.children[1], Level::conditional);
    text_ += " else ";
    print(node.children[2], Level::conditional);
  }

  void print_comparison(const Node& node) {
    print(node.children[0], Level::sum);
    switch (node.kind) {
      case NodeKind::between: return print_between(" between ", node);
      case NodeKind::not_between: return print_between(" not between ", node);
      case NodeKind::in_list: return print_items(" in [", node);
      case NodeKind::not_in_list: return print_items(" not in [", node);
      case NodeKind::chain: return print_chain(node);
      default: text_ += operator_text(node.kind); print(node.children[1], Level::sum);
    }
  }

  void print_between(const char* word, const Node& node) {
    text_ += word;
    print(node.children[1], Level::sum);
    text_ += " and ";
    print(node.children[2], Level::sum);
  }

  void print_items(const char* word, const Node& node) {
    text_ += word;
    print_list(node, 1);
    text_ += ']';
  }

  void print_chain(const Node& node) {
    std::string_view operators = node.text;
    for (std::size_t i = 1; i < node.children.size(); ++i) {
      const auto end = std::min(operators.find(' '), operators.size());
      text_ += ' ';
      text_ += operators.substr(0, end);
      text_ += ' ';
      operators.remove_prefix(std::min(end + 1, operators.size()));
      print(node.children[i], Level::sum);
    }
  }

  void print_primary(const Node& node) {
    switch (node.kind) {
      case NodeKind::number: text_ += node.number.to_decimal(); return;
      case NodeKind::boolean: text_ += node.number.is_zero() ? "false" : "true"; return;
      case NodeKind::text: text_ += quoted(node.text); return;
      case NodeKind::pick: return print_pick(node);
      case NodeKind::call: return print_call(node);
      case NodeKind::quantifier: return print_quantifier(node);
      default: text_ += node.text;
    }
  }

  void print_list(const Node& node, std::size_t first) {
    for (auto i = first; i < node.children.size(); ++i) {
      if (i > first) text_ += ", ";
      print(node.children[i], Level::conditional);
    }
  }

  void print_call(const Node& node) {
    text_ += node.text + '(';
    print_list(node, 0);
    text_ += ')';
  }

  void print_quantifier(const Node& node) {
    text_ += node.text + '(' + node.keys[0] + " in " + node.keys[1] + ": ";
    print(node.children[0], Level::conditional);
    text_ += ')';
  }

  void print_pick(const Node& node) {
    text_ += '{';
    for (std::size_t i = 0; i < node.keys.size(); ++i) {
      if (i > 0) text_ += ", ";
      text_ += node.keys[i] + ": ";
      print(node.children[i + 1], Level::conditional);
    }
    text_ += "}[";
    print(node.children[0], Level::conditional);
    text_ += ']';
  }

  const Ast& ast_;
  std::string text_;
};

auto same_node(const Ast& a, NodeId in_a, const Ast& b, NodeId in_b) -> bool {
  const auto& left = a.at(in_a);
  const auto& right = b.at(in_b);
  if (left.kind != right.kind || left.number != right.number || left.text != right.text ||
      left.keys != right.keys || left.children.size() != right.children.size()) {
    return false;
  }
  for (std::size_t i = 0; i < left.children.size(); ++i) {
    if (!same_node(a, left.children[i], b, right.children[i])) return false;
  }
  return true;
}

}  // namespace

auto same_tree(const Ast& a, const Ast& b) -> bool {
  if (a.root == no_node || b.root == no_node) return a.root == b.root;
  return same_node(a, a.root, b, b.root);
}

auto print(const Ast& ast) -> std::string {
  if (ast.root == no_node) return "";
  Printer printer{ast};
  printer.print(ast.root, Level::conditional);
  return printer.take();
}

}  // namespace tariff::lang
