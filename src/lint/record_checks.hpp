// What is worth saying of one record beyond its provider's rules.
#pragma once

#include "catalog/model.hpp"
#include "tariff/lint.hpp"

namespace tariff::lint {

// Codes of findings that no rule pack states; report/own_codes.cpp says what they mean.
namespace code {
inline constexpr auto cost_unknown = "COST-UNKNOWN";
inline constexpr auto cost_auto_quality = "COST-AUTO-QUALITY";
inline constexpr auto cheaper_offer = "COST-CHEAPER-OFFER";
inline constexpr auto cheaper_setting = "COST-CHEAPER-SETTING";
inline constexpr auto price_stale = "CATALOG-PRICE-STALE";
inline constexpr auto model_retiring = "CATALOG-MODEL-RETIRING";
inline constexpr auto id_duplicate = "MANIFEST-ID-DUPLICATE";
inline constexpr auto asset_duplicate = "MANIFEST-ASSET-DUPLICATE";
inline constexpr auto plan_unknown = "MANIFEST-PLAN-UNKNOWN";
inline constexpr auto budget_asset = "BUDGET-ASSET";
inline constexpr auto budget_group = "BUDGET-GROUP";
inline constexpr auto budget_total = "BUDGET-TOTAL";
inline constexpr auto budget_unknown = "BUDGET-UNKNOWN";
}  // namespace code

// Adds to the verdict's diagnostics, with places. `offer` is the one that was judged.
void check_record(const catalog::Offer& offer, const Record& record, const LintSettings& settings,
                  RecordResult& result);

// What is worth saying of an offer on a day to everyone who uses it; without places.
[[nodiscard]] auto check_offer(const catalog::CatalogData& data, const catalog::Offer& offer,
                               Date day, const LintSettings& settings) -> std::vector<Diagnostic>;

// True when an accepted request with this cost can have no finding of check_record(), and breaks
// no policy.
[[nodiscard]] auto is_quiet(CostKind kind, const Range& total,
                            const LintSettings& settings) noexcept -> bool;

// The figure of a cost that is held against a budget.
[[nodiscard]] auto figure_of(const Range& cost, CostBasis basis) noexcept -> Rational;
[[nodiscard]] auto to_string(CostBasis basis) noexcept -> const char*;

}  // namespace tariff::lint
