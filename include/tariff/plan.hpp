// Planning: an offer and a setting for each asset of a manifest, so that quality is the highest
// that a budget allows, or cost the lowest at a wanted quality, with a proof.
//
//     std::vector<tariff::Record> assets = …;             // read_manifest()
//     tariff::PlanBudget budget;
//     budget.total = tariff::Money{tariff::Rational{25}, "USD"};
//     tariff::PlanPolicy policy;
//     policy.as_of = day;
//     const auto plan = tariff::plan(tariff::default_catalog(), assets, budget, policy);
//     if (plan.status == tariff::PlanStatus::infeasible) { plan.clashes, plan.least_budget … }
//     for (const auto& asset : plan.assets) { asset.chosen->request … }
//
// An asset that names a model states what it wants (size, background, format, inputs); which offer,
// quality and service tier serve it is the planner's to choose, unless they are kept. Every option
// was accepted by the engine on that day. Pure: no clock, no I/O, the same input has the same plan
// everywhere, unless the search is ended from outside.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tariff/catalog.hpp"
#include "tariff/evaluate.hpp"
#include "tariff/knapsack.hpp"
#include "tariff/manifest.hpp"
#include "tariff/plan_settings.hpp"
#include "tariff/quality.hpp"
#include "tariff/report.hpp"

