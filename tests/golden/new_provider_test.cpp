// Providers that nobody has heard of, added by YAML alone. Every amount is worked out by hand in
// the comment beside it.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "kernel/compile.hpp"
#include "tariff/check.hpp"
#include "tariff/tariff.hpp"

namespace {

using namespace tariff;
using Codes = std::vector<std::string>;

const std::string root = TARIFF_SOURCE_DIR;
const std::string folder = root + "/tests/data/new_provider";

auto day(const char* text) -> Date {
  Date date;
  REQUIRE(Date::parse(text, date));
  return date;
}

auto read(const std::string& path) -> std::string {
  std::ifstream in{path, std::ios::binary};
  REQUIRE_MESSAGE(in.good(), path);
  return {std::istreambuf_iterator<char>{in}, {}};
}

// The canonical fields and one provider's two files, and nothing else.
auto lone_provider() -> const Catalog& {
  static const Catalog catalog = [] {
    const auto loaded = kernel::compile(
        {{"rules/fields.yaml", read(root + "/rules/fields.yaml")},
         {"rules/northlight/aurora-1.yaml", read(folder + "/rules/northlight/aurora-1.yaml")},
         {"data/pricing/northlight/aurora-1.yaml",
          read(folder + "/data/pricing/northlight/aurora-1.yaml")}});
    for (const auto& finding : loaded.diagnostics) FAIL_CHECK(finding.message);
    REQUIRE(loaded.data != nullptr);
    return Catalog{loaded.data};
  }();
  return catalog;
}

auto load_over(const std::string& path) -> std::shared_ptr<const Catalog> {
  const std::vector<std::string> folders{path};
  auto loaded = load_catalog(folders);
  for (const auto& finding : loaded.diagnostics) {
    FAIL_CHECK(finding.location.file << ":" << finding.location.line << " " << finding.message);
  }
  REQUIRE(loaded.catalog != nullptr);
  return loaded.catalog;
}

auto overlaid() -> const Catalog& {
  static const auto catalog = load_over(folder);
  return *catalog;
}

struct Case {
  const char* model;   // "provider/model"
  const char* params;  // JSON
  const char* is;      // "4/25", "1/4 .. 1/2 .. 1", or why it is unknown
  std::vector<InputImage> images{};
  const char* tier = "";
  const char* on = "2026-11-21";
  const char* operation = "";
};

auto request_of(const Case& test) -> Request {
  const std::string model = test.model;
  const auto slash = model.find('/');
  Request request;
  JsonError error;
  REQUIRE(Request::from_json(model.substr(0, slash), model.substr(slash + 1), test.params, request,
                             error));
  request.input_images = test.images;
  request.tier = test.tier;
  request.operation = test.operation;
  return request;
}

auto to_text(CostKind kind, const Range& total, const std::string& reason) -> std::string {
  if (kind == CostKind::unknown) return reason;
  if (kind == CostKind::exact) return total.expected.to_fraction();
  return total.low.to_fraction() + " .. " + total.expected.to_fraction() + " .. " +
         total.high.to_fraction();
}

auto errors_of(const Verdict& verdict) -> Codes {
  Codes codes;
  for (const auto& finding : verdict.diagnostics) {
    if (finding.severity == Severity::error) codes.push_back(finding.code);
  }
  std::sort(codes.begin(), codes.end());
  return codes;
}

// The fast answer must be the explained one.
auto judge(const Catalog& catalog, const Case& test) -> Verdict {
  const Request request = request_of(test);
  auto verdict = evaluate(catalog, request, day(test.on));
  Binding binding;
  REQUIRE(binding.bind(catalog, request));
  const auto decision = decide(catalog, binding, day(test.on));
  CHECK(decision.accepted == verdict.accepted);
  CHECK(decision.errors == errors_of(verdict).size());
  CHECK(to_text(decision.kind, decision.total, verdict.quote.reason) ==
        to_text(verdict.quote.kind, verdict.quote.total, verdict.quote.reason));
  return verdict;
}

void check_prices(const Catalog& catalog, const std::vector<Case>& cases) {
  for (const auto& test : cases) {
    CAPTURE(std::string{test.model});
    CAPTURE(std::string{test.params});
    const auto verdict = judge(catalog, test);
    for (const auto& code : errors_of(verdict)) FAIL_CHECK(code);
    CHECK(to_text(verdict.quote.kind, verdict.quote.total, verdict.quote.reason) ==
          std::string{test.is});
  }
}

struct Refusal {
  Case request;  // `is` holds the fix: its parameters as JSON, "-name" for a removed one, or ""
  Codes codes;
};

auto to_text(const std::optional<Fix>& fix) -> std::string {
  if (!fix) return "";
  std::string text = fix->params.members().empty() ? "" : fix->params.to_json();
  for (const auto& name : fix->remove) text += "-" + name;
  return text;
}

auto first_error(const Verdict& verdict) -> const Diagnostic& {
  for (const auto& finding : verdict.diagnostics) {
    if (finding.severity == Severity::error) return finding;
  }
  FAIL("no error");
  return verdict.diagnostics.front();
}

void check_refusals(const Catalog& catalog, const std::vector<Refusal>& cases) {
  for (const auto& [test, codes] : cases) {
    CAPTURE(std::string{test.model});
    CAPTURE(std::string{test.params});
    const auto verdict = judge(catalog, test);
    CHECK(errors_of(verdict) == codes);
    if (!codes.empty()) CHECK(to_text(first_error(verdict).fix) == std::string{test.is});
  }
}

auto image(std::int64_t width, std::int64_t height) -> InputImage {
  return {width, height, {}, {}, {}};
}

auto images(std::size_t count, const char* role = "") -> std::vector<InputImage> {
  return std::vector<InputImage>(count, InputImage{{}, {}, {}, {}, role});
}

}  // namespace

