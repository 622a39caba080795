// The `findings` of packs and operations, and the `finding` of parameters.
#pragma once

#include "catalog/reader.hpp"

namespace tariff::catalog {

// Lays the findings of a mapping over `out`, which holds one of each kind. Keys that an entry does
// not give stay as they are; `null` takes a text away.
auto read_findings(const Node& node, const Context& context, std::vector<Finding>& out) -> bool;

// Only those that the mapping names, each over the offer's.
auto read_own_findings(const Node& node, const Context& context,
                       const std::vector<Finding>& of_offer,
                       std::vector<std::pair<FindingKind, Finding>>& out) -> bool;

[[nodiscard]] auto default_findings() -> std::vector<Finding>;

}  // namespace tariff::catalog
