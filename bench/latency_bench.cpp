// How long one decide() takes, each call timed for itself: the median and the 99th percentile, with
// models interleaved at random: bound, as a service does, and then decided. What the clock itself
// takes is measured in the same pass and taken off.
#include <algorithm>
#include <chrono>
#include <random>

#include "bench/support/grown_catalog.hpp"
#include "bench/support/measure.hpp"
#include "bench/support/requests.hpp"

namespace {

using namespace tariff;
using bench::grown_body;
using bench::grown_catalog;
using bench::require;
using bench::today;
using benchmark::DoNotOptimize;
using benchmark::State;
using Clock = std::chrono::steady_clock;

auto nanoseconds(Clock::duration time) -> std::int64_t {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(time).count();
}

// An order that no predictor learns by heart.
auto shuffled(std::size_t count) -> std::vector<std::size_t> {
  std::vector<std::size_t> order(8192);
  std::mt19937 random{3};
  for (std::size_t& at : order) at = random() % count;
  return order;
}

auto percentile(std::vector<std::int64_t>& times, std::size_t of_thousand) -> std::int64_t {
  const auto at = times.begin() + static_cast<std::ptrdiff_t>(times.size() * of_thousand / 1000);
  std::nth_element(times.begin(), at, times.end());
  return *at;
}

void time_each(State& state, const Catalog& catalog, const std::vector<Request>& requests) {
  const std::vector<std::size_t> order = shuffled(requests.size());
  Binding binding;
  std::vector<std::int64_t> times;
  std::vector<std::int64_t> clock;
  for (auto _ : state) {
    for (const std::size_t at : order) {
      require(binding.bind(catalog, requests[at]), "the request names an offer");
      const auto begin = Clock::now();
      DoNotOptimize(decide(catalog, binding, today()));
      const auto end = Clock::now();
      clock.push_back(nanoseconds(Clock::now() - end));
      times.push_back(nanoseconds(end - begin));
    }
  }
  const auto overhead = percentile(clock, 500);
  const auto set = [&](const char* name, std::size_t of_thousand) {
    state.counters[name] = static_cast<double>(percentile(times, of_thousand) - overhead);
  };
  set("p50_ns", 500);
  set("p90_ns", 900);
  set("p99_ns", 990);
}

constexpr int models = 24;

// One for each model; every one is accepted and has a price.
auto grown_requests() -> std::vector<Request> {
  std::vector<Request> requests;
  for (int model = 0; model < models; ++model) {
    JsonError error;
    require(Request::from_json("grown", bench::grown_model(model), grown_body(100),
                               requests.emplace_back(), error),
            "the body reads");
  }
  return requests;
}

// Twenty-four models of so many rules each.
void grown(State& state) {
  const auto catalog = grown_catalog({static_cast<int>(state.range(0)), models});
  time_each(state, *catalog, grown_requests());
}

// The same in one go, which no clock disturbs: the mean.
void decide_all(State& state, const Catalog& catalog, const std::vector<Request>& requests) {
  std::vector<Binding> bound(requests.size());
  for (std::size_t i = 0; i < bound.size(); ++i) {
    require(bound[i].bind(catalog, requests[i]), "the request names an offer");
  }
  const std::vector<std::size_t> order = shuffled(bound.size());
  const auto decide_each = [&] {
    for (const std::size_t at : order) DoNotOptimize(decide(catalog, bound[at], today()));
  };
  bench::measure(state, decide_each, order.size());
}

void grown_in_one_go(State& state) {
  const auto catalog = grown_catalog({static_cast<int>(state.range(0)), models});
  decide_all(state, *catalog, grown_requests());
}

void shipped_in_one_go(State& state) {
  decide_all(state, default_catalog(), bench::one_of_each_offer(default_catalog()));
}

// One accepted request of each shipped offer.
void shipped_offers(State& state) {
  time_each(state, default_catalog(), bench::one_of_each_offer(default_catalog()));
}

// Every example of the shipped catalog, those that must be refused among them.
void shipped_examples(State& state) {
  std::vector<Request> requests;
  for (const catalog::Offer& offer : default_catalog().data().offers) {
    for (const catalog::Example& example : offer.examples) {
      requests.push_back(check::to_request(offer, example));
    }
  }
  time_each(state, default_catalog(), requests);
}

BENCHMARK(grown_in_one_go)->Name("decide_interleaved/rules")->Arg(20)->Arg(40);
BENCHMARK(shipped_in_one_go)->Name("decide_interleaved/shipped_offers");
BENCHMARK(grown)->Name("decide_latency/rules")->Arg(20)->Arg(40)->Unit(benchmark::kMillisecond);
BENCHMARK(shipped_offers)->Name("decide_latency/shipped_offers")->Unit(benchmark::kMillisecond);
BENCHMARK(shipped_examples)->Name("decide_latency/shipped_examples")->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
