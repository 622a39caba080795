// Parameters of the provider's request body.
#pragma once

#include "catalog/reader.hpp"
#include "catalog/source_model.hpp"

namespace tariff::catalog {

// `findings`: those of the operation, which the parameter's own are laid over.
auto read_parameters(const Node& node, const Context& context, const std::vector<Finding>& findings,
                     std::vector<ParameterSource>& out) -> bool;

}  // namespace tariff::catalog
