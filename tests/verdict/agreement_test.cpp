// Three ways to one answer: deciding, explaining, and the oracle, over generated packs, cards and
// requests that went through YAML and the loader.
#include <doctest/doctest.h>

#include <algorithm>

#include "support/expected_verdict.hpp"
#include "support/random_pack.hpp"
#include "support/random_request.hpp"
#include "tariff/evaluate.hpp"

namespace {

using namespace tariff;
using namespace tariff::testing;

// Optimised builds take the million that the project promises; instrumented ones a part of it.
#if defined(NDEBUG)
constexpr std::uint64_t packs = 4'200;
constexpr int requests = 250;
#else
constexpr std::uint64_t packs = 200;
constexpr int requests = 50;
#endif

auto findings_of(const Verdict& verdict) -> std::vector<std::string> {
  std::vector<std::string> out;
  for (const Diagnostic& each : verdict.diagnostics) {
    out.push_back(std::string{to_string(each.severity)} + ' ' + each.code);
  }
  std::sort(out.begin(), out.end());
  return out;
}

auto tally(const std::vector<std::string>& findings, std::string_view severity) -> std::uint32_t {
  return static_cast<std::uint32_t>(
      std::count_if(findings.begin(), findings.end(),
                    [&](const std::string& each) { return each.starts_with(severity); }));
}

auto same_price(CostKind kind, const Range& total, const ExpectedVerdict& expected) -> bool {
  if (kind == CostKind::unknown || !expected.price_known) {
    return (kind == CostKind::unknown) == !expected.price_known;
  }
  const bool exact = expected.low == expected.high;
  return (kind == CostKind::exact) == exact && oracle::number_of(total.low) == expected.low &&
         oracle::number_of(total.expected) == expected.expected &&
         oracle::number_of(total.high) == expected.high;
}

// Empty: all agree. Otherwise what does not.
auto difference(const Decision& decision, const Verdict& verdict, const ExpectedVerdict& expected)
    -> std::string {
  const auto findings = findings_of(verdict);
  const std::uint32_t errors = tally(findings, "error");
  if (findings != expected.findings) return "findings";
  if (verdict.accepted != (errors == 0)) return "accepted";
  if (!same_price(verdict.quote.kind, verdict.quote.total, expected)) return "quote";
  if (decision.accepted != verdict.accepted || decision.errors != errors ||
      decision.warnings != tally(findings, "warning")) {
    return "decision";
  }
  return same_price(decision.kind, decision.total, expected) ? "" : "decided price";
}

auto joined(const std::vector<std::string>& lines) -> std::string {
  std::string out;
  for (const std::string& line : lines) out += "\n  " + line;
  return out;
}

auto summary(const RandomPack& pack, const RandomRequest& request, const Decision& decision,
             const Verdict& verdict, const ExpectedVerdict& expected) -> std::string {
  return pack_yaml(pack) + card_yaml(pack) + "\nparams " + request.request.params.to_json() +
         "\ntier '" + request.request.tier + "' on " + request.day.to_string() +
         "\ndecided: " + std::to_string(decision.errors) + " errors, " +
         std::to_string(decision.warnings) + " warnings, " + to_string(decision.kind) + ' ' +
         decision.total.expected.to_fraction() + "\nexplained:" + joined(findings_of(verdict)) +
         "\nexpected:" + joined(expected.findings) + "\nprice " +
         verdict.quote.total.expected.to_fraction() + " (" + to_string(verdict.quote.kind) + "; " +
         verdict.quote.reason + "), expected " +
         (expected.price_known ? expected.expected.str() : "unknown");
}

// What the requests were like, so that the test cannot pass by comparing nothing.
struct Coverage {
  std::uint64_t compared = 0;
  std::uint64_t accepted = 0;
  std::uint64_t rule_errors = 0;
  std::uint64_t warnings = 0;  // of rules
  std::uint64_t exact = 0;
  std::uint64_t bounded = 0;

  void add(const Decision& decision, const ExpectedVerdict& expected) {
    ++compared;
    accepted += decision.accepted ? 1 : 0;
    rule_errors += tally(expected.findings, "error ACME") > 0 ? 1U : 0U;
    warnings += tally(expected.findings, "warning ACME") > 0 ? 1U : 0U;
    exact += decision.kind == CostKind::exact ? 1 : 0;
    bounded += decision.kind == CostKind::bounded ? 1 : 0;
  }
};

void compare_pack(std::uint64_t seed, Coverage& coverage) {
  const RandomPack pack = PackGenerator{seed}.next();
  const catalog::LoadOutcome loaded = load(pack);
  REQUIRE_MESSAGE(loaded.data != nullptr, pack_yaml(pack), card_yaml(pack),
                  loaded.diagnostics.front().message);
  const Catalog catalog{loaded.data};
  const Expectation expectation{pack};
  RequestGenerator generator{seed, pack.shape};
  Binding binding;
  for (int i = 0; i < requests; ++i) {
    const RandomRequest request = generator.next();
    REQUIRE(binding.bind(catalog, request.request));
    const Decision decision = decide(catalog, binding, request.day);
    const Verdict verdict = evaluate(catalog, request.request, request.day, {.fixes = false});
    const ExpectedVerdict expected = expectation.of(request);
    const std::string what = difference(decision, verdict, expected);
    if (!what.empty()) {
      FAIL("seed " << seed << " request " << i << ": " << what << '\n'
                   << summary(pack, request, decision, verdict, expected));
    }
    coverage.add(decision, expected);
  }
}

}  // namespace

