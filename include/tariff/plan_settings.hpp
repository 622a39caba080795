// How a manifest, or a command line, wants its assets planned: plain values. See plan.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tariff/rational.hpp"
#include "tariff/version.hpp"

namespace tariff {
inline namespace v0 {

enum class PlanGoal : std::uint8_t { quality, cost };
// Which point of a cost that is a range counts against budgets.
struct CostPoint {
  static const CostPoint low, expected, high;

  // Of the way from the low to the high end; -1: the expected amount, wherever it lies.
  std::int8_t percent = -1;

  friend constexpr auto operator==(CostPoint, CostPoint) noexcept -> bool = default;
};
inline constexpr CostPoint CostPoint::low{0};
inline constexpr CostPoint CostPoint::expected{-1};
inline constexpr CostPoint CostPoint::high{100};

[[nodiscard]] TARIFF_API auto to_string(PlanGoal goal) noexcept -> const char*;
// "low", "expected", "high", "80%".
[[nodiscard]] TARIFF_API auto to_string(CostPoint point) -> std::string;
// Those, with whole percents from 0 to 100; false for any other.
[[nodiscard]] TARIFF_API auto parse_cost_point(std::string_view name, CostPoint& out) noexcept
    -> bool;

// At most so many images by an offer.
struct OfferCap {
  std::string offer;  // "provider/model" (all its operations) or "provider/model/operation"
  std::int64_t images = 0;

  friend auto operator==(const OfferCap&, const OfferCap&) -> bool = default;
};

// What of an asset that names its model stays as it is written.
struct KeptSettings {
  bool provider = false;
  bool model = false;    // the one that renders; its host may change unless `provider` is kept too
  bool quality = false;  // the rendering quality
  bool tier = false;     // the service tier

  friend auto operator==(const KeptSettings&, const KeptSettings&) -> bool = default;
};

// What a user puts in the place of the quality ratings that are shipped. See quality.hpp.
struct QualityOverrides {
  // A score of one's own. Unit: points of the same scale.
  struct Score {
    std::string model;    // as its hosts render it ("lumen-2"), or provider/model, or an offer
    std::string quality;  // empty: at the quality that is rated; the steps go from there
    Rational score;

    friend auto operator==(const Score&, const Score&) -> bool = default;
  };
  // The points of a rendering quality, relative to the others of the list.
  struct Step {
    std::string quality;
    Rational points;

    friend auto operator==(const Step&, const Step&) -> bool = default;
  };
  std::vector<Score> scores;
  std::vector<Step> steps;

  friend auto operator==(const QualityOverrides&, const QualityOverrides&) -> bool = default;
};

// What is not given has the default that stands beside it.
struct PlanSettings {
  std::optional<PlanGoal> goal;              // quality
  std::optional<CostPoint> plan_on;          // expected
  std::optional<bool> allow_unknown_costs;   // false: what has no price is not chosen
  std::optional<bool> allow_larger;          // false: images have the size that is asked for
  std::optional<bool> immediate;             // false: tiers that answer later may be chosen
  std::optional<bool> leave_out_unservable;  // false: an asset without an option is fatal

  std::string min_quality;              // of each asset: a word ("high") or points ("1350")
  std::optional<Rational> min_average;  // weighted mean score of all images. Unit: points
  std::vector<std::string> only;        // providers, provider/model, or models as rendered
  std::vector<std::string> forbid;      // the same
  KeptSettings keep;
  std::optional<std::int64_t> most_providers;
  std::vector<OfferCap> caps;
  QualityOverrides quality;

  friend auto operator==(const PlanSettings&, const PlanSettings&) -> bool = default;
};

// `over` laid over `under`: what it gives wins, its names are added. Caps, steps and scores of the
// same name (scores: and quality) take the place of those that are there.
[[nodiscard]] TARIFF_API auto merge(PlanSettings under, const PlanSettings& over) -> PlanSettings;

}  // namespace v0
}  // namespace tariff
