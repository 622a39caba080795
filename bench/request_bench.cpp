// From a provider's JSON body to a request, to a bound request, to an answer.
#include "base/json_reader.hpp"
#include "bench/support/measure.hpp"
#include "bench/support/requests.hpp"

namespace {

using namespace tariff;
using bench::measure;
using bench::require;
using bench::today;
using benchmark::DoNotOptimize;
using benchmark::State;

// A request, and its body as a provider would get it.
struct Sample {
  Request request;
  std::string body;

  explicit Sample(Request of) : request(std::move(of)), body(request.params.to_json()) {}

  [[nodiscard]] auto to() const -> Addressee {
    return {.provider = request.provider,
            .model = request.model,
            .operation = request.operation,
            .tier = request.tier};
  }
};

void parse_body(State& state, const Sample& sample) {
  const Request& request = sample.request;
  Request out;
  JsonError error;
  require(Request::from_json(request.provider, request.model, sample.body, out, error) &&
              out.params == request.params,
          "the body reads back");
  measure(state, [&] {
    Request again;
    DoNotOptimize(Request::from_json(request.provider, request.model, sample.body, again, error));
  });
}

// Into the same value, again and again.
void reparse_body(State& state, const Sample& sample) {
  base::JsonReader reader;
  Value out;
  JsonError error;
  require(reader.read(sample.body, out, error) && out == sample.request.params,
          "the body reads back");
  measure(state, [&] { DoNotOptimize(reader.read(sample.body, out, error)); });
}

void bind_request(State& state, const Sample& sample) {
  Binding binding;
  measure(state, [&] { DoNotOptimize(binding.bind(default_catalog(), sample.request)); });
}

void bind_json_body(State& state, const Sample& sample) {
  Binding binding;
  JsonError error;
  const auto bind = [&] {
    return binding.bind_json(default_catalog(), sample.to(), sample.body, error);
  };
  require(bind(), "the body binds");
  measure(state, [&] { DoNotOptimize(bind()); });
}

void decide_json_body(State& state, const Sample& sample) {
  Binding binding;
  JsonError error;
  const auto answer = [&] {
    require(binding.bind_json(default_catalog(), sample.to(), sample.body, error),
            "the body binds");
    return decide(default_catalog(), binding, today());
  };
  require(answer().accepted, "the body is accepted");
  measure(state, [&] { DoNotOptimize(answer()); });
}

// What a service sees: a body of each offer in turn.
void bind_json_of_each_offer(State& state, const std::vector<Sample>& samples) {
  Binding binding;
  JsonError error;
  measure(
      state,
      [&] {
        for (const Sample& sample : samples) {
          DoNotOptimize(binding.bind_json(default_catalog(), sample.to(), sample.body, error));
        }
      },
      samples.size());
}

auto prompt_of(std::size_t length) -> std::string {
  std::string text;
  while (text.size() < length) text.append(bench::prompt).append(". ");
  text.resize(length);
  return text;
}

auto with_prompt(std::size_t length) -> Request {
  Request request = bench::make("openai", "gpt-image-2");
  request.params = Value::object();
  request.set("model", "gpt-image-2").set("prompt", prompt_of(length));
  request.set("size", "1536x1024").set("quality", "high").set("n", 1);
  return request;
}

template <class Function, class Argument>
void add(const char* name, Function function, const Argument& argument) {
  benchmark::RegisterBenchmark(name, [=](State& state) { function(state, argument); });
}

void register_all() {
  const Sample typical{with_prompt(200)};
  add("parse_body/generate", parse_body, Sample{bench::families()[1].request});
  add("parse_body/prompt_200", parse_body, typical);
  add("parse_body/edit_two_images", parse_body, Sample{bench::edit_with_two_images()});
  add("parse_body/prompt_16k", parse_body, Sample{with_prompt(16'384)});
  add("reparse_body/prompt_200", reparse_body, typical);
  add("reparse_body/prompt_16k", reparse_body, Sample{with_prompt(16'384)});
  add("bind_request/prompt_200", bind_request, typical);
  add("bind_json_body/prompt_200", bind_json_body, typical);
  add("json_body_to_decision/prompt_200", decide_json_body, typical);
  std::vector<Sample> each;
  for (Request& request : bench::one_of_each_offer(default_catalog())) {
    each.emplace_back(std::move(request));
  }
  add("bind_json_body/one_of_each_offer", bind_json_of_each_offer, each);
}

}  // namespace

auto main(int argc, char** argv) -> int {
  benchmark::Initialize(&argc, argv);
  register_all();
  benchmark::RunSpecifiedBenchmarks();
}
