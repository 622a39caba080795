// Rules and their fixes.
#pragma once

#include "catalog/reader.hpp"
#include "catalog/source_model.hpp"

namespace tariff::catalog {

auto read_rules(const Node& node, const Context& context, std::vector<RuleSource>& out) -> bool;

}  // namespace tariff::catalog
