// Every code that the shipped catalog can give, at every offer that can give it: a request that
// triggers it and one that does not.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "catalog/findings.hpp"
#include "catalog/model.hpp"
#include "check/broken_request.hpp"
#include "check/code_examples.hpp"
#include "check/requests.hpp"
#include "report/explain.hpp"
#include "tariff/lint.hpp"
#include "tariff/tariff.hpp"

namespace {

using namespace tariff;
using catalog::FindingKind;
using catalog::Offer;

const Date today = Date::of(2026, 11, 21);

struct Tried {
  std::set<std::string> codes;
  bool accepted = false;
};

auto try_request(const Request& request, Date day) -> Tried {
  const auto verdict = evaluate(default_catalog(), request, day, {.fixes = false});
  Tried tried;
  tried.accepted = verdict.accepted;
  for (const auto& finding : verdict.diagnostics) tried.codes.insert(finding.code);
  return tried;
}

auto try_examples(const Offer& offer) -> std::vector<Tried> {
  const auto day = check::default_day(default_catalog().data(), offer);
  std::vector<Tried> all;
  for (const auto& example : offer.examples) {
    all.push_back(try_request(check::to_request(offer, example), day));
  }
  return all;
}

// What a pack's findings are called for one parameter.
auto code_of(const Offer& offer, const catalog::Parameter& parameter, FindingKind kind)
    -> std::string {
  for (const auto& [own_kind, finding] : parameter.findings) {
    if (own_kind == kind) return finding.code;
  }
  return offer.findings[static_cast<std::size_t>(kind)].code;
}

auto lint_codes_of(const Request& request) -> std::set<std::string> {
  const auto text = report::record_of(request, report::Reader::machine) + "\n";
  const Linter linter{default_catalog(), today, {}};
  LintInput input;
  input.kind = InputKind::jsonl;
  input.text = text;
  std::set<std::string> codes;
  for (const auto& finding : linter.lint(input).findings) codes.insert(finding.diagnostic.code);
  return codes;
}

}  // namespace

TEST_CASE(
    "each rule of each offer has an example that triggers it and an accepted one that does not") {
  std::size_t rules = 0;
  for (const auto& offer : default_catalog().data().offers) {
    const auto examples = try_examples(offer);
    for (const auto& rule : offer.rules) {
      ++rules;
      const auto gives = [&rule](const Tried& tried) { return tried.codes.count(rule.code) != 0; };
      CHECK_MESSAGE(std::any_of(examples.begin(), examples.end(), gives),
                    offer.name() << ": no example triggers " << rule.code);
      CHECK_MESSAGE(
          std::any_of(examples.begin(), examples.end(),
                      [&](const Tried& tried) { return tried.accepted && !gives(tried); }),
          offer.name() << ": no accepted example is without " << rule.code);
    }
  }
  CHECK(rules > 600);
}

TEST_CASE("each limit of each parameter of each offer is found when it is broken") {
  const auto& data = default_catalog().data();
  std::size_t limits = 0;
  for (const auto& offer : data.offers) {
    const auto requests = check::base_requests(offer, 1);
    auto taken = requests.front();
    if (!taken.as_of) taken.as_of = check::default_day(data, offer);
    for (const auto& parameter : offer.parameters) {
      if (parameter.refused) continue;
      for (std::size_t i = 0; i < catalog::finding_kinds; ++i) {
        const auto kind = static_cast<FindingKind>(i);
        const auto broken = check::broken_request(offer, parameter, kind, taken);
        if (!broken) continue;
        ++limits;
        const auto code = code_of(offer, parameter, kind);
        CHECK_MESSAGE(try_request(*broken, today).codes.count(code) != 0,
                      offer.name()
                          << " " << parameter.name << ": " << catalog::finding_default(kind).key
                          << " does not give " << code);
      }
    }
  }
  CHECK(limits > 1000);
}

TEST_CASE(
    "what explain shows as bad gives the code when it is linted, what it shows as good does not") {
  check::CodeExamples examples{default_catalog()};
  const auto subjects = report::all_subjects(default_catalog().data(), examples);
  CHECK(subjects.size() > 120);
  const auto hold = [](const std::string& code, const check::ExamplePair& pair) {
    CAPTURE(code);
    REQUIRE(pair.bad.has_value());
    REQUIRE(pair.good.has_value());
    CHECK(lint_codes_of(pair.bad->request).count(code) != 0);
    CHECK(lint_codes_of(pair.good->request).count(code) == 0);
  };
  for (const auto& subject : subjects) {
    for (const auto& use : subject.rules) hold(subject.name, use.examples);
    for (const auto& use : subject.findings) hold(subject.name, use.examples);
  }
}
