#include "plan/dials.hpp"

#include "plan/market.hpp"

namespace {

using namespace tariff;
using namespace tariff::tests;
using planning::Dials;
using planning::Edges;

auto market_of(Stall stall) -> Catalog {
  return market({std::move(stall)}, "painter-1: {score: 1}");
}

auto dials_of(const Catalog& catalog, Date day = today) -> Dials {
  return planning::find_dials(catalog.data().offers[0], day);
}

auto painter() -> Stall {
  return {"acme/painter-1", "0.04"};
}

// What the request's body holds after the size was set; "no" when it cannot be.
auto sized(const Stall& stall, Edges edges) -> std::string {
  const auto catalog = market_of(stall);
  const auto dials = dials_of(catalog);
  Request request;
  return planning::set_size(dials, edges, request) ? request.params.to_json() : "no";
}

auto tiers(const Dials& dials) -> std::string {
  std::string text;
  for (const auto& tier : dials.tiers) text += tier.name + " " + std::to_string(tier.delay) + ",";
  return text;
}

}  // namespace

TEST_CASE("qualities are the words of the day that mean themselves") {
  auto stall = painter();
  stall.quality = R"(  quality:
    type: enum
    field: quality
    values: [low, high, auto, best]
    default: auto
    choices: {auto: {among: [low, high], expected: low}}
    value_periods: {best: {from: 2026-12-01, source: page}}
)";
  const auto catalog = market_of(stall);
  CHECK(dials_of(catalog).qualities == std::vector<std::string>{"low", "high"});
  CHECK(dials_of(catalog, Date::of(2026, 12, 1)).qualities ==
        std::vector<std::string>{"low", "high", "best"});
}

TEST_CASE("what an offer refuses or ignores is no dial") {
  auto stall = painter();
  stall.quality = "  quality: {type: enum, field: quality, values: [low], ignored: true}\n";
  stall.size = "  size: {type: size, refused: true}\n";
  const auto catalog = market_of(stall);
  const auto dials = dials_of(catalog);
  CHECK(dials.quality == nullptr);
  CHECK(dials.qualities.empty());
  CHECK(!dials.can_size());
}

TEST_CASE("tiers are those of the day whose price is known") {
  auto stall = painter();
  stall.tiers = "{standard: {}, batch: {factor: 1/2, within_hours: 24}, fast: {unknown: no price}}";
  const auto catalog = market_of(stall);
  CHECK(tiers(dials_of(catalog)) == "standard 0,batch 24,");
  CHECK(dials_of(catalog).card != nullptr);
  CHECK(tiers(dials_of(catalog, Date::of(2025, 1, 1))) == "standard 0,");
  CHECK(dials_of(catalog, Date::of(2025, 1, 1)).card == nullptr);
}

TEST_CASE("a size is said in the form that the offer takes") {
  auto stall = painter();
  CHECK(sized(stall, {640, 480}) == R"({"size":"640x480"})");
  stall.size = "  dimensions: {type: size, separator: '*'}\n";
  CHECK(sized(stall, {640, 480}) == R"({"dimensions":"640*480"})");
  stall.size = "  size: {type: size, forms: [object]}\n";
  CHECK(sized(stall, {640, 480}) == R"({"size":{"width":640,"height":480}})");
  stall.size = "  width: {type: integer, field: width}\n  height: {type: integer, field: height}\n";
  CHECK(sized(stall, {640, 480}) == R"({"width":640,"height":480})");
  stall.size = "  width: {type: integer, field: width}\n";
  CHECK(sized(stall, {640, 480}) == "no");
}

