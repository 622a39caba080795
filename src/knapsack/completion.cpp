#include "knapsack/completion.hpp"

#include <algorithm>

namespace tariff::knapsack {

void Completions::assign(std::vector<Entry>& entries) {
  std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return a.cost != b.cost ? a.cost < b.cost : a.utility > b.utility;
  });
  entries_.clear();
  costs_.clear();
  for (const auto& entry : entries) {
    if (!entries_.empty() && entry.utility <= entries_.back().utility) continue;
    entries_.push_back(entry);
    costs_.push_back(entry.cost);
  }
}

auto Completions::find(std::int64_t cost) const noexcept -> const Entry* {
  const auto after = std::upper_bound(costs_.begin(), costs_.end(), cost);
  return after == costs_.begin() ? nullptr
                                 : &entries_[static_cast<std::size_t>(after - costs_.begin() - 1)];
}

}  // namespace tariff::knapsack
