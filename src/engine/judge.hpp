// The one judgement that deciding and explaining share: every finding of a request on a day, in a
// fixed order, handed to a sink as it is found.
#pragma once

#include <algorithm>
#include <cstdint>

#include "catalog/limits.hpp"
#include "catalog/model.hpp"
#include "engine/bound.hpp"
#include "engine/cases.hpp"
#include "engine/machine.hpp"
#include "tariff/date.hpp"

namespace tariff::engine {

// A finding, before any text is made of it.
struct Judgement {
  enum class What : std::uint8_t { reading, word, lifecycle, alias, tier, rule };
  What what{};
  Severity severity = Severity::error;
  const BoundFinding* reading = nullptr;  // reading
  const BoundWord* word = nullptr;        // word
  catalog::FindingKind kind{};            // reading, word, lifecycle, alias
  const catalog::Rule* rule = nullptr;    // rule
  // rule: fails in some of the cases or for some of the values only; then it is a warning at most.
  bool certain = true;
  std::uint64_t failing_cases = 0;  // rule: bit i set: fails (maybe) in case i
};

// The finding texts in force for a parameter (its own, else the offer's).
[[nodiscard]] auto finding_for(const catalog::Offer& offer, const catalog::Parameter* parameter,
                               catalog::FindingKind kind) noexcept -> const catalog::Finding&;

// The card whose period contains the day, and its tier of the request's name. Either may be null.
struct PriceBasis {
  const catalog::RateCard* card = nullptr;
  const catalog::Tier* tier = nullptr;
};
[[nodiscard]] auto price_basis(const BoundRequest& bound, Date as_of) noexcept -> PriceBasis;

// How many rules are broken, by severity. False: not known without running them.
struct RuleCount {
  std::uint32_t errors = 0;
  std::uint32_t warnings = 0;
};
[[nodiscard]] auto count_broken_rules(const BoundRequest& bound, Date as_of,
                                      RuleCount& out) noexcept -> bool;

namespace detail {

template <class Sink>
void judge_lifecycle(const BoundRequest& bound, Date as_of, Sink&& sink) {
  using catalog::FindingKind;
  const catalog::Lifecycle& life = bound.offer->lifecycle;
  const auto report = [&](FindingKind kind, Judgement::What what) {
    Judgement judgement;
    judgement.what = what;
    judgement.kind = kind;
    judgement.severity = finding_for(*bound.offer, nullptr, kind).severity;
    sink(judgement);
  };
  const auto first_day = life.preview ? life.preview : life.available;
  if (first_day && as_of < *first_day) {
    report(FindingKind::not_yet_available, Judgement::What::lifecycle);
  } else if (life.shut_down && as_of >= *life.shut_down) {
    report(FindingKind::model_shut_down, Judgement::What::lifecycle);
  } else if (life.deprecated && as_of >= *life.deprecated) {
    report(FindingKind::model_deprecated, Judgement::What::lifecycle);
  }
  if (bound.name != nullptr && bound.name->deprecated && as_of >= *bound.name->deprecated) {
    report(FindingKind::name_deprecated, Judgement::What::alias);
  }
  const PriceBasis basis = price_basis(bound, as_of);
  if (basis.card != nullptr && basis.tier == nullptr) {
    Judgement judgement;
    judgement.what = Judgement::What::tier;
    sink(judgement);
  }
}

template <class Sink>
void judge_reading(const BoundRequest& bound, Date as_of, Sink&& sink) {
  Judgement judgement;
  judgement.what = Judgement::What::reading;
  for (const BoundFinding& finding : bound.findings) {
    judgement.reading = &finding;
    judgement.kind = finding.kind;
    judgement.severity = finding_for(*bound.offer, finding.parameter, finding.kind).severity;
    sink(judgement);
  }
  judgement.reading = nullptr;
  judgement.what = Judgement::What::word;
  judgement.kind = catalog::FindingKind::value_not_listed;
  for (const BoundWord& word : bound.dated_words) {
    if (word.word->period.contains(as_of)) continue;
    judgement.word = &word;
    judgement.severity = finding_for(*bound.offer, word.parameter, judgement.kind).severity;
    sink(judgement);
  }
}

}  // namespace detail

// How a rule comes out in one case.
enum class RuleOutcome : std::uint8_t { holds, may_fail, fails };
[[nodiscard]] auto outcome_of(const catalog::Rule& rule, const Registers& registers) noexcept
    -> RuleOutcome;

// Which cases a rule fails in.
struct RuleTally {
  std::uint64_t fails;
  std::uint64_t may_fail;
};

// Rules of one offer at most; the loader holds packs to it.
inline constexpr std::size_t max_rules = catalog::most_rules;

// Writes a tally for each rule of the offer.
void tally_rules(const BoundRequest& bound, Date as_of, const Cases& cases,
                 RuleTally* tallies) noexcept;

// True when no rule finds anything, as far as the offer's kernel knows; false: the rules must be
// run.
[[nodiscard]] auto holds_all_rules(const BoundRequest& bound, Date as_of) noexcept -> bool;

// The findings that are no rule's.
template <class Sink>
void judge_beside_rules(const BoundRequest& bound, Date as_of, Sink&& sink) {
  detail::judge_lifecycle(bound, as_of, sink);
  detail::judge_reading(bound, as_of, sink);
}

// Calls sink(const Judgement&) for each finding. No allocation of its own.
template <class Sink>
void judge(const BoundRequest& bound, Date as_of, Sink&& sink) {
  judge_beside_rules(bound, as_of, sink);
  if (holds_all_rules(bound, as_of)) return;
  const Cases cases{bound};
  RuleTally tallies[max_rules];
  tally_rules(bound, as_of, cases, tallies);
  const std::size_t count = std::min(bound.offer->rules.size(), max_rules);
  for (std::size_t i = 0; i < count; ++i) {
    if ((tallies[i].fails | tallies[i].may_fail) == 0) continue;
    Judgement judgement;
    judgement.what = Judgement::What::rule;
    judgement.rule = &bound.offer->rules[i];
    judgement.certain = tallies[i].fails == cases.all();
    judgement.failing_cases = tallies[i].fails | tallies[i].may_fail;
    judgement.severity = judgement.certain || judgement.rule->severity != Severity::error
                             ? judgement.rule->severity
                             : Severity::warning;
    sink(judgement);
  }
}

}  // namespace tariff::engine
