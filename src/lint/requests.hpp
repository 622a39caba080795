// How often a request is sent for the images that a record wants.
#pragma once

#include "catalog/model.hpp"
#include "tariff/manifest.hpp"

namespace tariff::lint {

// The images of one request: what the parameter for it says, or its default; 1 otherwise.
[[nodiscard]] auto images_of(const catalog::Offer& offer, const Request& request) -> Rational;

// Whole requests for so many images, times the tries for each. False: that does not fit.
[[nodiscard]] auto count_requests(std::int64_t images, std::int64_t attempts,
                                  const catalog::Offer& offer, const Request& request,
                                  std::int64_t& out) -> bool;

}  // namespace tariff::lint
