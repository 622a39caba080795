// Digests tell apart what an edit must not change.
#include <doctest/doctest.h>

#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "edit/change.hpp"

using namespace tariff;

namespace {

struct Digests {
  std::uint64_t header = 0;
  std::uint64_t record = 0;
};

auto digests_of(const std::string& header, const std::string& settings) -> Digests {
  std::istringstream in{"version: 1\n" + header + "\nassets: [{id: a, " + settings + "}]"};
  ManifestHeader read;
  std::vector<Diagnostic> problems;
  Digests digests;
  read_manifest(
      in, InputKind::yaml, {}, read,
      [&](Record&& record) {
        CHECK_FALSE(record.error.has_value());
        digests.record = edit::digest_of(record).rest;
        return true;
      },
      problems);
  CHECK(problems.empty());
  digests.header = edit::digest_of(read);
  return digests;
}

}  // namespace

TEST_CASE("every setting of the planner changes the digest of its asset") {
  std::set<std::uint64_t> seen;
  const std::vector<std::string> all{
      "",          "aspect: 1:1",     "min_pixels: 1",  "larger: true",          "larger: false",
      "only: [a]", "immediate: true", "pinned: true",   "forbid: [a]",           "only: [a, b]",
      "weight: 2", "required: false", "min_quality: x", "only: [a], forbid: [b]"};
  for (const auto& settings : all) seen.insert(digests_of("", settings).record);
  CHECK(seen.size() == all.size());
}

TEST_CASE("every key of the plan and of the budget changes the digest of the header") {
  std::set<std::uint64_t> seen;
  const std::vector<std::string> all{
      "",
      "plan: {maximize: quality}",
      "plan: {minimize: cost}",
      "plan: {plan_on: low}",
      "plan: {unknown_costs: allowed}",
      "plan: {larger: true}",
      "plan: {larger: false}",
      "plan: {immediate: true}",
      "plan: {unservable: fatal}",
      "plan: {min_quality: x}",
      "plan: {min_average: 5}",
      "plan: {only: [x]}",
      "plan: {forbid: [x]}",
      "plan: {keep: [provider]}",
      "plan: {keep: [tier]}",
      "plan: {providers: {at_most: 2}}",
      "plan: {caps: {x: 2}}",
      "plan: {quality: {steps: {x: 2}}}",
      "plan: {quality: {scores: {x: 2}}}",
      "plan: {quality: {scores: {x: {y: 2}}}}",
      "budget: {total: 2 USD}",
      "budget: {providers: {x: 2 USD}}",
  };
  for (const auto& header : all) seen.insert(digests_of(header, "x: 1").header);
  CHECK(seen.size() == all.size());
}