TEST_CASE("two files are a provider") {
  const auto& catalog = lone_provider();
  REQUIRE(catalog.offer_count() == 1);
  CHECK(catalog.summary(OfferId{0}, day("2026-11-21")).name == "northlight/aurora-1/generate");
  check_prices(
      catalog,
      {
          // 18 + 28 / 4 = 25 credits; 25 / 750
          {"northlight/aurora-1", R"({"prompt": "a"})", "1/30"},
          {"northlight/aurora-latest", R"({"prompt": "a"})", "1/30"},
          // 1024 x 1056 begins a second megapixel: 18 + 7.5 + 7 = 32.5
          {"northlight/aurora-1", R"({"prompt": "a", "height": 1056})", "13/300"},
          // 2 megapixels out, 2 in: (18 + 7.5 + 15 + 7) * 3 = 142.5
          {"northlight/aurora-1",
           R"({"prompt": "a", "width": 1920, "height": 1088, "num_images": 3, "references": ["r"]})",
           "19/100",
           {image(1500, 1000)}},
          // half a megapixel is one; 18 + 50 / 4 = 30.5
          {"northlight/aurora-1", R"({"prompt": "a", "width": 512, "steps": 50})", "61/1500"},
          // each reference counts by itself: 18 + 7 + 7.5 + 15
          {"northlight/aurora-1",
           R"({"prompt": "a", "references": ["r", "s"]})",
           "19/300",
           {image(16, 16), image(1024, 1025)}},
          {"northlight/aurora-1", R"({"prompt": "a", "references": ["r"]})",
           "reference_megapixels: a property of an input image is not known"},
      });
  check_refusals(
      catalog,
      {
          {{"northlight/aurora-1", R"({"prompt": "a", "width": 1000})", R"({"width":992})"},
           {"NL-SIZE-STEP"}},
          {{"northlight/aurora-1", R"({"prompt": "a", "steps": 51})", R"({"steps":50})"},
           {"REQ-PARAM-MAX"}},
          {{"northlight/aurora-1", R"({"prompt": "a", "step": 50})", R"({"steps":50}-step)"},
           {"REQ-PARAM-UNKNOWN"}},
      });
}

TEST_CASE("a provider's own unit is shown beside the money") {
  const auto verdict = judge(lone_provider(), {"northlight/aurora-1", R"({"prompt": "a"})", ""});
  CHECK(verdict.quote.unit == "credits");
  CHECK(verdict.quote.unit_total == Range::exactly(Rational{25}));
  CHECK(verdict.quote.currency == "USD");
  CHECK(verdict.quote.meters.size() == 2);
  CHECK(verdict.quote.sources == std::vector<std::string>{"https://northlight.example/pricing"});
}

TEST_CASE("the new providers hold against themselves") {
  for (const auto* catalog : {&lone_provider(), &overlaid()}) {
    for (const auto& finding : check_catalog(*catalog, day("2026-11-21"))) {
      if (finding.severity == Severity::error) {
        FAIL_CHECK(finding.code << " " << finding.location.file << " " << finding.message);
      }
    }
    for (const auto& test : test_catalog(*catalog).cases) {
      if (!test.passed) {
        FAIL_CHECK(test.offer << ": " << test.name << ": expected " << test.expected << ", got "
                              << test.got);
      }
    }
  }
  CHECK(overlaid().offer_count() == default_catalog().offer_count() + 9);
}

