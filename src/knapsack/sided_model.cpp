#include "knapsack/sided_model.hpp"

#include <algorithm>
#include <limits>

namespace tariff::knapsack {

namespace {

using base::Int128;

class Reducer {
 public:
  Reducer(const SidedProblem& problem, const SupplierSet& allowed, Domination domination,
          SidedModel& out)
      : problem_(problem),
        allowed_(allowed),
        domination_(domination),
        out_(out),
        caps_(problem.caps) {}

  auto reduce() -> bool {
    out_ = {};
    out_.problem = &problem_;
    if (!copy_allowed()) return false;
    for (bool changed = true; changed;) {
      take_off_least_uses();
      if (std::any_of(caps_.begin(), caps_.end(), [](Int128 cap) { return cap < 0; })) return false;
      changed = false;
      if (!drop_too_large(changed)) return false;
    }
    drop_loose_rows();
    for (auto& block : out_.blocks) drop_dominated(block);
    compact();
    return true;
  }

 private:
  [[nodiscard]] auto is_allowed(const Item& item) const -> bool {
    return item.supplier == no_supplier || allowed_[item.supplier];
  }

  // False: a block has no options left.
  auto copy_allowed() -> bool {
    out_.blocks = problem_.blocks;
    out_.uses = problem_.uses;
    for (auto& block : out_.blocks) {
      const auto items = problem_.items_of(block);
      block.first = out_.items.size();
      for (const auto& item : items) {
        if (is_allowed(item)) out_.items.push_back(item);
      }
      block.size = static_cast<std::uint32_t>(out_.items.size() - block.first);
      if (block.size == 0) return false;
    }
    return true;
  }

  [[nodiscard]] auto items_of(const Block& block) -> std::span<Item> {
    return std::span{out_.items}.subspan(block.first, block.size);
  }
  [[nodiscard]] auto uses_of(const Item& item) -> std::span<RowUse> {
    return std::span{out_.uses}.subspan(item.first_use, item.uses);
  }

  void take_off_least_uses() {
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    auto& least = least_;
    auto& count = count_;
    count.assign(caps_.size(), 0);
    least.assign(caps_.size(), most);
    for (const auto& block : out_.blocks) {
      for (const auto& item : items_of(block)) {
        for (const auto& use : uses_of(item)) {
          ++count[use.row];
          least[use.row] = std::min(least[use.row], use.amount);
        }
      }
      for (const auto& use : uses_of(out_.items[block.first])) {
        if (count[use.row] != block.size) least[use.row] = 0;
        caps_[use.row] -= Int128{least[use.row]} * block.copies;
      }
      for (const auto& item : items_of(block)) {
        for (auto& use : uses_of(item)) {
          if (count[use.row] == block.size) use.amount -= least[use.row];
        }
      }
      for (const auto& item : items_of(block)) {
        for (const auto& use : uses_of(item)) {
          count[use.row] = 0;
          least[use.row] = most;
        }
      }
    }
  }

  auto drop_too_large(bool& changed) -> bool {
    const auto is_too_large = [this](const Item& item) {
      const auto uses = uses_of(item);
      return std::any_of(uses.begin(), uses.end(),
                         [this](const RowUse& use) { return use.amount > caps_[use.row]; });
    };
    for (auto& block : out_.blocks) {
      const auto items = items_of(block);
      const auto end = std::remove_if(items.begin(), items.end(), is_too_large);
      const auto left = static_cast<std::uint32_t>(end - items.begin());
      changed = changed || left < block.size;
      block.size = left;
      if (left == 0) return false;
    }
    return true;
  }

