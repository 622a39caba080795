// A plan's assets added up in the ways that people ask for.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tariff/plan.hpp"

namespace tariff::planning {

struct RequestCounts {
  std::int64_t requests = 0;
  std::int64_t unknown = 0;  // of them: their cost is not known
};
[[nodiscard]] auto count_requests(const Plan& plan) -> RequestCounts;

// Some of the chosen options together.
struct Share {
  std::int64_t assets = 0;
  std::int64_t images = 0;
  std::int64_t unknown = 0;  // assets whose cost is not known, and not in `cost`
  Range cost;                // Unit: the plan's currency
  Rational value;            // Unit: points
  Rational weighted;         // images, each counted by its weight
  bool too_large = false;    // an exact sum does not fit

  void add(const PlannedAsset& asset);
  // The weighted mean score; nothing where no image has weight, or a sum does not fit.
  [[nodiscard]] auto average() const -> std::optional<Rational>;
};

struct UsedSetting {
  std::string offer;
  std::string quality;
  std::string tier;
  Share share;
};
// One for each offer, quality and tier that is chosen, the dearest first.
[[nodiscard]] auto used_settings(const Plan& plan) -> std::vector<UsedSetting>;

// By name; "" is "no group". Assets that are left out are in none.
[[nodiscard]] auto by_group(const Plan& plan) -> std::map<std::string, Share>;
[[nodiscard]] auto by_provider(const Plan& plan) -> std::map<std::string, Share>;

struct RefusalCount {
  std::string offer;
  std::string code;
  std::string message;  // of the first one
  std::int64_t assets = 0;
};
// By offer and code, the most frequent first.
[[nodiscard]] auto count_refusals(const Plan& plan) -> std::vector<RefusalCount>;

// What is wrong: the plan's diagnostics and the assets' problems, each once.
[[nodiscard]] auto all_problems(const Plan& plan) -> std::vector<Diagnostic>;

}  // namespace tariff::planning
