// The rule language's syntax tree: a flat arena of nodes, comparable and printable. Grammar, types
// and functions: docs/rule-language.md.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/text_source.hpp"
#include "tariff/rational.hpp"

namespace tariff::lang {

using NodeId = std::uint32_t;
inline constexpr NodeId no_node = UINT32_MAX;

enum class NodeKind : std::uint8_t {
  number,       // number
  text,         // text
  boolean,      // number is 0 or 1
  name,         // text: "width", or "image.width" inside a quantifier over `image`
  negate,       // children: x
  logical_not,  // children: x
  logical_and,
  logical_or,  // children: a, b
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,  // children: a, b
  // a <= b < c: children a, b, c; text holds the operators separated by one space ("<= <")
  chain,
  between,  // children: x, low, high (inclusive)
  not_between,
  in_list,  // children: x, then each item
  not_in_list,
  add,
  subtract,
  multiply,
  divide,
  integer_divide,
  modulo,       // children: a, b
  conditional,  // children: condition, then, else
  pick,         // {low: 16, high: 96}[quality]: children: index, value…; keys holds the keys as
                // they are spelt: low, "not a name", 16
  call,         // text: function name; children: arguments
  quantifier,   // text: "sum" | "count" | "any" | "all" | "min" | "max";
                // keys: {variable, list}; children: body
};

struct Node {
  NodeKind kind{};
  base::Span span;  // in the expression's own text
  Rational number;
  std::string text;
  std::vector<std::string> keys;
  std::vector<NodeId> children;

  friend auto operator==(const Node&, const Node&) -> bool = default;
};

struct Ast {
  std::vector<Node> nodes;
  NodeId root = no_node;

  [[nodiscard]] auto at(NodeId id) const -> const Node& { return nodes[id]; }
};

// Equal up to spans and arena order.
[[nodiscard]] auto same_tree(const Ast& a, const Ast& b) -> bool;

// Canonical text with the fewest parentheses; parse(print(x)) is x for every tree that parse()
// can give.
[[nodiscard]] auto print(const Ast& ast) -> std::string;

// What the comparisons of a condition compare, literals left out: what tells how it came out.
// Nothing inside a quantifier, where there is no one value to tell.
[[nodiscard]] auto compared_operands(const Ast& ast) -> std::vector<NodeId>;

struct SyntaxError {
  base::Span where;     // in the expression's text
  std::string message;  // "expected a value"
  std::string hint;     // "did you mean …", or empty
};

struct ParseLimits {
  std::uint32_t length = 4096;  // bytes; the longest shipped expression has about 300
  std::uint32_t depth = 64;     // nested brackets, `not`, `-` and `if`: recursion is bounded by it
  std::uint32_t height = 512;   // of the tree: `a + b + …` leans left, and its readers recurse
};

// Parses one expression. False: `error` is set and `out` is empty. Never throws, any bytes.
[[nodiscard]] auto parse(std::string_view text, Ast& out, SyntaxError& error,
                         ParseLimits limits = {}) -> bool;

}  // namespace tariff::lang
