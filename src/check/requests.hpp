// Requests made from what a catalog holds: its examples, its published rows, and what an offer
// needs at least.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "catalog/model.hpp"
#include "tariff/request.hpp"

namespace tariff::check {

// The day on which examples without a day of their own are tried: the newest day on which a source
// of the offer was read.
[[nodiscard]] auto default_day(const catalog::CatalogData& data, const catalog::Offer& offer)
    -> Date;

[[nodiscard]] auto to_request(const catalog::Offer& offer, const catalog::Example& example)
    -> Request;
[[nodiscard]] auto to_request(const catalog::Offer& offer, const catalog::PublishedRow& row)
    -> Request;

// Requests to vary: accepted examples, then one that gives just the required parameters. None is
// known to be accepted.
[[nodiscard]] auto base_requests(const catalog::Offer& offer, std::size_t limit)
    -> std::vector<Request>;

// Sets a parameter where the offer reads its parameters.
void set_parameter(const catalog::Offer& offer, Request& request, std::string_view name,
                   Value value);
void erase_parameter(const catalog::Offer& offer, Request& request, std::string_view name);

[[nodiscard]] auto find_parameter(const catalog::Offer& offer, std::string_view name)
    -> const catalog::Parameter*;

}  // namespace tariff::check