TEST_CASE("a size that has a word is said by it where there is no other form") {
  auto stall = painter();
  stall.size =
      "  shape:\n    type: size\n    forms: []\n    values:\n"
      "      vga: {width: 640, height: 480}\n      auto: {area: [1, 2, 3]}\n";
  CHECK(sized(stall, {640, 480}) == R"({"shape":"vga"})");
  CHECK(sized(stall, {480, 640}) == "no");
  const auto catalog = market_of(stall);
  CHECK(dials_of(catalog).presets == std::vector<Edges>{{640, 480}});
  stall.size +=
      "  width: {type: integer, field: width}\n  height: {type: integer, field: height}\n";
  CHECK(sized(stall, {480, 640}) == R"({"width":480,"height":640})");
}

TEST_CASE("one way of saying the size takes the place of the other") {
  auto stall = painter();
  stall.size =
      "  shape:\n    type: size\n    forms: []\n    values:\n"
      "      vga: {width: 640, height: 480}\n"
      "  width: {type: integer, field: width}\n  height: {type: integer, field: height}\n";
  const auto catalog = market_of(stall);
  const auto dials = dials_of(catalog);
  Request request;
  REQUIRE(planning::set_size(dials, {640, 480}, request));
  REQUIRE(planning::set_size(dials, {800, 600}, request));
  CHECK(request.params.to_json() == R"({"width":800,"height":600})");
  REQUIRE(planning::set_size(dials, {640, 480}, request));
  CHECK(request.params.to_json() == R"({"shape":"vga"})");
}

TEST_CASE("a size that the offer has no words for leaves the request as it was") {
  auto stall = painter();
  stall.size =
      "  shape:\n    type: size\n    forms: []\n    values:\n"
      "      vga: {width: 640, height: 480}\n";
  const auto catalog = market_of(stall);
  const auto dials = dials_of(catalog);
  Request request;
  request.set("shape", "vga").set("prompt", "a fox");
  CHECK(!planning::set_size(dials, {1, 1}, request));
  CHECK(request.params.to_json() == R"({"shape":"vga","prompt":"a fox"})");
}

TEST_CASE("listed sizes are presets") {
  auto stall = painter();
  stall.size = "  size: {type: size, sizes: [512x512, 1024x512, 512x512]}\n";
  const auto catalog = market_of(stall);
  CHECK(dials_of(catalog).presets == std::vector<Edges>{{512, 512}, {1024, 512}});
}

TEST_CASE("dials turn what stands in an envelope, and clear it there") {
  auto stall = painter();
  stall.head = "envelope: input\n";
  const auto catalog = market_of(stall);
  const auto dials = dials_of(catalog);
  Request request;
  request.set("input", Value::object({{"prompt", Value::text("a fox")},
                                      {"quality", Value::text("low")},
                                      {"size", Value::text("1x1")}}));
  REQUIRE(planning::set_size(dials, {640, 480}, request));
  CHECK(request.params.to_json() ==
        R"({"input":{"prompt":"a fox","quality":"low","size":"640x480"}})");
  planning::clear_quality(dials, request);
  planning::clear_size(dials, request);
  CHECK(request.params.to_json() == R"({"input":{"prompt":"a fox"}})");
}

TEST_CASE("a request is completed with the model's name, its endpoint and its envelope") {
  auto stall = painter();
  stall.head = "envelope: input\n";
  stall.more = "  model: {type: text}\n";
  const auto catalog = market_of(stall);
  Request request;
  request.set("prompt", "a fox");
  const auto complete = planning::complete(catalog.data().offers[0], request);
  CHECK(complete.params.to_json() == R"({"input":{"prompt":"a fox","model":"painter-1"}})");
  CHECK(complete.endpoint == "/v1/images");
  const auto twice = planning::complete(catalog.data().offers[0], complete);
  CHECK(twice.params == complete.params);
}

TEST_CASE("where the body has no place for the model's name, none is written") {
  const auto catalog = market_of(painter());
  Request request;
  request.endpoint = "/v2/images";
  request.set("prompt", "a fox");
  const auto complete = planning::complete(catalog.data().offers[0], request);
  CHECK(complete.params.to_json() == R"({"prompt":"a fox"})");
  CHECK(complete.endpoint == "/v2/images");
}
