// A piece of a manifest's text: scalars as they were written, with the place of everything.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tariff/diagnostic.hpp"
#include "tariff/value.hpp"

namespace tariff::manifest {

struct NodeMember;

struct Node {
  enum class Kind : std::uint8_t { null, plain, quoted, list, map };

  Kind kind = Kind::null;
  std::string text;  // of a scalar
  Location place;    // without the file's name
  std::vector<Node> items;
  std::vector<NodeMember> members;
  std::size_t size = 1;  // nodes in it, itself included

  [[nodiscard]] auto is_scalar() const noexcept -> bool {
    return kind == Kind::plain || kind == Kind::quoted;
  }
};

struct NodeMember {
  Node key;  // a scalar
  Node value;
};

// "a list", "a mapping", "nothing", "text": for messages.
[[nodiscard]] auto describe(const Node& node) noexcept -> std::string_view;

// The node as a parameter's value: plain scalars are typed.
[[nodiscard]] auto to_value(const Node& node) -> Value;

}  // namespace tariff::manifest
