#include "check/code_examples.hpp"

#include <algorithm>
#include <cstddef>
#include <tuple>
#include <utility>

#include "check/broken_request.hpp"
#include "check/requests.hpp"
#include "tariff/evaluate.hpp"

namespace tariff::check {
namespace {

using catalog::FindingKind;
using catalog::Offer;

// The day is written into the request: what is shown gives the same answer on any day.
auto on_day(Request request, Date day) -> Request {
  if (!request.as_of) request.as_of = day;
  return request;
}

// How many members differ.
auto distance(const Value& a, const Value& b) -> std::size_t {
  std::size_t count = 0;
  for (const auto& member : a.members()) {
    const auto* other = b.find(member.name);
    count += other != nullptr && *other == member.value ? 0U : 1U;
  }
  for (const auto& member : b.members()) count += a.find(member.name) == nullptr ? 1U : 0U;
  return count;
}

}  // namespace

auto CodeExamples::codes_of(const Request& request, bool* accepted) const -> std::set<std::string> {
  const auto verdict = evaluate(catalog_, request, *request.as_of, {.fixes = false});
  std::set<std::string> codes;
  for (const auto& finding : verdict.diagnostics) codes.insert(finding.code);
  if (accepted != nullptr) *accepted = verdict.accepted;
  return codes;
}

auto CodeExamples::try_examples(const Offer& offer) -> const std::vector<Tried>& {
  const auto [at, is_new] = tried_.try_emplace(&offer);
  if (!is_new) return at->second;
  const auto day = default_day(catalog_.data(), offer);
  for (const auto& example : offer.examples) {
    Tried tried{&example, on_day(to_request(offer, example), day), {}, false};
    tried.codes = codes_of(tried.request, &tried.accepted);
    at->second.push_back(std::move(tried));
  }
  return at->second;
}

// Something that the offer takes without the finding: an example, or what it needs at least, on
// the day of the examples or, of a model that is going or gone, on a day before.
auto CodeExamples::taken_request(const Offer& offer, std::string_view code)
    -> std::optional<Request> {
  for (const auto& tried : try_examples(offer)) {
    if (tried.accepted && tried.codes.count(std::string{code}) == 0) return tried.request;
  }
  const auto& life = offer.lifecycle;
  auto before = life.deprecated;
  if (before) --before->days;
  for (auto request : base_requests(offer, 0)) {
    for (const auto& day :
         {std::optional{default_day(catalog_.data(), offer)}, life.available, before}) {
      if (!day) continue;
      request.as_of = day;
      bool accepted = false;
      const auto codes = codes_of(request, &accepted);
      if (accepted && codes.count(std::string{code}) == 0) return request;
    }
  }
  return std::nullopt;
}

auto CodeExamples::make_broken(const Offer& offer, std::string_view code, FindingKind kind)
    -> std::optional<Request> {
  const auto taken = taken_request(offer, code);
  if (!taken) return std::nullopt;
  const auto gives = [&](const std::optional<Request>& request) {
    return request && codes_of(*request).count(std::string{code}) != 0;
  };
  if (auto request = broken_request(catalog_.data(), offer, kind, *taken); gives(request)) {
    return request;
  }
  for (const auto& parameter : offer.parameters) {
    auto request = broken_request(offer, parameter, kind, *taken);
    if (gives(request)) return request;
  }
  return std::nullopt;
}

auto CodeExamples::fixed(const Offer& offer, std::string_view code, const Request& bad) const
    -> std::optional<Request> {
  const auto verdict = evaluate(catalog_, bad, *bad.as_of);
  for (const auto& finding : verdict.diagnostics) {
    if (finding.code != code || !finding.fix) continue;
    auto request = bad;
    for (const auto& name : finding.fix->remove) erase_parameter(offer, request, name);
    for (const auto& member : finding.fix->params.members()) {
      set_parameter(offer, request, member.name, member.value);
    }
    bool accepted = false;
    const auto codes = codes_of(request, &accepted);
    if (accepted && codes.count(std::string{code}) == 0) return request;
  }
  return std::nullopt;
}

auto CodeExamples::nearest_accepted(const Offer& offer, std::string_view code, const Request& bad)
    -> std::optional<CodeExample> {
  using Rank = std::tuple<std::size_t, std::size_t, bool>;
  const Tried* best = nullptr;
  Rank best_rank;
  for (const auto& tried : try_examples(offer)) {
    if (!tried.accepted || tried.codes.count(std::string{code}) != 0) continue;
    const Rank rank{tried.codes.size(), distance(bad.params, tried.request.params),
                    tried.request.as_of != bad.as_of};
    if (best == nullptr || rank < best_rank) {
      best = &tried;
      best_rank = rank;
    }
  }
  if (best != nullptr) return CodeExample{best->example->name, best->request};
  auto request = taken_request(offer, code);
  if (!request) return std::nullopt;
  return CodeExample{{}, std::move(*request)};
}

void CodeExamples::add_good(const Offer& offer, std::string_view code, ExamplePair& pair) {
  const auto& bad = pair.bad->request;
  if (auto request = fixed(offer, code, bad)) {
    pair.good = CodeExample{{}, std::move(*request)};
    pair.good_is_fixed = true;
  } else if (pair.bad->name.empty()) {
    // The request that the bad one was made from.
    if (auto taken = taken_request(offer, code)) pair.good = CodeExample{{}, std::move(*taken)};
  } else {
    pair.good = nearest_accepted(offer, code, bad);
  }
}

auto CodeExamples::find(std::string_view code, const std::vector<const Offer*>& offers,
                        std::optional<FindingKind> kind) -> ExamplePair {
  using Rank = std::tuple<std::size_t, std::size_t>;
  ExamplePair pair;
  const Offer* where = nullptr;
  Rank best;
  for (const auto* offer : offers) {
    for (const auto& tried : try_examples(*offer)) {
      if (tried.codes.count(std::string{code}) == 0) continue;
      const Rank rank{tried.codes.size(), tried.request.params.to_json().size()};
      if (where != nullptr && best <= rank) continue;
      where = offer;
      best = rank;
      pair.bad = CodeExample{tried.example->name, tried.request};
    }
  }
  for (const auto* offer : offers) {
    if (where != nullptr || !kind) break;
    if (auto request = make_broken(*offer, code, *kind)) {
      where = offer;
      pair.bad = CodeExample{{}, std::move(*request)};
    }
  }
  if (where != nullptr) add_good(*where, code, pair);
  return pair;
}

}  // namespace tariff::check
