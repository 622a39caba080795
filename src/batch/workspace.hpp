// Scratch memory of one thread.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <new>
#include <vector>

#include "batch/plan.hpp"
#include "engine/bound.hpp"

namespace tariff::batch {

// Rows that are worked on together: what is known of them stays in the second-level cache.
inline constexpr std::size_t block_rows = 8192;
// Rows that a program runs on together: its registers stay in the first-level cache.
inline constexpr std::size_t chunk_rows = 512;
// Registers that lie a power of two apart would compete for the same lines of the cache.
inline constexpr std::size_t pitch = chunk_rows + lanes;

// Uninitialised and aligned; only ever grows.
template <class T>
class Scratch {
 public:
  [[nodiscard]] auto get(std::size_t count) -> T* {
    if (count > size_) {
      memory_.reset(static_cast<T*>(::operator new(count * sizeof(T), alignment)));
      std::uninitialized_fill_n(memory_.get(), count, T{});
      size_ = count;
    }
    return memory_.get();
  }

 private:
  static constexpr std::align_val_t alignment{64};
  struct Delete {
    void operator()(T* memory) const noexcept { ::operator delete(memory, alignment); }
  };
  std::unique_ptr<T, Delete> memory_;
  std::size_t size_ = 0;
};

// The rows of one column, as loops want them.
struct ColumnRows {
  const std::uint8_t* choices = nullptr;
  const std::int32_t* numbers = nullptr;
  const std::int32_t* heights = nullptr;
};
using BlockColumns = std::array<ColumnRows, BatchPlan::most_columns>;

struct Outputs {
  std::uint16_t* errors = nullptr;
  std::uint16_t* warnings = nullptr;
  Costs costs;
};

// A plan's prototype as a request, which rows that are decided by themselves are put into.
struct RowRequest {
  std::uint64_t plan = 0;
  Request request;
  BoundRequest bound;
};

struct Workspace {
  // Of a chunk.
  Scratch<std::int64_t> registers;
  alignas(64) std::array<std::int64_t, pitch> bad{};
  alignas(64) std::array<std::uint64_t, pitch> alive{};
  alignas(64) std::array<std::uint64_t, pitch> sums{};
  alignas(64) std::array<std::int32_t, pitch> work{};
  alignas(64) std::array<std::uint8_t, pitch> codes{};
  // Of a block.
  alignas(64) std::array<std::uint16_t, block_rows> shapes{};
  alignas(64) std::array<std::uint16_t, block_rows> order{};
  std::vector<std::uint32_t> starts;         // by shape
  std::vector<std::uint16_t> by_themselves;  // rows
  // Of a block's rows of one plan, where there are several.
  alignas(64) std::array<std::uint16_t, block_rows> plan_order{};
  std::vector<std::uint32_t> plan_starts;
  Scratch<std::uint8_t> gathered_choices;
  Scratch<std::int32_t> gathered_numbers;
  Scratch<std::int64_t> gathered_costs;
  Scratch<std::uint16_t> gathered_counts;
  Scratch<CostKind> gathered_kinds;

  std::vector<std::unique_ptr<RowRequest>> row_requests;
};

}  // namespace tariff::batch
