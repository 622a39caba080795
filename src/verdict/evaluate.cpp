#include "tariff/evaluate.hpp"

#include "engine/bound.hpp"
#include "engine/judge.hpp"
#include "engine/resolve.hpp"
#include "engine/wording.hpp"
#include "pricing/price.hpp"
#include "verdict/decide.hpp"
#include "verdict/fix.hpp"

namespace tariff {
inline namespace v0 {
namespace {

auto unresolved(Diagnostic why) -> Verdict {
  Verdict verdict;
  verdict.quote.reason = why.message;
  verdict.diagnostics.push_back(std::move(why));
  return verdict;
}

}  // namespace

auto evaluate(const Catalog& catalog, const Request& request, Date as_of, EvaluateOptions options)
    -> Verdict {
  BoundRequest bound;
  Diagnostic why;
  if (!engine::resolve(catalog, request, bound, why)) return unresolved(std::move(why));
  const Date day = request.as_of.value_or(as_of);
  Verdict verdict;
  verdict.offer = bound.offer->name();
  verdict.quote = pricing::quote(bound, day);
  verdict.accepted = true;
  engine::Wording wording{bound, day};
  engine::judge(bound, day, [&](const engine::Judgement& judgement) {
    Diagnostic diagnostic = wording.diagnose(judgement);
    if (options.fixes) diagnostic.fix = verdict::find_fix(bound, judgement, day, verdict.quote);
    if (diagnostic.severity == Severity::error) verdict.accepted = false;
    verdict.diagnostics.push_back(std::move(diagnostic));
  });
  return verdict;
}

auto decide(const Catalog& /*catalog*/, const Binding& request, Date as_of) noexcept -> Decision {
  return verdict::decide_bound(request.bound(), as_of);
}

}  // namespace v0

auto verdict::decide_bound(const BoundRequest& bound, Date as_of) noexcept -> Decision {
  Decision decision;
  if (bound.offer == nullptr) return decision;
  const Date day = bound.request->as_of.value_or(as_of);
  const auto count = [&](const engine::Judgement& judgement) {
    if (judgement.severity == Severity::error) ++decision.errors;
    if (judgement.severity == Severity::warning) ++decision.warnings;
  };
  engine::RuleCount rules;
  if (engine::count_broken_rules(bound, day, rules)) {
    decision.errors = rules.errors;
    decision.warnings = rules.warnings;
    engine::judge_beside_rules(bound, day, count);
  } else {
    engine::judge(bound, day, count);
  }
  const pricing::Total total = pricing::total(bound, day);
  decision.accepted = decision.errors == 0;
  decision.kind = total.kind;
  decision.total = total.amount;
  return decision;
}

}  // namespace tariff
