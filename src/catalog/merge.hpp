// How a file that `extends` another is laid over it. Works on the YAML trees, so that an inherited
// entry keeps its place in its own file.
#pragma once

#include <optional>
#include <string_view>

#include "catalog/document.hpp"

namespace tariff::catalog {

// What happens to `key: null`.
enum class Nulls { remove, keep };

// The child's entries over the parent's, key by key. Keys keep the parent's order.
[[nodiscard]] auto merge_keys(const Node& parent, const Node& child, Nulls nulls) -> Node;

// Rules by code: a rule of a known code changes just the keys that it gives, `remove: true` drops
// it. A removal that finds nothing is kept.
[[nodiscard]] auto merge_rules(const Node& parent, const Node& child) -> Node;

[[nodiscard]] auto merge_pack(const Node& parent, const Node& child) -> Node;
// An `over` that has no inherited cards to change stays in the tree, for the reader to refuse.
[[nodiscard]] auto merge_card_file(const Node& parent, const Node& child) -> Node;
// The keys of `over` over those of every card: meters by name and key by key, `let` by name. A list
// makes of each card as many as it has mappings; nothing where it has none, or would make too many.
[[nodiscard]] auto lay_over_cards(const Node& cards, const Node& over) -> std::optional<Node>;

// What holds for one operation of a pack: the shared parameters, rules and findings with the
// operation's own over them, as a mapping with those keys and `endpoint`.
[[nodiscard]] auto operation_tree(const Node& pack, std::string_view operation) -> Node;

}  // namespace tariff::catalog
