// What `tariff plan` says where it, and not a provider's rule, refuses an offer.
#include <array>

#include "report/own_codes.hpp"

namespace tariff::report {
namespace {

constexpr auto error = Severity::error;
constexpr auto note = Severity::note;

// clang-format off: examples stand as they are read.
constexpr std::array codes{
    OwnCode{.code = "PLAN-CURRENCY",
            .severity = note,
            .title = "the offer's prices are in another currency than the plan",
            .why = "Sums of two currencies mean nothing, and Tariff knows no rates of exchange. "
                   "The currency is that of the budget; without one, that of the first price.",
            .bad = R"(version: 1
budget: {total: 5 EUR}
plan: {minimize: cost}
assets:
  - {id: hero, any_of: [acme/lumen-2], prompt: a fox}
)",
            .good = R"(version: 1
budget: {total: 5 USD}
plan: {minimize: cost}
assets:
  - {id: hero, any_of: [acme/lumen-2], prompt: a fox}
)"},
    OwnCode{.code = "PLAN-FORBIDDEN",
            .severity = note,
            .title = "`only` or `forbid` leaves the offer out",
            .why = "Those of the plan and those of the asset hold together: what either forbids is "
                   "not chosen.",
            .bad = R"(version: 1
plan: {minimize: cost, forbid: [globex]}
assets:
  - {id: hero, any_of: [acme/lumen-3, globex/lumen-3], prompt: a fox}
)",
            .good = R"(version: 1
plan: {minimize: cost, forbid: [acme/lumen-1]}
assets:
  - {id: hero, any_of: [acme/lumen-3, globex/lumen-3], prompt: a fox}
)"},
    OwnCode{.code = "PLAN-KEPT",
            .severity = note,
            .title = "the plan keeps the provider, or the model, that the asset names",
            .why = "With `keep: [provider]` an asset stays with its provider, with `keep: [model]` "
                   "with its model at any host.",
            .bad = R"(version: 1
plan: {minimize: cost, keep: [provider]}
assets:
  - {id: hero, provider: globex, model: lumen-3, prompt: a fox}
)",
            .good = R"(version: 1
plan: {minimize: cost, keep: [quality]}
assets:
  - {id: hero, provider: globex, model: lumen-3, quality: low, prompt: a fox}
)"},
    OwnCode{.code = "PLAN-LATE",
            .severity = note,
            .title = "the offer answers later than the asset can wait",
            .why =
                "A service tier such as batch may take a day. `immediate` rules that out, and so "
                "does a `deadline` before it, also where the asset's own tier is kept.",
            .bad = R"(version: 1
plan: {minimize: cost}
assets:
  - {id: hero, provider: acme, model: etch-1, tier: batch, pinned: true, immediate: true, prompt: a fox}
)",
            .good = R"(version: 1
plan: {minimize: cost}
assets:
  - {id: hero, provider: acme, model: etch-1, tier: batch, pinned: true, deadline: 2026-11-30, prompt: a fox}
)"},
    OwnCode{.code = "PLAN-LIMIT",
            .severity = error,
            .title = "the limits of the plan, or its sums, cannot be worked with",
            .why = "A limit in another currency can be held against nothing, and a sum that does "
                   "not fit 64 bits would be wrong. There is no plan.",
            .bad = R"(version: 1
budget: {total: 5 USD, providers: {acme: 5 EUR}}
plan: {minimize: cost}
assets:
  - {id: hero, any_of: [acme/lumen-2], prompt: a fox}
)",
            .good = R"(version: 1
budget: {total: 5 USD, providers: {acme: 5 USD}}
plan: {minimize: cost}
assets:
  - {id: hero, any_of: [acme/lumen-2], prompt: a fox}
)"},
    OwnCode{.code = "PLAN-NO-PRICE",
            .severity = note,
            .title = "nobody knows what the offer costs",
            .why = "What has no price keeps no budget. `unknown_costs: allowed` takes it as a last "
                   "resort, where nothing with a price will do.",
            .bad = R"(version: 1
plan: {minimize: cost}
assets:
  - {id: hero, any_of: [acme/sketch-1], prompt: a fox}
)",
            .good = R"(version: 1
plan: {minimize: cost, unknown_costs: allowed}
assets:
  - {id: hero, any_of: [acme/sketch-1], prompt: a fox}
)"},
    OwnCode{.code = "PLAN-OVER-LIMIT",
            .severity = note,
            .title = "the offer costs more than one asset may",
            .why = "`per_asset` is of all requests of an asset together: images times tries.",
            .bad = R"(version: 1
budget: {per_asset: 0.02 USD}
plan: {minimize: cost}
assets:
  - {id: hero, count: 3, any_of: [acme/lumen-2], prompt: a fox}
)",
            .good = R"(version: 1
budget: {per_asset: 0.03 USD}
plan: {minimize: cost}
assets:
  - {id: hero, count: 3, any_of: [acme/lumen-2], prompt: a fox}
)"},
    OwnCode{.code = "PLAN-QUALITY",
            .severity = note,
            .title = "the offer's images are below the least quality that is wanted",
            .why = "`min_quality` is a rendering quality, such as high, or points of the ratings.",
            .bad = R"(version: 1
plan: {quality: {scores: {lumen-2: {low: 1200, high: 1300}}}}
assets:
  - {id: hero, min_quality: 1350, any_of: [acme/lumen-2], prompt: a fox}
)",
            .good = R"(version: 1
plan: {quality: {scores: {lumen-2: {low: 1200, high: 1300}}}}
assets:
  - {id: hero, min_quality: 1250, any_of: [acme/lumen-2], prompt: a fox}
)"},
    OwnCode{.code = "PLAN-TOO-LARGE",
            .severity = note,
            .title = "the requests, their cost or their value cannot be counted in 64 bits",
            .why = "A number that is cut off would be a wrong plan.",
            .bad = R"(version: 1
plan: {minimize: cost}
assets:
  - {id: hero, count: 1_000_000_000, attempts: 10_000_000_000, any_of: [acme/lumen-2], prompt: a fox}
)",
            .good = R"(version: 1
plan: {minimize: cost}
assets:
  - {id: hero, count: 1_000_000_000, attempts: 2, any_of: [acme/lumen-2], prompt: a fox}
)"},
    OwnCode{.code = "PLAN-UNRATED",
            .severity = note,
            .title = "nobody rated the model at this quality, so it has no place among the others",
            .why = "No rating is not a rating of 0. A score of your own gives it a place; for the "
                   "least cost it needs none.",
            .bad = R"(version: 1
assets:
  - {id: hero, any_of: [acme/lumen-2], prompt: a fox}
)",
            .good = R"(version: 1
plan: {quality: {scores: {lumen-2: {low: 1200, high: 1300}}}}
assets:
  - {id: hero, any_of: [acme/lumen-2], prompt: a fox}
)"},
    OwnCode{.code = "PLAN-UNSAYABLE",
            .severity = note,
            .title = "the offer has no words for what the asset asks for",
            .why = "A size, a background or a format that cannot be said would be left to chance.",
            .bad = R"(version: 1
plan: {minimize: cost}
assets:
  - {id: hero, background: transparent, any_of: [acme/lumen-2], prompt: a fox}
)",
            .good = R"(version: 1
plan: {minimize: cost}
assets:
  - {id: hero, size: 1024x768, any_of: [acme/lumen-2], prompt: a fox}
)"},
};
// clang-format on

}  // namespace

auto plan_codes() noexcept -> std::span<const OwnCode> {
  return codes;
}

}  // namespace tariff::report
