// From a provider's JSON body to a request.
#include "bench/support/measure.hpp"
#include "bench/support/requests.hpp"

namespace {

using namespace tariff;
using bench::measure;
using bench::require;
using benchmark::State;

void parse_body(State& state, const Request& request) {
  const std::string body = request.params.to_json();
  Request out;
  JsonError error;
  require(Request::from_json(request.provider, request.model, body, out, error) &&
              out.params == request.params,
          "the body reads back");
  measure(state, [&] {
    Request again;
    benchmark::DoNotOptimize(
        Request::from_json(request.provider, request.model, body, again, error));
  });
}

// A long prompt, and what a caller may put around it.
auto long_prompt() -> Request {
  Request request = bench::make("openai", "gpt-image-2");
  std::string text;
  while (text.size() < 16'384) text += bench::prompt;
  request.set("prompt", text).set("size", "1536x1024").set("quality", "low").set("n", 4);
  return request;
}

}  // namespace

auto main(int argc, char** argv) -> int {
  benchmark::Initialize(&argc, argv);
  const auto add = [](const char* name, const Request& request) {
    benchmark::RegisterBenchmark(name, [request](State& state) { parse_body(state, request); });
  };
  add("parse_body/generate", bench::families()[1].request);
  add("parse_body/edit_two_images", bench::edit_with_two_images());
  add("parse_body/prompt_16k", long_prompt());
  benchmark::RunSpecifiedBenchmarks();
}
