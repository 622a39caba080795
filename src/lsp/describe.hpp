// What an editor says of parameters, offers, rules and prices.
#pragma once

#include <string_view>

#include "catalog/model.hpp"
#include "lsp/markup.hpp"
#include "tariff/report.hpp"

namespace tariff::lsp {

// Its type, what it takes, its default, the rules about it, and where that is written.
void describe_parameter(Markup& out, const catalog::CatalogData& data, const catalog::Offer& offer,
                        const catalog::Parameter& parameter);

// Its title, lifecycle and rates on a day.
void describe_offer(Markup& out, const catalog::CatalogData& data, const catalog::Offer& offer,
                    Date day);

// Its price with meters and sources, and what was found.
void describe_asset(Markup& out, const catalog::CatalogData& data, const RecordResult& result);

// What all of a group, or of the document, costs.
void describe_totals(Markup& out, std::string_view what, const Totals& totals);

// An offer by its name; null: there is none.
[[nodiscard]] auto find_offer(const catalog::CatalogData& data, std::string_view name)
    -> const catalog::Offer*;

}  // namespace tariff::lsp
