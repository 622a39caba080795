// Budgets of providers; tests/manifest/yaml_test.cpp has the others.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "manifest/support.hpp"

using namespace tariff;
using manifest_test::at;
using manifest_test::errors;
using manifest_test::only_error;
using manifest_test::read;

TEST_CASE("a manifest limits what a provider may cost") {
  const auto result = read(
      "version: 1\nbudget: {total: 40 USD, providers: {acme: 10 USD, globex: 2.50 USD}}\n"
      "assets: []",
      InputKind::yaml);
  CHECK(errors(result).empty());
  const auto& budget = result.header.budget;
  REQUIRE(budget.providers.size() == 2);
  CHECK(budget.providers.at("acme") == Money{Rational{10}, "USD"});
  CHECK(budget.providers.at("globex").amount.to_decimal() == "2.5");
  CHECK(at(result.header.places.at("budget.providers.globex")) == "2:51");
}

TEST_CASE("what is wrong with the budget of a provider is said at its place") {
  struct Case {
    const char* body;
    const char* error;
  };
  for (const auto& c : std::vector<Case>{
           {"budget: {providers: 10 USD}",
            "2:21 INPUT-TYPE budgets of providers are a mapping such as {acme: 10 USD}"},
           {"budget: {providers: {acme: 10}}",
            "2:28 INPUT-VALUE expected an amount and its currency, such as 40 USD"},
           {"budget: {providres: {acme: 10 USD}}",
            "2:10 INPUT-UNKNOWN unknown key 'providres'; did you mean 'providers'?"},
           {"groups: {hero: {budget: {providers: {acme: 10 USD}}}}",
            "2:26 INPUT-UNKNOWN providers belongs to the budget of the manifest, not of a group"},
           {"groups: {hero: {budget: {providres: {acme: 10 USD}}}}",
            "2:26 INPUT-UNKNOWN unknown key 'providres'"},
       }) {
    CAPTURE(c.body);
    CHECK(only_error("version: 1\n" + std::string{c.body} + "\nassets: []", InputKind::yaml) ==
          c.error);
  }
}
