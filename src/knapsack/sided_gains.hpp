// What suppliers are good for at some prices: a bound on the plans of a set of them that needs one
// look at each option.
#pragma once

#include <cstdint>
#include <vector>

#include "base/int128.hpp"
#include "knapsack/sided_model.hpp"
#include "knapsack/sided_prices.hpp"

namespace tariff::knapsack {

enum class Standing : std::uint8_t { open, in, out };

struct SupplierGains {
  base::Int128 bound = 0;           // no plan is worth more; below 0: there is none
  std::vector<base::Int128> gains;  // of each open supplier alone, over those that are in
};

// `model`: with all suppliers, dominated by the same one only. `prices`: of the problem's rows.
// `more`: so many of the open suppliers may come in.
[[nodiscard]] auto find_gains(const SidedModel& model, const Prices& prices,
                              const std::vector<Standing>& standings, std::uint32_t more)
    -> SupplierGains;

}  // namespace tariff::knapsack
