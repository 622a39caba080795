#include "kernel/graph.hpp"

#include <doctest/doctest.h>

using tariff::kernel::Code;
using tariff::kernel::Emitter;
using tariff::kernel::Graph;
using tariff::kernel::no_node;
using tariff::kernel::NodeId;

TEST_CASE("equal expressions are one node") {
  Graph graph;
  const NodeId a = graph.input(Code::number, 1, 1, 100);
  const NodeId b = graph.input(Code::number, 2, 1, 100);
  CHECK(graph.add(a, b) == graph.add(b, a));
  CHECK(graph.multiply(a, b) == graph.multiply(b, a));
  CHECK(graph.subtract(a, b) != graph.subtract(b, a));
  CHECK(graph.input(Code::number, 1, 1, 100) == a);
  CHECK(graph.input(Code::number, 1, 1, 99) != a);
}

TEST_CASE("what is known is a constant") {
  Graph graph;
  const NodeId a = graph.input(Code::number, 1, 1, 100);
  const auto known = [&](NodeId node) {
    REQUIRE(graph[node].is_constant());
    return graph[node].k;
  };
  CHECK(known(graph.add(graph.constant(2), graph.constant(3))) == 5);
  CHECK(known(graph.less(a, graph.constant(101), false)) == 1);
  CHECK(known(graph.less(graph.constant(100), a, false)) == 0);
  CHECK(known(graph.equal(a, graph.constant(0))) == 0);
  CHECK(graph.maximum(a, graph.constant(1)) == a);
  CHECK(graph.logical_not(graph.logical_not(graph.less(a, graph.constant(5), true))) ==
        graph.less(a, graph.constant(5), true));
}

TEST_CASE("what may not fit, or is not defined, has no node") {
  Graph graph;
  const NodeId large = graph.input(Code::number, 1, 0, INT64_MAX / 2);
  CHECK(graph.multiply(large, graph.constant(3)) == no_node);
  CHECK(graph.add(graph.add(large, large), large) == no_node);
  CHECK(graph.divide(Code::floor_divide, graph.constant(5), large) == no_node);  // perhaps by 0
  CHECK(graph.add(no_node, large) == no_node);
}

TEST_CASE("a shorter edge over a longer one is 1 at most") {
  Graph graph;
  const NodeId width = graph.input(Code::number, 1, 1, 1'000'000);
  const NodeId height = graph.input(Code::number, 2, 1, 1'000'000);
  const NodeId rows =
      graph.divide(Code::nearest, graph.multiply(graph.minimum(width, height), graph.constant(96)),
                   graph.maximum(width, height));
  CHECK(graph[rows].high == 96);
}

TEST_CASE("an emitted program computes each node once, operands first") {
  Graph graph;
  const NodeId a = graph.input(Code::number, 1, 1, 100);
  const NodeId twice = graph.multiply(a, graph.constant(2));
  tariff::catalog::IntegerProgram program;
  Emitter emitter{graph};
  REQUIRE(emitter.emit(graph.multiply(twice, twice), program).has_value());
  REQUIRE(program.size() == 3);
  CHECK(program[1].code == Code::multiply_constant);
  CHECK(program[1].k == 2);
  CHECK(program[2].a == program[1].target);
  CHECK(program[2].b == program[1].target);
}