  void drop_loose_rows() {
    std::vector<Int128> most(caps_.size(), 0);
    std::vector<std::int64_t> most_here(caps_.size(), 0);
    for (const auto& block : out_.blocks) {
      for (const auto& item : items_of(block)) {
        for (const auto& use : uses_of(item)) {
          most_here[use.row] = std::max(most_here[use.row], use.amount);
        }
      }
      for (const auto& item : items_of(block)) {
        for (const auto& use : uses_of(item)) {
          most[use.row] += Int128{most_here[use.row]} * block.copies;
          most_here[use.row] = 0;
        }
      }
    }
    std::vector<std::uint32_t> index(caps_.size(), none);
    for (std::uint32_t row = 0; row < caps_.size(); ++row) {
      if (most[row] <= caps_[row]) continue;
      index[row] = static_cast<std::uint32_t>(out_.rows.size());
      // Below the cap of the problem, of 64 bits, or below what is used.
      out_.rows.push_back({row, static_cast<std::int64_t>(caps_[row]), most[row]});
    }
    renumber(index);
  }

  void renumber(const std::vector<std::uint32_t>& index) {
    for (auto& block : out_.blocks) {
      for (auto& item : items_of(block)) {
        const auto uses = uses_of(item);
        const auto end = std::remove_if(uses.begin(), uses.end(), [&](const RowUse& use) {
          return use.amount == 0 || index[use.row] == none;
        });
        item.uses = static_cast<std::uint32_t>(end - uses.begin());
        for (auto& use : uses_of(item)) use.row = index[use.row];
      }
    }
  }

  // The one is worth no less and uses no more of anything.
  [[nodiscard]] auto dominates(const Item& a, const Item& b) const -> bool {
    if (domination_ == Domination::by_same_supplier && a.supplier != no_supplier &&
        a.supplier != b.supplier) {
      return false;
    }
    const auto others = out_.uses_of(b);
    auto other = others.begin();
    for (const auto& use : out_.uses_of(a)) {
      while (other != others.end() && other->row < use.row) ++other;
      if (other == others.end() || other->row != use.row || other->amount < use.amount) {
        return false;
      }
    }
    return a.worth >= b.worth;
  }

  void drop_dominated(Block& block) {
    const auto items = items_of(block);
    std::stable_sort(items.begin(), items.end(),
                     [](const Item& a, const Item& b) { return a.worth > b.worth; });
    std::uint32_t kept = 0;
    for (const auto& item : items) {
      bool dominated = false;
      for (std::uint32_t i = 0; i < kept && !dominated; ++i) dominated = dominates(items[i], item);
      // Of equal worth, the one that uses less may come later.
      while (!dominated && kept > 0 && dominates(item, items[kept - 1])) --kept;
      if (!dominated) items[kept++] = item;
    }
    block.size = kept;
  }

  // Only what is left, side by side.
  void compact() {
    std::size_t size = 0;
    std::size_t count = 0;
    for (const auto& block : out_.blocks) {
      size += block.size;
      for (const auto& item : items_of(block)) count += item.uses;
    }
    std::vector<Item> items;
    std::vector<RowUse> uses;
    items.reserve(size);
    uses.reserve(count);
    for (auto& block : out_.blocks) {
      const auto first = items.size();
      for (auto item : items_of(block)) {
        const auto old = uses_of(item);
        item.first_use = uses.size();
        uses.insert(uses.end(), old.begin(), old.end());
        items.push_back(item);
      }
      block.first = first;
    }
    out_.items = std::move(items);
    out_.uses = std::move(uses);
  }

  static constexpr auto none = std::numeric_limits<std::uint32_t>::max();

  const SidedProblem& problem_;
  const SupplierSet& allowed_;
  Domination domination_;
  SidedModel& out_;
  std::vector<Int128> caps_;
  std::vector<std::uint32_t> count_;  // by row, in one block: items that use it,
  std::vector<std::int64_t> least_;   // and what they all use of it
};

}  // namespace

auto reduce_sided(const SidedProblem& problem, const SupplierSet& allowed, Domination domination,
                  SidedModel& out) -> bool {
  return Reducer{problem, allowed, domination, out}.reduce();
}

}  // namespace tariff::knapsack
