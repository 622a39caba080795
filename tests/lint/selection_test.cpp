#include "lint/selection.hpp"

#include <doctest/doctest.h>

using namespace tariff;
using lint::is_selected;
using lint::severity_of;

TEST_CASE("a selector names a code or a whole family") {
  CHECK(selects("ACME-SIZE-016", "ACME-SIZE-016"));
  CHECK(selects("ACME-SIZE", "ACME-SIZE-016"));
  CHECK(selects("ACME", "ACME-SIZE-016"));
  CHECK(selects("ALL", "ACME-SIZE-016"));
  CHECK_FALSE(selects("ACME-SI", "ACME-SIZE-016"));  // half a word is no family
  CHECK_FALSE(selects("ACME-SIZE-016-X", "ACME-SIZE-016"));
  CHECK_FALSE(selects("", "ACME-SIZE-016"));
}

TEST_CASE("everything counts unless something is selected or ignored") {
  CHECK(is_selected({}, "ACME-SIZE-016"));
  CHECK(is_selected({.select = {"ACME"}}, "ACME-SIZE-016"));
  CHECK_FALSE(is_selected({.select = {"BUDGET"}}, "ACME-SIZE-016"));
  CHECK(is_selected({.select = {"BUDGET"}, .extend_select = {"ACME"}}, "ACME-SIZE-016"));
  CHECK_FALSE(is_selected({.ignore = {"ACME"}}, "ACME-SIZE-016"));
}

TEST_CASE("the longest selector decides, and ignoring wins between equals") {
  CHECK(is_selected({.select = {"ACME-SIZE-016"}, .ignore = {"ACME"}}, "ACME-SIZE-016"));
  CHECK_FALSE(is_selected({.select = {"ACME"}, .ignore = {"ACME-SIZE-016"}}, "ACME-SIZE-016"));
  CHECK_FALSE(is_selected({.select = {"ACME"}, .ignore = {"ACME"}}, "ACME-SIZE-016"));
  CHECK(is_selected({.select = {"ALL"}, .extend_select = {"ACME"}, .ignore = {"ALL"}}, "ACME-X"));
  CHECK_FALSE(is_selected({.ignore = {"ALL"}}, "BUDGET-TOTAL"));
}

TEST_CASE("severities are given by selector, the longest first") {
  LintSettings settings;
  settings.severity = {
      {"ALL", Severity::note}, {"ACME", Severity::warning}, {"ACME-SIZE-016", Severity::error}};
  CHECK(severity_of(settings, "ACME-SIZE-016", Severity::note) == Severity::error);
  CHECK(severity_of(settings, "ACME-PARAM", Severity::error) == Severity::warning);
  CHECK(severity_of(settings, "BUDGET-TOTAL", Severity::error) == Severity::note);
  CHECK(severity_of({}, "BUDGET-TOTAL", Severity::error) == Severity::error);
}
