// Counts what a program allocates, by replacing the global operator new. Include it in exactly one
// .cpp of a program.
//
//     const auto before = testing::allocations();
//     work();
//     const auto made = testing::allocations() - before;   // made.calls, made.bytes
//
// Over-aligned types are not counted. Under a sanitizer, which has its own operator new, nothing
// is: see counts_allocations.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <new>

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

#if TARIFF_COUNTS_ALLOCATIONS
// Not inlined: the compiler would warn of free() on what it sees coming from operator new.
[[gnu::noinline]] auto operator new(std::size_t size) -> void* {
  ++tariff::testing::detail::made.calls;
  tariff::testing::detail::made.bytes += size;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc{};
}
[[gnu::noinline]] void operator delete(void* memory) noexcept {
  std::free(memory);
}
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}
#endif
