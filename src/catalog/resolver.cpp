#include "catalog/resolver.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "catalog/pack_reader.hpp"

namespace tariff::catalog {
namespace {

// A chain of hosts and models has four members; each merges whole trees.
constexpr std::size_t longest_chain = 16;

auto text_of(const Node& document, std::string_view key) -> std::string_view {
  const Node* node = document.find(key);
  return node == nullptr ? std::string_view{} : std::string_view{node->text};
}

auto has_text(const Node& document, std::string_view key, const Context& context) -> bool {
  const Node* node = document.find(key);
  if (node == nullptr) {
    context.error(code::key, document, fmt::format("the file needs the key '{}'", key));
    return false;
  }
  if (!expect(*node, Node::Kind::scalar, context)) return false;
  if (!node->text.empty()) return true;
  context.error(code::type, *node, fmt::format("the {} is empty", key));
  return false;
}

}  // namespace

auto definition_name(const Node& document) -> std::string {
  return fmt::format("{}/{}", text_of(document, "provider"), text_of(document, "model"));
}

void Resolver::add(std::shared_ptr<const Node> document, const std::string& file) {
  const bool named = has_text(*document, "provider", context_);
  if (!has_text(*document, "model", context_) || !named) return;
  const auto name = definition_name(*document);
  auto& versions = by_name_[name];
  const bool changes = versions.empty() || text_of(*document, "extends") == name;
  if (!changes && versions.back().file != file) {
    context_.error(code::reference, *document->find("model"),
                   fmt::format("{} is in {} already; a file of that name replaces it, and "
                               "'extends: {}' changes it",
                               name, versions.back().file, name));
  }
  versions.push_back({std::move(document), file, std::nullopt, false});
}

auto Resolver::resolve_all() -> std::vector<Resolved> {
  std::vector<Resolved> out;
  for (auto& [name, versions] : by_name_) {
    if (const Resolved* resolved = resolve(versions.back(), 0)) out.push_back(*resolved);
  }
  return out;
}

auto Resolver::resolve(Definition& definition, std::size_t depth) -> const Resolved* {
  if (definition.resolved) return &*definition.resolved;
  const Node& document = *definition.document;
  const Node* extends = document.find("extends");
  if (extends != nullptr && (definition.busy || depth >= longest_chain)) {
    context_.error(code::extends, *extends,
                   definition.busy
                       ? "the files extend each other in a circle"
                       : fmt::format("more than {} files extend each other", longest_chain));
    return nullptr;
  }
  Resolved own{definition.document, {}};
  if (const Node* factor = document.find("factor")) own.factors.push_back(*factor);
  if (extends != nullptr) {
    if (!expect(*extends, Node::Kind::scalar, context_)) return nullptr;
    Definition* parent = find_parent(*extends, definition);
    if (parent == nullptr) return nullptr;
    definition.busy = true;
    auto extended = extend(definition, *parent, depth);
    definition.busy = false;
    if (!extended) return nullptr;
    own = std::move(*extended);
  }
  read_sources(document, context_);
  definition.resolved = std::move(own);
  return &*definition.resolved;
}

auto Resolver::find_parent(const Node& extends, const Definition& child) -> Definition* {
  const auto found = by_name_.find(extends.text);
  if (found == by_name_.end()) {
    std::vector<std::string_view> names;
    for (const auto& [name, versions] : by_name_) names.emplace_back(name);
    context_.error(code::extends, extends,
                   fmt::format("there is no {}{}", extends.text, suggestion(extends.text, names)));
    return nullptr;
  }
  auto& versions = found->second;
  if (definition_name(*child.document) != extends.text) return &versions.back();
  const auto at = std::find_if(versions.begin(), versions.end(),
                               [&](const Definition& each) { return &each == &child; });
  if (at != versions.begin() && at != versions.end()) return &*std::prev(at);
  context_.error(code::extends, extends,
                 fmt::format("there is no earlier file of {}", extends.text));
  return nullptr;
}

auto Resolver::extend(const Definition& child, Definition& parent, std::size_t depth)
    -> std::optional<Resolved> {
  const Resolved* base = resolve(parent, depth + 1);
  if (base == nullptr) return std::nullopt;
  const Node& document = *child.document;
  context_.sources.inherit(document.file, parent.document->file);
  Resolved out;
  out.tree = std::make_shared<const Node>(merge_(*base->tree, document));
  // A factor holds for the cards that its file lists or takes over.
  if (document.find("cards") == nullptr) out.factors = base->factors;
  if (const Node* factor = document.find("factor")) out.factors.push_back(*factor);
  return out;
}

}  // namespace tariff::catalog
