// What this thread has allocated, in a program of which one .cpp includes counting_new.hpp.
//
//     const auto before = testing::allocations();
//     work();
//     const auto made = testing::allocations() - before;   // made.calls, made.bytes
//
// Under a sanitizer, which has its own operator new, nothing is counted: see counts_allocations.
#pragma once

#include <cstdint>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define TARIFF_COUNTS_ALLOCATIONS 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || \
    __has_feature(memory_sanitizer)
#define TARIFF_COUNTS_ALLOCATIONS 0
#endif
#endif
#ifndef TARIFF_COUNTS_ALLOCATIONS
#define TARIFF_COUNTS_ALLOCATIONS 1
#endif

namespace tariff::testing {

inline constexpr bool counts_allocations = TARIFF_COUNTS_ALLOCATIONS != 0;

struct Allocations {
  std::uint64_t calls = 0;
  std::uint64_t bytes = 0;  // asked for

  friend auto operator-(const Allocations& a, const Allocations& b) noexcept -> Allocations {
    return {a.calls - b.calls, a.bytes - b.bytes};
  }
};

namespace detail {
inline thread_local constinit Allocations made;
}

// What this thread has allocated so far.
[[nodiscard]] inline auto allocations() noexcept -> Allocations {
  return detail::made;
}

}  // namespace tariff::testing