TEST_CASE("shapes of prices") {
  check_prices(
      overlaid(),
      {
          // tokens by tier, whatever the ratio: 1120, 1120 and 2000 at 120 USD per million
          {"umbra/penumbra-2", R"({"prompt": "a"})", "84/625"},
          {"umbra/penumbra-2", R"({"prompt": "a", "image_size": "2K"})", "84/625"},
          {"umbra/penumbra-2", R"({"prompt": "a", "aspect_ratio": "3:2", "image_size": "4K"})",
           "6/25"},
          // 0.1344 + 3 * 560 * 2 / 1,000,000
          {"umbra/penumbra-2", R"({"prompt": "a"})", "861/6250", images(3)},
          // service tiers: half, unpublished, not supported
          {"umbra/penumbra-2", R"({"prompt": "a", "image_size": "4K"})", "3/25", {}, "batch"},
          {"umbra/penumbra-2",
           R"({"prompt": "a"})",
           "tier priority: on request only",
           {},
           "priority"},
          {"umbra/penumbra-2-lite", R"({"prompt": "a"})", "21/625"},
          {"umbra/penumbra-2-lite",
           R"({"prompt": "a"})",
           "tier batch: batches are not supported",
           {},
           "batch"},

          // bands of pixels: 1600 x 1616 = 2,585,600; 1616 x 1616 = 2,611,456
          {"umbra/antumbra-5", R"({"prompt": "a", "size": "1600x1616"})", "9/200"},
          {"umbra/antumbra-5", R"({"prompt": "a", "size": "1616x1616"})", "9/100"},
          {"umbra/antumbra-5", R"({"prompt": "a"})", "9/100"},
          // the first reference is free: 0.045 + 2 * 0.003
          {"umbra/antumbra-5", R"({"prompt": "a", "size": "1K", "image": ["r", "s", "t"]})",
           "51/1000"},
          // one to four images of 0.09, or to fifteen
          {"umbra/antumbra-5", R"({"prompt": "a", "series": "auto", "max_images": 4})",
           "9/100 .. 9/25 .. 9/25"},
          {"umbra/antumbra-5", R"({"prompt": "a", "series": "auto"})", "9/100 .. 27/20 .. 27/20"},

          // tiles times steps: 4 * 20 * 0.00041; 2 * 4 * 0.00041
          {"saltmarsh/heron-xl", R"({"prompt": "a"})", "41/1250"},
          {"saltmarsh/heron-xl", R"({"prompt": "a", "size": "513x512", "steps": 4})", "41/12500"},
          // and 20 * 2 * 0.00021 for the input
          {"saltmarsh/heron-xl", R"({"prompt": "a", "image": "i"})", "103/2500", {image(600, 500)}},
          // half price on the last day of September, the whole on the next
          {"saltmarsh/heron-xl", R"({"prompt": "a"})", "41/2500", {}, "", "2026-09-30"},
          {"saltmarsh/heron-xl", R"({"prompt": "a"})", "41/1250", {}, "", "2026-10-01"},
          // blocks of 24 megapixels: 48 / 24; 108 / 24, rounded up; one at least
          {"saltmarsh/heron-xl",
           R"({"image": "i"})",
           "4/25",
           {image(4000, 3000)},
           "",
           "2026-11-21",
           "enlarge"},
          {"saltmarsh/heron-xl",
           R"({"image": "i", "factor": 3})",
           "2/5",
           {image(4000, 3000)},
           "",
           "2026-11-21",
           "enlarge"},
          {"saltmarsh/heron-xl",
           R"({"image": "i"})",
           "2/25",
           {image(10, 10)},
           "",
           "2026-11-21",
           "enlarge"},

          // a table on two parameters, 5 % on top: 0.06 * 1.05; 0.021 * 1.05 = 0.02205 goes up
          {"saltmarsh/wader-1", R"({"prompt": "a"})", "63/1000"},
          {"saltmarsh/wader-1", R"({"prompt": "a", "speed": "flash"})", "23/1000"},
          {"saltmarsh/wader-1", R"({"prompt": "a", "speed": "fine", "size_class": "large"})",
           "63/500"},
          // not linear in n: 1.5 * 0.063 = 0.0945, an image 0.04725, up to 0.048
          {"saltmarsh/wader-1", R"({"prompt": "a", "num_images": 2})", "12/125"},
          // 2.5 * 0.063 = 0.1575, an image 0.039375, up to 0.04
          {"saltmarsh/wader-1", R"({"prompt": "a", "num_images": 4})", "4/25"},
          // surcharges: 0.063 + 0.015 + 0.002
          {"saltmarsh/wader-1", R"({"prompt": "a", "web_search": true, "thinking": "high"})",
           "2/25"},
          // a feature that replaces the price, and one cell of it is not published
          {"saltmarsh/wader-1", R"({"prompt": "a", "speed": "fine", "character": "c"})", "21/100"},
          {"saltmarsh/wader-1", R"({"prompt": "a", "speed": "flash", "character": "c"})",
           "rate of images: table with_character does not know its value"},

          // known to have no public price
          {"saltmarsh/quiet-1", R"({"prompt": "a"})",
           "rate of images: rates are shown in the signed-in calculator only"},

          // a reseller: 5 / 4 of 1 / 30
          {"halfmoon/night/aurora-1", R"({"prompt": "a"})", "1/24"},
      });
}

