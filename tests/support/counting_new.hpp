// Counts what a program allocates (see allocations.hpp), by replacing the global operator new.
// Include it in exactly one .cpp of a program. Over-aligned types are not counted.
#pragma once

#include <cstdlib>
#include <new>

#include "support/allocations.hpp"

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
