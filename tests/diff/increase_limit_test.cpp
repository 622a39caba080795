// How much more it may cost: what is written, and what it lets through.
#include "diff/sample.hpp"

namespace {

using namespace tariff;
using namespace tariff::tests;

auto limit(const char* text) -> IncreaseLimit {
  IncreaseLimit out;
  std::string why;
  REQUIRE_MESSAGE(parse_increase_limit(text, out, why), text << ": " << why);
  return out;
}

auto refused_text(const char* text) -> bool {
  IncreaseLimit out;
  std::string why;
  return !parse_increase_limit(text, out, why) && !why.empty();
}

auto state(std::vector<RecordResult> results) -> State {
  StateBuilder builder{{}};
  builder.begin_file("a", {});
  for (const auto& result : results) builder.add({}, result);
  return std::move(builder).finish();
}

auto check(std::vector<RecordResult> base, std::vector<RecordResult> head, const char* text)
    -> IncreaseCheck {
  const auto diff = compare_states(state(std::move(base)), state(std::move(head)));
  return check_increase(diff.totals, limit(text));
}

auto euro(const char* cost) -> RecordResult {
  return priced("e", Range::exactly(number(cost)), "", "EUR");
}

}  // namespace

TEST_CASE("amounts and percentages are read with and without a space") {
  CHECK(limit("5USD").amount == Money{number("5"), "USD"});
  CHECK(limit("5 USD").amount == Money{number("5"), "USD"});
  CHECK(limit(" 0.50 EUR ").amount == Money{number("0.5"), "EUR"});
  CHECK_FALSE(limit("10%").amount.has_value());
  CHECK(limit("10%").percent == number("10"));
  CHECK(limit("2.5 %").percent == number("2.5"));
  CHECK(limit("0%").percent == Rational{});
}

TEST_CASE("anything else is refused") {
  for (const auto* text : {"", " ", "5", "USD", "%", "-1%", "-5USD", "5usd", "5 US", "$5", "5USD%",
                           "1e3USD", "5,00 EUR", "5 5 USD"}) {
    CHECK_MESSAGE(refused_text(text), text);
  }
}

TEST_CASE("a limit is exceeded by more than it, not by as much") {
  CHECK_FALSE(check({priced("x", "1")}, {priced("x", "6")}, "5USD").exceeded);
  CHECK(check({priced("x", "1")}, {priced("x", "6.000001")}, "5USD").exceeded);
  CHECK_FALSE(check({priced("x", "1")}, {priced("x", "1.1")}, "10%").exceeded);
  CHECK(check({priced("x", "1")}, {priced("x", "1.1000001")}, "10%").exceeded);
  CHECK_FALSE(check({priced("x", "2")}, {priced("x", "1")}, "0%").exceeded);
  CHECK_FALSE(check({priced("x", "2")}, {priced("x", "2")}, "0 USD").exceeded);
}

TEST_CASE("the expected cost decides, not the highest") {
  const auto base = priced("x", range("1", "1", "1"));
  const auto head = priced("x", range("1", "1.05", "9"));
  CHECK_FALSE(check({base}, {head}, "10%").exceeded);
}

TEST_CASE("a rise from 0, or from what is not known, is no percentage and exceeds it") {
  const auto from_nothing = check({}, {priced("x", "1")}, "10%");
  CHECK(from_nothing.exceeded);
  REQUIRE(from_nothing.reasons.size() == 1);
  CHECK(from_nothing.reasons[0].find("from 0") != std::string::npos);
  const auto from_unknown = check({unknown("x")}, {priced("x", "1")}, "10%");
  CHECK(from_unknown.exceeded);
  CHECK(from_unknown.reasons[0].find("not known") != std::string::npos);
  CHECK_FALSE(check({}, {}, "10%").exceeded);
}

TEST_CASE("an amount says nothing of another currency: a rise in it exceeds the limit") {
  const auto other = check({euro("1")}, {euro("1.01")}, "5USD");
  CHECK(other.exceeded);
  CHECK(other.reasons[0].find("cannot be compared") != std::string::npos);
  CHECK_FALSE(check({euro("1")}, {euro("0.5"), priced("x", "1")}, "5USD").exceeded);
}

TEST_CASE("each currency is held to its own percentage") {
  CHECK(check({euro("1"), priced("x", "100")}, {euro("2"), priced("x", "100")}, "10%").exceeded);
}

TEST_CASE("what is not in the increase is said") {
  const auto more = check({priced("x", "1")}, {priced("x", "1"), unknown("y")}, "10%");
  CHECK_FALSE(more.exceeded);
  REQUIRE(more.reasons.size() == 1);
  CHECK(more.reasons[0].find("1 more request") != std::string::npos);
}

TEST_CASE("a sum that is too large exceeds any limit") {
  const auto* most = "9223372036854775807";
  CHECK(check({}, {priced("x", most), priced("y", most)}, "5USD").exceeded);
}
