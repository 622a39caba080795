// Rule packs, the vocabulary of fields, and what packs and card files share.
#pragma once

#include <memory>

#include "catalog/reader.hpp"
#include "catalog/source_model.hpp"

namespace tariff::catalog {

// `tree` is the pack with what it extends merged in.
[[nodiscard]] auto read_pack(std::shared_ptr<const Node> tree, const Context& context)
    -> PackSource;

[[nodiscard]] auto read_fields(std::shared_ptr<const Node> tree, const Context& context)
    -> FieldsSource;

// The file's own `sources`, added to the index.
void read_sources(const Node& file, const Context& context);

auto read_conflicts(const Node& node, const Context& context, std::vector<Conflict>& out) -> bool;

auto read_images(const Node& node, const Context& context, std::vector<Value>& out) -> bool;

}  // namespace tariff::catalog
