// The engine against the oracle, and deciding against explaining. The first byte says how the rest
// is read:
//   0  choices of the generators: an expression, then requests that it is run over
//   1  an expression up to the first line end, then choices of the requests
//   2  six bytes of choices, then the JSON body of a request, put to every offer of the catalog
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string>
#include <string_view>

#include "engine/machine.hpp"
#include "lang/compile.hpp"
#include "support/expression_generator.hpp"
#include "support/machine_sample.hpp"
#include "support/oracle.hpp"
#include "tariff/tariff.hpp"

namespace {

using namespace tariff;
using testing::ExpressionGenerator;
using testing::Random;
using Bytes = std::span<const std::uint8_t>;

void require(bool condition, std::string_view about) {
  if (condition) return;
  std::fprintf(stderr, "differs: %.*s\n", static_cast<int>(about.size()), about.data());
  std::abort();
}

// ---- An expression and requests

// What only the machine reads: tokens need an encoding, doubles are not the oracle's.
auto oracle_knows(const lang::Ast& ast) -> bool {
  return !testing::calls(ast, "tokens") && !testing::calls(ast, "round_binary64");
}

void compare_expression(const lang::Ast& ast, Random random) {
  base::SymbolTable symbols;
  lang::Compiler compiler{ExpressionGenerator::scope(), symbols};
  lang::Typed root;
  lang::SyntaxError error;
  lang::Program program;
  if (!oracle_knows(ast) || !compiler.compile(ast, root, error) || !compiler.finish(program))
    return;
  if (root.type == lang::Type::list) return;
  const bool ranges = testing::has_spread(ast);
  const auto words = testing::catalog_of(symbols);
  testing::Sampler sampler{random, symbols};
  engine::Registers registers;
  for (int i = 0; i < 4; ++i) {
    const testing::Sample sample = sampler.next();
    engine::run(program, {sample.slots, &words, nullptr}, registers);
    const auto expected = oracle::evaluate(ast, sample.environment);
    require(testing::agree(registers[root.at], expected, symbols, ranges),
            lang::print(ast) + " for " + testing::describe(sample.environment));
  }
}

void compare_generated(Bytes bytes) {
  static constexpr lang::Type types[] = {lang::Type::boolean, lang::Type::number,
                                         lang::Type::integer, lang::Type::text};
  if (bytes.empty()) return;
  const lang::Type type = types[bytes.front() % 4];
  // The requests come first, so that what is left over makes the expression longer.
  const Bytes rest = bytes.subspan(1);
  const Bytes requests = rest.first(rest.size() / 2);
  ExpressionGenerator generator{Random{rest.subspan(requests.size())}};
  compare_expression(generator.well_typed(type, 5), Random{requests});
}

void compare_written(Bytes bytes) {
  const std::string_view text{reinterpret_cast<const char*>(bytes.data()), bytes.size()};
  const std::size_t end = std::min(text.find('\n'), text.size());
  lang::Ast ast;
  lang::SyntaxError error;
  if (!lang::parse(text.substr(0, end), ast, error)) return;
  compare_expression(ast, Random{bytes.subspan(std::min(end + 1, text.size()))});
}

// ---- A request and every offer

auto tally(const Verdict& verdict, Severity severity) -> std::uint32_t {
  std::uint32_t count = 0;
  for (const Diagnostic& each : verdict.diagnostics) count += each.severity == severity ? 1 : 0;
  return count;
}

void compare_modes(const Catalog& catalog, const Request& request, Date day, bool fixes) {
  Binding binding;
  const bool known = binding.bind(catalog, request);
  const Decision decision = decide(catalog, binding, day);
  const Verdict verdict = evaluate(catalog, request, day, {.fixes = fixes});
  const std::string about = request.provider + "/" + request.model + " " + request.params.to_json();
  require(known == !verdict.offer.empty(), about);
  require(decision.accepted == verdict.accepted, about);
  require(decision.kind == verdict.quote.kind, about);
  if (decision.kind != CostKind::unknown) require(decision.total == verdict.quote.total, about);
  if (known) require(decision.errors == tally(verdict, Severity::error), about);
  require(decision.warnings == tally(verdict, Severity::warning), about);
  for (const Diagnostic& each : verdict.diagnostics) {
    require(!each.code.empty() && !each.message.empty(), about);
  }
}

void evaluate_everywhere(Bytes bytes) {
  constexpr std::size_t choices = 6;
  if (bytes.size() < choices) return;
  const std::string_view body{reinterpret_cast<const char*>(bytes.data()) + choices,
                              bytes.size() - choices};
  Request request;
  JsonError error;
  if (!parse_json(body, request.params, error) || !request.params.is_object()) return;
  Random random{bytes.first(choices)};
  request.tier = random.pick<std::string>({"", "", "batch", "priority", "nonsense"});
  for (std::size_t i = random.below(4); i > 0; --i) {
    InputImage image;
    if (random.chance(70)) image.width = image.height = std::int64_t{1} << random.below(40);
    request.input_images.push_back(image);
  }
  const Date day = Date::of(2026, 11, 21);
  const Catalog& catalog = default_catalog();
  std::size_t index = random.below(7);  // fixes are dear: every seventh offer looks for them
  for (const OfferSummary& offer : catalog.summaries(day)) {
    request.provider = offer.provider;
    request.model = offer.model;
    request.operation = offer.operation;
    compare_modes(catalog, request, day, ++index % 7 == 0);
  }
}

}  // namespace

extern "C" auto LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) -> int {
  if (size == 0) return 0;
  const Bytes rest{data + 1, size - 1};
  switch (data[0] % 3) {
    case 0: compare_generated(rest); break;
    case 1: compare_written(rest); break;
    default: evaluate_everywhere(rest); break;
  }
  return 0;
}
