// From a request to the offer that it means, read against it.
#pragma once

#include "engine/bound.hpp"
#include "tariff/catalog.hpp"

namespace tariff::engine {

// False: no such offer, and `out.offer` is null.
[[nodiscard]] auto resolve(const Catalog& catalog, const Request& request, BoundRequest& out)
    -> bool;

// And `why` says so, and offers near names.
[[nodiscard]] auto resolve(const Catalog& catalog, const Request& request, BoundRequest& out,
                           Diagnostic& why) -> bool;

}  // namespace tariff::engine
