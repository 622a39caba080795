// What assets say to the planner.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "manifest/support.hpp"

using namespace tariff;
using manifest_test::at;
using manifest_test::errors;
using manifest_test::only_error;
using manifest_test::read;

namespace {

using Texts = std::vector<std::string>;

auto asset_error(const std::string& settings) -> std::string {
  return only_error("version: 1\nassets: [{id: a, " + settings + "}]", InputKind::yaml);
}

}  // namespace

TEST_CASE("settings of the planner are settings, and no parameters") {
  const auto result = read(R"(version: 1
assets:
  - {id: a, model: m, aspect: 16:9, min_pixels: 1_000_000, larger: true, immediate: true,
     pinned: true, only: [acme, acme/lumen-2], forbid: [lumen-1], min_quality: 1350.5}
  - {id: b, aspect: "4:3", larger: false, min_quality: high}
  - id: c
    aspect: 01:1
)",
                           InputKind::yaml);
  CHECK(errors(result).empty());
  REQUIRE(result.records.size() == 3);
  const auto& a = result.records[0];
  CHECK(a.aspect == "16:9");
  CHECK(a.min_pixels == 1'000'000);
  CHECK(a.larger == true);
  CHECK(a.immediate);
  CHECK(a.pinned);
  CHECK(a.only == Texts{"acme", "acme/lumen-2"});
  CHECK(a.forbid == Texts{"lumen-1"});
  CHECK(a.min_quality == "1350.5");
  CHECK(a.request.params.members().empty());
  CHECK(at(a.locate("only[1]")) == "4:33");
  CHECK(at(a.locate("forbid[0]")) == "4:57");
  const auto& b = result.records[1];
  CHECK(b.aspect == "4:3");
  CHECK(b.larger == false);
  CHECK(b.canonical.members().empty());
  CHECK(result.records[2].aspect == "1:1");
  CHECK_FALSE(result.records[2].larger.has_value());
  CHECK_FALSE(result.records[2].min_pixels.has_value());
}

TEST_CASE("what an inner layer says goes over the outer one, lists as a whole") {
  const auto result = read(R"(version: 1
defaults: {only: [acme, globex], forbid: [x], larger: true, immediate: true, aspect: 1:1}
groups:
  hero: {only: [acme], aspect: 16:9, min_pixels: 5}
assets:
  - {id: a}
  - {id: b, group: hero, forbid: [y, z], larger: false, immediate: false}
  - {id: c, group: hero, only: [], aspect: null, min_pixels: null, size: 1x1}
)",
                           InputKind::yaml);
  CHECK(errors(result).empty());
  REQUIRE(result.records.size() == 3);
  CHECK(result.records[0].only == Texts{"acme", "globex"});
  CHECK(result.records[0].aspect == "1:1");
  const auto& b = result.records[1];
  CHECK(b.only == Texts{"acme"});
  CHECK(at(b.locate("only[0]")) == "4:17");
  CHECK(b.forbid == Texts{"y", "z"});
  CHECK(b.aspect == "16:9");
  CHECK(b.larger == false);
  CHECK_FALSE(b.immediate);
  const auto& c = result.records[2];
  CHECK(c.only.empty());
  CHECK(c.aspect.empty());
  CHECK_FALSE(c.min_pixels.has_value());
}

TEST_CASE("in JSON they read alike") {
  const auto result = read(
      R"({"version": 1, "assets": [{"id": "a", "aspect": "3:2", "min_pixels": 1e6,
 "only": ["acme"], "pinned": false, "larger": "yes"}]})",
      InputKind::json);
  CHECK(errors(result) == Texts{"2:47 INPUT-TYPE larger: larger must be true or false"});
  CHECK(result.records[0].aspect == "3:2");
  CHECK(result.records[0].min_pixels == 1'000'000);
  CHECK(result.records[0].only == Texts{"acme"});
}

TEST_CASE("what is wrong with them is said at its place") {
  const std::string aspect =
      "2:26 INPUT-VALUE aspect: aspect must be width:height in whole numbers, such as 16:9";
  for (const auto* bad : {"wide", "16x9", "\"16:\"", "\":9\"", "0:9", "16:-9", "16:9:1", "1.5:1",
                          "[16, 9]", "16", "\"16: 9\"", "100001:1", "99999999999999999999:1"}) {
    CAPTURE(bad);
    CHECK(asset_error("aspect: " + std::string{bad}) == aspect);
  }
  CHECK(asset_error("min_pixels: 0") ==
        "2:30 INPUT-TYPE min_pixels: min_pixels must be a whole number, at least 1");
  CHECK(asset_error("min_pixels: 1__0") ==
        "2:30 INPUT-TYPE min_pixels: min_pixels must be a whole number, at least 1");
  CHECK(asset_error("larger: yes") == "2:26 INPUT-TYPE larger: larger must be true or false");
  CHECK(asset_error("immediate: 1") ==
        "2:29 INPUT-TYPE immediate: immediate must be true or false");
  CHECK(asset_error("pinned: [true]") == "2:26 INPUT-TYPE pinned: pinned must be true or false");
  CHECK(asset_error("only: acme") == "2:24 INPUT-TYPE only: only must be a list of texts");
  CHECK(asset_error("forbid: {acme: true}") ==
        "2:26 INPUT-TYPE forbid: forbid must be a list of texts");
}

TEST_CASE("an asset has a size, or says what the planner may choose") {
  CHECK(asset_error("aspect: 16:9, size: 1x1") ==
        "2:26 INPUT-VALUE aspect: aspect contradicts size: an asset has a size, or the planner "
        "chooses one");
  CHECK(asset_error("model: m, min_pixels: 5, params: {size: 1x1}") ==
        "2:40 INPUT-VALUE min_pixels: min_pixels contradicts size: an asset has a size, or the "
        "planner chooses one");
  CHECK(asset_error("model: m, min_pixels: 5, needs: {size: 1x1}").find(" contradicts size:") !=
        std::string::npos);
  CHECK(asset_error("min_pixels: 5, width: 10").find(" contradicts width:") != std::string::npos);
  CHECK(asset_error("model: m, aspect: 1:1, needs: {height: 10}").find(" contradicts height:") !=
        std::string::npos);
  CHECK(asset_error("aspect: 1:1, min_pixels: 5").empty());
  // Also when one of them is inherited; both are told.
  const auto result =
      read("version: 1\ndefaults: {aspect: 1:1, min_pixels: 5}\nassets: [{id: a, size: 1x1}]",
           InputKind::yaml);
  CHECK(errors(result).size() == 2);
  CHECK(errors(result)[0].starts_with("2:20 INPUT-VALUE aspect:"));
}
