// What every benchmark does: check the result once, then time the operation and count what it
// allocates. Includes the counting operator new: one .cpp a program.
#pragma once

#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>

#include "support/counting_new.hpp"

namespace tariff::bench {

// A benchmark of a wrong result measures nothing.
inline void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "bench: %s does not hold\n", what);
  std::exit(1);
}

// Times operation(), which does `items` of what is counted. Counters are of one item.
template <class Operation>
void measure(benchmark::State& state, Operation operation, std::size_t items = 1) {
  operation();  // buffers that are used again have their size now
  const auto before = testing::allocations();
  for (auto _ : state) operation();
  const auto made = testing::allocations() - before;
  const auto count = static_cast<double>(state.iterations()) * static_cast<double>(items);
  // Averaged over the threads of a benchmark that has several.
  const auto average = [](double value) {
    return benchmark::Counter{value, benchmark::Counter::kAvgThreads};
  };
  state.counters["items"] = average(static_cast<double>(items));
  state.counters["allocs"] = average(static_cast<double>(made.calls) / count);
  state.counters["alloc_bytes"] = average(static_cast<double>(made.bytes) / count);
}

}  // namespace tariff::bench
