// Why an offer has no option for an asset, where the planner and not the provider refuses it.
// report/plan_codes.cpp says what they mean.
#pragma once

namespace tariff::planning::code {

inline constexpr const char* forbidden = "PLAN-FORBIDDEN";  // `only` or `forbid`
inline constexpr const char* kept = "PLAN-KEPT";  // the asset's own provider or model stays
inline constexpr const char* unsayable = "PLAN-UNSAYABLE";  // the offer has no words for it
inline constexpr const char* no_price = "PLAN-NO-PRICE";
inline constexpr const char* currency = "PLAN-CURRENCY";
inline constexpr const char* unrated = "PLAN-UNRATED";
inline constexpr const char* quality = "PLAN-QUALITY";  // below what is wanted
inline constexpr const char* over_limit = "PLAN-OVER-LIMIT";
inline constexpr const char* late = "PLAN-LATE";            // all service tiers answer too late
inline constexpr const char* too_large = "PLAN-TOO-LARGE";  // arithmetic that does not fit
inline constexpr const char* limit = "PLAN-LIMIT";  // of the plan: a limit that cannot be held to

}  // namespace tariff::planning::code
