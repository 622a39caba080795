// What a client says of itself when it begins.
#pragma once

#include "lsp/feature.hpp"
#include "tariff/value.hpp"

namespace tariff::lsp {

// `params` of `initialize`.
[[nodiscard]] auto read_abilities(const Value& params) -> ClientAbilities;

}  // namespace tariff::lsp
