// A sided problem with some suppliers only, and without what does not matter: options that no plan
// can have or that another one dominates, rows that cannot be exceeded.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/int128.hpp"
#include "knapsack/sided_problem.hpp"

namespace tariff::knapsack {

// Blocks are those of the problem, in its order; items and rows are fewer. What each block uses of
// a row at least is taken off the cap.
struct SidedModel {
  struct Row {
    std::uint32_t in_problem = 0;
    std::int64_t cap = 0;       // > 0
    base::Int128 most_use = 0;  // of any plan; > cap
  };

  const SidedProblem* problem = nullptr;
  std::vector<Item> items;
  std::vector<RowUse> uses;
  std::vector<Block> blocks;
  std::vector<Row> rows;

  [[nodiscard]] auto items_of(const Block& block) const noexcept -> std::span<const Item> {
    return std::span{items}.subspan(block.first, block.size);
  }
  [[nodiscard]] auto uses_of(const Item& item) const noexcept -> std::span<const RowUse> {
    return std::span{uses}.subspan(item.first_use, item.uses);
  }
};

// By supplier, counted as in the problem.
using SupplierSet = std::vector<bool>;

// Which options others may dominate: those of any supplier, or of the same one only, so that the
// model still serves when fewer suppliers are allowed.
enum class Domination : std::uint8_t { by_any, by_same_supplier };

// False: no plan of options of these suppliers (and of none) keeps all rows.
[[nodiscard]] auto reduce_sided(const SidedProblem& problem, const SupplierSet& allowed,
                                Domination domination, SidedModel& out) -> bool;

}  // namespace tariff::knapsack
