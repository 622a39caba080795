// What a bound request costs on a day: meters, rounding, tiers, and settlement from reported usage.
#pragma once

#include <array>
#include <cstdint>

#include "catalog/limits.hpp"
#include "catalog/model.hpp"
#include "engine/bound.hpp"
#include "engine/cell.hpp"
#include "tariff/date.hpp"
#include "tariff/verdict.hpp"

namespace tariff::pricing {

// Why a price is not known.
struct Unknown {
  enum class Why : std::uint8_t {
    none,
    no_card,     // no rate card covers the day
    no_tier,     // the card has no such service tier
    tier,        // the card says that the tier's price is not known
    quantity,    // a meter's quantity is not known: `absence` says why
    rate,        // a meter's rate is not known: `absence` says why
    overflow,    // arithmetic that does not fit
    no_images,   // fewer than one image is asked for, or how many cannot be read
    no_figures,  // the reported usage has none of the figures that the card knows
  };
  Why why = Why::none;
  const catalog::MeterSpec* meter = nullptr;
  engine::Absence absence;
  bool settling = false;  // the absence is of the card's settle program
};

struct MeterPrice {
  const catalog::MeterSpec* spec = nullptr;
  bool runs = false;
  bool excluded = false;  // left out and said so: its text is not given
  Range quantity;
  Range amount;  // Unit: the card's currency
};

// Meters of one card at most; the loader holds cards to it.
inline constexpr std::size_t max_meters = catalog::most_meters;

struct Price {
  CostKind kind = CostKind::unknown;
  Range total;  // Unit: the card's currency
  Unknown unknown;
  const catalog::RateCard* card = nullptr;
  const catalog::Tier* tier = nullptr;
  std::array<MeterPrice, max_meters> meters{};
  std::size_t meter_count = 0;
  std::uint32_t roundings = 0;  // bit i: step i of the card was applied
  bool settled = false;
};

// No allocation, unless usage is settled.
[[nodiscard]] auto price(const BoundRequest& bound, Date as_of) noexcept -> Price;

// The total alone, which is quicker. Unit: the card's currency.
struct Total {
  CostKind kind = CostKind::unknown;
  Range amount;
};
[[nodiscard]] auto total(const BoundRequest& bound, Date as_of) noexcept -> Total;

// The price by the card's own program, without a kernel's help: the same answer, for tests to hold
// the two to each other.
[[nodiscard]] auto price_by_program(const BoundRequest& bound, Date as_of) noexcept -> Price;

// The price in words: reasons, notes, sources.
[[nodiscard]] auto quote(const BoundRequest& bound, Date as_of) -> Quote;

}  // namespace tariff::pricing
