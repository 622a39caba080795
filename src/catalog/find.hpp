// Which offer a request means.
#pragma once

#include "catalog/model.hpp"
#include "tariff/diagnostic.hpp"
#include "tariff/request.hpp"

namespace tariff::catalog {

// The name under which the request calls its offer; null: it names none. Allocates nothing.
// `guess` is the index of the name that was found the last time, or any number: requests resemble
// the one before. It does not change what is found.
[[nodiscard]] auto find_name(const CatalogData& data, const Request& request,
                             std::uint32_t& guess) noexcept -> const OfferName*;

// Why there is none, with near names.
[[nodiscard]] auto explain_unknown(const CatalogData& data, const Request& request) -> Diagnostic;

}  // namespace tariff::catalog
