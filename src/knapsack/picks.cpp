#include "knapsack/picks.hpp"

#include <algorithm>
#include <cstdint>

namespace tariff::knapsack {

namespace {

// So many copies of a group at a choice; may be negative while moves are added up.
struct Part {
  std::uint32_t group;
  std::uint32_t option;
  std::int64_t copies;
};

// What each group takes, by group and option. Parts of the same option are not added up yet.
auto parts_of(const Classes& classes, const Rounding& rounding, const Deviation& deviation)
    -> std::vector<Part> {
  std::vector<Part> parts;
  parts.reserve(classes.groups.size() + 2 * deviation.moves.size() + 2);
  const auto add = [&](std::uint32_t group, std::uint32_t choice, std::int64_t copies) {
    const auto option = classes.choices_of(classes.groups[group])[choice].option;
    if (copies != 0) parts.push_back({group, option, copies});
  };
  for (std::uint32_t index = 0; index < classes.groups.size(); ++index) {
    const auto& stand = rounding.stands[index];
    const auto steps = index == rounding.flexible ? deviation.steps : 0;
    add(index, stand.base, classes.groups[index].copies - stand.at_top - steps);
    add(index, stand.top, stand.at_top + steps);
  }
  for (const auto& move : deviation.moves) {
    add(move.group, move.from, -1);
    add(move.group, move.to, 1);
  }
  const auto before = [](const Part& a, const Part& b) {
    return a.group != b.group ? a.group < b.group : a.option < b.option;
  };
  std::sort(parts.begin(), parts.end(), before);
  return parts;
}

// Adds up the parts of the same group and option.
void join(std::vector<Part>& parts) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < parts.size();) {
    auto sum = parts[i];
    for (++i; i < parts.size() && parts[i].group == sum.group && parts[i].option == sum.option;
         ++i) {
      sum.copies += parts[i].copies;
    }
    if (sum.copies != 0) parts[kept++] = sum;
  }
  parts.resize(kept);
}

}  // namespace

auto make_picks(const KnapsackProblem& problem, const Classes& classes, const Rounding& rounding,
                const Deviation& deviation) -> std::vector<KnapsackPick> {
  auto parts = parts_of(classes, rounding, deviation);
  join(parts);
  std::vector<std::size_t> next(classes.groups.size(), 0);  // part of each group to take from
  for (std::size_t i = parts.size(); i-- > 0;) next[parts[i].group] = i;
  std::vector<KnapsackPick> picks;
  picks.reserve(problem.classes.size());
  for (std::uint32_t index = 0; index < problem.classes.size(); ++index) {
    auto& at = next[classes.group_of[index]];
    for (auto left = problem.classes[index].copies; left > 0;) {
      auto& part = parts[at];
      const auto taken = std::min(left, part.copies);
      picks.push_back({index, part.option, taken});
      left -= taken;
      part.copies -= taken;
      if (part.copies == 0) ++at;
    }
  }
  return picks;
}

}  // namespace tariff::knapsack