TEST_CASE("deciding, explaining and the oracle agree on generated packs and requests") {
  Coverage coverage;
  for (std::uint64_t seed = 1; seed <= packs; ++seed) compare_pack(seed, coverage);
  MESSAGE("compared " << coverage.compared << ": " << coverage.accepted << " accepted, "
                      << coverage.rule_errors << " with errors of rules, " << coverage.warnings
                      << " with warnings; " << coverage.exact << " prices exact, "
                      << coverage.bounded << " bounded");
  CHECK(coverage.compared == packs * requests);
  CHECK(coverage.accepted > coverage.compared / 4);
  CHECK(coverage.rule_errors > coverage.compared / 10);
  CHECK(coverage.warnings > coverage.compared / 10);
  CHECK(coverage.exact > coverage.compared / 5);
  CHECK(coverage.bounded > coverage.compared / 50);
}

namespace {

// The request with a fix applied.
auto mended(const Request& request, const Fix& fix) -> Request {
  Request out = request;
  for (const Value::Member& member : fix.params.members()) out.set(member.name, member.value);
  for (const std::string& name : fix.remove) out.params.erase(name);
  return out;
}

auto errors_of(const Verdict& verdict) -> std::vector<std::string> {
  std::vector<std::string> out;
  for (const Diagnostic& each : verdict.diagnostics) {
    if (each.severity == Severity::error) out.push_back(each.code + ' ' + each.path);
  }
  std::sort(out.begin(), out.end());
  return out;
}

auto finds(const Verdict& verdict, const Diagnostic& finding) -> bool {
  return std::any_of(verdict.diagnostics.begin(), verdict.diagnostics.end(), [&](const auto& each) {
    return each.code == finding.code && each.path == finding.path;
  });
}

// A fix takes its finding away and adds no error, tells the price on both sides, and does not raise
// it when it is called safe.
void check_fix(const Verdict& before, const Diagnostic& finding, const Verdict& after) {
  CHECK_FALSE(finds(after, finding));
  const auto old_errors = errors_of(before);
  const auto errors = errors_of(after);
  CHECK(std::includes(old_errors.begin(), old_errors.end(), errors.begin(), errors.end()));
  const auto& fix = *finding.fix;
  CHECK(fix.cost_before.has_value() == (before.quote.kind != CostKind::unknown));
  CHECK(fix.cost_after.has_value() == (after.quote.kind != CostKind::unknown));
  if (fix.cost_before) CHECK(*fix.cost_before == before.quote.total);
  if (fix.cost_after) CHECK(*fix.cost_after == after.quote.total);
  if (fix.safe && fix.cost_before) {
    CHECK((fix.cost_after && fix.cost_after->high <= fix.cost_before->high));
  }
}

void check_fixes(const Catalog& catalog, const RandomRequest& request, std::uint64_t& offered) {
  const Verdict before = evaluate(catalog, request.request, request.day);
  for (const Diagnostic& finding : before.diagnostics) {
    if (!finding.fix) continue;
    ++offered;
    const Request changed = mended(request.request, *finding.fix);
    INFO(request.request.params.to_json(), " becomes ", changed.params.to_json(), " for ",
         finding.code);
    check_fix(before, finding, evaluate(catalog, changed, request.day, {.fixes = false}));
  }
}

}  // namespace

TEST_CASE("fixes keep their promise on generated packs and requests") {
  std::uint64_t offered = 0;
  for (std::uint64_t seed = 1; seed <= packs / 10; ++seed) {
    const RandomPack pack = PackGenerator{seed}.next();
    const catalog::LoadOutcome loaded = load(pack);
    REQUIRE(loaded.data != nullptr);
    const Catalog catalog{loaded.data};
    RequestGenerator generator{seed, pack.shape};
    for (int i = 0; i < requests / 5; ++i) check_fixes(catalog, generator.next(), offered);
  }
  MESSAGE(offered << " fixes offered");
  CHECK(offered > packs / 10);
}
