// Rate card files.
#pragma once

#include <memory>

#include "catalog/reader.hpp"
#include "catalog/source_model.hpp"

namespace tariff::catalog {

// `tree` is the card file with what it extends merged in; `factors` multiply every amount.
[[nodiscard]] auto read_card_file(std::shared_ptr<const Node> tree,
                                  const std::vector<Node>& factors, const Context& context)
    -> CardFileSource;

}  // namespace tariff::catalog
