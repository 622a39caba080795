// Prices by kernels against prices by the cards' programs: meter by meter, for every shipped offer.
#include "pricing/price.hpp"

#include <doctest/doctest.h>

#include "engine/bound.hpp"
#include "support/request_generator.hpp"
#include "tariff/tariff.hpp"

namespace {

using namespace tariff;
using testing::RequestGenerator;

#ifdef NDEBUG
constexpr int requests_an_offer = 2'000;
#else
constexpr int requests_an_offer = 60;
#endif

auto same(const pricing::MeterPrice& a, const pricing::MeterPrice& b) -> bool {
  return a.spec == b.spec && a.runs == b.runs && a.excluded == b.excluded &&
         a.quantity == b.quantity && a.amount == b.amount;
}

auto same(const pricing::Price& a, const pricing::Price& b) -> bool {
  if (a.kind != b.kind || a.total != b.total || a.settled != b.settled) return false;
  if (a.kind == CostKind::unknown) return a.unknown.why == b.unknown.why;
  if (a.meter_count != b.meter_count || a.roundings != b.roundings) return false;
  for (std::size_t i = 0; i < a.meter_count; ++i) {
    if (!same(a.meters[i], b.meters[i])) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("a kernel's price is its card's program's") {
  const Date day = Date::of(2026, 11, 21);
  const catalog::CatalogData& data = default_catalog().data();
  RequestGenerator random{data, 11};
  Binding binding;
  std::uint64_t compared = 0;
  std::uint64_t known = 0;
  for (std::uint32_t offer = 0; offer < data.offers.size(); ++offer) {
    for (int i = 0; i < requests_an_offer; ++i) {
      const Request request = random.next(offer);
      REQUIRE(binding.bind(default_catalog(), request));
      const BoundRequest& bound = binding.bound();
      const pricing::Price quick = pricing::price(bound, request.as_of.value_or(day));
      const pricing::Price plain = pricing::price_by_program(bound, request.as_of.value_or(day));
      if (!same(quick, plain)) FAIL(bound.offer->name() << ' ' << request.params.to_json());
      const pricing::Total total = pricing::total(bound, request.as_of.value_or(day));
      CHECK((total.kind == plain.kind &&
             (plain.kind == CostKind::unknown || total.amount == plain.total)));
      ++compared;
      known += plain.kind == CostKind::unknown ? 0 : 1;
    }
  }
  MESSAGE("compared " << compared << ", " << known << " with a price");
  CHECK(known > compared / 4);
}
