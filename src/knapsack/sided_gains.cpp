#include "knapsack/sided_gains.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <numeric>

namespace tariff::knapsack {

namespace {

using base::Int128;

constexpr auto nothing = std::numeric_limits<Int128>::min();

class Gains {
 public:
  Gains(const SidedModel& model, const Prices& prices, const std::vector<Standing>& standings)
      : model_(model), pricing_(model), standings_(standings), best_(standings.size(), nothing) {
    for (std::uint32_t row = 0; row < model.rows.size(); ++row) {
      prices_.push_back(std::min(prices[model.rows[row].in_problem], pricing_.greatest_price(row)));
      all_ += prices_.back() * model.rows[row].cap;
      some_ += prices_.back() * model.rows[row].cap;
    }
    out_.gains.assign(standings.size(), 0);
    serves_.assign(standings.size(), 0);
  }

  auto find(std::uint32_t more) -> SupplierGains {
    for (const auto& block : model_.blocks) {
      if (!add(block, more)) return {-1, {}};
    }
    if (greatest(serves_, more) < lacking_) return {-1, {}};
    some_ += more == 1 ? gain_of_one() : greatest(out_.gains, more);
    out_.bound = pricing_.worth_of(std::min(all_, some_));
    return std::move(out_);
  }

 private:
  // The sum of so many of the greatest.
  static auto greatest(std::vector<Int128> numbers, std::uint32_t count) -> Int128 {
    std::sort(numbers.begin(), numbers.end(), std::greater<>{});
    const auto end = std::min<std::size_t>(count, numbers.size());
    return std::accumulate(numbers.begin(), numbers.begin() + static_cast<std::ptrdiff_t>(end),
                           Int128{0});
  }

  // A single one has to serve all blocks that none serves yet. There may be one that does.
  [[nodiscard]] auto gain_of_one() const -> Int128 {
    Int128 most = 0;
    for (std::size_t i = 0; i < serves_.size(); ++i) {
      if (serves_[i] == lacking_) most = std::max(most, out_.gains[i]);
    }
    return most;
  }

  // False: the block cannot have any item.
  auto add(const Block& block, std::uint32_t more) -> bool {
    auto in = nothing;
    open_.clear();
    for (const auto& item : model_.items_of(block)) {
      const bool free = item.supplier == no_supplier;
      if (!free && standings_[item.supplier] == Standing::out) continue;
      const auto net = pricing_.net_worth(item, prices_);
      if (free || standings_[item.supplier] == Standing::in) {
        in = std::max(in, net);
        continue;
      }
      if (best_[item.supplier] == nothing) open_.push_back(item.supplier);
      best_[item.supplier] = std::max(best_[item.supplier], net);
    }
    if (in == nothing && (open_.empty() || more == 0)) return false;
    count(block, in);
    for (const auto supplier : open_) best_[supplier] = nothing;
    return true;
  }

  // The best of some suppliers is no more than the base and what each of them has above it.
  void count(const Block& block, Int128 in) {
    auto most = in;
    auto base = in;
    if (in == nothing) {
      lacking_ += 1;
      for (const auto supplier : open_) serves_[supplier] += 1;
    }
    for (const auto supplier : open_) {
      most = std::max(most, best_[supplier]);
      // Where none that is in serves, one that is open has to.
      if (in == nothing) base = base == nothing ? best_[supplier] : std::min(base, best_[supplier]);
    }
    all_ += most * block.copies;
    some_ += base * block.copies;
    for (const auto supplier : open_) {
      if (best_[supplier] > base) {
        out_.gains[supplier] += (best_[supplier] - base) * block.copies;
      }
    }
  }

  const SidedModel& model_;
  SidedPricing pricing_;
  Prices prices_;
  const std::vector<Standing>& standings_;
  std::vector<Int128> best_;         // of the block: each open supplier's
  std::vector<std::uint32_t> open_;  // that have items of the block
  std::vector<Int128> serves_;       // how many of the lacking blocks each open supplier serves
  Int128 lacking_ = 0;               // blocks that none serves that is in
  Int128 all_ = 0;                   // with all of the open ones
  Int128 some_ = 0;                  // with those that are in
  SupplierGains out_;
};

}  // namespace

auto find_gains(const SidedModel& model, const Prices& prices,
                const std::vector<Standing>& standings, std::uint32_t more) -> SupplierGains {
  return Gains{model, prices, standings}.find(more);
}

}  // namespace tariff::knapsack
