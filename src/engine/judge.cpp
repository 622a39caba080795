#include "engine/judge.hpp"

#include <bit>

#include "engine/kernel.hpp"

namespace tariff::engine {

auto finding_for(const catalog::Offer& offer, const catalog::Parameter* parameter,
                 catalog::FindingKind kind) noexcept -> const catalog::Finding& {
  if (parameter != nullptr) {
    for (const auto& [own_kind, finding] : parameter->findings) {
      if (own_kind == kind) return finding;
    }
  }
  return offer.findings[static_cast<std::size_t>(kind)];
}

auto price_basis(const BoundRequest& bound, Date as_of) noexcept -> PriceBasis {
  PriceBasis basis;
  for (const catalog::RateCard& card : bound.offer->cards) {
    if (card.period.contains(as_of)) basis.card = &card;
  }
  if (basis.card == nullptr) return basis;
  const std::string_view wanted = bound.request->tier.empty()
                                      ? std::string_view{"standard"}
                                      : std::string_view{bound.request->tier};
  for (const catalog::Tier& tier : basis.card->tiers) {
    if (tier.name == wanted) basis.tier = &tier;
  }
  return basis;
}

auto holds_all_rules(const BoundRequest& bound, Date as_of) noexcept -> bool {
  catalog::TermSet terms;
  return broken_terms(bound, as_of, terms) && (terms[0] | terms[1]) == 0;
}

auto count_broken_rules(const BoundRequest& bound, Date as_of, RuleCount& out) noexcept -> bool {
  catalog::TermSet terms;
  if (!broken_terms(bound, as_of, terms)) return false;
  const catalog::Offer& offer = *bound.offer;
  // A rule's terms follow each other, and those that break together are all certain or all not.
  std::size_t last = offer.rules.size();
  for (std::size_t word = 0; word < terms.size(); ++word) {
    for (std::uint64_t rest = terms[word]; rest != 0; rest &= rest - 1) {
      const auto bit = static_cast<std::size_t>(std::countr_zero(rest));
      const catalog::RuleTerm& term = offer.kernel.terms[word * 64 + bit];
      if (term.rule == last) continue;
      last = term.rule;
      const Severity severity = offer.rules[term.rule].severity;
      const bool is_error = severity == Severity::error && term.certain;
      if (is_error) ++out.errors;
      if (!is_error && severity != Severity::note) ++out.warnings;
    }
  }
  return true;
}

auto outcome_of(const catalog::Rule& rule, const Registers& registers) noexcept -> RuleOutcome {
  const Cell& require = registers[rule.require];
  const bool certain_to_apply = !rule.conditional || registers[rule.when].is_true();
  if (rule.conditional) {
    const Cell& when = registers[rule.when];
    if (when.kind == Cell::Kind::absent || when.is_false()) return RuleOutcome::holds;
    // Arithmetic that does not fit in a condition: the rule cannot be ruled out.
    if (when.kind == Cell::Kind::error) return RuleOutcome::fails;
  }
  if (require.kind == Cell::Kind::error) return RuleOutcome::fails;
  if (require.kind == Cell::Kind::absent || require.is_true()) return RuleOutcome::holds;
  return certain_to_apply && require.is_false() ? RuleOutcome::fails : RuleOutcome::may_fail;
}

void tally_rules(const BoundRequest& bound, Date as_of, const Cases& cases,
                 RuleTally* tallies) noexcept {
  const catalog::Offer& offer = *bound.offer;
  CaseSlots slots{bound, cases};
  Registers registers;
  const std::size_t count = std::min(offer.rules.size(), max_rules);
  std::fill_n(tallies, count, RuleTally{0, 0});
  for (std::size_t index = 0; index < cases.count(); ++index) {
    run(offer.rule_program, {slots.at(index), bound.catalog, nullptr}, registers);
    for (std::size_t i = 0; i < count; ++i) {
      if (!offer.rules[i].period.contains(as_of)) continue;
      const RuleOutcome outcome = outcome_of(offer.rules[i], registers);
      const std::uint64_t bit = std::uint64_t{1} << index;
      if (outcome == RuleOutcome::fails) tallies[i].fails |= bit;
      if (outcome == RuleOutcome::may_fail) tallies[i].may_fail |= bit;
    }
  }
}

}  // namespace tariff::engine
