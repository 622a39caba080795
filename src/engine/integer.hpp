// What the operations of kernels (catalog/kernel.hpp) do to 64-bit integers, where it is more than
// one sign: for one request (engine/kernel.cpp) and for columns of them (batch/loops.cpp).
#pragma once

#include <bit>
#include <cstdint>

namespace tariff::engine::integer {

// Bounds are proved for the classes that a program was made for. Where it runs on others (a check
// of a term that is not alive), what it computes is not looked at: it may wrap.
[[nodiscard]] inline auto wrap(std::uint64_t value) noexcept -> std::int64_t {
  return static_cast<std::int64_t>(value);
}
[[nodiscard]] inline auto bits(std::int64_t value) noexcept -> std::uint64_t {
  return static_cast<std::uint64_t>(value);
}

[[nodiscard]] inline auto ceil_quotient(std::int64_t a, std::int64_t b) noexcept -> std::int64_t {
  return a / b + (a % b > 0 ? 1 : 0);
}

// Rounds a / b (b > 0) to the nearest; false on a tie.
[[nodiscard]] inline auto nearest(std::int64_t a, std::int64_t b, std::int64_t& out) noexcept
    -> bool {
  const std::int64_t down = a / b;
  const std::uint64_t twice = 2 * bits(a % b);
  out = down + (twice > bits(b) ? 1 : 0);
  return twice != bits(b);
}

[[nodiscard]] inline auto half(std::int64_t a, std::int64_t b, bool even) noexcept -> std::int64_t {
  std::int64_t out = 0;
  if (nearest(a, b, out)) return out;
  return out + (!even || out % 2 != 0 ? 1 : 0);
}

// Newton's way, from above.
[[nodiscard]] inline auto root(std::int64_t value) noexcept -> std::int64_t {
  if (value <= 0) return 0;
  const auto width = static_cast<unsigned>(std::bit_width(bits(value)));
  std::int64_t out = std::int64_t{1} << ((width + 1) / 2);
  for (;;) {
    const std::int64_t next = (out + value / out) / 2;
    if (next >= out) return out;
    out = next;
  }
}

}  // namespace tariff::engine::integer
