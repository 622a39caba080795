// Changes of money as people read them; shared by the text and the Markdown of a comparison.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "report/money_text.hpp"
#include "report/words.hpp"
#include "tariff/diff.hpp"

namespace tariff::diff {

// "4.5%", "-20%"; one decimal, half to even.
[[nodiscard]] auto percent_text(Rational percent) -> std::string;
// "+4.5%", "-20%".
[[nodiscard]] auto signed_percent_text(Rational percent) -> std::string;

// "+$0.25", "-$1.20", "$0.00".
[[nodiscard]] auto signed_amount(report::MoneyText& money, Rational amount,
                                 std::string_view currency) -> std::string;

// "+$0.25 (+4.5%), -€1.00 (-20%)", or "no change"; then what is not in it: "3 of unknown cost".
[[nodiscard]] auto headline_text(report::MoneyText& money, const TotalsChange& totals)
    -> std::string;

// "$0.42", or "$0.42 ($0.40 to $0.70)": expected, and what it may be.
[[nodiscard]] auto range_text(report::MoneyText& money, const Range& range,
                              std::string_view currency) -> std::string;
// The same, or "unknown", "refused", "unreadable"; "-" of a side that is not there.
[[nodiscard]] auto cost_text(report::MoneyText& money, const std::optional<AssetSide>& side)
    -> std::string;
// Of a total; "-" when it has no records in the currency, "> …" when the sum does not fit.
[[nodiscard]] auto sum_text(report::MoneyText& money, const CurrencySum& sum,
                            std::string_view currency) -> std::string;
// How much dearer or cheaper an asset became: "+$0.25"; "unknown" where nobody knows.
[[nodiscard]] auto asset_change_text(report::MoneyText& money, const AssetChange& change)
    -> std::string;

// "quality "low" → "high"; count 1 → 3": at most `most` cells for each value. The offer of what
// came, went, or asks for the same.
[[nodiscard]] auto settings_text(const AssetChange& change, std::size_t most) -> std::string;

// "2", or "2 → 3"; empty when both are 0.
[[nodiscard]] auto count_change_text(std::int64_t base, std::int64_t head) -> std::string;

// "3 added, 1 removed, 2 changed, 4 repriced, 12 unchanged"; what is 0 is left out.
[[nodiscard]] auto counts_text(const ChangeCounts& counts) -> std::string;

// "kept", "EXCEEDED", …
[[nodiscard]] auto standing_text(const BudgetLine& line) -> std::string;

// What an asset is called: its id, or where it stands.
[[nodiscard]] auto asset_name(const AssetChange& change) -> std::string;

// The file of a finding, with line and column where it has them.
[[nodiscard]] auto place_text(const Location& location) -> std::string;

}  // namespace tariff::diff
