// From the sums of 128 bits, which cannot overflow, to what a plan says.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>

#include "base/int128.hpp"

namespace tariff::knapsack {

// False: it does not fit.
[[nodiscard]] inline auto narrow(base::Int128 value, std::int64_t& out) noexcept -> bool {
  out = static_cast<std::int64_t>(value);
  return base::fits_int64(value);
}

// The nearest that fits: for progress, while it is not known whether the result will.
[[nodiscard]] inline auto clamp(base::Int128 value) noexcept -> std::int64_t {
  using Limits = std::numeric_limits<std::int64_t>;
  return static_cast<std::int64_t>(std::clamp<base::Int128>(value, Limits::min(), Limits::max()));
}

}  // namespace tariff::knapsack
