#include "tariff/evaluate.hpp"

#include "engine/bound.hpp"
#include "engine/judge.hpp"
#include "engine/resolve.hpp"
#include "engine/wording.hpp"
#include "pricing/price.hpp"
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

Binding::Binding() : bound_(std::make_unique<BoundRequest>()) {}
Binding::~Binding() = default;
Binding::Binding(Binding&&) noexcept = default;
auto Binding::operator=(Binding&&) noexcept -> Binding& = default;

auto Binding::bind(const Catalog& catalog, const Request& request) -> bool {
  Diagnostic why;
  return engine::resolve(catalog, request, *bound_, why);
}

auto decide(const Catalog& /*catalog*/, const Binding& request, Date as_of) noexcept -> Decision {
  const BoundRequest& bound = request.bound();
  Decision decision;
  if (bound.offer == nullptr) return decision;
  const Date day = bound.request->as_of.value_or(as_of);
  engine::judge(bound, day, [&](const engine::Judgement& judgement) {
    if (judgement.severity == Severity::error) ++decision.errors;
    if (judgement.severity == Severity::warning) ++decision.warnings;
  });
  const pricing::Price price = pricing::price(bound, day);
  decision.accepted = decision.errors == 0;
  decision.kind = price.kind;
  decision.total = price.total;
  return decision;
}

}  // namespace v0
}  // namespace tariff
