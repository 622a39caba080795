#include "knapsack/rounding.hpp"

#include <algorithm>

namespace tariff::knapsack {

namespace {

using base::Int128;

auto stand_on_line(std::span<const Choice> choices, Multiplier multiplier) -> Stand {
  Stand stand;
  Int128 least = multiplier.loss(choices[0].cost, choices[0].utility);
  for (std::uint32_t i = 1; i < choices.size(); ++i) {
    const auto loss = multiplier.loss(choices[i].cost, choices[i].utility);
    if (loss > least) continue;
    if (loss < least) stand.base = i;
    stand.top = i;
    least = loss;
  }
  return stand;
}

// As many copies as fit go to the dearest choice on the line.
void fill(Rounding& rounding, const Classes& classes, std::uint32_t index) {
  const auto& group = classes.groups[index];
  const auto choices = classes.choices_of(group);
  auto& stand = rounding.stands[index];
  const auto& base = choices[stand.base];
  const auto& top = choices[stand.top];
  stand.at_top = std::min(group.copies, rounding.slack / (top.cost - base.cost));
  rounding.slack -= stand.at_top * (top.cost - base.cost);
  rounding.utility += Int128{stand.at_top} * (top.utility - base.utility);
}

auto site_of(std::span<const Choice> choices, Multiplier multiplier, Site site) -> Site {
  const auto& from = choices[site.from];
  bool first = true;
  for (std::uint32_t i = 0; i < choices.size(); ++i) {
    if (i == site.from) continue;
    const auto loss =
        multiplier.loss(choices[i].cost - from.cost, choices[i].utility - from.utility);
    if (first || loss < site.loss) site.loss = loss;
    first = false;
  }
  return site;
}

}  // namespace

auto round_relaxation(const Classes& classes, Multiplier multiplier, std::int64_t budget)
    -> Rounding {
  Rounding out;
  out.stands.reserve(classes.groups.size());
  std::vector<std::uint32_t> on_line;  // groups with several choices on the line
  std::int64_t most_copies = 0;
  for (std::uint32_t index = 0; index < classes.groups.size(); ++index) {
    const auto& group = classes.groups[index];
    const auto choices = classes.choices_of(group);
    out.stands.push_back(stand_on_line(choices, multiplier));
    const auto& stand = out.stands.back();
    out.cost += Int128{choices[stand.base].cost} * group.copies;
    out.utility += Int128{choices[stand.base].utility} * group.copies;
    if (stand.base == stand.top) continue;
    on_line.push_back(index);
    if (group.copies <= most_copies) continue;
    most_copies = group.copies;
    out.flexible = index;
  }
  out.slack = static_cast<std::int64_t>(budget - out.cost);
  for (const auto index : on_line) {
    if (index != out.flexible) fill(out, classes, index);
  }
  if (out.flexible != Rounding::no_group) fill(out, classes, out.flexible);
  out.cost = Int128{budget} - out.slack;
  return out;
}

auto find_sites(const Classes& classes, Multiplier multiplier, const Rounding& rounding)
    -> std::vector<Site> {
  std::vector<Site> sites;
  sites.reserve(classes.groups.size());
  for (std::uint32_t index = 0; index < classes.groups.size(); ++index) {
    const auto& group = classes.groups[index];
    if (group.size < 2) continue;
    const auto choices = classes.choices_of(group);
    const auto& stand = rounding.stands[index];
    const auto at_base = group.copies - stand.at_top;
    if (at_base > 0) {
      sites.push_back(site_of(choices, multiplier, {0, index, stand.base, at_base}));
    }
    if (stand.at_top > 0) {
      sites.push_back(site_of(choices, multiplier, {0, index, stand.top, stand.at_top}));
    }
  }
  return sites;
}

}  // namespace tariff::knapsack
