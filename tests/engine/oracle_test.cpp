// The compiled program against the naive walker, on generated expressions and requests.
#include <doctest/doctest.h>

#include "engine/machine.hpp"
#include "lang/compile.hpp"
#include "support/expression_generator.hpp"
#include "support/machine_sample.hpp"
#include "support/oracle.hpp"

namespace {

using tariff::Range;
using tariff::Rational;
namespace base = tariff::base;
namespace engine = tariff::engine;
namespace lang = tariff::lang;
namespace oracle = tariff::oracle;
using Kind = oracle::Result::Kind;

using tariff::testing::agree;
using tariff::testing::has_spread;
using tariff::testing::Sample;
using tariff::testing::Sampler;
using tariff::testing::text_of;

// Optimised builds take the million that the project promises; instrumented ones a part of it.
#if defined(NDEBUG)
constexpr std::uint64_t expressions = 12'000;
constexpr int samples = 100;
#else
constexpr std::uint64_t expressions = 2'000;
constexpr int samples = 25;
#endif

}  // namespace

TEST_CASE("machine and oracle agree on generated expressions and requests") {
  std::uint64_t compared = 0;
  std::uint64_t valued = 0;
  engine::Registers registers;
  for (std::uint64_t seed = 1; seed <= expressions; ++seed) {
    static constexpr lang::Type types[] = {lang::Type::boolean, lang::Type::number,
                                           lang::Type::integer, lang::Type::text};
    const lang::Ast ast = tariff::testing::ExpressionGenerator{seed}.well_typed(types[seed % 4], 4);
    base::SymbolTable symbols;
    lang::Compiler compiler{tariff::testing::ExpressionGenerator::scope(), symbols};
    lang::Typed root;
    lang::SyntaxError error;
    lang::Program program;
    // Constants that overflow are refused when compiling, and programs have a length limit.
    if (!compiler.compile(ast, root, error) || !compiler.finish(program)) continue;
    const bool ranges = has_spread(ast);
    const auto words = tariff::testing::catalog_of(symbols);
    Sampler sampler{seed * 7919, symbols};
    for (int i = 0; i < samples; ++i) {
      Sample sample = sampler.next();
      engine::run(program, {sample.slots, &words, nullptr}, registers);
      const oracle::Result expected = oracle::evaluate(ast, sample.environment);
      const bool same = agree(registers[root.at], expected, symbols, ranges);
      if (!same) {
        FAIL("seed " << seed << " sample " << i << ": " << lang::print(ast) << "\nmachine kind "
                     << static_cast<int>(registers[root.at].kind) << ", oracle kind "
                     << static_cast<int>(expected.kind) << "\n"
                     << lang::disassemble(program, &symbols));
      }
      ++compared;
      valued += expected.kind != Kind::absent && expected.kind != Kind::error ? 1 : 0;
    }
  }
  MESSAGE("compared " << compared << ", of which " << valued << " have a value");
  CHECK(compared > expressions * samples * 9 / 10);
  CHECK(valued > compared / 4);
}

namespace {

// The request with some of its numbers known to a range only, around the concrete ones.
auto blurred(const Sample& sample, tariff::testing::Random& random)
    -> std::vector<engine::FieldValue> {
  std::vector<engine::FieldValue> slots = sample.slots;
  for (engine::FieldValue& slot : slots) {
    if (slot.kind != engine::FieldValue::Kind::number || random.chance(40)) continue;
    const Rational down{static_cast<std::int64_t>(random.below(20))};
    const Rational up{static_cast<std::int64_t>(random.below(20))};
    Range& number = slot.number;
    if (!checked_sub(number.expected, down, number.low)) number.low = number.expected;
    if (!checked_add(number.expected, up, number.high)) number.high = number.expected;
  }
  return slots;
}

// What the machine says of a range must leave room for what is true of a value inside it.
auto leaves_room(const engine::Cell& cell, const oracle::Result& truth,
                 const base::SymbolTable& symbols) -> bool {
  switch (cell.kind) {
    // Between sides of which one is missing nothing is promised.
    case engine::Cell::Kind::absent:
    case engine::Cell::Kind::error: return true;
    case engine::Cell::Kind::boolean:
      return truth.kind == Kind::boolean && (truth.truth ? cell.may_be_true : cell.may_be_false);
    case engine::Cell::Kind::text:
      return truth.kind == Kind::text && text_of(cell, symbols) == truth.text;
    case engine::Cell::Kind::number:
      return truth.kind == Kind::number && oracle::number_of(cell.number.low) <= truth.number &&
             truth.number <= oracle::number_of(cell.number.high);
  }
  return false;
}

}  // namespace

TEST_CASE("ranges hold what the oracle finds for the values inside them") {
  std::uint64_t useful = 0;
  engine::Registers registers;
  for (std::uint64_t seed = 1; seed <= expressions; ++seed) {
    static constexpr lang::Type types[] = {lang::Type::boolean, lang::Type::number,
                                           lang::Type::integer};
    const lang::Ast ast = tariff::testing::ExpressionGenerator{seed}.well_typed(types[seed % 3], 4);
    base::SymbolTable symbols;
    lang::Compiler compiler{tariff::testing::ExpressionGenerator::scope(), symbols};
    lang::Typed root;
    lang::SyntaxError error;
    lang::Program program;
    if (!compiler.compile(ast, root, error) || !compiler.finish(program)) continue;
    const auto words = tariff::testing::catalog_of(symbols);
    Sampler sampler{seed * 104729, symbols};
    tariff::testing::Random random{seed};
    for (int i = 0; i < samples / 10; ++i) {
      Sample sample = sampler.next();
      std::vector<engine::FieldValue> slots = blurred(sample, random);
      engine::run(program, {slots, &words, nullptr}, registers);
      const engine::Cell& cell = registers[root.at];
      const oracle::Result truth = oracle::evaluate(ast, sample.environment);
      if (!leaves_room(cell, truth, symbols)) {
        FAIL("seed " << seed << " sample " << i << ": " << lang::print(ast));
      }
      useful += cell.kind == engine::Cell::Kind::number || cell.kind == engine::Cell::Kind::boolean;
    }
  }
  MESSAGE("compared " << useful << " ranges");
  CHECK(useful > expressions);
}
