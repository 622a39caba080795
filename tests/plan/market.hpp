// A market of providers that do not exist, for the tests of the planner: each stall sells one
// model, and what is not said of it is as it is with all.
#pragma once

#include <doctest/doctest.h>

#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/load.hpp"
#include "tariff/plan.hpp"

namespace doctest {

template <>
struct StringMaker<tariff::Rational> {
  static auto convert(const tariff::Rational& value) -> String {
    return value.to_fraction().c_str();
  }
};

}  // namespace doctest

namespace tariff::tests {

inline const Date today = Date::of(2026, 11, 21);

struct Stall {
  std::string name;                      // "acme/lumen-2"
  std::string rate;                      // of an image, as an expression; empty: nobody knows it
  std::string renders{};                 // empty: the model's own name
  std::string currency = "USD";          //
  std::string tiers = "{standard: {}}";  //
  std::string head{};                    // more of the pack, in lines
  std::string size = "  size: {type: size, default: 1024x1024}\n";
  std::string quality =
      "  quality: {type: enum, field: quality, values: [low, medium, high], default: medium}\n";
  std::string number = "  n: {type: integer, field: n, default: 1, range: [1, 4]}\n";
  std::string more{};   // parameters, in lines
  std::string rules{};  // in lines
};

inline constexpr std::string_view market_fields = R"(format: tariff/fields@1
fields:
  prompt: {type: text}
  n: {type: integer}
  width: {type: integer}
  height: {type: integer}
  area: {type: integer, derive: width * height}
  quality: {type: text}
  background: {type: text}
)";

inline auto provider_of(const Stall& stall) -> std::string {
  return stall.name.substr(0, stall.name.find('/'));
}

inline auto model_of(const Stall& stall) -> std::string {
  return stall.name.substr(stall.name.find('/') + 1);
}

// What packs, cards and ratings begin with.
inline auto head_of(const std::string& format) -> std::string {
  return "format: tariff/" + format + "@1\nsources:\n" +
         "  page: {url: \"https://market.example\", read: 2026-11-01, confidence: official}\n";
}

inline auto pack_of(const Stall& stall) -> catalog::SourceFile {
  auto text = head_of("rules") + "provider: " + provider_of(stall) + "\nmodel: " + model_of(stall) +
              "\n" + stall.head;
  if (!stall.renders.empty()) text += "renders: " + stall.renders + "\n";
  text += "operations:\n  generate: {endpoint: /v1/images}\nparameters:\n";
  text += "  prompt: {type: text, field: prompt, required: true}\n";
  text += stall.size + stall.quality + stall.number + stall.more;
  if (!stall.rules.empty()) text += "rules:\n" + stall.rules;
  return {"rules/" + stall.name + ".yaml", text};
}

inline auto card_of(const Stall& stall) -> catalog::SourceFile {
  auto text = head_of("prices") + "provider: " + provider_of(stall) +
              "\nmodel: " + model_of(stall) + "\ncurrency: " + stall.currency + "\ncards:\n";
  text += "  - from: 2026-01-01\n    source: page\n    tiers: " + stall.tiers + "\n";
  text += "    meters: {images: {per_image: 1, rate: '" + stall.rate + "'}}\n";
  return {"data/pricing/" + stall.name + ".yaml", text};
}

// `ratings`: "lumen-2: {score: 1300, at: medium}, …"
inline auto board_of(const std::string& ratings) -> catalog::SourceFile {
  return {"data/quality/votes.yaml",
          head_of("quality") +
              "board: votes\ntitle: Votes\noperation: generate\ndated: 2026-11-01\nlicense: MIT\n"
              "source: page\nratings: {" +
              ratings +
              "}\nsteps: {low: -60, medium: 0, high: 40}\nassumptions: [Steps are made up.]\n"};
}

inline auto load_market(std::vector<catalog::SourceFile> files) -> Catalog {
  files.push_back({"rules/fields.yaml", std::string{market_fields}});
  const auto outcome = catalog::load(files);
  for (const auto& each : outcome.diagnostics) {
    MESSAGE(each.location.file << ":" << each.location.line << " " << each.message);
  }
  REQUIRE(outcome.data != nullptr);
  return Catalog{outcome.data};
}