TEST_CASE("shapes of constraints") {
  check_refusals(
      overlaid(),
      {
          // an enum in its own case; a pair that the table does not have
          {{"umbra/penumbra-2", R"({"prompt": "a", "image_size": "1k"})", R"({"image_size":"1K"})"},
           {"UM-TIER"}},
          {{"umbra/penumbra-2", R"({"prompt": "a", "aspect_ratio": "16:9", "image_size": "4K"})",
            R"({"image_size":"2K"})"},
           {"UM-PAIR"}},
          // denied, and ignored
          {{"umbra/penumbra-2", R"({"prompt": "a", "mask": "m"})", "-mask"}, {"REQ-PARAM-UNKNOWN"}},
          {{"umbra/penumbra-2", R"({"prompt": "a", "seed": 7})", ""}, {}},
          // references by role
          {{"umbra/penumbra-2", R"({"prompt": "a"})", "", images(10)}, {}},
          {{"umbra/penumbra-2", R"({"prompt": "a"})", "", images(11)}, {"UM-OBJECTS"}},
          {{"umbra/penumbra-2", R"({"prompt": "a"})", "", images(4, "character")}, {}},
          {{"umbra/penumbra-2", R"({"prompt": "a"})", "", images(5, "character")},
           {"UM-CHARACTERS"}},
          // dates
          {{"umbra/penumbra-2", R"({"prompt": "a"})", "", {}, "", "2026-02-28"},
           {"REQ-MODEL-EARLY"}},
          {{"umbra/penumbra-2", R"({"prompt": "a"})", "", {}, "", "2027-03-01"},
           {"REQ-MODEL-SHUTDOWN"}},
          // a word or a size in one field
          {{"umbra/antumbra-5", R"({"prompt": "a", "size": "1K"})", ""}, {}},
          {{"umbra/antumbra-5", R"({"prompt": "a", "size": "2304x1728"})", ""}, {}},
          {{"umbra/antumbra-5", R"({"prompt": "a", "size": "2k"})", R"({"size":"2K"})"},
           {"REQ-SIZE-SYNTAX"}},
          {{"umbra/antumbra-5", R"({"prompt": "a", "size": "800x800"})", R"({"size":"960x960"})"},
           {"UM-AREA"}},
          // references and outputs are 15 together
          {{"umbra/antumbra-5",
            R"({"prompt": "a", "series": "auto", "max_images": 13, "image": ["r", "s"]})", ""},
           {}},
          {{"umbra/antumbra-5",
            R"({"prompt": "a", "series": "auto", "max_images": 13, "image": ["r", "s", "t"]})", ""},
           {"UM-SUM"}},
          {{"umbra/antumbra-5", R"({"prompt": "a", "max_images": 3})", "-max_images"},
           {"UM-SERIES"}},
          // shortest edge and largest area
          {{"saltmarsh/heron-xl", R"({"prompt": "a", "size": "64x65536"})", ""}, {}},
          {{"saltmarsh/heron-xl", R"({"prompt": "a", "size": "2048x2049"})",
            R"({"size":"2048x2048"})"},
           {"SM-AREA"}},
          {{"saltmarsh/heron-xl", R"({"prompt": "a", "size": {"width": 60, "height": 640}})",
            R"({"size":{"width":64,"height":682}})"},
           {"SM-EDGE"}},
          // exclusion, equal counts, a limit that nobody states
          {{"saltmarsh/wader-1", R"({"prompt": "a", "style": "ink", "style_codes": ["7f"]})",
            "-style_codes"},
           {"SM-STYLE"}},
          {{"saltmarsh/wader-1",
            R"({"prompt": "a", "character": ["c", "d"], "character_masks": ["m", "n"]})", ""},
           {}},
          {{"saltmarsh/wader-1",
            R"({"prompt": "a", "character": ["c", "d"], "character_masks": ["m"]})", ""},
           {"SM-MASKS"}},
          {{"saltmarsh/wader-1", R"({"prompt": "a", "num_images": 1000000})", ""}, {}},
          {{"saltmarsh/wader-1", R"({"prompt": "a"})", "", {}, "batch"}, {"REQ-TIER"}},
          // what the reseller changes, and what it inherits
          {{"halfmoon/night/aurora-1", R"({"prompt": "a", "num_images": 3})",
            R"({"num_images":2})"},
           {"REQ-PARAM-MAX"}},
          {{"halfmoon/night/aurora-1", R"({"prompt": "a", "height": 1000})", R"({"height":992})"},
           {"NL-SIZE-STEP"}},
      });
}

