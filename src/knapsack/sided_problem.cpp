#include "knapsack/sided_problem.hpp"

#include <algorithm>
#include <limits>

namespace tariff::knapsack {

namespace {

using base::Int128;
using Code = KnapsackError::Code;

// The product of the ranges of value and ties has to leave room for multipliers.
constexpr int worth_bits = 98;

auto bits_of(Int128 value) noexcept -> int {
  int bits = 0;
  for (; value != 0; value /= 2) ++bits;
  return bits;
}

class Reader {
 public:
  Reader(const ConstrainedProblem& problem, SidedProblem& out, KnapsackError& error)
      : problem_(problem), out_(out), error_(error) {}

  auto read() -> bool {
    out_.problem = &problem_;
    group_classes(out_);
    set_caps();
    choose_factor();
    number_suppliers();
    for (auto& block : out_.blocks) {
      if (!append_items(block)) return false;
    }
    return true;
  }

 private:
  // Of the options of a class: best, worst and what decides ties.
  struct Extremes {
    std::int64_t least_value = std::numeric_limits<std::int64_t>::max();
    std::int64_t most_value = std::numeric_limits<std::int64_t>::min();
    std::int64_t least_tie = std::numeric_limits<std::int64_t>::max();
    std::int64_t most_tie = std::numeric_limits<std::int64_t>::min();
  };

  [[nodiscard]] auto by_utility() const -> bool {
    return problem_.goal == KnapsackGoal::most_utility;
  }
  [[nodiscard]] auto value_of(const KnapsackOption& option) const -> std::int64_t {
    return by_utility() ? option.utility : -option.cost;
  }
  [[nodiscard]] auto tie_of(const KnapsackOption& option) const -> std::int64_t {
    return by_utility() ? -option.cost : option.utility;
  }
  [[nodiscard]] auto options_of(std::uint32_t in_class) const -> std::span<const KnapsackOption> {
    const auto& entry = problem_.classes[in_class];
    return problem_.options.subspan(entry.first, entry.size);
  }
  [[nodiscard]] auto side_of(std::uint64_t option) const -> KnapsackSide {
    return problem_.sides.empty() ? KnapsackSide{} : problem_.sides[option];
  }

  [[nodiscard]] auto extremes_of(const Block& block) const -> Extremes {
    Extremes out;
    for (const auto& option : options_of(block.founder)) {
      out.least_value = std::min(out.least_value, value_of(option));
      out.most_value = std::max(out.most_value, value_of(option));
      out.least_tie = std::min(out.least_tie, tie_of(option));
      out.most_tie = std::max(out.most_tie, tie_of(option));
    }
    return out;
  }

  void set_caps() {
    if (by_utility() && problem_.budget) out_.caps.push_back(*problem_.budget);
    if (!by_utility() && problem_.least_utility) {
      Int128 most = 0;
      for (const auto& block : out_.blocks) {
        most += Int128{extremes_of(block).most_tie} * block.copies;
      }
      out_.caps.push_back(most - *problem_.least_utility);
    }
    for (const auto limit : problem_.limits) out_.caps.push_back(limit);
  }

  void choose_factor() {
    Int128 values = 0;
    Int128 ties = 0;
    for (const auto& block : out_.blocks) {
      const auto extremes = extremes_of(block);
      out_.least_value += Int128{extremes.least_value} * block.copies;
      values += (Int128{extremes.most_value} - extremes.least_value) * block.copies;
      ties += (Int128{extremes.most_tie} - extremes.least_tie) * block.copies;
    }
    out_.breaks_ties = bits_of(values) + bits_of(ties) <= worth_bits;
    out_.factor = out_.breaks_ties ? ties + 1 : 1;
    out_.most_worth = values * out_.factor + (out_.breaks_ties ? ties : 0);
    const auto& wanted = by_utility() ? problem_.least_utility : problem_.budget;
    if (!wanted) return;
    const auto needed = (by_utility() ? Int128{*wanted} : -Int128{*wanted}) - out_.least_value;
    if (needed > values) out_.least_worth = out_.most_worth + 1;
    if (needed > 0 && needed <= values) out_.least_worth = needed * out_.factor;
  }

  void number_suppliers() {
    for (const auto& side : problem_.sides) {
      if (side.supplier != no_supplier) suppliers_.push_back(side.supplier);
    }
    std::sort(suppliers_.begin(), suppliers_.end());
    suppliers_.erase(std::unique(suppliers_.begin(), suppliers_.end()), suppliers_.end());
    out_.suppliers = static_cast<std::uint32_t>(suppliers_.size());
  }

