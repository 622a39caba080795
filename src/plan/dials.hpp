// What the planner may turn in a request to an offer: rendering quality, size, service tier.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/model.hpp"
#include "tariff/date.hpp"
#include "tariff/request.hpp"

namespace tariff::planning {

// Unit: pixels. 0 x 0: whatever comes.
struct Edges {
  std::int64_t width = 0;
  std::int64_t height = 0;

  [[nodiscard]] auto known() const noexcept -> bool { return width > 0 && height > 0; }
  friend auto operator==(const Edges&, const Edges&) noexcept -> bool = default;
};

// A service tier whose price is known.
struct DialTier {
  std::string name;
  std::int64_t delay = 0;  // until the answer may come, beyond the usual. Unit: hours
};

struct Dials {
  const catalog::Offer* offer = nullptr;
  const catalog::RateCard* card = nullptr;  // of the day; null: none
  const catalog::Parameter* quality = nullptr;
  std::vector<std::string> qualities;  // words of that day that mean themselves
  const catalog::Parameter* size = nullptr;
  const catalog::Parameter* width = nullptr;  // where the two are parameters of their own
  const catalog::Parameter* height = nullptr;
  std::vector<Edges> presets;   // sizes that the offer lists, or has words for
  std::vector<DialTier> tiers;  // at least one
  catalog::SlotId quality_slot = catalog::no_slot;
  catalog::SlotId width_slot = catalog::no_slot;
  catalog::SlotId height_slot = catalog::no_slot;

  [[nodiscard]] auto can_size() const noexcept -> bool {
    return size != nullptr || (width != nullptr && height != nullptr);
  }
};

[[nodiscard]] auto find_dials(const catalog::Offer& offer, Date day) -> Dials;

// False: the offer has no words for this size; the request is unchanged.
[[nodiscard]] auto set_size(const Dials& dials, Edges edges, Request& request) -> bool;

// Takes away what the dials set, wherever it stands.
void clear_quality(const Dials& dials, Request& request);
void clear_size(const Dials& dials, Request& request);

// As it is sent: with the model's name where the body has a place for it, and in its envelope.
[[nodiscard]] auto complete(const catalog::Offer& offer, Request request) -> Request;

// The parameters of the request, out of their envelope.
[[nodiscard]] auto body_of(const catalog::Offer& offer, Request& request) -> Value&;

}  // namespace tariff::planning
