#include <range/v3/algorithm/stable_sort.hpp>
#include <range/v3/range/conversion.hpp>
#include <range/v3/view/filter.hpp>
#include <range/v3/view/transform.hpp>

#include "engine/resolve.hpp"
#include "tariff/evaluate.hpp"

namespace tariff {
inline namespace v0 {
namespace {

auto alternative(const Catalog& catalog, const Request& request, OfferId id, bool own, Date day)
    -> Alternative {
  Alternative found;
  found.offer = catalog.summary(id, day);
  std::vector<std::string> lost;
  found.request = own ? request : restate(catalog, request, id, lost);
  found.verdict = evaluate(catalog, found.request, day, {.fixes = false});
  for (const std::string& what : lost) found.why_not.push_back("cannot say " + what);
  for (const Diagnostic& diagnostic : found.verdict.diagnostics) {
    if (diagnostic.severity != Severity::error) continue;
    found.why_not.push_back(diagnostic.code + ": " + diagnostic.message);
  }
  found.can_serve = found.why_not.empty();
  return found;
}

// Cheapest first, then what has no price, then what cannot serve; the catalog's order in between.
auto rank(const Alternative& alternative) -> int {
  if (!alternative.can_serve) return 2;
  return alternative.verdict.quote.kind == CostKind::unknown ? 1 : 0;
}

auto cheaper(const Alternative& a, const Alternative& b) -> bool {
  if (rank(a) != rank(b)) return rank(a) < rank(b);
  if (rank(a) != 0) return false;
  if (a.verdict.quote.currency != b.verdict.quote.currency) {
    return a.verdict.quote.currency < b.verdict.quote.currency;
  }
  return a.verdict.quote.total.expected < b.verdict.quote.total.expected;
}

}  // namespace

auto compare(const Catalog& catalog, const Request& request, Date as_of)
    -> std::vector<Alternative> {
  std::vector<Alternative> found;
  Diagnostic why;
  OfferId own{};
  if (!catalog.find(request, own, why)) return found;
  const Date day = request.as_of.value_or(as_of);
  const std::string operation = catalog.summary(own, day).operation;
  const std::vector<OfferSummary> offers = catalog.summaries(day);
  const auto same_operation = [&](const OfferSummary& offer) {
    return offer.operation == operation;
  };
  found = offers | ranges::views::filter(same_operation) |
          ranges::views::transform([&](const OfferSummary& offer) {
            return alternative(catalog, request, offer.id, offer.id == own, day);
          }) |
          ranges::to<std::vector>();
  ranges::stable_sort(found, cheaper);
  return found;
}

}  // namespace v0
}  // namespace tariff
