#include "kernel/graph.hpp"

#include <algorithm>
#include <array>

#include "base/int128.hpp"

namespace tariff::kernel {
namespace {

using base::Int128;

auto floor_quotient(Int128 a, Int128 b) noexcept -> Int128 {
  const Int128 quotient = a / b;
  return a % b < 0 ? quotient - 1 : quotient;
}

// The result of a division of known numbers; nullopt where the code gives up.
auto quotient_of(Code code, std::int64_t a, std::int64_t b) noexcept
    -> std::optional<std::int64_t> {
  const std::int64_t down = a / b;
  const std::int64_t rest = a % b;
  const Int128 twice = Int128{rest} * 2;
  switch (code) {
    case Code::floor_divide: return down;
    case Code::ceil_divide: return down + (rest != 0 ? 1 : 0);
    case Code::modulo: return rest;
    case Code::half_up: return down + (twice >= b ? 1 : 0);
    case Code::half_even: return down + (twice > b || (twice == b && down % 2 != 0) ? 1 : 0);
    default: return twice == b ? std::nullopt : std::optional{down + (twice > b ? 1 : 0)};
  }
}

// Codes that take their second operand from the instruction.
auto with_constant(Code code) noexcept -> std::optional<Code> {
  switch (code) {
    case Code::add: return Code::add_constant;
    case Code::multiply: return Code::multiply_constant;
    case Code::minimum: return Code::minimum_constant;
    case Code::maximum: return Code::maximum_constant;
    case Code::floor_divide: return Code::floor_divide_constant;
    case Code::ceil_divide: return Code::ceil_divide_constant;
    case Code::modulo: return Code::modulo_constant;
    case Code::equal: return Code::equal_constant;
    case Code::less_equal: return Code::at_most_constant;
    default: return std::nullopt;
  }
}

}  // namespace

auto Graph::known(NodeId id) const noexcept -> std::optional<std::int64_t> {
  const Node& node = nodes_[id];
  return node.low == node.high ? std::optional{node.low} : std::nullopt;
}

auto Graph::make(Node node) -> NodeId {
  const Key key{node.code, node.a, node.b, node.c, node.k};
  const auto [at, fresh] = ids_.try_emplace(key, static_cast<NodeId>(nodes_.size()));
  if (fresh) nodes_.push_back(node);
  return at->second;
}

auto Graph::make(Code code, NodeId a, NodeId b, base::Int128 low, base::Int128 high, std::int64_t k)
    -> NodeId {
  if (low < INT64_MIN || high > INT64_MAX) return no_node;
  if (low == high) return constant(static_cast<std::int64_t>(low));
  return make(Node{code, a, b, no_node, k, static_cast<std::int64_t>(low),
                   static_cast<std::int64_t>(high)});
}

auto Graph::constant(std::int64_t value) -> NodeId {
  return make(Node{Code::constant, no_node, no_node, no_node, value, value, value});
}

auto Graph::input(Code code, std::uint16_t slot, std::int64_t low, std::int64_t high) -> NodeId {
  // The bounds are part of what the node is: classes narrow the same slot in different ways.
  if (low == high) return constant(low);
  const NodeId bounds = make(Node{Code::constant, no_node, no_node, no_node, high, high, high});
  return make(Node{code, no_node, bounds, constant(low), slot, low, high});
}

auto Graph::add(NodeId a, NodeId b) -> NodeId {
  if (a == no_node || b == no_node) return no_node;
  if (nodes_[a].is_constant()) std::swap(a, b);
  if (known(b) == 0) return a;
  if (!nodes_[b].is_constant() && a > b) std::swap(a, b);
  return make(Code::add, a, b, Int128{nodes_[a].low} + nodes_[b].low,
              Int128{nodes_[a].high} + nodes_[b].high);
}

auto Graph::subtract(NodeId a, NodeId b) -> NodeId {
  if (a == no_node || b == no_node) return no_node;
  if (a == b) return constant(0);
  if (known(b) == 0) return a;
  return make(Code::subtract, a, b, Int128{nodes_[a].low} - nodes_[b].high,
              Int128{nodes_[a].high} - nodes_[b].low);
}

auto Graph::multiply(NodeId a, NodeId b) -> NodeId {
  if (a == no_node || b == no_node) return no_node;
  if (nodes_[a].is_constant()) std::swap(a, b);
  if (known(b) == 1) return a;
  if (!nodes_[b].is_constant() && a > b) std::swap(a, b);
  const Node& x = nodes_[a];
  const Node& y = nodes_[b];
  const std::array corners{Int128{x.low} * y.low, Int128{x.low} * y.high, Int128{x.high} * y.low,
                           Int128{x.high} * y.high};
  const auto [least, most] = std::minmax_element(corners.begin(), corners.end());
  return make(Code::multiply, a, b, *least, *most);
}

auto Graph::minimum(NodeId a, NodeId b) -> NodeId {
  if (a == no_node || b == no_node) return no_node;
  if (a == b || nodes_[a].high <= nodes_[b].low) return a;
  if (nodes_[b].high <= nodes_[a].low) return b;
  if (nodes_[a].is_constant() || (!nodes_[b].is_constant() && a > b)) std::swap(a, b);
  return make(Code::minimum, a, b, std::min(nodes_[a].low, nodes_[b].low),
              std::min(nodes_[a].high, nodes_[b].high));
}

auto Graph::maximum(NodeId a, NodeId b) -> NodeId {
  if (a == no_node || b == no_node) return no_node;
  if (a == b || nodes_[a].low >= nodes_[b].high) return a;
  if (nodes_[b].low >= nodes_[a].high) return b;
  if (nodes_[a].is_constant() || (!nodes_[b].is_constant() && a > b)) std::swap(a, b);
  return make(Code::maximum, a, b, std::max(nodes_[a].low, nodes_[b].low),
              std::max(nodes_[a].high, nodes_[b].high));
}

namespace {

// Bounds of a / b, which may be far better than those of a and b say: the shorter of two edges
// over the longer one is 1 at most, whatever they are.
auto most_quotient(const Graph& graph, NodeId a, NodeId b) noexcept -> Int128 {
  const Node& x = graph[a];
  const Node& y = graph[b];
  const Int128 plain = floor_quotient(x.high, y.low) + 1;
  if (y.code != Code::maximum) return plain;
  NodeId part = a;
  Int128 factor = 1;
  if (x.code == Code::multiply && graph[x.b].is_constant()) {
    part = x.a;
    factor = graph[x.b].k;
  }
  const Node& inner = graph[part];
  const bool is_shorter = inner.code == Code::minimum && inner.a == y.a && inner.b == y.b;
  const bool is_one = part == y.a || part == y.b;
  return factor >= 0 && (is_shorter || is_one) ? std::min(plain, factor) : plain;
}

}  // namespace

auto Graph::divide(Code code, NodeId a, NodeId b) -> NodeId {
  if (a == no_node || b == no_node) return no_node;
  if (nodes_[b].low <= 0 || nodes_[a].low < 0) return no_node;
  const auto x = known(a);
  const auto y = known(b);
  if (x && y) {
    const auto result = quotient_of(code, *x, *y);
    return result ? constant(*result) : no_node;
  }
  if (y == 1) return code == Code::modulo ? constant(0) : a;
  if (code == Code::modulo) {
    return make(code, a, b, 0, std::min<std::int64_t>(nodes_[b].high - 1, nodes_[a].high));
  }
  Int128 low = floor_quotient(nodes_[a].low, nodes_[b].high);
  Int128 high = most_quotient(*this, a, b);
  if (y) {  // exact bounds: the divisor is one number
    const auto least = quotient_of(code, nodes_[a].low, *y);
    const auto most = quotient_of(code, nodes_[a].high, *y);
    if (least && most) {
      low = *least;
      high = *most;
    }
  }
  return make(code, a, b, low, high);
}

auto Graph::isqrt(NodeId a) -> NodeId {
  if (a == no_node || nodes_[a].low < 0) return no_node;
  Int128 high = 0;
  for (Int128 bit = Int128{1} << 31U; bit != 0; bit >>= 1U) {
    if ((high | bit) * (high | bit) <= nodes_[a].high) high |= bit;
  }
  return make(Code::isqrt, a, no_node, 0, high);
}

auto Graph::equal(NodeId a, NodeId b) -> NodeId {
  if (a == no_node || b == no_node) return no_node;
  if (a == b) return constant(1);
  if (nodes_[a].high < nodes_[b].low || nodes_[b].high < nodes_[a].low) return constant(0);
  if (known(a) && known(b)) return constant(*known(a) == *known(b) ? 1 : 0);
  if (nodes_[a].is_constant() || (!nodes_[b].is_constant() && a > b)) std::swap(a, b);
  return make(Code::equal, a, b, 0, 1);
}

auto Graph::less(NodeId a, NodeId b, bool or_equal) -> NodeId {
  if (a == no_node || b == no_node) return no_node;
  if (a == b) return constant(or_equal ? 1 : 0);
  if (!or_equal) return logical_not(less(b, a, true));
  if (nodes_[a].high <= nodes_[b].low) return constant(1);
  if (nodes_[a].low > nodes_[b].high) return constant(0);
  if (nodes_[a].is_constant()) return make(Code::at_least_constant, b, no_node, 0, 1, nodes_[a].k);
  return make(Code::less_equal, a, b, 0, 1);
}

auto Graph::logical_and(NodeId a, NodeId b) -> NodeId {
  if (a == no_node || b == no_node) return no_node;
  if (known(a)) return *known(a) != 0 ? b : a;
  if (known(b)) return *known(b) != 0 ? a : b;
  if (a == b) return a;
  if (a > b) std::swap(a, b);
  return make(Code::logical_and, a, b, 0, 1);
}

auto Graph::logical_not(NodeId a) -> NodeId {
  if (a == no_node) return no_node;
  if (known(a)) return constant(*known(a) != 0 ? 0 : 1);
  if (nodes_[a].code == Code::logical_not) return nodes_[a].a;
  return make(Code::logical_not, a, no_node, 0, 1);
}

auto Graph::select(NodeId condition, NodeId a, NodeId b) -> NodeId {
  if (condition == no_node || a == no_node || b == no_node) return no_node;
  if (a == b) return a;
  if (known(condition)) return *known(condition) != 0 ? a : b;
  return make(Node{Code::select, condition, a, b, 0, std::min(nodes_[a].low, nodes_[b].low),
                   std::max(nodes_[a].high, nodes_[b].high)});
}

auto Emitter::emit(NodeId id, catalog::IntegerProgram& program) -> std::optional<std::uint8_t> {
  if (const auto found = registers_.find(id); found != registers_.end()) return found->second;
  const Node& node = graph_[id];
  catalog::IntegerOp op{node.code, 0, 0, 0, node.k};
  const bool leaf = node.code < Code::add;
  const auto fused = !leaf && node.b != no_node && graph_[node.b].is_constant()
                         ? with_constant(node.code)
                         : std::nullopt;
  if (fused) {
    op.code = *fused;
    op.k = graph_[node.b].k;
  }
  if (!leaf) {
    const auto a = emit(node.a, program);
    const auto b =
        fused || node.b == no_node ? std::optional<std::uint8_t>{0} : emit(node.b, program);
    const auto c = node.c == no_node ? std::optional<std::uint8_t>{0} : emit(node.c, program);
    if (!a || !b || !c) return std::nullopt;
    op.a = *a;
    op.b = *b;
    if (node.code == Code::select) op.k = *c;
  }
  if (registers_.size() >= catalog::most_integer_registers) return std::nullopt;
  op.target = static_cast<std::uint8_t>(registers_.size());
  registers_.emplace(id, op.target);
  program.push_back(op);
  return op.target;
}

}  // namespace tariff::kernel
