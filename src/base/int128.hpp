// 128-bit integers for the intermediates of exact arithmetic. A compiler extension, hence one name
// in one place.
#pragma once

#include <cstdint>
#include <limits>

namespace tariff::base {

__extension__ using Int128 = __int128;
__extension__ using UInt128 = unsigned __int128;

[[nodiscard]] constexpr auto fits_int64(Int128 value) noexcept -> bool {
  return value >= std::numeric_limits<std::int64_t>::min() &&
         value <= std::numeric_limits<std::int64_t>::max();
}

// |value|, which an std::int64_t cannot hold for its least value.
[[nodiscard]] constexpr auto magnitude(std::int64_t value) noexcept -> std::uint64_t {
  const auto bits = static_cast<std::uint64_t>(value);
  return value < 0 ? 0 - bits : bits;
}

}  // namespace tariff::base
