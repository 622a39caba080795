// "Did you mean": the known name nearest to a misspelt one.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace tariff::base {

// The candidate with the least edit distance (insertions, deletions, substitutions, swaps of
// neighbours; case differences count half), or an empty view when none is near (distance above a
// third of the longer name; names that differ only in case are always near). Ties go to the earlier
// candidate. Names over 64 bytes match nothing.
[[nodiscard]] auto nearest_name(std::string_view name, std::span<const std::string_view> candidates)
    -> std::string_view;

}  // namespace tariff::base
