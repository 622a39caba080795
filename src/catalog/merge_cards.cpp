// How a rate card file changes the cards that it inherits.
#include "catalog/merge.hpp"

namespace tariff::catalog {
namespace {

using Merge = Node (*)(const Node& under, const Node& over);

auto merge_names(const Node& under, const Node& over) -> Node {
  return merge_keys(under, over, Nulls::remove);
}

// Key by key, where `deeper` says how the values of some keys merge. What comes out stands where
// `over` stands: a key that is missing in it was taken away there.
template <class Deeper>
auto lay(const Node& under, Node over, Deeper deeper) -> Node {
  if (!under.is(Node::Kind::map) || !over.is(Node::Kind::map)) return over;
  for (auto& entry : over.entries) {
    const Node* known = under.find(entry.key.text);
    const Merge merge = deeper(entry.key.text);
    const bool both = known != nullptr && !entry.value.is(Node::Kind::null);
    if (both && merge != nullptr) entry.value = merge(*known, entry.value);
  }
  Node out = merge_names(under, over);
  out.file = over.file;
  out.span = over.span;
  return out;
}

auto merge_meter(const Node& under, const Node& over) -> Node {
  return lay(under, over,
             [](std::string_view key) -> Merge { return key == "let" ? merge_names : nullptr; });
}

auto merge_meters(const Node& under, const Node& over) -> Node {
  return lay(under, over, [](std::string_view) -> Merge { return merge_meter; });
}

auto merge_card(const Node& under, const Node& over) -> Node {
  return lay(under, over, [](std::string_view key) -> Merge {
    if (key == "let") return merge_names;
    return key == "meters" ? merge_meters : nullptr;
  });
}

auto values_in(const Node& node) -> std::size_t {
  std::size_t count = 1;
  for (const auto& item : node.items) count += values_in(item);
  for (const auto& entry : node.entries) count += values_in(entry.value);
  return count;
}

// Lists multiply along a chain of files: what they make must fit into one file.
auto fits(const Node& cards, const Node& over) -> bool {
  return values_in(cards) * over.items.size() + values_in(over) <= DocumentLimits{}.nodes;
}

}  // namespace

auto lay_over_cards(const Node& cards, const Node& over) -> std::optional<Node> {
  const bool many = over.is(Node::Kind::list);
  if (!cards.is(Node::Kind::list) || (many && over.items.empty())) return std::nullopt;
  if (many && !fits(cards, over)) return std::nullopt;
  Node out = cards;
  out.items.clear();
  for (const auto& card : cards.items) {
    if (!many) out.items.push_back(merge_card(card, over));
    for (const auto& each : over.items) out.items.push_back(merge_card(card, each));
  }
  return out;
}

}  // namespace tariff::catalog