TEST_CASE("a nearest size is found soon, however far away and however fine the grid") {
  const auto verdict =
      judge(overlaid(), {"saltmarsh/heron-xl", R"({"prompt": "a", "size": "65536x65536"})", ""});
  CHECK(errors_of(verdict) == Codes{"SM-AREA"});
  CHECK(first_error(verdict).fix.has_value());
}

TEST_CASE("a rounding step that may or may not apply widens the price") {
  const auto loaded = kernel::compile(
      {{"rules/fields.yaml", read(root + "/rules/fields.yaml")},
       {"rules/acme/brush.yaml",
        "format: tariff/rules@1\nprovider: acme\nmodel: brush\n"
        "operations: {generate: {endpoint: /x}}\n"
        "parameters:\n"
        "  size: {type: size, default: auto, values: {auto: {area: [5, 10, 20]}}}\n"},
       {"data/pricing/acme/brush.yaml",
        "format: tariff/prices@1\nprovider: acme\nmodel: brush\ncurrency: USD\n"
        "cards:\n"
        "  - from: 2026-01-01\n"
        "    meters: {images: {per_image: 1, rate: 0.25}}\n"
        "    rounding: [{of: request, step: 1, direction: up, when: area > 10}]\n"}});
  REQUIRE(loaded.data != nullptr);
  check_prices(Catalog{loaded.data}, {{"acme/brush", "{}", "1/4 .. 1/4 .. 1"},
                                      {"acme/brush", R"({"size": "2x5"})", "1/4"},
                                      {"acme/brush", R"({"size": "2x6"})", "1"}});
}

TEST_CASE("sources that disagree give a warning and a conflict") {
  const auto verdict =
      judge(overlaid(), {"umbra/antumbra-5", R"({"prompt": "a", "size": "1366x768"})", ""});
  CHECK(verdict.accepted);
  REQUIRE(verdict.diagnostics.size() == 1);
  CHECK(verdict.diagnostics[0].code == "UM-GRID");
  CHECK(verdict.diagnostics[0].severity == Severity::warning);
  CHECK(verdict.diagnostics[0].source == "https://umbra.example/sdk/antumbra");
}

TEST_CASE("one request over old and new providers") {
  Request request;
  request.provider = "northlight";
  request.model = "aurora-1";
  request.set("prompt", "a lighthouse");
  bool reseller = false;
  for (const auto& each : compare(overlaid(), request, day("2026-11-21"))) {
    if (each.offer.name != "halfmoon/night/aurora-1/generate") continue;
    reseller = true;
    CHECK(each.can_serve);
    CHECK(each.verdict.quote.total.expected.to_fraction() == "1/24");
  }
  CHECK(reseller);
}

TEST_CASE("a contract price over a shipped card") {
  const auto discounted = load_over(root + "/tests/data/discount");
  CHECK(discounted->offer_count() == default_catalog().offer_count());
  Request request;
  request.provider = "openai";
  request.model = "gpt-image-2";
  request.set("prompt", "a lighthouse").set("size", "1024x1024").set("quality", "low");
  const auto today = day("2026-11-21");
  const auto listed = evaluate(default_catalog(), request, today).quote;
  const auto contract = evaluate(*discounted, request, today).quote;
  REQUIRE(listed.kind != CostKind::unknown);
  CHECK(contract.kind == listed.kind);
  Rational nine_tenths;
  Rational expected;
  REQUIRE(Rational::make(9, 10, nine_tenths));
  REQUIRE(checked_mul(listed.total.expected, nine_tenths, expected));
  CHECK(contract.total.expected == expected);
  REQUIRE(checked_mul(listed.total.high, nine_tenths, expected));
  CHECK(contract.total.high == expected);
}