namespace tariff {
inline namespace v0 {

enum class PlanStatus : std::uint8_t {
  optimal,     // proven: no plan is better by the goal, and none as good costs less
  feasible,    // the best one known; `bound` is proven
  infeasible,  // no plan keeps all constraints: `clashes`
  unknown,     // the search was ended before a plan was found, or before it was sure there is none
};

[[nodiscard]] TARIFF_API auto to_string(PlanStatus status) noexcept -> const char*;

// Limits of money. All of one currency; options in another are refused.
struct PlanBudget {
  struct Part {
    std::string name;  // of the group or the provider
    Money limit;

    friend auto operator==(const Part&, const Part&) -> bool = default;
  };
  std::optional<Money> total;      // of no currency: of the currency of the prices
  std::optional<Money> per_asset;  // of all requests of an asset together
  std::vector<Part> groups;
  std::vector<Part> groups_per_asset;
  std::vector<Part> providers;

  friend auto operator==(const PlanBudget&, const PlanBudget&) -> bool = default;
};

// The limits that a manifest states.
[[nodiscard]] TARIFF_API auto budget_of(const ManifestHeader& header) -> PlanBudget;

struct PlanPolicy {
  Date as_of;
  PlanSettings settings;

  // More than 0: also traces the frontier, by at most so many points, two at least.
  std::size_t frontier_points = 0;
  // Asked between assets while their options are found; true: there is no plan.
  std::function<bool()> should_abandon;
  // Asked while the best of them are searched for; true: the best plan so far. See KnapsackOptions.
  std::function<bool(const KnapsackProgress&)> should_stop;
};

// One way to make an asset's images.
struct PlanOption {
  std::uint32_t offer = 0;  // index into Plan::offers
  std::string quality;      // the word that is sent or that is the default; empty: none
  std::int64_t width = 0;   // 0: the provider chooses. Unit: pixels
  std::int64_t height = 0;
  bool larger = false;        // than asked: to be cut
  std::string tier;           // "standard", "batch", …
  Request request;            // ready to send
  std::int64_t requests = 1;  // how often it is sent for the images wanted
  CostKind cost_kind = CostKind::unknown;
  Range cost;                         // of all its requests. Unit: Plan::currency
  std::optional<QualityScore> score;  // of an image
  Rational value;  // weight × images × score, what the plan adds up. Unit: points
};

// Another option than the chosen one, and what the step to it means.
struct PlanStep {
  PlanOption to;
  Rational cost;   // more (above 0) or less, at the policy's cost point
  Rational value;  // more or less. Unit: points
};

// Why an offer has no option for an asset.
struct PlanRefusal {
  std::uint32_t offer = 0;  // index into Plan::offers
  std::string code;         // of the rule, or one of ours: "PLAN-FORBIDDEN", …
  std::string message;
};

struct PlannedAsset {
  std::string id;
  std::string group;
  Location location;
  Rational weight{1};
  std::int64_t images = 1;
  bool required = true;
  std::size_t options = 0;               // that were weighed
  std::optional<PlanOption> chosen;      // nothing: left out, or there is no plan
  std::optional<PlanStep> next_better;   // the cheapest option of a higher value
  std::optional<PlanStep> next_cheaper;  // the best option that costs less
  std::vector<PlanRefusal> refused;      // one for each offer that has no option
  std::optional<Diagnostic> problem;     // the asset could not be planned at all
  // What the asset costs and scores as it is written; nothing when it is refused or left open.
  std::optional<Range> written_cost;
  std::optional<Rational> written_value;
};

// A constraint among those that cannot be kept together.
struct PlanClash {
  std::string constraint;  // "budget of 5 USD", "group hero: at most 2 USD", "asset home-hero"
  std::string message;
};

// What a budget buys.
struct FrontierPoint {
  Rational cost;   // at the policy's cost point
  Rational value;  // Unit: points
};

// What another way of choosing comes to.
struct PlanTotals {
  Range cost;
  Rational value;           // Unit: points
  std::int64_t assets = 0;  // that have an option
};

struct PlanOffer {
  std::string name;  // "acme/lumen-2/generate"
  std::string provider;
  std::string renders;
  std::string title;
  std::string status;
};

struct Plan {
  PlanStatus status = PlanStatus::unknown;
  std::string catalog;  // content hash
  Date as_of;
  std::string currency;
  PlanGoal goal{};
  CostPoint plan_on{};
  PlanBudget budget;
  PlanSettings settings;

  PlanTotals total;
  std::int64_t images = 0;          // that are planned
  std::optional<Rational> average;  // weighted mean score of those. Unit: points
  // Goal quality: no plan has a greater value. Goal cost: none costs less.
  Rational bound;
  Rational gap;                            // between the plan and its bound, 0 when proven
  std::optional<Rational> points_for_one;  // what one more unit of currency is worth: points
  std::optional<Rational> left;            // of the budget, at the policy's cost point
  std::string why_left;                    // why nothing fits into it
  std::optional<Rational> least_budget;    // the least that all constraints but the budget need

  std::vector<PlanOffer> offers;     // that options and refusals speak of
  std::vector<PlannedAsset> assets;  // in the manifest's order
  std::vector<PlanClash> clashes;    // when infeasible
  // When asked for: what each budget buys, from the cheapest plan to the best one, by its corners.
  // Budgets of groups and providers, caps and the number of providers are left out of account.
  std::vector<FrontierPoint> frontier;
  std::optional<PlanTotals> greedy;     // choosing by value per cost, step by step
  std::optional<PlanTotals> written;    // the assets as they are written, where those have a cost
  std::vector<QualityBoard> boards;     // whose ratings are used
  std::vector<std::string> notes;       // what was assumed: steps, ranges, roundings
  std::vector<Diagnostic> diagnostics;  // what is wrong with the assets, the budget or the policy

  [[nodiscard]] auto found() const noexcept -> bool {
    return status == PlanStatus::optimal || status == PlanStatus::feasible;
  }
};

// The best plan. Never throws on bad input: what is wrong stands in `diagnostics`.
// Cost: an evaluation for each asset and option, then the solver's (see knapsack.hpp).
[[nodiscard]] TARIFF_API auto plan(const Catalog& catalog, std::span<const Record> assets,
                                   const PlanBudget& budget, const PlanPolicy& policy) -> Plan;

// The plan for people, as Markdown, and for machines: complete, so that it can be sent as it is,
// and the same bytes whenever the same plan is made.
[[nodiscard]] TARIFF_API auto to_text(const Plan& plan, TextOptions options = {}) -> std::string;
[[nodiscard]] TARIFF_API auto to_markdown(const Plan& plan) -> std::string;
[[nodiscard]] TARIFF_API auto to_json(const Plan& plan) -> std::string;

}  // namespace v0
}  // namespace tariff
