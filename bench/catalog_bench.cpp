// From texts to a catalog: expressions parsed and compiled, all YAML loaded, the image read.
#include <memory>

#include "bench/support/measure.hpp"
#include "bench/support/requests.hpp"
#include "catalog/image.hpp"
#include "kernel/compile.hpp"
#include "lang/compile.hpp"
#include "tariff/catalog.hpp"
#include "tariff/evaluate.hpp"

namespace {

using namespace tariff;
using bench::measure;
using bench::require;
using benchmark::DoNotOptimize;
using benchmark::State;

auto parse_text(const std::string& text) -> lang::Ast {
  lang::Ast ast;
  lang::SyntaxError error;
  require(lang::parse(text, ast, error), "every shipped expression parses");
  return ast;
}

// The conditions of the shipped offer with the most rules.
struct Pack {
  const catalog::Offer* offer = nullptr;
  std::vector<std::string> texts;
  std::vector<lang::Ast> trees;
};

auto largest_pack() -> Pack {
  Pack pack;
  for (const catalog::Offer& offer : default_catalog().data().offers) {
    if (pack.offer == nullptr || offer.rules.size() > pack.offer->rules.size()) pack.offer = &offer;
  }
  for (const catalog::Rule& rule : pack.offer->rules) {
    if (rule.conditional) pack.texts.push_back(rule.when_text);
    pack.texts.push_back(rule.require_text);
  }
  for (const std::string& text : pack.texts) pack.trees.push_back(parse_text(text));
  return pack;
}

auto scope_of(const catalog::Offer& offer) -> lang::Scope {
  lang::Scope scope;
  for (std::uint32_t slot = 0; slot < offer.slots.size(); ++slot) {
    scope.variables[offer.slots[slot].name] = {offer.slots[slot].type, slot};
  }
  return scope;
}

// How many of the trees compile, into one program.
auto compile_trees(const lang::Scope& scope, const std::vector<lang::Ast>& trees) -> std::size_t {
  base::SymbolTable symbols;
  lang::Compiler compiler{scope, symbols};
  std::size_t compiled = 0;
  for (const lang::Ast& tree : trees) {
    lang::Typed out;
    lang::SyntaxError error;
    if (compiler.compile(tree, out, error)) ++compiled;
  }
  lang::Program program;
  return compiler.finish(program) ? compiled : 0;
}

void parse_expressions(State& state) {
  const Pack pack = largest_pack();
  measure(
      state,
      [&] {
        for (const std::string& text : pack.texts) DoNotOptimize(parse_text(text));
      },
      pack.texts.size());
}

void compile_expressions(State& state) {
  const Pack pack = largest_pack();
  const lang::Scope scope = scope_of(*pack.offer);
  require(compile_trees(scope, pack.trees) == pack.trees.size(), "every condition compiles");
  measure(
      state, [&] { DoNotOptimize(compile_trees(scope, pack.trees)); }, pack.trees.size());
}

void load_yaml(State& state) {
  const std::vector<catalog::SourceFile> files = catalog::embedded_files();
  const auto outcome = kernel::compile(files);
  require(outcome.data != nullptr && *outcome.data == default_catalog().data(),
          "the YAML gives the embedded catalog");
  measure(state, [&] { DoNotOptimize(kernel::compile(files)); });
}

// As default_catalog() does it, the first time.
auto open_catalog() -> Catalog {
  auto data = std::make_shared<catalog::CatalogData>();
  require(catalog::open_image(catalog::embedded_image(), *data), "the embedded image opens");
  return Catalog{std::move(data)};
}

// All that is read late.
auto touch(const catalog::CatalogData& data) -> std::size_t {
  std::size_t items = 0;
  for (const catalog::Source& source : data.sources) items += source.url.size();
  for (const catalog::Offer& offer : data.offers) {
    items += offer.rules.size() + offer.conflicts.size() + offer.examples.size() +
             offer.published.size();
  }
  return items;
}

// An accepted request of the last offer that has one.
auto some_request() -> Request {
  Request request;
  for (const Request& each : bench::one_of_each_offer(default_catalog())) request = each;
  return request;
}

void load_embedded_catalog(State& state) {
  require(open_catalog().data() == default_catalog().data(),
          "every catalog that opens is the same");
  measure(state, [&] { DoNotOptimize(open_catalog()); });
}

void first_quote_after_load(State& state) {
  const Request request = some_request();
  const Date day = bench::today();
  require(evaluate(open_catalog(), request, day).accepted, "the request is accepted");
  measure(state, [&] { DoNotOptimize(evaluate(open_catalog(), request, day)); });
}

void load_and_touch_everything(State& state) {
  require(touch(open_catalog().data()) == touch(default_catalog().data()), "nothing is left out");
  measure(state, [&] { DoNotOptimize(touch(open_catalog().data())); });
}

// With all checks, as for bytes from elsewhere.
void read_image(State& state) {
  catalog::CatalogData data;
  require(catalog::read_image(catalog::embedded_image(), data) && data == default_catalog().data(),
          "the image gives the embedded catalog");
  measure(state, [&] {
    catalog::CatalogData again;
    DoNotOptimize(catalog::read_image(catalog::embedded_image(), again));
  });
}

BENCHMARK(parse_expressions)->Name("parse_expression/largest_pack");
BENCHMARK(compile_expressions)->Name("compile_expression/largest_pack");
BENCHMARK(load_yaml)->Name("load_yaml/all")->Unit(benchmark::kMillisecond);
BENCHMARK(load_embedded_catalog)->Name("load_embedded_catalog/all");
BENCHMARK(first_quote_after_load)->Name("first_quote_after_load/one_offer");
BENCHMARK(load_and_touch_everything)->Name("load_and_touch_everything/all");
BENCHMARK(read_image)->Name("read_and_check_image/all");

}  // namespace

BENCHMARK_MAIN();
