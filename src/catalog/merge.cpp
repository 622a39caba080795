#include "catalog/merge.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace tariff::catalog {
namespace {

using Names = std::initializer_list<std::string_view>;

auto contains(Names names, std::string_view name) -> bool {
  return std::find(names.begin(), names.end(), name) != names.end();
}

auto find_entry(Node& map, std::string_view key) -> Node::Entry* {
  const auto found = std::find_if(map.entries.begin(), map.entries.end(),
                                  [&](const Node::Entry& entry) { return entry.key.text == key; });
  return found == map.entries.end() ? nullptr : &*found;
}

void erase_key(Node& map, std::string_view key) {
  std::erase_if(map.entries, [&](const Node::Entry& entry) { return entry.key.text == key; });
}

void put(Node& map, const Node::Entry& entry) {
  if (auto* known = find_entry(map, entry.key.text)) {
    *known = entry;
  } else {
    map.entries.push_back(entry);
  }
}

// Lays one entry over a tree with the merge that its key asks for.
template <class Merge>
void put_merged(Node& map, const Node::Entry& entry, Merge merge) {
  auto* known = find_entry(map, entry.key.text);
  if (known == nullptr) {
    map.entries.push_back(entry);
  } else {
    *known = {entry.key, merge(known->value, entry.value)};
  }
}

auto code_of(const Node& rule) -> std::string_view {
  const Node* code = rule.find("code");
  return code == nullptr ? std::string_view{} : std::string_view{code->text};
}

auto removes(const Node& rule) -> bool {
  const Node* remove = rule.find("remove");
  return remove != nullptr && remove->text == "true";
}

auto find_rule(Node& rules, std::string_view code) -> Node* {
  if (code.empty()) return nullptr;
  const auto found = std::find_if(rules.items.begin(), rules.items.end(),
                                  [&](const Node& rule) { return code_of(rule) == code; });
  return found == rules.items.end() ? nullptr : &*found;
}

// False when the list has no rule of that code.
auto apply_rule(Node& rules, const Node& rule) -> bool {
  Node* known = find_rule(rules, code_of(rule));
  if (known == nullptr) return false;
  if (removes(rule)) {
    rules.items.erase(rules.items.begin() + (known - rules.items.data()));
  } else {
    *known = merge_keys(*known, rule, Nulls::remove);
  }
  return true;
}

// Keys of an operation, one level deeper than those of a pack. A null stays: it may remove a
// shared entry.
auto merge_operation(const Node& parent, const Node& child) -> Node {
  if (!parent.is(Node::Kind::map) || !child.is(Node::Kind::map)) return child;
  Node out = parent;
  out.file = child.file;
  out.span = child.span;
  for (const auto& entry : child.entries) {
    const auto& key = entry.key.text;
    if (key == "rules") {
      put_merged(out, entry, merge_rules);
    } else if (contains({"parameters", "findings"}, key)) {
      put_merged(out, entry, [](const Node& under, const Node& over) {
        return merge_keys(under, over, Nulls::keep);
      });
    } else {
      put(out, entry);
    }
  }
  return out;
}

// Just the operations that the child lists.
auto merge_operations(const Node& parent, const Node& child) -> Node {
  if (!parent.is(Node::Kind::map) || !child.is(Node::Kind::map)) return child;
  Node out = child;
  for (auto& entry : out.entries) {
    const Node* inherited = parent.find(entry.key.text);
    if (inherited != nullptr) entry.value = merge_operation(*inherited, entry.value);
  }
  return out;
}

// A rule of the pack whose code only operations of the parent know changes it there.
void move_rules_to_operations(Node& pack) {
  auto* rules = find_entry(pack, "rules");
  auto* operations = find_entry(pack, "operations");
  if (rules == nullptr || operations == nullptr) return;
  const auto applied = [&](const Node& rule) {
    if (!removes(rule) && rule.find("require") != nullptr) return false;
    bool found = false;
    for (auto& operation : operations->value.entries) {
      auto* own = find_entry(operation.value, "rules");
      if (own != nullptr) found = apply_rule(own->value, rule) || found;
    }
    return found;
  };
  std::erase_if(rules->value.items, applied);
}

// The child's `over`, once the inherited cards are in place.
void change_cards(Node& file, const Node& child) {
  const Node* over = child.find("over");
  if (over == nullptr || child.find("cards") != nullptr) return;
  auto* cards = find_entry(file, "cards");
  if (cards == nullptr) return;
  auto changed = lay_over_cards(cards->value, *over);
  if (!changed) return;
  cards->value = std::move(*changed);
  erase_key(file, "over");
}

auto without(const Node& parent, Names keys) -> Node {
  Node out = parent;
  for (const auto key : keys) erase_key(out, key);
  return out;
}

}  // namespace

