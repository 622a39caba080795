// From a request to its answer: bind, decide, price, evaluate, fix, restate, compare.
#include "bench/support/measure.hpp"
#include "bench/support/requests.hpp"
#include "engine/bound.hpp"
#include "pricing/price.hpp"

namespace {

using namespace tariff;
using bench::measure;
using bench::require;
using bench::today;
using benchmark::DoNotOptimize;
using benchmark::State;

auto bind_once(const Request& request) -> Binding {
  Binding binding;
  require(binding.bind(default_catalog(), request), "the request names an offer");
  return binding;
}

// Both ways of answering agree, and the request is what its name says.
void check_answer(const Request& request, bool accepted) {
  const Verdict verdict = evaluate(default_catalog(), request, today(), {.fixes = false});
  const Decision decision = decide(default_catalog(), bind_once(request), today());
  require(verdict.accepted == accepted, "the request is accepted, or refused, as it should be");
  require(decision.accepted == accepted && decision.kind == verdict.quote.kind &&
              (decision.kind == CostKind::unknown || decision.total == verdict.quote.total),
          "decide() answers as evaluate() does");
}

void bind_request(State& state, const Request& request) {
  Binding binding;
  measure(state, [&] { DoNotOptimize(binding.bind(default_catalog(), request)); });
}

void decide_request(State& state, const Request& request) {
  const Binding binding = bind_once(request);
  measure(state, [&] { DoNotOptimize(decide(default_catalog(), binding, today())); });
}

void price_request(State& state, const Request& request) {
  const Binding binding = bind_once(request);
  measure(state, [&] { DoNotOptimize(pricing::price(binding.bound(), today())); });
}

void quote_request(State& state, const Request& request) {
  const Binding binding = bind_once(request);
  measure(state, [&] { DoNotOptimize(pricing::quote(binding.bound(), today())); });
}

void explain_request(State& state, const Request& request, bool fixes) {
  measure(state,
          [&] { DoNotOptimize(evaluate(default_catalog(), request, today(), {.fixes = fixes})); });
}

// What a service does with each request, for requests of all offers in turn.
void answer_all_offers(State& state, const std::vector<Request>& requests) {
  Binding binding;
  measure(
      state,
      [&] {
        for (const Request& request : requests) {
          DoNotOptimize(binding.bind(default_catalog(), request));
          DoNotOptimize(decide(default_catalog(), binding, today()));
        }
      },
      requests.size());
}

void explain_all_offers(State& state, const std::vector<Request>& requests) {
  measure(
      state,
      [&] {
        for (const Request& request : requests) {
          DoNotOptimize(evaluate(default_catalog(), request, today()));
        }
      },
      requests.size());
}

void restate_all_offers(State& state, const Request& request) {
  const auto count = static_cast<std::uint32_t>(default_catalog().offer_count());
  std::vector<std::string> lost;
  measure(
      state,
      [&] {
        for (std::uint32_t offer = 0; offer < count; ++offer) {
          lost.clear();
          DoNotOptimize(restate(default_catalog(), request, OfferId{offer}, lost));
        }
      },
      count);
}

void compare_offers(State& state, const Request& request) {
  const auto found = compare(default_catalog(), request, today());
  require(found.size() > 1 && found.front().can_serve, "some offer can serve the request");
  measure(state, [&] { DoNotOptimize(compare(default_catalog(), request, today())); });
}

template <class Function, class... Arguments>
void add(const std::string& name, Function function, Arguments... arguments) {
  benchmark::RegisterBenchmark(name.c_str(), [=](State& state) { function(state, arguments...); });
}

void register_all() {
  const auto each = bench::one_of_each_offer(default_catalog());
  require(each.size() > default_catalog().offer_count() / 2, "most offers accept an example");
  const Request free_size = bench::families()[1].request;
  const Request off_the_grid = bench::off_the_grid();
  for (const auto& [name, request] : bench::families()) {
    check_answer(request, true);
    add("bind/" + name, bind_request, request);
    add("decide/" + name, decide_request, request);
    add("price/" + name, price_request, request);
    add("quote/" + name, quote_request, request);
    add("explain_valid/" + name, explain_request, request, true);
  }
  check_answer(off_the_grid, false);
  require(evaluate(default_catalog(), off_the_grid, today()).diagnostics.front().fix.has_value(),
          "a size off the grid has a nearest size");
  add("decide/off_the_grid", decide_request, off_the_grid);
  add("explain_invalid/off_the_grid", explain_request, off_the_grid, false);
  add("explain_and_fix/off_the_grid", explain_request, off_the_grid, true);
  add("bind_and_decide/one_of_each_offer", answer_all_offers, each);
  add("explain_valid/one_of_each_offer", explain_all_offers, each);
  add("restate/all_offers", restate_all_offers, free_size);
  add("compare/all_offers", compare_offers, free_size);
}

}  // namespace

auto main(int argc, char** argv) -> int {
  benchmark::Initialize(&argc, argv);
  register_all();
  benchmark::RunSpecifiedBenchmarks();
}
