// compare_prices INPUTS: what Tariff says of the requests and answers that the price lists are
// asked about. See scripts/compare-peers.
#include <functional>

#include "bench/compare/timing.hpp"
#include "bench/support/requests.hpp"

namespace {

using namespace tariff;

// A bad input is a mistake of ours, not a measurement.
void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "compare_prices: %s\n", what);
  std::exit(1);
}

auto parse(const std::string& text) -> Value {
  Value value;
  JsonError error;
  require(parse_json(text, value, error), "an input is JSON");
  return value;
}

auto member(const Value& object, std::string_view name) -> const Value& {
  const Value* found = object.find(name);
  require(found != nullptr, "an input has its members");
  return *found;
}

auto show(const Decision& decision) -> std::string {
  require(decision.accepted && decision.kind != CostKind::unknown, "every input has a price");
  return decision.total.expected.to_fraction();
}

class Decider {
 public:
  auto operator()(const Request& request) -> Decision {
    require(binding_.bind(default_catalog(), request), "every input names an offer");
    return decide(default_catalog(), binding_, bench::today());
  }

 private:
  Binding binding_;
};

// Both levels of one question: from the request in memory, and from the answer's JSON text.
void settle(const std::string& inputs) {
  const std::vector<std::string> lines = bench::read_lines(inputs + "/settle.jsonl");
  std::vector<Request> requests;
  for (const std::string& line : lines) {
    const Value record = parse(line);
    Request request = bench::make("openai", member(record, "model").as_text().c_str());
    request.usage = member(member(record, "response"), "usage");
    requests.push_back(std::move(request));
  }
  Decider decider;
  bench::report("settle/parsed", std::ref(decider), requests, show);

  Request request = requests.front();
  const auto from_text = [&](const std::string& line) {
    const Value record = parse(line);
    request.model = member(record, "model").as_text();
    request.usage = member(member(record, "response"), "usage");
    return decider(request);
  };
  bench::report("settle/json", from_text, lines, show);
}

// The sizes and qualities that price lists have tables of.
void estimate(const std::string& inputs, const char* provider, const char* model) {
  std::vector<Request> requests;
  for (const std::string& line : bench::read_lines(inputs + "/estimate.jsonl")) {
    const Value record = parse(line);
    Request& request = requests.emplace_back(bench::make(provider, model));
    for (const char* name : {"size", "quality", "n"}) request.set(name, member(record, name));
  }
  Decider decider;
  bench::report(std::string{"estimate_"} + provider, std::ref(decider), requests, show);
}

}  // namespace

auto main(int argc, char** argv) -> int {
  require(argc == 2, "usage: compare_prices INPUTS");
  settle(argv[1]);
  estimate(argv[1], "openai", "gpt-image-2");
  estimate(argv[1], "azure", "gpt-image-1");
}
