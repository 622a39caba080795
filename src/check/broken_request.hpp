// Requests that break what an offer says of its parameters and of its life, made from one that it
// takes: where no example of the catalog shows it, the rule itself does.
#pragma once

#include <optional>

#include "catalog/model.hpp"
#include "tariff/request.hpp"

namespace tariff::check {

// `taken` changed so that reading it should find `kind` in that parameter. Nothing where the
// parameter has no such limit. The request may still be taken: the caller evaluates it.
[[nodiscard]] auto broken_request(const catalog::Offer& offer, const catalog::Parameter& parameter,
                                  catalog::FindingKind kind, const Request& taken)
    -> std::optional<Request>;

// The same for findings that concern no parameter: an unknown one, and days of the lifecycle.
[[nodiscard]] auto broken_request(const catalog::CatalogData& data, const catalog::Offer& offer,
                                  catalog::FindingKind kind, const Request& taken)
    -> std::optional<Request>;

}  // namespace tariff::check