inline auto market(const std::vector<Stall>& stalls, const std::string& ratings) -> Catalog {
  std::vector<catalog::SourceFile> files{board_of(ratings)};
  for (const auto& stall : stalls) {
    files.push_back(pack_of(stall));
    if (!stall.rate.empty()) files.push_back(card_of(stall));
  }
  return load_market(std::move(files));
}

// Two hosts of one model, one of which answers batches within a day, and a plainer model.
// Scores: lumen-2 1240, 1300, 1340; etch-1 1250.
inline const std::string usual_ratings =
    "lumen-2: {score: 1300, at: medium}, etch-1: {score: 1250}";

inline auto by_quality(const std::string& low, const std::string& medium, const std::string& high)
    -> std::string {
  return "{low: " + low + ", medium: " + medium + ", high: " + high + "}[quality]";
}

inline auto usual_stalls() -> std::vector<Stall> {
  Stall acme{"acme/lumen-2", by_quality("0.01", "0.04", "0.16")};
  acme.tiers = "{standard: {}, batch: {factor: 1/2, within_hours: 24}}";
  Stall globex{"globex/glow", by_quality("0.02", "0.05", "0.12"), "lumen-2"};
  Stall initech{"initech/etch-1", "0.03"};
  initech.quality.clear();
  return {acme, globex, initech};
}

// And one more.
inline auto usual_stalls_and(Stall stall) -> std::vector<Stall> {
  auto stalls = usual_stalls();
  stalls.push_back(std::move(stall));
  return stalls;
}

inline auto usual_market() -> const Catalog& {
  static const auto catalog = market(usual_stalls(), usual_ratings);
  return catalog;
}

struct Wishes {
  ManifestHeader header;
  std::vector<Record> records;
};

inline auto read_wishes(const std::string& text) -> Wishes {
  Wishes wishes;
  std::istringstream in{text};
  std::vector<Diagnostic> diagnostics;
  InputOptions options;
  options.name = "images.yaml";
  read_manifest(
      in, InputKind::yaml, options, wishes.header,
      [&](Record&& record) {
        if (record.error) MESSAGE(record.error->message);
        wishes.records.push_back(std::move(record));
        return true;
      },
      diagnostics);
  for (const auto& each : diagnostics) MESSAGE(each.message);
  REQUIRE(diagnostics.empty());
  return wishes;
}

inline auto plan_wishes(const Catalog& catalog, const Wishes& wishes,
                        std::size_t frontier_points = 0) -> Plan {
  PlanPolicy policy;
  policy.as_of = today;
  policy.settings = wishes.header.plan;
  policy.frontier_points = frontier_points;
  return plan(catalog, wishes.records, budget_of(wishes.header), policy);
}

// `text`: a manifest without its version.
inline auto plan_of(const Catalog& catalog, const std::string& text,
                    std::size_t frontier_points = 0) -> Plan {
  return plan_wishes(catalog, read_wishes("version: 1\n" + text), frontier_points);
}

inline auto offer_name(const Plan& plan, std::uint32_t offer) -> std::string {
  const auto& name = plan.offers.at(offer).name;
  return name.substr(0, name.rfind('/'));
}

// "acme/lumen-2 high batch", or "none".
inline auto show(const Plan& plan, const std::optional<PlanOption>& option) -> std::string {
  if (!option) return "none";
  auto text = offer_name(plan, option->offer);
  if (!option->quality.empty()) text += " " + option->quality;
  if (option->tier != "standard") text += " " + option->tier;
  return text;
}

// "a: acme/lumen-2 high batch, b: none"; or what became of the plan.
inline auto show(const Plan& plan) -> std::string {
  if (!plan.found()) return to_string(plan.status);
  std::string text;
  for (const auto& asset : plan.assets) {
    text += (text.empty() ? "" : ", ") + asset.id + ": " + show(plan, asset.chosen);
  }
  return text;
}

// The code with which an asset was refused by an offer; empty: it was not.
inline auto refusal(const PlannedAsset& asset, const Plan& plan, std::string_view offer)
    -> std::string {
  for (const auto& each : asset.refused) {
    if (offer_name(plan, each.offer) == offer) return each.code;
  }
  return {};
}

inline auto refusal(const Plan& plan, std::string_view offer) -> std::string {
  return refusal(plan.assets.at(0), plan, offer);
}

inline auto decimal(const char* text) -> Rational {
  Rational value;
  REQUIRE(Rational::parse(text, value));
  return value;
}

}  // namespace tariff::tests
