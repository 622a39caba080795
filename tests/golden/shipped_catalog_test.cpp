// The catalog that is compiled into the library: its own examples and the published prices hold,
// nothing in it contradicts itself undeclared, and every conflict that is known of is written down.
#include <doctest/doctest.h>

#include <map>
#include <set>
#include <string>

#include "catalog/model.hpp"
#include "tariff/check.hpp"
#include "tariff/tariff.hpp"

namespace {

using tariff::CostKind;
using tariff::Date;
using tariff::Request;
using tariff::Severity;

const Date today = Date::of(2026, 11, 21);

auto total_of(const Request& request, Date day = today) -> std::string {
  const auto quote = tariff::evaluate(tariff::default_catalog(), request, day).quote;
  REQUIRE_MESSAGE(quote.kind == CostKind::exact, quote.reason);
  return quote.total.low.to_decimal();
}

auto errors_of(const Request& request, Date day) -> std::string {
  std::string codes;
  for (const auto& finding :
       tariff::evaluate(tariff::default_catalog(), request, day).diagnostics) {
    if (finding.severity == Severity::error) codes += finding.code + " ";
  }
  return codes;
}

}  // namespace

TEST_CASE("every example and every published row comes out as it says") {
  const auto report = tariff::test_catalog(tariff::default_catalog());
  CHECK(report.cases.size() > 1000);
  for (const auto& test : report.cases) {
    CHECK_MESSAGE(test.passed, test.file << ':' << test.line << ' ' << test.name << ": expected "
                                         << test.expected << ", got " << test.got);
  }
}

TEST_CASE("the catalog holds against itself") {
  for (const auto& finding : tariff::check_catalog(tariff::default_catalog(), today)) {
    CHECK_MESSAGE(finding.severity == Severity::note,
                  finding.location.file << ": " << finding.message << " [" << finding.code << ']');
  }
}

TEST_CASE("every conflict that is known of is resolved where it concerns, with what holds it") {
  std::map<std::string, bool> held;
  for (const auto& offer : tariff::default_catalog().data().offers) {
    for (const auto& conflict : offer.conflicts) held[conflict.id] |= !conflict.examples.empty();
  }
  for (int number = 1; number <= 29; ++number) {
    const std::string id = "K-" + std::to_string(number);
    CHECK_MESSAGE(held[id], id);
  }
}

TEST_CASE("six systems are in the catalog") {
  std::set<std::string> providers;
  for (const auto& offer : tariff::default_catalog().summaries(today)) {
    providers.insert(offer.provider);
  }
  CHECK(providers == std::set<std::string>{"azure", "fal", "openai", "runflow", "vercel", "vm0"});
}

// Price table on fal's page of gpt-image-2.
TEST_CASE("18 of 18 cells of the published table, to the cent") {
  struct Row {
    int width, height;
    const char *low, *medium, *high;
  };
  constexpr Row table[] = {
      {1024, 768, "0.01", "0.04", "0.15"},  {1024, 1024, "0.01", "0.06", "0.22"},
      {1024, 1536, "0.01", "0.05", "0.17"}, {1920, 1080, "0.01", "0.04", "0.16"},
      {2560, 1440, "0.01", "0.06", "0.23"}, {3840, 2160, "0.02", "0.11", "0.41"}};
  for (const Row& row : table) {
    for (const auto& [quality, price] : {std::pair{"low", row.low}, std::pair{"medium", row.medium},
                                         std::pair{"high", row.high}}) {
      Request request{.provider = "fal", .model = "openai/gpt-image-2"};
      request.set("prompt", "a red balloon").set("quality", quality);
      request.set("image_size",
                  tariff::Value::object({{"width", tariff::Value::integer(row.width)},
                                         {"height", tariff::Value::integer(row.height)}}));
      CHECK(total_of(request) == price);
    }
  }
}

// "VM0 billed price" and the credit table behind it.
TEST_CASE("VM0's six prices, and the medium standard figure of its page") {
  const auto price = [](const char* size, const char* quality) {
    Request request{.provider = "vm0", .model = "gpt-image-2"};
    request.set("prompt", "a").set("size", size).set("quality", quality);
    return total_of(request);
  };
  CHECK(price("1024x1024", "low") == "0.007");
  CHECK(price("1024x1024", "medium") == "0.064");
  CHECK(price("1024x1024", "high") == "0.253");
  CHECK(price("1536x1024", "low") == "0.014");
  CHECK(price("1536x1024", "medium") == "0.121");
  CHECK(price("3840x2160", "high") == "0.481");
}

TEST_CASE("transparency on gpt-image-2 is refused before 2026-08-20 and taken from then on") {
  Request request{.provider = "openai", .model = "gpt-image-2"};
  request.set("prompt", "a").set("size", "1024x1024").set("background", "transparent");
  CHECK(errors_of(request, Date::of(2026, 8, 19)) != "");
  CHECK(errors_of(request, Date::of(2026, 8, 20)) == "");
}

TEST_CASE("a retired model is priced for its time and refused after it") {
  Request request{.provider = "openai", .model = "dall-e-3"};
  request.set("prompt", "a").set("size", "1024x1792").set("quality", "hd");
  CHECK(total_of(request, Date::of(2026, 5, 11)) == "0.12");
  CHECK(errors_of(request, Date::of(2026, 5, 12)) == "OAI-MODEL-SHUTDOWN ");
  const auto after = tariff::evaluate(tariff::default_catalog(), request, today).quote;
  CHECK(after.kind == CostKind::unknown);
  CHECK(!after.reason.empty());
}
