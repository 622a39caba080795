#include <algorithm>
#include <bit>
#include <limits>
#include <unordered_map>

#include "knapsack/sided_problem.hpp"

namespace tariff::knapsack {

namespace {

class BlockTable {
 public:
  explicit BlockTable(SidedProblem& sided) : problem_(*sided.problem), out_(sided) {}

  void add(std::uint32_t in_class) {
    const auto& entry = problem_.classes[in_class];
    auto& recent = recent_.try_emplace(entry.first, none).first->second;
    if (recent == none || problem_.classes[out_.blocks[recent].founder].size != entry.size) {
      recent = find_or_add(in_class);
    }
    out_.blocks[recent].copies += entry.copies;
    out_.block_of.push_back(recent);
  }

 private:
  static constexpr auto none = std::numeric_limits<std::uint32_t>::max();

  [[nodiscard]] auto side_of(std::uint64_t option) const -> KnapsackSide {
    return problem_.sides.empty() ? KnapsackSide{} : problem_.sides[option];
  }

  [[nodiscard]] auto hash_of(std::uint32_t in_class) const -> std::uint64_t {
    const auto& entry = problem_.classes[in_class];
    std::uint64_t hash = entry.size;
    const auto add = [&hash](auto value) {
      hash = (std::rotl(hash, 23) ^ static_cast<std::uint64_t>(value)) * 0x9E3779B97F4A7C15U;
      hash ^= hash >> 32U;
    };
    for (auto i = entry.first; i < entry.first + entry.size; ++i) {
      add(problem_.options[i].cost);
      add(problem_.options[i].utility);
      const auto side = side_of(i);
      add(side.supplier);
      for (const auto& use : problem_.uses.subspan(side.first_use, side.uses)) {
        add(use.limit);
        add(use.amount);
      }
    }
    return hash;
  }

  [[nodiscard]] auto same_option(std::uint64_t a, std::uint64_t b) const -> bool {
    const auto& x = problem_.options[a];
    const auto& y = problem_.options[b];
    if (x.cost != y.cost || x.utility != y.utility) return false;
    const auto p = side_of(a);
    const auto q = side_of(b);
    const auto uses = problem_.uses.subspan(p.first_use, p.uses);
    const auto others = problem_.uses.subspan(q.first_use, q.uses);
    return p.supplier == q.supplier &&
           std::equal(uses.begin(), uses.end(), others.begin(), others.end(),
                      [](const KnapsackUse& u, const KnapsackUse& v) {
                        return u.limit == v.limit && u.amount == v.amount;
                      });
  }

  [[nodiscard]] auto same(std::uint32_t a, std::uint32_t b) const -> bool {
    const auto& x = problem_.classes[a];
    const auto& y = problem_.classes[b];
    if (x.size != y.size) return false;
    for (std::uint32_t i = 0; i < x.size; ++i) {
      if (!same_option(x.first + i, y.first + i)) return false;
    }
    return true;
  }

  auto find_or_add(std::uint32_t in_class) -> std::uint32_t {
    auto& known = blocks_[hash_of(in_class)];
    for (const auto block : known) {
      if (same(out_.blocks[block].founder, in_class)) return block;
    }
    known.push_back(static_cast<std::uint32_t>(out_.blocks.size()));
    out_.blocks.push_back({0, 0, in_class, 0});
    return known.back();
  }

  const ConstrainedProblem& problem_;
  SidedProblem& out_;
  std::unordered_map<std::uint64_t, std::uint32_t> recent_;  // block, by the first option
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> blocks_;  // by hash
};

}  // namespace

void group_classes(SidedProblem& sided) {
  BlockTable table{sided};
  for (std::uint32_t i = 0; i < sided.problem->classes.size(); ++i) table.add(i);
}

}  // namespace tariff::knapsack
