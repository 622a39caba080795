// Settings of a plan laid over one another.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tariff/plan_settings.hpp"

using namespace tariff;

TEST_CASE("goals and cost points have names, and are found by them") {
  CHECK(std::string{to_string(PlanGoal::quality)} == "quality");
  CHECK(std::string{to_string(PlanGoal::cost)} == "cost");
  for (const auto point : {CostPoint::low, CostPoint::expected, CostPoint::high}) {
    CostPoint found{};
    CHECK(parse_cost_point(to_string(point), found));
    CHECK(found == point);
  }
  CostPoint share{};
  CHECK(parse_cost_point("80%", share));
  CHECK(share.percent == 80);
  CHECK(to_string(share) == "80%");
  CHECK(parse_cost_point("100%", share));
  CHECK(to_string(share) == "high");
  auto untouched = CostPoint::high;
  for (const auto* name : {"", "LOW", "expcted", "low ", "%", "101%", "-1%", "8.5%", "300%"}) {
    CHECK_FALSE(parse_cost_point(name, untouched));
  }
  CHECK(untouched == CostPoint::high);
}

TEST_CASE("what is given goes over what was there, what is not leaves it") {
  PlanSettings under;
  under.goal = PlanGoal::cost;
  under.plan_on = CostPoint::low;
  under.allow_unknown_costs = true;
  under.allow_larger = true;
  under.immediate = true;
  under.leave_out_unservable = true;
  under.min_quality = "high";
  under.min_average = Rational{1300};
  under.most_providers = 2;
  CHECK(merge(under, {}) == under);
  CHECK(merge({}, under) == under);

  PlanSettings over;
  over.goal = PlanGoal::quality;
  over.plan_on = CostPoint::high;
  over.allow_unknown_costs = false;
  over.allow_larger = false;
  over.immediate = false;
  over.leave_out_unservable = false;
  over.min_quality = "1350.5";
  over.min_average = Rational{0};
  over.most_providers = 1;
  CHECK(merge(under, over) == over);
}

TEST_CASE("names are added once, what is kept is kept by either") {
  PlanSettings under;
  under.only = {"acme", "globex"};
  under.forbid = {"acme/lumen-1"};
  under.keep.provider = true;
  PlanSettings over;
  over.only = {"globex", "initech"};
  over.keep.tier = true;
  const auto both = merge(under, over);
  CHECK(both.only == std::vector<std::string>{"acme", "globex", "initech"});
  CHECK(both.forbid == under.forbid);
  CHECK(both.keep == KeptSettings{true, false, false, true});
}

TEST_CASE("caps, steps and scores of the same name are replaced") {
  PlanSettings under;
  under.caps = {{"acme/lumen-2", 100}, {"acme/lumen-1", 5}};
  under.quality.steps = {{"low", Rational{-60}}, {"high", Rational{40}}};
  under.quality.scores = {{"lumen-2", "", Rational{1400}}, {"lumen-2", "high", Rational{1420}}};
  PlanSettings over;
  over.caps = {{"acme/lumen-1", 0}, {"acme/etch-1", 7}};
  over.quality.steps = {{"high", Rational{50}}};
  over.quality.scores = {{"lumen-2", "high", Rational{1500}}, {"lumen-1", "", Rational{900}}};
  const auto both = merge(under, over);
  CHECK(both.caps ==
        std::vector<OfferCap>{{"acme/lumen-2", 100}, {"acme/lumen-1", 0}, {"acme/etch-1", 7}});
  CHECK(both.quality.steps ==
        std::vector<QualityOverrides::Step>{{"low", Rational{-60}}, {"high", Rational{50}}});
  CHECK(both.quality.scores ==
        std::vector<QualityOverrides::Score>{{"lumen-2", "", Rational{1400}},
                                             {"lumen-2", "high", Rational{1500}},
                                             {"lumen-1", "", Rational{900}}});
}
