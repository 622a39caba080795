// Deciding against explaining, for every shipped offer: the same answer, from any thread, without
// an allocation.
#include <doctest/doctest.h>

#include <thread>

#include "catalog/model.hpp"
#include "engine/bound.hpp"
#include "support/counting_new.hpp"
#include "support/request_generator.hpp"
#include "tariff/tariff.hpp"

namespace {

using namespace tariff;
using testing::RequestGenerator;

// Sanitized and debug builds are some twenty times slower.
#ifdef NDEBUG
constexpr int requests_an_offer = 300;
#else
constexpr int requests_an_offer = 60;
#endif

auto today() -> Date {
  Date day;
  REQUIRE(Date::parse("2026-11-21", day));
  return day;
}

auto generate(std::uint64_t seed, int count_an_offer) -> std::vector<Request> {
  const catalog::CatalogData& data = default_catalog().data();
  RequestGenerator random{data, seed};
  std::vector<Request> requests;
  for (std::uint32_t offer = 0; offer < data.offers.size(); ++offer) {
    for (int i = 0; i < count_an_offer; ++i) requests.push_back(random.next(offer));
  }
  return requests;
}

auto index_of(const catalog::CatalogData& data, const catalog::Offer& offer) -> std::size_t {
  std::size_t index = 0;
  while (&data.offers[index] != &offer) ++index;
  return index;
}

auto decide_once(const Request& request, Binding& binding) -> Decision {
  REQUIRE(binding.bind(default_catalog(), request));
  return decide(default_catalog(), binding, today());
}

auto count(const Verdict& verdict, Severity severity) -> std::uint32_t {
  std::uint32_t found = 0;
  for (const Diagnostic& diagnostic : verdict.diagnostics) {
    if (diagnostic.severity == severity) ++found;
  }
  return found;
}

auto agree(const Decision& decision, const Verdict& verdict) -> bool {
  return decision.accepted == verdict.accepted &&
         decision.errors == count(verdict, Severity::error) &&
         decision.warnings == count(verdict, Severity::warning) &&
         decision.kind == verdict.quote.kind &&
         (decision.kind == CostKind::unknown || decision.total == verdict.quote.total);
}

auto shown(const Range& range) -> std::string {
  return range.low.to_fraction() + ".." + range.expected.to_fraction() + ".." +
         range.high.to_fraction();
}

auto shown(const Fix& fix) -> std::string {
  std::string text = fix.params.to_json() + (fix.safe ? " safe" : "");
  for (const std::string& name : fix.remove) text += " -" + name;
  if (fix.cost_before) text += " from " + shown(*fix.cost_before);
  if (fix.cost_after) text += " to " + shown(*fix.cost_after);
  return text;
}

// Everything that a verdict says, as text.
auto shown(const Verdict& verdict) -> std::string {
  std::string text = verdict.offer + (verdict.accepted ? " accepted\n" : " refused\n");
  for (const Diagnostic& d : verdict.diagnostics) {
    text += std::string{to_string(d.severity)} + "|" + d.code + "|" + d.path + "|" + d.message +
            "|" + d.provider_message + "|" + d.because + "|" + d.source + "|" +
            (d.fix ? shown(*d.fix) : "") + "\n";
  }
  const Quote& quote = verdict.quote;
  text += std::string{to_string(quote.kind)} + " " + quote.currency + " " + shown(quote.total) +
          " " + quote.reason + " " + quote.unit + " " + shown(quote.unit_total) + "\n";
  for (const Meter& meter : quote.meters) {
    text += meter.name + " " + shown(meter.quantity) + " " + shown(meter.amount) + "\n";
  }
  for (const auto* list : {&quote.depends_on, &quote.excluded, &quote.notes, &quote.sources}) {
    for (const std::string& line : *list) text += line + "\n";
  }
  return text;
}

TEST_CASE("deciding answers as explaining does") {
  Binding binding;
  std::size_t accepted = 0;
  std::size_t priced = 0;
  const auto requests = generate(1, requests_an_offer);
  for (const Request& request : requests) {
    const Decision decision = decide_once(request, binding);
    const Verdict verdict = evaluate(default_catalog(), request, today(), {.fixes = false});
    CAPTURE(request.params.to_json());
    CAPTURE(shown(verdict));
    REQUIRE(agree(decision, verdict));
    if (decision.accepted) ++accepted;
    if (decision.kind != CostKind::unknown) ++priced;
  }
  // The requests are of both kinds, or nothing was tested.
  CHECK(accepted > requests.size() / 10);
  CHECK(accepted < requests.size() * 9 / 10);
  CHECK(priced > requests.size() / 10);
}

TEST_CASE("looking for fixes does not change the answer") {
  Binding binding;
  for (const Request& request : generate(2, 4)) {
    CAPTURE(request.params.to_json());
    CHECK(agree(decide_once(request, binding), evaluate(default_catalog(), request, today())));
  }
}

TEST_CASE("the same request gives the same bytes") {
  for (const Request& request : generate(3, 4)) {
    const std::string first = shown(evaluate(default_catalog(), request, today()));
    const Request copy = request;
    CHECK(first == shown(evaluate(default_catalog(), copy, today())));
  }
}

TEST_CASE("deciding a valid request allocates nothing") {
  if (!testing::counts_allocations) return;
  const catalog::CatalogData& data = default_catalog().data();
  std::vector<Request> requests = generate(4, 100);
  // Settling from reported usage may allocate.
  std::erase_if(requests, [](const Request& request) { return request.usage.has_value(); });
  Binding binding;
  std::vector<std::uint8_t> valid;  // also gives the binding's buffers their size
  for (const Request& request : requests) valid.push_back(decide_once(request, binding).accepted);
  std::vector<std::uint32_t> decided(data.offers.size());
  std::uint64_t made = 0;
  for (std::size_t i = 0; i < requests.size(); ++i) {
    if (valid[i] == 0) continue;
    const auto before = testing::allocations();
    const bool bound = binding.bind(default_catalog(), requests[i]);
    const Decision decision = decide(default_catalog(), binding, today());
    made += (testing::allocations() - before).calls;
    CHECK((bound && decision.accepted));
    ++decided[index_of(data, *binding.bound().offer)];
  }
  CHECK(made == 0);
  for (std::size_t offer = 0; offer < decided.size(); ++offer) {
    const auto& shut_down = data.offers[offer].lifecycle.shut_down;
    if (shut_down && *shut_down <= today()) continue;
    CAPTURE(data.offers[offer].name());
    CHECK(decided[offer] > 0);
  }
}

TEST_CASE("threads share the catalog") {
  const std::vector<Request> requests = generate(5, 3);
  const auto answer = [&requests] {
    std::string text;
    Binding binding;
    for (const Request& request : requests) {
      const Verdict verdict = evaluate(default_catalog(), request, today());
      const bool bound = binding.bind(default_catalog(), request);
      const Decision decision = decide(default_catalog(), binding, today());
      text += shown(verdict);
      text += bound && agree(decision, verdict) ? "agreed\n" : "not agreed\n";
    }
    return text;
  };
  constexpr std::size_t thread_count = 8;
  std::vector<std::string> answers(thread_count);
  std::vector<std::thread> threads;
  for (std::string& text : answers) threads.emplace_back([&text, &answer] { text = answer(); });
  for (std::thread& thread : threads) thread.join();
  CHECK(answers.front().find("not agreed") == std::string::npos);
  for (const std::string& text : answers) CHECK(text == answers.front());
}

}  // namespace
