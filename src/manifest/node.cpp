#include "manifest/node.hpp"

#include "manifest/reader.hpp"

namespace tariff::manifest {

auto describe(const Node& node) noexcept -> std::string_view {
  switch (node.kind) {
    case Node::Kind::null: return "nothing";
    case Node::Kind::plain:
    case Node::Kind::quoted: return "a scalar";
    case Node::Kind::list: return "a list";
    case Node::Kind::map: return "a mapping";
  }
  return "nothing";
}

auto to_value(const Node& node) -> Value {
  Value value;
  switch (node.kind) {
    case Node::Kind::null: return value;
    case Node::Kind::plain: return typed_scalar(node.text);
    case Node::Kind::quoted: return Value::text(node.text);
    case Node::Kind::list:
      value = Value::array();
      for (const auto& item : node.items) value.items().push_back(to_value(item));
      return value;
    case Node::Kind::map:
      value = Value::object();
      for (const auto& [key, member] : node.members) {
        value.members().push_back({key.text, to_value(member)});
      }
      return value;
  }
  return value;
}

}  // namespace tariff::manifest
