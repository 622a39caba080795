// What pricing/price.cpp computes, for a request of which only the classes are known.
#pragma once

#include <optional>
#include <vector>

#include "kernel/symbolic.hpp"

namespace tariff::kernel {

struct SymbolicMeter {
  bool runs = false;
  bool excluded = false;
  NumberRange quantity;
  NumberRange amount;
};

struct SymbolicPrice {
  bool known = true;  // false: the cost is unknown
  NumberRange total;
  std::vector<SymbolicMeter> meters;
  std::uint32_t roundings = 0;
};

class CasePricer {
 public:
  CasePricer(Arithmetic& arithmetic, const catalog::RateCard& card, const catalog::Tier& tier,
             Run& run) noexcept
      : arithmetic_(arithmetic), card_(card), tier_(tier), run_(run) {}

  // `images` is how many are asked for. Nullopt: not expressible.
  [[nodiscard]] auto price(const NumberRange& images) -> std::optional<SymbolicPrice>;

 private:
  enum class Step : std::uint8_t { done, unknown, not_expressible };

  auto price_meter(const catalog::MeterSpec& spec, const NumberRange& images, SymbolicMeter& meter)
      -> Step;
  auto apply_rate(const catalog::MeterSpec& spec, SymbolicMeter& meter) -> Step;
  auto round(catalog::RoundingStep::Of of, std::string_view meter, NumberRange& amount,
             SymbolicPrice& out) -> bool;
  auto round_total(const NumberRange& images, SymbolicPrice& out) -> bool;
  [[nodiscard]] auto number(const Symbolic& value) const -> NumberRange;

  Arithmetic& arithmetic_;
  const catalog::RateCard& card_;
  const catalog::Tier& tier_;
  Run& run_;
};

// The range that holds both; `expected` is the second one's when it says so.
[[nodiscard]] auto widen(Arithmetic& arithmetic, const NumberRange& sum, const NumberRange& one,
                         bool expected) -> NumberRange;

}  // namespace tariff::kernel
