// The short way to a line of output says byte for byte what the explaining way says.
#include "report/quote_lines.hpp"

#include <doctest/doctest.h>

#include <array>
#include <map>

#include "engine/judge.hpp"
#include "engine/resolve.hpp"
#include "report/decimal_text.hpp"
#include "support/request_generator.hpp"
#include "tariff/evaluate.hpp"
#include "tariff/report.hpp"

namespace {

using namespace tariff;

const Date today{20'778};  // 2026-11-21

struct Seen {
  int same = 0;
  int left_to_evaluate = 0;
  int bounded = 0;
  int unknown = 0;
  int settled = 0;
};

auto has_finding(const BoundRequest& bound, Date day) -> bool {
  bool found = false;
  engine::judge(bound, day, [&](const engine::Judgement& /*judgement*/) { found = true; });
  return found;
}

auto explained(const Request& request, const std::string& group) -> std::string {
  RecordResult result;
  result.id = request.id;
  result.group = group;
  result.verdict = evaluate(default_catalog(), request, today);
  auto line = to_json_line(result);
  line.pop_back();
  return line;
}

void compare(const Request& request, const std::string& group,
             std::map<const catalog::Offer*, report::QuoteLines>& lines, Seen& seen) {
  BoundRequest bound;
  Diagnostic why;
  REQUIRE(engine::resolve(default_catalog(), request, bound, why));
  const Date day = request.as_of.value_or(today);
  if (has_finding(bound, day)) return;
  const auto price = pricing::price(bound, day);
  report::ByteBuffer line;
  line.append("before");
  if (!lines[bound.offer].append(line, {request.id, group}, bound, day, price)) {
    ++seen.left_to_evaluate;
    CHECK(line.view() == "before");
    return;
  }
  ++seen.same;
  if (price.kind == CostKind::bounded) ++seen.bounded;
  if (price.kind == CostKind::unknown) ++seen.unknown;
  if (price.settled) ++seen.settled;
  REQUIRE(line.view() == "before" + explained(request, group));
}

}  // namespace

TEST_CASE("requests of every offer get the same line both ways") {
  const auto& data = default_catalog().data();
  testing::RequestGenerator random{data, 7};
  std::map<const catalog::Offer*, report::QuoteLines> lines;
  Seen seen;
  for (int round = 0; round < 300; ++round) {
    for (std::uint32_t offer = 0; offer < data.offers.size(); ++offer) {
      auto request = random.next(offer);
      request.id = "r\"" + std::to_string(round);
      compare(request, round % 5 == 0 ? "hero" : "", lines, seen);
    }
  }
  CHECK(seen.same > 1'000);
  CHECK(seen.bounded > 100);
  CHECK(seen.unknown > 10);
  CHECK(seen.settled > 10);
  CHECK(seen.left_to_evaluate < seen.same / 10);
}

TEST_CASE("decimals are written as Rational writes them") {
  testing::Random random{3};
  const std::vector<std::int64_t> denominators = {1, 2, 3, 5, 8, 10, 125, 750, 1'000'000, 1 << 30};
  const auto check = [](std::int64_t numerator, std::int64_t denominator) {
    Rational value;
    if (!Rational::make(numerator, denominator, value)) return;
    std::array<char, report::decimal_room> text{};
    const auto [end, exact] = report::write_decimal(text.data(), value);
    REQUIRE(std::string{text.data(), end} == value.to_decimal());
    REQUIRE(exact == value.is_terminating());
  };
  for (int i = 0; i < 20'000; ++i) {
    const auto numerator = static_cast<std::int64_t>(random.next() >> random.below(64));
    const auto denominator = static_cast<std::int64_t>(random.next() >> (1 + random.below(62)));
    check(numerator, random.pick(denominators));
    check(-numerator, denominator + 1);
  }
  check(INT64_MIN, 1);
  check(INT64_MAX, 10'000'000'000'000'000);
  check(INT64_MIN, 1'000'000'000'000'000'000);
  check(1, std::int64_t{1} << 62);
}
