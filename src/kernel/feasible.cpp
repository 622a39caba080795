#include "kernel/feasible.hpp"

#include <algorithm>
#include <set>

namespace tariff::kernel {
namespace {

using catalog::Assignment;
using catalog::Kernel;
using catalog::Parameter;
using catalog::ParameterType;
using catalog::SlotClasses;
using catalog::Word;

auto has(const Group& group, std::size_t member) noexcept -> bool {
  return std::find(group.members.begin(), group.members.end(), member) != group.members.end();
}

auto is_list(const Group& group) noexcept -> bool {
  return group.first == SlotClasses::empty_list || group.first == SlotClasses::list;
}

auto is_number(const SlotClasses& classes, const Group& group) noexcept -> bool {
  return group.first >= SlotClasses::first_number && group.first < classes.first_word();
}

// The least and the greatest whole number of a group of number classes.
auto edges(const SlotClasses& classes, const Group& group)
    -> std::pair<std::int64_t, std::int64_t> {
  const std::size_t first = group.first - SlotClasses::first_number;
  const std::size_t last = group.last - SlotClasses::first_number;
  const std::int64_t low = first % 2 == 1 ? classes.cuts[first / 2]
                           : first == 0   ? -Kernel::largest_number
                                          : classes.cuts[first / 2 - 1] + 1;
  const std::int64_t high = last % 2 == 1                    ? classes.cuts[last / 2]
                            : last / 2 < classes.cuts.size() ? classes.cuts[last / 2] - 1
                                                             : Kernel::largest_number;
  return {low, high};
}

auto contains(const SlotClasses& classes, const Group& group, std::int64_t number) -> bool {
  if (!is_number(classes, group)) return false;
  const auto [low, high] = edges(classes, group);
  return low <= number && number <= high;
}

auto overlaps(const SlotClasses& classes, const Group& group, const Parameter& parameter) -> bool {
  const auto [low, high] = edges(classes, group);
  return !(parameter.minimum && Rational{high} < *parameter.minimum) &&
         !(parameter.maximum && Rational{low} > *parameter.maximum);
}

// The class of a text that a word stands for.
auto text_class(const SlotClasses& classes, base::Symbol symbol) -> std::size_t {
  const auto at = std::find(classes.words.begin(), classes.words.end(), symbol);
  return at == classes.words.end()
             ? SlotClasses::other_text
             : classes.first_word() + static_cast<std::size_t>(at - classes.words.begin());
}

auto holds(const SlotClasses& classes, const Group& group, const Assignment& assigned) -> bool {
  if (assigned.is_text) return has(group, text_class(classes, assigned.symbol));
  if (!assigned.number.is_exact()) {
    const auto at = std::find(classes.ranges.begin(), classes.ranges.end(), assigned.number);
    return has(group,
               classes.first_range() + static_cast<std::size_t>(at - classes.ranges.begin()));
  }
  if (group.first == SlotClasses::no) return assigned.number.low.is_zero();
  if (group.first == SlotClasses::yes) return !assigned.number.low.is_zero();
  return assigned.number.low.is_integer() &&
         contains(classes, group, assigned.number.low.numerator());
}

// What the parameter's own slot holds for a word of it.
auto holds_word(const catalog::Offer& offer, const SlotClasses& classes, const Group& group,
                const Word& word) -> bool {
  if (word.among.empty()) return has(group, text_class(classes, word.symbol));
  for (std::size_t i = 0; i < classes.open.size(); ++i) {
    const auto& [p, w] = classes.open[i];
    if (&offer.parameters[p].words[w] == &word) return has(group, classes.first_open() + i);
  }
  return false;
}

auto is_size(const Parameter& parameter) noexcept -> bool {
  return parameter.type == ParameterType::size;
}

}  // namespace

Feasible::Feasible(const catalog::Offer& offer) : offer_(offer), writers_(offer.slots.size()) {
  for (const Parameter& parameter : offer.parameters) {
    if (parameter.refused || parameter.ignored) continue;
    std::set<std::uint32_t> slots{parameter.slot, parameter.width, parameter.height};
    for (const Word& word : parameter.words) {
      for (const Assignment& assigned : word.assigns) slots.insert(assigned.slot);
    }
    for (const std::uint32_t slot : slots) {
      if (slot < writers_.size()) writers_[slot].push_back(&parameter);
    }
  }
}

// Nothing else writes the slot.
auto Feasible::owns(const Parameter& parameter, std::uint32_t slot) const -> bool {
  return slot != offer_.tier_slot && slot != offer_.images_slot && writers_[slot].size() == 1 &&
         writers_[slot].front() == &parameter;
}

auto Feasible::may_hold(const Parameter& parameter, const SlotClasses& classes,
                        const Group& group) const -> bool {
  for (const Word& word : parameter.words) {
    for (const Assignment& assigned : word.assigns) {
      if (assigned.slot == classes.slot && holds(classes, group, assigned)) return true;
    }
    if (parameter.slot == classes.slot && holds_word(offer_, classes, group, word)) return true;
  }
  if (is_size(parameter) && (parameter.width == classes.slot || parameter.height == classes.slot)) {
    const std::size_t edge = parameter.width == classes.slot ? 0 : 1;
    return is_number(classes, group) && edges(classes, group).second > 0 &&
           (parameter.sizes.empty() ||
            std::any_of(parameter.sizes.begin(), parameter.sizes.end(),
                        [&](const auto& size) { return contains(classes, group, size[edge]); }));
  }
  if (parameter.slot != classes.slot) return false;
  switch (parameter.type) {
    case ParameterType::integer:
    case ParameterType::number:
      return is_number(classes, group) && overlaps(classes, group, parameter);
    case ParameterType::boolean:
      return group.first == SlotClasses::no || group.first == SlotClasses::yes;
    case ParameterType::image:
    case ParameterType::any: return group.first == SlotClasses::yes;
    case ParameterType::images: return is_list(group);
    case ParameterType::text:
      return group.first == SlotClasses::other_text ||
             (group.first >= classes.first_word() && group.first < classes.first_open());
    case ParameterType::size: return has(group, SlotClasses::other_text);
    case ParameterType::enumeration: return false;
  }
  return false;
}

auto Feasible::is_expected(const SlotClasses& classes, std::size_t at) const -> bool {
  if (at == SlotClasses::unreadable) return true;
  const auto index = static_cast<std::uint8_t>(at);
  const Group group{index, index, {index}};
  const bool is_text = group.first == SlotClasses::other_text ||
                       (group.first >= classes.first_word() && group.first < classes.first_open());
  if (classes.slot == offer_.tier_slot) return is_text;
  if (classes.slot == offer_.images_slot && is_list(group)) return true;
  if (classes.slot == offer_.n_slot && is_number(classes, group) &&
      edges(classes, group).first > Kernel::most_asked) {
    return false;
  }
  bool always_given = false;
  for (const Parameter* parameter : writers_[classes.slot]) {
    if (may_hold(*parameter, classes, group)) return true;
    always_given = always_given || (parameter->slot == classes.slot && parameter->preset);
  }
  return group.first == SlotClasses::absent && !always_given;
}

auto Feasible::agrees(const Parameter& parameter, const Word* word, const Chosen& chosen) const
    -> bool {
  for (const auto& [slot, state] : chosen) {
    if (!owns(parameter, slot)) continue;
    const auto& [classes, group] = state;
    bool agrees = group->first == SlotClasses::absent;
    if (word == nullptr && is_size(parameter)) {
      if (slot == parameter.width || slot == parameter.height) agrees = is_number(*classes, *group);
      if (slot == parameter.slot) agrees = has(*group, SlotClasses::other_text);
    } else if (word != nullptr) {
      if (slot == parameter.slot) agrees = holds_word(offer_, *classes, *group, *word);
      for (const Assignment& assigned : word->assigns) {
        if (assigned.slot == slot) agrees = holds(*classes, *group, assigned);
      }
    }
    if (!agrees) return false;
  }
  return word != nullptr || !is_size(parameter) || is_listed(parameter, chosen);
}

auto Feasible::is_listed(const Parameter& parameter, const Chosen& chosen) const -> bool {
  const auto fits = [&](std::uint32_t slot, std::int64_t edge) {
    const auto found = chosen.find(slot);
    return found == chosen.end() || contains(*found->second.first, *found->second.second, edge);
  };
  return parameter.sizes.empty() ||
         std::any_of(parameter.sizes.begin(), parameter.sizes.end(), [&](const auto& size) {
           return fits(parameter.width, size[0]) && fits(parameter.height, size[1]);
         });
}

auto Feasible::go_together(const std::vector<Axis>& axes, std::size_t index) const -> bool {
  Chosen chosen;
  for (const Axis& axis : axes) {
    chosen[axis.classes->slot] = {axis.classes, &axis.groups[index % axis.groups.size()]};
    index /= axis.groups.size();
  }
  for (const Parameter& parameter : offer_.parameters) {
    const bool has_words = !parameter.words.empty();
    if (!is_size(parameter) && !has_words) continue;
    // Not given, given by its value, or by a word.
    const auto is_absent = [&](const auto& one) {
      return !owns(parameter, one.first) || one.second.second->first == SlotClasses::absent;
    };
    bool agreed = (!parameter.preset && std::all_of(chosen.begin(), chosen.end(), is_absent)) ||
                  (is_size(parameter) && agrees(parameter, nullptr, chosen));
    for (const Word& word : parameter.words) agreed = agreed || agrees(parameter, &word, chosen);
    if (!agreed) return false;
  }
  return true;
}

}  // namespace tariff::kernel
