// Which parts of a condition tell how it came out.
#include "lang/ast.hpp"

namespace tariff::lang {
namespace {

auto is_comparison(NodeKind kind) -> bool {
  return kind >= NodeKind::equal && kind <= NodeKind::not_in_list;
}

auto is_literal(NodeKind kind) -> bool {
  return kind == NodeKind::number || kind == NodeKind::text || kind == NodeKind::boolean;
}

void add_operands(const Ast& ast, NodeId id, std::vector<NodeId>& out) {
  const Node& node = ast.at(id);
  if (node.kind == NodeKind::quantifier) return;
  if (!is_comparison(node.kind)) {
    for (const auto child : node.children) add_operands(ast, child, out);
    return;
  }
  for (const auto child : node.children) {
    if (!is_literal(ast.at(child).kind)) out.push_back(child);
  }
}

}  // namespace

auto compared_operands(const Ast& ast) -> std::vector<NodeId> {
  std::vector<NodeId> operands;
  if (ast.root != no_node) add_operands(ast, ast.root, operands);
  return operands;
}

}  // namespace tariff::lang
