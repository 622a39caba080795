// How cost grows: with the rules of a model, with models, with requests, with the prompt. Drawn by
// scripts/make-charts for docs/performance.md.
#include <map>
#include <utility>

#include "bench/support/grown_catalog.hpp"
#include "bench/support/measure.hpp"
#include "bench/support/requests.hpp"

namespace {

using namespace tariff;
using bench::grown_body;
using bench::grown_catalog;
using bench::Growth;
using bench::measure;
using bench::require;
using bench::today;
using benchmark::DoNotOptimize;
using benchmark::State;

// Each is loaded once, however often its benchmark runs.
auto catalog_of(Growth growth) -> const Catalog& {
  static std::map<std::pair<int, int>, std::shared_ptr<const Catalog>> loaded;
  auto& catalog = loaded[{growth.rules, growth.models}];
  if (catalog == nullptr) catalog = grown_catalog(growth);
  return *catalog;
}

constexpr std::size_t usual_prompt = 100;  // Unit: bytes

auto request_of(int model, const std::string& body) -> Request {
  Request request;
  JsonError error;
  require(Request::from_json("grown", bench::grown_model(model), body, request, error),
          "the body reads");
  return request;
}

auto decide_bound(const Catalog& catalog, Binding& binding, const Request& request) -> Decision {
  require(binding.bind(catalog, request), "the request names an offer");
  return decide(catalog, binding, today());
}

void check(const Catalog& catalog, const Request& request) {
  Binding binding;
  const Decision decision = decide_bound(catalog, binding, request);
  const Verdict verdict = evaluate(catalog, request, today());
  require(decision.accepted && decision.kind == CostKind::exact, "the request has an exact price");
  require(verdict.accepted && verdict.quote.total == decision.total,
          "decide() answers as evaluate() does");
}

void decide_by_rules(State& state) {
  const Catalog& catalog = catalog_of({static_cast<int>(state.range(0)), 1});
  const Request request = request_of(0, grown_body(usual_prompt));
  check(catalog, request);
  Binding binding;
  measure(state, [&] { DoNotOptimize(decide_bound(catalog, binding, request)); });
}

void explain_by_rules(State& state) {
  const Catalog& catalog = catalog_of({static_cast<int>(state.range(0)), 1});
  const Request request = request_of(0, grown_body(usual_prompt));
  measure(state, [&] { DoNotOptimize(evaluate(catalog, request, today())); });
}

// One request of each model in turn, so that no two after one another are of the same.
void decide_by_models(State& state) {
  const auto models = static_cast<int>(state.range(0));
  const Catalog& catalog = catalog_of({20, models});
  std::vector<Request> requests;
  for (int model = 0; model < models; ++model) {
    requests.push_back(request_of(model, grown_body(usual_prompt)));
    check(catalog, requests.back());
  }
  Binding binding;
  measure(
      state,
      [&] {
        for (const Request& request : requests) {
          DoNotOptimize(decide_bound(catalog, binding, request));
        }
      },
      requests.size());
}

void load_by_models(State& state) {
  const Growth growth{20, static_cast<int>(state.range(0))};
  measure(state, [&] { DoNotOptimize(grown_catalog(growth)); });
}

// From JSON text to price, one binding for all. The time is of all requests together.
void decide_requests(State& state) {
  const Catalog& catalog = catalog_of({20, 1});
  const auto count = state.range(0);
  std::vector<std::string> bodies;
  for (std::size_t i = 0; i < 64; ++i) bodies.push_back(grown_body(usual_prompt + i));
  Binding binding;
  JsonError error;
  measure(state, [&] {
    for (std::int64_t i = 0; i < count; ++i) {
      const std::string& body = bodies[static_cast<std::size_t>(i) % bodies.size()];
      require(binding.bind_json(catalog, "grown", "painter-0", body, error), "the body reads");
      DoNotOptimize(decide(catalog, binding, today()));
    }
  });
}

void decide_by_prompt(State& state) {
  const Catalog& catalog = catalog_of({20, 1});
  const std::string body = grown_body(static_cast<std::size_t>(state.range(0)));
  check(catalog, request_of(0, body));
  Binding binding;
  JsonError error;
  measure(state, [&] {
    require(binding.bind_json(catalog, "grown", "painter-0", body, error), "the body reads");
    DoNotOptimize(decide(catalog, binding, today()));
  });
}

// 128 rules are the most that an operation may have.
#define RULES \
  Arg(5)->Arg(10)->Arg(20)->Arg(40)->Arg(60)->Arg(70)->Arg(75)->Arg(80)->Arg(100)->Arg(128)
#define MODELS Arg(1)->Arg(10)->Arg(25)->Arg(50)->Arg(100)->Arg(150)->Arg(200)
BENCHMARK(decide_by_rules)->Name("bind_and_decide/rules")->RULES;
BENCHMARK(explain_by_rules)->Name("explain/rules")->RULES;
BENCHMARK(decide_by_models)->Name("bind_and_decide/models")->MODELS;
BENCHMARK(load_by_models)
    ->Name("load_folder/models")
    ->MODELS->Iterations(1)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(decide_requests)
    ->Name("json_to_price/requests")
    ->RangeMultiplier(10)
    ->Range(1, 1'000'000);
BENCHMARK(decide_by_prompt)
    ->Name("json_to_price/prompt_bytes")
    ->RangeMultiplier(10)
    ->Range(10, 100'000);

}  // namespace

BENCHMARK_MAIN();
