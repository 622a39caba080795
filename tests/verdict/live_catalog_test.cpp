// Catalogs that are replaced under readers: every answer is that of one catalog, and each catalog
// lives exactly as long as somebody holds it.
#include "tariff/live_catalog.hpp"

#include <doctest/doctest.h>

#include <array>
#include <atomic>
#include <functional>
#include <thread>

#include "support/tiny_catalog.hpp"
#include "tariff/evaluate.hpp"

namespace {

using namespace tariff;
using test::day;
using test::fraction;

// Catalogs that count how many of them are alive. Low quality costs `low`, high four times that.
class Maker {
 public:
  auto priced(Rational low) -> Catalog {
    Rational high;
    REQUIRE(checked_mul(low, Rational{4}, high));
    auto data = test::tiny_catalog();
    auto& numbers = data.offers[0].cards.front().program.numbers;
    numbers.at(0) = low;
    numbers.at(1) = high;
    ++alive_;
    return Catalog{std::shared_ptr<const catalog::CatalogData>{
        new catalog::CatalogData{std::move(data)}, [this](const catalog::CatalogData* dead) {
          delete dead;
          --alive_;
        }}};
  }
  [[nodiscard]] auto alive() const -> int { return alive_.load(); }

 private:
  std::atomic<int> alive_{0};
};

auto request_of(const char* quality) -> Request {
  Request request;
  request.provider = "acme";
  request.model = "painter-1";
  request.set("prompt", "a red balloon").set("quality", quality);
  return request;
}

auto price(const Catalog& catalog, Binding& binding, const Request& request) -> Rational {
  if (!binding.bind(catalog, request)) return {};
  const Decision decision = decide(catalog, binding, day("2026-11-21"));
  return decision.accepted && decision.kind == CostKind::exact ? decision.total.low : Rational{};
}

const Rational cheap = fraction(1, 100);
const Rational dear = fraction(7, 100);

// What the readers of a test share.
struct Race {
  explicit Race(Catalog initial) : live(std::move(initial)) {}

  LiveCatalog live;
  std::atomic<bool> over{false};
  std::atomic<int> wrong{0};
  std::array<std::atomic<int>, 2> seen{};  // how many answers were cheap, and dear
};

// Both qualities under one guard: prices of one catalog, never a mix of two.
void read_until_over(Race& race) {
  const Request low = request_of("low");
  const Request high = request_of("high");
  Binding binding;
  while (!race.over.load(std::memory_order_relaxed)) {
    const auto catalog = race.live.read();
    const Rational first = price(*catalog, binding, low);
    const Rational second = price(*catalog, binding, high);
    const bool is_cheap = first == cheap && second == fraction(4, 100);
    const bool is_dear = first == dear && second == fraction(28, 100);
    if (is_cheap == is_dear) ++race.wrong;
    ++race.seen.at(is_cheap ? 0 : 1);
  }
}

// Replaces until readers have met both catalogs often, and at least `times` times.
void replace_under_readers(Race& race, Maker& maker, int times) {
  constexpr int often = 50;
  for (int i = 0; i < times || race.seen[0] < often || race.seen[1] < often; ++i) {
    race.live.replace(maker.priced(i % 2 == 0 ? dear : cheap));
    if (race.wrong != 0) break;
  }
  race.over = true;
}

TEST_CASE("a catalog is replaced under eight readers") {
  Maker maker;
  {
    Race race{maker.priced(cheap)};
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) threads.emplace_back(read_until_over, std::ref(race));
    replace_under_readers(race, maker, 300);
    for (std::thread& thread : threads) thread.join();
    CHECK(race.wrong == 0);
    CHECK(maker.alive() == 1);
  }
  CHECK(maker.alive() == 0);
}

TEST_CASE("several threads replace at once") {
  Maker maker;
  Race race{maker.priced(cheap)};
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) threads.emplace_back(read_until_over, std::ref(race));
  std::thread other{replace_under_readers, std::ref(race), std::ref(maker), 100};
  replace_under_readers(race, maker, 100);
  other.join();
  for (std::thread& thread : threads) thread.join();
  CHECK(race.wrong == 0);
  CHECK(maker.alive() == 1);
}

TEST_CASE("a guard keeps its catalog, and the last to let go frees it") {
  Maker maker;
  LiveCatalog live{maker.priced(cheap)};
  Binding binding;
  {
    const auto old = live.read();
    live.replace(maker.priced(dear));
    CHECK(maker.alive() == 2);
    CHECK(price(*old, binding, request_of("low")) == cheap);
    CHECK(price(*live.read(), binding, request_of("low")) == dear);
    {
      const auto also_old = live.read();
      live.replace(maker.priced(cheap));
      CHECK(maker.alive() == 3);
    }
    CHECK(maker.alive() == 2);
  }
  CHECK(maker.alive() == 1);
}

TEST_CASE("a catalog that nobody reads is freed by replacing it") {
  Maker maker;
  LiveCatalog live{maker.priced(cheap)};
  for (int i = 0; i < 100; ++i) {
    live.replace(maker.priced(dear));
    CHECK(maker.alive() == 1);
  }
}

TEST_CASE("a guard can be moved, and let go of by another thread") {
  Maker maker;
  LiveCatalog live{maker.priced(cheap)};
  auto guard = live.read();
  auto moved = std::move(guard);
  live.replace(maker.priced(dear));
  CHECK(maker.alive() == 2);
  std::thread{[taken = std::move(moved)] {}}.join();
  CHECK(maker.alive() == 1);

  auto first = live.read();
  live.replace(maker.priced(cheap));
  first = live.read();  // lets go of what it held
  CHECK(maker.alive() == 1);
}

TEST_CASE("a copy of the catalog outlives the guard") {
  Maker maker;
  LiveCatalog live{maker.priced(cheap)};
  const Catalog kept = *live.read();
  live.replace(maker.priced(dear));
  CHECK(maker.alive() == 2);
  Binding binding;
  CHECK(price(kept, binding, request_of("low")) == cheap);
}

TEST_CASE("a thread never sees an older catalog after a newer one") {
  constexpr int versions = 2'000;
  const auto numbered = [](int number) {
    auto data = test::tiny_catalog();
    data.sources[0].about = std::to_string(number);
    return test::to_catalog(std::move(data));
  };
  LiveCatalog live{numbered(0)};
  std::atomic<bool> back{false};
  const auto follow = [&] {
    for (int newest = 0; newest < versions - 1;) {
      const auto catalog = live.read();
      const int number = std::stoi(catalog->data().sources[0].about);
      if (number < newest) back = true;
      newest = number;
    }
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) threads.emplace_back(follow);
  for (int i = 1; i < versions; ++i) live.replace(numbered(i));
  for (std::thread& thread : threads) thread.join();
  CHECK_FALSE(back);
}

}  // namespace
