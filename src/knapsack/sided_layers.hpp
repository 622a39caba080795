// How a better plan than the best one known may differ from what blocks take at some prices: layer
// by layer, each of which shifts some copies of a part to another item, or none. And what the
// layers from one on can do at most, which tells the states that lead to nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/int128.hpp"
#include "knapsack/sided_prices.hpp"
#include "knapsack/sided_repair.hpp"

namespace tariff::knapsack {

// One row has so much more used.
struct RowShift {
  std::uint32_t row = 0;
  std::int64_t more = 0;  // or less, below 0
};

// So many copies of a part go to another item.
struct Shift {
  std::uint32_t part = 0;
  std::uint32_t to = 0;
  std::int64_t copies = 0;
  base::Int128 loss = 0;  // more than before, against the best at the prices
  std::uint64_t first_row = 0;
  std::uint32_t rows = 0;
};

// One of its shifts happens, or none.
struct Layer {
  std::uint32_t first = 0;  // index into the shifts
  std::uint32_t shifts = 0;
  std::int64_t copies = 0;  // > 0: the first layer of a part of so many copies
};

// What all layers from one on can do to a row.
struct RowOutlook {
  std::int64_t less = 0;       // it may be used less by so much,
  std::int64_t more = 0;       // or more
  base::Int128 less_rate = 0;  // a unit less loses that at least,
  base::Int128 more_rate = 0;  // and a unit more
};

class SidedLayers {
 public:
  // Of shifts to items that lose no more than `gap`.
  SidedLayers(const SidedPricing& pricing, const Prices& prices, const PricedPlan& priced,
              std::vector<Part> parts, base::Int128 gap);

  [[nodiscard]] auto parts() const noexcept -> const std::vector<Part>& { return parts_; }
  // Without shifts.
  [[nodiscard]] auto left() const noexcept -> const std::vector<std::int64_t>& { return left_; }
  [[nodiscard]] auto loss() const noexcept -> base::Int128 { return losses_.front(); }

  // Not all of them where there are too many: those that lose least at first.
  [[nodiscard]] auto layers() const noexcept -> std::span<const Layer> { return layers_; }
  [[nodiscard]] auto is_complete() const noexcept -> bool { return complete_; }
  [[nodiscard]] auto shift(std::uint32_t index) const noexcept -> const Shift& {
    return shifts_[index];
  }
  [[nodiscard]] auto rows_of(const Shift& shift) const noexcept -> std::span<const RowShift> {
    return std::span{row_shifts_}.subspan(shift.first_row, shift.rows);
  }

  // From a layer on, or from behind the last one.
  // The loss of parts that may still go where they lose nothing.
  [[nodiscard]] auto loss_from(std::size_t layer) const noexcept -> base::Int128 {
    return losses_[layer];
  }
  [[nodiscard]] auto rows_from(std::size_t layer) const noexcept -> std::span<const RowOutlook> {
    return std::span{row_outlooks_}.subspan(layer * rows_, rows_);
  }

 private:
  struct Source {
    std::uint32_t part = 0;
    base::Int128 loss = 0;        // of one copy where it is
    base::Int128 least_step = 0;  // of one copy to somewhere else
    std::uint32_t row = 0;        // the one that the fewest sources use
  };

  [[nodiscard]] auto find_sources(const Prices& prices, const PricedPlan& priced) const
      -> std::vector<Source>;
  void sort_by_row(std::vector<Source>& sources) const;
  void add_layers(const Source& source, const Prices& prices, const PricedPlan& priced);
  void add_shift(std::uint32_t part, std::uint32_t to, std::int64_t copies, base::Int128 loss);
  void add_outlook(const Source& source, std::span<const Layer> layers,
                   std::vector<RowOutlook>& rows) const;
  void look_back(const std::vector<Source>& sources, const std::vector<std::size_t>& ends);

  const SidedPricing& pricing_;
  const SidedModel& model_;
  std::size_t rows_;
  base::Int128 gap_;
  std::vector<Part> parts_;
  std::vector<std::int64_t> left_;
  std::vector<Layer> layers_;
  std::vector<Shift> shifts_;
  std::vector<RowShift> row_shifts_;
  std::vector<base::Int128> losses_;
  std::vector<RowOutlook> row_outlooks_;
  std::vector<std::int64_t> change_;  // by row, while a shift is made
  bool complete_ = true;
};

}  // namespace tariff::knapsack
