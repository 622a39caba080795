#include "engine/cases.hpp"

#include <algorithm>
#include <memory>
#include <new>
#include <type_traits>

namespace tariff::engine {

Cases::Cases(const BoundRequest& bound) noexcept : bound_(bound) {
  for (const OpenField& open : bound.open) {
    const std::vector<base::Symbol>& among = open.word->among;
    const auto at = std::find(among.begin(), among.end(), open.word->expected);
    const auto position = static_cast<std::size_t>(at - among.begin());
    expected_ += count_ * (position < among.size() ? position : 0);
    count_ *= among.size();
    if (count_ > max_cases) {
      count_ = max_cases;
      expected_ = std::min(expected_, max_cases - 1);
      return;
    }
  }
}

auto Cases::word(std::size_t index, std::size_t field) const noexcept -> base::Symbol {
  for (std::size_t i = 0; i < field; ++i) index /= bound_.open[i].word->among.size();
  const std::vector<base::Symbol>& among = bound_.open[field].word->among;
  return among[index % among.size()];
}

void Cases::apply(std::size_t index, std::span<FieldValue> slots) const noexcept {
  for (std::size_t field = 0; field < bound_.open.size(); ++field) {
    if (bound_.open[field].slot >= slots.size()) continue;
    FieldValue& slot = slots[bound_.open[field].slot];
    slot.kind = FieldValue::Kind::text;
    slot.symbol = word(index, field);
    slot.text = bound_.catalog->text(slot.symbol);
  }
}

static_assert(std::is_trivially_copyable_v<FieldValue>);

CaseSlots::CaseSlots(const BoundRequest& bound, const Cases& cases) noexcept
    : bound_(bound), cases_(cases) {
  if (bound.open.empty()) return;
  count_ = std::min(bound.slots.size(), max_slots);
  std::uninitialized_copy_n(bound.slots.begin(), count_, reinterpret_cast<FieldValue*>(copy_));
}

auto CaseSlots::copy() noexcept -> std::span<FieldValue> {
  return {std::launder(reinterpret_cast<FieldValue*>(copy_)), count_};
}

auto CaseSlots::at(std::size_t index) noexcept -> std::span<const FieldValue> {
  if (bound_.open.empty()) return bound_.slots;
  cases_.apply(index, copy());
  return copy();
}

}  // namespace tariff::engine
