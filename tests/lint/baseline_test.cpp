#include "lint/baseline.hpp"

#include <doctest/doctest.h>

#include "lint/support.hpp"

using namespace tariff;
using lint::Baseline;

namespace {

const std::vector<std::string> files{"images"};

auto manifest(const std::string& assets) -> std::string {
  return "version: 1\ndefaults: {provider: openai, model: gpt-image-2, quality: low}\nassets:\n" +
         assets;
}

auto findings_of(const std::string& assets) -> std::vector<Finding> {
  return test::lint(manifest(assets), test::without_advice());
}

auto active(const std::vector<Finding>& findings) -> std::size_t {
  return test::codes_and_lines(findings).size();
}

constexpr auto wrong = "  - {id: a, prompt: x, size: 1000x1000}\n";

auto baseline_of(const std::string& assets) -> Baseline {
  Baseline made;
  made.add("images", findings_of(assets));
  Baseline read;
  JsonError error;
  REQUIRE(Baseline::parse(made.to_json(), read, error));
  CHECK(read.to_json() == made.to_json());
  return read;
}

}  // namespace

TEST_CASE("known findings do not count, wherever their lines moved") {
  auto baseline = baseline_of(wrong);
  auto later = findings_of("  - {id: new, prompt: z}\n" + std::string{wrong});
  REQUIRE(active(later) == 1);
  baseline.apply("images", later);
  CHECK(active(later) == 0);
  CHECK(later[0].suppression.by == Suppression::By::baseline);
  CHECK(baseline.stale(files) == 0);
}

TEST_CASE("another asset's finding is new") {
  auto baseline = baseline_of(wrong);
  auto later = findings_of("  - {id: b, prompt: x, size: 1000x1000}\n");
  baseline.apply("images", later);
  CHECK(active(later) == 1);
  CHECK(baseline.stale(files) == 1);
}

TEST_CASE("one more of the same than is known is new") {
  auto baseline = baseline_of("  - {id: a, prompt: x, imagesize: 1}\n");
  auto later = findings_of("  - {id: a, prompt: x, imagesize: 1, imagesise: 2}\n");
  REQUIRE(active(later) == 2);
  baseline.apply("images", later);
  CHECK(active(later) == 1);
}

TEST_CASE("pruning drops what is mended and leaves other files alone") {
  auto baseline = baseline_of(wrong);
  auto mended = findings_of("  - {id: a, prompt: x}\n");
  baseline.apply("images", mended);
  baseline.prune(std::vector<std::string>{"other"});
  CHECK(baseline.size() == 1);
  baseline.prune(files);
  CHECK(baseline.size() == 0);
  CHECK(baseline.to_json() == "{\"version\": 1, \"findings\": []}\n");
}

TEST_CASE("a finding of a shared place is known by what it says") {
  const std::string shared =
      "version: 1\ndefaults: {provider: openai, model: gpt-image-2, size: 1000x1000}\nassets:\n"
      "  - {id: a, prompt: x, quality: low}\n  - {id: b, prompt: y, quality: low}\n";
  auto findings = test::lint(shared, test::without_advice());
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].asset_count == 2);
  Baseline made;
  made.add("images", findings);
  Baseline baseline;
  JsonError error;
  REQUIRE(Baseline::parse(made.to_json(), baseline, error));
  auto more = test::lint(shared + "  - {id: c, prompt: z, quality: low}\n", test::without_advice());
  REQUIRE(more.size() == 1);
  baseline.apply("images", more);
  CHECK_FALSE(more[0].is_active());
}

TEST_CASE("a baseline that is none is an error") {
  Baseline baseline;
  JsonError error;
  for (const auto* text :
       {"", "[]", "{}", "{\"version\":2,\"findings\":[]}", "{\"version\":1,\"findings\":[1]}",
        "{\"version\":1,\"findings\":[{\"file\":\"a\",\"code\":\"b\"}]}",
        "{\"version\":1,\"findings\":[{\"file\":\"a\",\"code\":\"b\",\"asset\":\"c\",\"count\":0}]"
        "}",
        "{\"version\":1,\"findings\":[{\"file\":1,\"code\":\"b\",\"asset\":\"c\"}]}"}) {
    CAPTURE(text);
    CHECK_FALSE(Baseline::parse(text, baseline, error));
    CHECK_FALSE(error.message.empty());
  }
}
