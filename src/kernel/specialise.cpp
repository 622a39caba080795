#include "kernel/specialise.hpp"

#include <algorithm>
#include <set>

#include "kernel/classes.hpp"
#include "kernel/feasible.hpp"
#include "kernel/prices.hpp"
#include "kernel/rules.hpp"

namespace tariff::kernel {

namespace {

auto encode_alike(const std::vector<catalog::RateCard>& cards) -> bool {
  return std::all_of(cards.begin(), cards.end(), [&](const catalog::RateCard& card) {
    return card.encoding == cards.front().encoding;
  });
}

// Texts are counted once, when a request is bound, before it is known which day's card will be
// asked.
auto counted_slots(const catalog::Offer& offer) -> std::vector<std::uint16_t> {
  std::set<std::uint16_t> slots;
  for (const catalog::RateCard& card : offer.cards) {
    for (const lang::Instruction& instruction : card.program.code) {
      if (instruction.op != lang::Op::tokens || instruction.imm >= offer.slots.size()) continue;
      slots.insert(static_cast<std::uint16_t>(instruction.imm));
    }
  }
  return {slots.begin(), slots.end()};
}

}  // namespace

auto specialise(const catalog::Offer& offer) -> catalog::Kernel {
  catalog::Kernel kernel;
  kernel.slots = find_classes(offer);
  const Feasible feasible{offer};
  for (const catalog::SlotClasses& classes : kernel.slots) {
    for (std::size_t at = 0; at < classes.count(); ++at) {
      kernel.expected.push_back(feasible.is_expected(classes, at) ? 1 : 0);
    }
  }
  Folds folds{offer, kernel};
  specialise_rules(offer, kernel, folds);
  if (encode_alike(offer.cards)) {
    kernel.counted = counted_slots(offer);
    specialise_prices(offer, kernel, folds);
  }
  return kernel;
}

}  // namespace tariff::kernel
