#include "kernel/specialise.hpp"

#include <doctest/doctest.h>

#include "catalog/validate.hpp"
#include "tariff/catalog.hpp"

using namespace tariff;

TEST_CASE("every shipped offer comes down to a kernel, rules and prices") {
  const catalog::CatalogData& data = default_catalog().data();
  for (const catalog::Offer& offer : data.offers) {
    CAPTURE(offer.name());
    CHECK_FALSE(offer.kernel.epochs.empty());
    CHECK((offer.kernel.general[0] | offer.kernel.general[1]) == 0);
    std::size_t known_tiers = 0;
    for (const catalog::RateCard& card : offer.cards) {
      for (const catalog::Tier& tier : card.tiers) known_tiers += tier.known ? 1 : 0;
    }
    CHECK(offer.kernel.prices.size() == known_tiers);
  }
}

TEST_CASE("a kernel is made from the offer alone, the same every time") {
  const catalog::CatalogData& data = default_catalog().data();
  for (std::size_t i = 0; i < data.offers.size(); i += 9) {
    CAPTURE(data.offers[i].name());
    CHECK(kernel::specialise(data.offers[i]) == data.offers[i].kernel);
  }
}

TEST_CASE("kernels that refer to what is not there are refused") {
  const catalog::CatalogData& data = default_catalog().data();
  const catalog::Offer& offer = data.offers[0];
  const std::size_t symbols = data.symbols.size();
  REQUIRE(catalog::is_consistent(offer.kernel, offer, symbols));
  const auto refuses = [&](auto spoil) {
    catalog::Kernel kernel = offer.kernel;
    spoil(kernel);
    return !catalog::is_consistent(kernel, offer, symbols);
  };
  CHECK(refuses([](auto& k) { k.slots[0].slot = 9999; }));
  CHECK(refuses([](auto& k) { k.slots[1].first = 0; }));
  CHECK(refuses([](auto& k) { k.expected.pop_back(); }));
  CHECK(refuses([](auto& k) { k.alive.pop_back(); }));
  CHECK(refuses([](auto& k) { k.terms[0].rule = 9999; }));
  CHECK(refuses([](auto& k) { k.epochs[0].terms[1] = ~std::uint64_t{0}; }));
  CHECK(refuses([](auto& k) { k.counted.push_back(9999); }));
  CHECK(refuses([](auto& k) { k.prices[0].card = 9; }));
  CHECK(refuses([](auto& k) { k.prices[0].shape_of[0] = 9999; }));
  CHECK(refuses([](auto& k) { k.prices[0].contributions.pop_back(); }));
  CHECK(refuses([](auto& k) { k.prices[0].shapes[0].total.low = 255; }));
  CHECK(refuses([](auto& k) { k.prices[0].shapes[0].program[0].target = 7; }));
  CHECK(refuses([](auto& k) { k.prices[0].shapes[0].meters.pop_back(); }));
}
