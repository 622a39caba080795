#include "plan/offer_filter.hpp"

#include <doctest/doctest.h>

namespace {

using tariff::catalog::Offer;
using tariff::planning::may_serve;
using tariff::planning::means_offer;

auto hosted() -> Offer {
  Offer offer;
  offer.provider = "globex";
  offer.model = "labs/lumen-2";
  offer.operation = "generate";
  offer.renders = "lumen-2";
  return offer;
}

}  // namespace

TEST_CASE("a name means an offer by provider, model, operation, or what it renders") {
  const auto offer = hosted();
  for (const char* name :
       {"globex", "globex/labs/lumen-2", "globex/labs/lumen-2/generate", "lumen-2"}) {
    CAPTURE(name);
    CHECK(means_offer(name, offer));
  }
}

TEST_CASE("a name that only begins or ends like that of an offer means another") {
  const auto offer = hosted();
  for (const char* name :
       {"", "glob", "globex/", "globex/labs", "globex/labs/lumen", "globex/labs/lumen-22",
        "globex/labs/lumen-2/", "globex/labs/lumen-2/edit", "globex/lumen-2", "labs/lumen-2",
        "globex-2/labs/lumen-2", "lumen", "lumen-2/generate", "generate", "GLOBEX"}) {
    CAPTURE(name);
    CHECK(!means_offer(name, offer));
  }
}

TEST_CASE("an offer may serve when it is allowed and not forbidden") {
  const auto offer = hosted();
  std::string why;
  CHECK(may_serve(offer, {}, {}, why));
  CHECK(may_serve(offer, {"acme", "lumen-2"}, {"acme"}, why));
  CHECK(why.empty());
  CHECK(!may_serve(offer, {"acme"}, {}, why));
  CHECK(why == "not among those that are allowed");
  CHECK(!may_serve(offer, {"lumen-2"}, {"acme", "globex"}, why));
  CHECK(why == "globex is forbidden");
}