auto merge_keys(const Node& parent, const Node& child, Nulls nulls) -> Node {
  if (!parent.is(Node::Kind::map) || !child.is(Node::Kind::map)) return child;
  Node out = parent;
  for (const auto& entry : child.entries) {
    const bool known = find_entry(out, entry.key.text) != nullptr;
    if (known && entry.value.is(Node::Kind::null) && nulls == Nulls::remove) {
      erase_key(out, entry.key.text);
    } else {
      put(out, entry);
    }
  }
  return out;
}

auto merge_rules(const Node& parent, const Node& child) -> Node {
  if (!parent.is(Node::Kind::list) || !child.is(Node::Kind::list)) return child;
  Node out = parent;
  std::vector<Node> added;
  std::set<std::string_view> seen;
  for (const auto& rule : child.items) {
    // A code that stands twice in one list is a mistake, which the reader reports.
    const bool first = seen.insert(code_of(rule)).second;
    if (!first || !apply_rule(out, rule)) added.push_back(rule);
  }
  out.items.insert(out.items.end(), added.begin(), added.end());
  return out;
}

auto merge_pack(const Node& parent, const Node& child) -> Node {
  Node out = without(parent, {"format", "abstract", "extends", "sources", "names", "lifecycle",
                              "examples", "conflicts"});
  out.file = child.file;
  out.span = child.span;
  for (const auto& entry : child.entries) {
    const auto& key = entry.key.text;
    if (key == "rules") {
      put_merged(out, entry, merge_rules);
    } else if (key == "operations") {
      put_merged(out, entry, merge_operations);
    } else if (contains({"parameters", "derive", "tables", "findings"}, key)) {
      put_merged(out, entry, [](const Node& under, const Node& over) {
        return merge_keys(under, over, Nulls::remove);
      });
    } else if (entry.value.is(Node::Kind::null) && out.find(key) != nullptr) {
      erase_key(out, key);
    } else {
      put(out, entry);
    }
  }
  move_rules_to_operations(out);
  return out;
}

auto merge_card_file(const Node& parent, const Node& child) -> Node {
  Node out = without(parent, {"format", "abstract", "extends", "sources", "factor", "over",
                              "published", "conflicts"});
  out.file = child.file;
  out.span = child.span;
  for (const auto& entry : child.entries) {
    const auto& key = entry.key.text;
    if (contains({"tables", "usage"}, key)) {
      put_merged(out, entry, [](const Node& under, const Node& over) {
        return merge_keys(under, over, Nulls::remove);
      });
    } else if (entry.value.is(Node::Kind::null) && out.find(key) != nullptr) {
      erase_key(out, key);
    } else {
      put(out, entry);
    }
  }
  change_cards(out, child);
  return out;
}

auto operation_tree(const Node& pack, std::string_view operation) -> Node {
  Node shared;
  shared.kind = Node::Kind::map;
  shared.file = pack.file;
  shared.span = pack.span;
  for (const auto& entry : pack.entries) {
    if (contains({"parameters", "rules", "findings"}, entry.key.text)) {
      shared.entries.push_back(entry);
    }
  }
  const Node* operations = pack.find("operations");
  const Node* own = operations == nullptr ? nullptr : operations->find(operation);
  if (own == nullptr) return shared;
  Node out = merge_operation(shared, *own);
  for (const auto key : {"parameters", "findings"}) {
    auto* entry = find_entry(out, key);
    if (entry == nullptr) continue;
    std::erase_if(entry->value.entries,
                  [](const Node::Entry& each) { return each.value.is(Node::Kind::null); });
  }
  return out;
}

}  // namespace tariff::catalog
