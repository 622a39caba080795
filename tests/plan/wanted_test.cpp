#include "plan/wanted.hpp"

#include "lint/judge_record.hpp"
#include "plan/market.hpp"

namespace {

using namespace tariff;
using namespace tariff::tests;
using planning::Edges;
using planning::Wanted;

struct Outcome {
  bool read = false;
  Wanted wanted;
  Diagnostic why;
};

auto read(const Record& record, const PlanSettings& settings = {}) -> Outcome {
  Outcome out;
  BoundRequest bound;
  out.read = planning::read_wanted(usual_market(), record, settings, bound, out.wanted, out.why);
  return out;
}

// Of an asset in YAML: "size: 640x480".
auto record_of(const std::string& asset) -> Record {
  auto wishes = read_wishes("version: 1\nassets: [{id: a, prompt: a fox, " + asset + "}]\n");
  REQUIRE(wishes.records.size() == 1);
  return wishes.records.front();
}

auto wanted(const std::string& asset, const PlanSettings& settings = {}) -> Wanted {
  const auto out = read(record_of(asset), settings);
  REQUIRE(out.read);
  return out.wanted;
}

const std::string named = "provider: acme, model: lumen-2, ";

}  // namespace

TEST_CASE("a named asset wants what its request comes to") {
  const auto out = wanted(named + "size: 640x480, count: 3");
  REQUIRE(out.written != nullptr);
  CHECK(out.written->name() == "acme/lumen-2/generate");
  CHECK(out.size == Edges{640, 480});
  CHECK(out.images == 3);
  CHECK(!out.larger);
  CHECK(wanted(named + "quality: low").size == Edges{1024, 1024});  // by default
}

TEST_CASE("one request of several images wants them all, and several requests what is counted") {
  CHECK(wanted(named + "n: 3").images == 3);
  CHECK(wanted(named + "n: 3, count: 5").images == 5);
  CHECK(wanted("count: 5").images == 5);
  CHECK(wanted("needs: {n: 3}").images == 3);
  CHECK(wanted("needs: {n: 3}, count: 5").images == 5);
}

TEST_CASE("an open asset wants what it says in canonical words") {
  const auto out = wanted("size: 640x480");
  CHECK(out.written == nullptr);
  CHECK(out.size == Edges{640, 480});
  CHECK(!wanted("quality: low").size.known());
  CHECK(wanted("needs: {width: 640, height: 480}").size == Edges{640, 480});
  CHECK(!wanted("needs: {width: 640}").size.known());
}

TEST_CASE("edges that no image has are none") {
  CHECK(!wanted("needs: {width: 0, height: 480}").size.known());
  CHECK(!wanted("needs: {width: -640, height: 480}").size.known());
  CHECK(!wanted("needs: {width: 640.5, height: 480}").size.known());
  CHECK(!wanted("needs: {width: wide, height: 480}").size.known());
  CHECK(wanted("needs: {width: 1000000, height: 480}").size.known());
  CHECK(!wanted("needs: {width: 1000001, height: 480}").size.known());
}

TEST_CASE("a shape or a number of pixels takes the place of the size") {
  const auto shaped = wanted(named + "aspect: 16:9, min_pixels: 2_000_000");
  CHECK(!shaped.size.known());
  CHECK(shaped.ratio == Edges{16, 9});
  CHECK(shaped.least_pixels == 2'000'000);
  CHECK(!wanted("min_pixels: 5").ratio.known());
  CHECK(!wanted(named + "min_pixels: 5").size.known());
}

TEST_CASE("an aspect that is none is a mistake at its place") {
  auto record = record_of("quality: low");
  for (const std::string aspect : {"16", "16:", ":9", "16:0", "-16:9", "16:9:1", "16x9", "1.5:1",
                                   "1000001:1", "99999999999999999999:1"}) {
    CAPTURE(aspect);
    record.aspect = aspect;
    const auto out = read(record);
    CHECK(!out.read);
    CHECK(out.why.code == "INPUT-VALUE");
    CHECK(out.why.path == "aspect");
  }
}

TEST_CASE("an asset that names what is not there is a mistake") {
  const auto out = read(record_of("provider: acme, model: lumen-7"));
  CHECK(!out.read);
  CHECK(out.why.code == "REQ-MODEL");
}

TEST_CASE("larger is what the asset says, else what the plan says") {
  PlanSettings settings;
  CHECK(!wanted("size: 640x480", settings).larger);
  settings.allow_larger = true;
  CHECK(wanted("size: 640x480", settings).larger);
  CHECK(!wanted("size: 640x480, larger: false", settings).larger);
  settings.allow_larger = false;
  CHECK(wanted("size: 640x480, larger: true", settings).larger);
}

TEST_CASE("what is kept is what the plan says") {
  PlanSettings settings;
  settings.keep.quality = true;
  CHECK(wanted(named + "quality: low", settings).keep == settings.keep);
}

TEST_CASE("a size fits when it is the one, or both edges are larger and that will do") {
  Wanted asked;
  asked.size = {640, 480};
  CHECK(planning::fits(asked, {640, 480}));
  CHECK(!planning::fits(asked, {641, 480}));
  CHECK(!planning::fits(asked, {}));
  asked.larger = true;
  CHECK(planning::fits(asked, {641, 480}));
  CHECK(!planning::fits(asked, {4000, 479}));
  CHECK(!planning::fits(asked, {}));
}

TEST_CASE("a shape fits exactly, and pixels at least") {
  Wanted asked;
  CHECK(planning::fits(asked, {}));
  CHECK(planning::fits(asked, {7, 5}));
  asked.ratio = {16, 9};
  CHECK(planning::fits(asked, {1920, 1080}));
  CHECK(!planning::fits(asked, {1920, 1088}));
  CHECK(!planning::fits(asked, {1080, 1920}));
  CHECK(!planning::fits(asked, {}));
  asked.ratio = {};
  asked.least_pixels = 12;
  CHECK(planning::fits(asked, {4, 3}));
  CHECK(!planning::fits(asked, {11, 1}));
  CHECK(!planning::fits(asked, {}));
  // Products beyond 64 bits are still told apart.
  asked.least_pixels = 0;
  asked.ratio = {1'000'000, 999'999};
  CHECK(!planning::fits(asked, {9'000'000'000'000'000'000, 9'000'000'000'000'000'000}));
}
