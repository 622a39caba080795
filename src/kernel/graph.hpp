// Integer expressions as a graph: equal expressions are one node, and every node knows the bounds
// of its value. An expression whose bounds leave 64 bits has no node, so that what is made of the
// graph cannot overflow.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include "base/int128.hpp"
#include "catalog/kernel.hpp"

namespace tariff::kernel {

using Code = catalog::IntegerOp::Code;

using NodeId = std::uint32_t;
inline constexpr NodeId no_node = UINT32_MAX;

struct Node {
  Code code{};
  NodeId a = no_node;
  NodeId b = no_node;
  NodeId c = no_node;
  std::int64_t k = 0;
  std::int64_t low = 0;
  std::int64_t high = 0;

  [[nodiscard]] auto is_constant() const noexcept -> bool { return code == Code::constant; }
};

class Graph {
 public:
  [[nodiscard]] auto operator[](NodeId id) const noexcept -> const Node& { return nodes_[id]; }

  // Each gives no_node when the value may leave 64 bits or the operation may be undefined.
  auto constant(std::int64_t value) -> NodeId;
  auto input(Code code, std::uint16_t slot, std::int64_t low, std::int64_t high) -> NodeId;
  auto add(NodeId a, NodeId b) -> NodeId;
  auto subtract(NodeId a, NodeId b) -> NodeId;
  auto multiply(NodeId a, NodeId b) -> NodeId;
  auto minimum(NodeId a, NodeId b) -> NodeId;
  auto maximum(NodeId a, NodeId b) -> NodeId;
  // floor_divide, ceil_divide, modulo, nearest, half_even, half_up. b > 0; a >= 0.
  auto divide(Code code, NodeId a, NodeId b) -> NodeId;
  auto isqrt(NodeId a) -> NodeId;
  auto equal(NodeId a, NodeId b) -> NodeId;
  auto less(NodeId a, NodeId b, bool or_equal) -> NodeId;
  auto logical_and(NodeId a, NodeId b) -> NodeId;
  auto logical_not(NodeId a) -> NodeId;
  auto select(NodeId condition, NodeId a, NodeId b) -> NodeId;

 private:
  using Key = std::tuple<Code, NodeId, NodeId, NodeId, std::int64_t>;

  auto make(Node node) -> NodeId;
  // With bounds in 128 bits: no_node when they do not fit.
  auto make(Code code, NodeId a, NodeId b, base::Int128 low, base::Int128 high, std::int64_t k = 0)
      -> NodeId;
  [[nodiscard]] auto known(NodeId id) const noexcept -> std::optional<std::int64_t>;

  std::vector<Node> nodes_;
  std::map<Key, NodeId> ids_;
};

// Writes programs whose registers hold nodes. Registers are not used twice: a program is short.
class Emitter {
 public:
  explicit Emitter(const Graph& graph) : graph_(graph) {}

  // The register that holds the node, after what it needs; nullopt: too many registers.
  auto emit(NodeId node, catalog::IntegerProgram& program) -> std::optional<std::uint8_t>;

 private:
  const Graph& graph_;
  std::map<NodeId, std::uint8_t> registers_;
};

}  // namespace tariff::kernel