  auto append_items(Block& block) -> bool {
    const auto extremes = extremes_of(block);
    const auto& entry = problem_.classes[block.founder];
    block.first = out_.items.size();
    block.size = entry.size;
    for (std::uint32_t i = 0; i < entry.size; ++i) {
      const auto& option = problem_.options[entry.first + i];
      const auto side = side_of(entry.first + i);
      Item item;
      item.worth = (Int128{value_of(option)} - extremes.least_value) * out_.factor;
      if (out_.breaks_ties) item.worth += Int128{tie_of(option)} - extremes.least_tie;
      item.option = i;
      if (side.supplier != no_supplier) {
        item.supplier = static_cast<std::uint32_t>(
            std::lower_bound(suppliers_.begin(), suppliers_.end(), side.supplier) -
            suppliers_.begin());
      }
      item.first_use = out_.uses.size();
      if (!append_uses(option, side, extremes)) {
        error_ = {Code::overflow, block.founder, i};
        return false;
      }
      item.uses = static_cast<std::uint32_t>(out_.uses.size() - item.first_use);
      out_.items.push_back(item);
    }
    return true;
  }

  // False: a sum does not fit.
  auto append_uses(const KnapsackOption& option, const KnapsackSide& side, const Extremes& extremes)
      -> bool {
    const bool own = out_.has_own_row();
    if (own) {
      const auto amount =
          by_utility() ? Int128{option.cost} : Int128{extremes.most_tie} - option.utility;
      if (!base::fits_int64(amount)) return false;
      if (amount > 0) out_.uses.push_back({0, static_cast<std::int64_t>(amount)});
    }
    const auto limits = out_.uses.size();
    for (const auto& use : problem_.uses.subspan(side.first_use, side.uses)) {
      if (use.amount > 0) out_.uses.push_back({use.limit + (own ? 1U : 0U), use.amount});
    }
    return join_uses(limits);
  }

  // In order of rows, those of the same row as one.
  auto join_uses(std::size_t first) -> bool {
    const auto begin = out_.uses.begin() + static_cast<std::ptrdiff_t>(first);
    std::sort(begin, out_.uses.end(),
              [](const RowUse& a, const RowUse& b) { return a.row < b.row; });
    auto kept = first;
    for (auto i = first; i < out_.uses.size(); ++i) {
      if (kept > first && out_.uses[kept - 1].row == out_.uses[i].row) {
        auto& sum = out_.uses[kept - 1].amount;
        if (__builtin_add_overflow(sum, out_.uses[i].amount, &sum)) return false;
        continue;
      }
      out_.uses[kept++] = out_.uses[i];
    }
    out_.uses.resize(kept);
    return true;
  }

  const ConstrainedProblem& problem_;
  SidedProblem& out_;
  KnapsackError& error_;
  std::vector<std::uint32_t> suppliers_;
};

// Adds up those of the same option. They are in order.
void join(std::vector<Share>& shares) {
  std::size_t kept = 0;
  for (const auto& share : shares) {
    if (share.copies == 0) continue;
    if (kept > 0 && shares[kept - 1].block == share.block &&
        shares[kept - 1].option == share.option) {
      shares[kept - 1].copies += share.copies;
    } else {
      shares[kept++] = share;
    }
  }
  shares.resize(kept);
}

}  // namespace

auto read_sided(const ConstrainedProblem& problem, SidedProblem& out, KnapsackError& error)
    -> bool {
  out = {};
  return Reader{problem, out, error}.read();
}

auto picks_of(const SidedProblem& sided, std::vector<Share> shares) -> std::vector<KnapsackPick> {
  std::sort(shares.begin(), shares.end(), [](const Share& a, const Share& b) {
    return a.block != b.block ? a.block < b.block : a.option < b.option;
  });
  join(shares);
  std::vector<std::size_t> next(sided.blocks.size(), 0);  // share of each block to take from
  for (std::size_t i = shares.size(); i-- > 0;) next[shares[i].block] = i;
  std::vector<KnapsackPick> picks;
  for (std::uint32_t index = 0; index < sided.block_of.size(); ++index) {
    auto& at = next[sided.block_of[index]];
    for (auto left = sided.problem->classes[index].copies; left > 0;) {
      auto& share = shares[at];
      const auto taken = std::min(left, share.copies);
      picks.push_back({index, share.option, taken});
      left -= taken;
      share.copies -= taken;
      if (share.copies == 0) ++at;
    }
  }
  return picks;
}

}  // namespace tariff::knapsack
