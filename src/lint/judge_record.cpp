#include "lint/judge_record.hpp"

#include <optional>
#include <utility>

#include "catalog/model.hpp"
#include "lint/open_record.hpp"
#include "lint/requests.hpp"
#include "tariff/evaluate.hpp"

namespace tariff::lint {
namespace {

auto requests_of(const Record& record, const catalog::Offer& offer, const Request& request)
    -> Range {
  std::int64_t requests = 1;
  if (!count_requests(record.count, record.attempts, offer, request, requests)) requests = 1;
  return Range::exactly(Rational{requests});
}

void place(std::vector<Diagnostic>& diagnostics, const Record& record) {
  for (auto& diagnostic : diagnostics) {
    if (diagnostic.location.line == 0) diagnostic.location = record.locate(diagnostic.path);
  }
}

auto problem(RecordResult&& result, const Record& record, Diagnostic why) -> RecordResult {
  if (why.location.line == 0) why.location = record.locate(why.path.empty() ? "model" : why.path);
  if (why.location.line == 0) why.location = record.request.location;
  result.problem = RecordProblem{{std::move(why)}, false};
  return std::move(result);
}

void keep_offer(RecordResult& result, const JudgeContext& context, const Record& record,
                const Request& request) {
  OfferId id{};
  Diagnostic why;
  if (!context.catalog.find(request, id, why)) return;
  const auto& offer = context.catalog.data().offers[static_cast<std::uint32_t>(id)];
  result.provider = offer.provider;
  result.model = offer.model;
  result.requests = requests_of(record, offer, request);
}

// The expected cost of a verdict that accepts; nothing when it is refused or has no price.
auto price_of(const Verdict& verdict) -> std::optional<Rational> {
  if (!verdict.accepted || verdict.quote.kind == CostKind::unknown) return std::nullopt;
  return verdict.quote.total.expected;
}

// True when b is the better offer. Without a common currency the first stays.
auto is_better(const Verdict& a, const Verdict& b) -> bool {
  if (a.accepted != b.accepted) return b.accepted;
  const auto price_a = price_of(a);
  const auto price_b = price_of(b);
  if (!price_a || !price_b) return !price_a && price_b;
  return a.quote.currency == b.quote.currency && (*price_b <=> *price_a) < 0;
}

auto unknown_offer(const std::vector<std::string>& names) -> Diagnostic {
  Diagnostic why;
  why.code = "REQ-OFFER-UNKNOWN";
  why.path = "any_of";
  why.message = "no offer is called";
  for (const auto& name : names) why.message += " '" + name + "'";
  if (names.empty()) why.message = "the catalog has no offer for this";
  return why;
}

auto judge_open(const JudgeContext& context, const Record& record, RecordResult&& result,
                Request* chosen) -> RecordResult {
  std::vector<std::string> unknown;
  auto candidates = candidates_of(context.catalog, record, unknown);
  if (candidates.empty() || !unknown.empty()) {
    return problem(std::move(result), record, unknown_offer(unknown));
  }
  const EvaluateOptions options{.fixes = context.fixes};
  std::size_t best = 0;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    auto verdict = evaluate(context.catalog, candidates[i].request, context.today, options);
    // What an offer cannot say, its images need not have.
    const bool says_more = candidates[i].lost.size() < candidates[best].lost.size();
    const bool says_less = candidates[i].lost.size() > candidates[best].lost.size();
    const bool takes_it = verdict.accepted && says_more;
    const bool gives_up = result.verdict.accepted && says_less;
    if (i > 0 && !takes_it && (gives_up || !is_better(result.verdict, verdict))) continue;
    best = i;
    result.verdict = std::move(verdict);
  }
  const auto count = std::to_string(candidates.size());
  if (candidates.size() > 1) result.notes.push_back("the cheapest of " + count + " offers");
  for (const auto& lost : candidates[best].lost) {
    result.notes.push_back("this offer cannot say " + lost);
  }
  place(result.verdict.diagnostics, record);
  keep_offer(result, context, record, candidates[best].request);
  if (chosen != nullptr) *chosen = std::move(candidates[best].request);
  return std::move(result);
}

}  // namespace

auto describe_record(const Record& record) -> RecordResult {
  RecordResult result;
  result.id = record.request.id;
  result.group = record.group;
  result.provider = record.request.provider;
  result.model = record.request.model;
  result.location = record.request.location;
  if (record.count != 1 || record.attempts != 1) result.count = record.count;
  if (!record.error) return result;
  RecordProblem unread{{*record.error}, true};
  unread.diagnostics.insert(unread.diagnostics.end(), record.more_errors.begin(),
                            record.more_errors.end());
  result.problem = std::move(unread);
  return result;
}

auto judge_record(const JudgeContext& context, Record& record, Request* chosen) -> RecordResult {
  auto result = describe_record(record);
  if (result.problem) return result;
  if (is_open(record)) return judge_open(context, record, std::move(result), chosen);
  Diagnostic why;
  if (!settle_provider(context.catalog, record.request, why)) {
    return problem(std::move(result), record, std::move(why));
  }
  result.verdict =
      evaluate(context.catalog, record.request, context.today, {.fixes = context.fixes});
  if (result.verdict.offer.empty()) {
    auto& found = result.verdict.diagnostics;
    return problem(std::move(result), record, found.empty() ? unknown_offer({}) : found.front());
  }
  place(result.verdict.diagnostics, record);
  keep_offer(result, context, record, record.request);
  if (chosen != nullptr) *chosen = record.request;
  return result;
}

}  // namespace tariff::lint
