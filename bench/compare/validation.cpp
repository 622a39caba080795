// compare_validation INPUTS: which request bodies Tariff accepts. It prices them in the same step,
// which the validators do not. See scripts/compare-peers.
#include "bench/compare/timing.hpp"
#include "bench/support/requests.hpp"

namespace {

using namespace tariff;

constexpr const char* provider = "openai";
constexpr const char* model = "gpt-image-2";

auto show(bool accepted) -> std::string {
  return accepted ? "1" : "0";
}

}  // namespace

auto main(int argc, char** argv) -> int {
  if (argc != 2) {
    std::fputs("usage: compare_validation INPUTS\n", stderr);
    return 2;
  }
  const Catalog& catalog = default_catalog();
  const std::vector<std::string> lines = bench::read_lines(argv[1] + std::string{"/bodies.jsonl"});
  std::vector<Request> requests(lines.size());
  JsonError error;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!Request::from_json(provider, model, lines[i], requests[i], error)) return 1;
  }

  Binding binding;
  const auto parsed = [&](const Request& request) -> char {
    return binding.bind(catalog, request) && decide(catalog, binding, bench::today()).accepted;
  };
  const auto text = [&](const std::string& body) -> char {
    return binding.bind_json(catalog, provider, model, body, error) &&
           decide(catalog, binding, bench::today()).accepted;
  };
  bench::report("validate/parsed", parsed, requests, show);
  bench::report("validate/json", text, lines, show);
}
