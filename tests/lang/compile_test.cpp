#include "lang/compile.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "lang/types.hpp"
#include "support/expression_generator.hpp"

namespace {

using tariff::Range;
using tariff::Rational;
using tariff::lang::Ast;
using tariff::lang::Compiler;
using tariff::lang::Op;
using tariff::lang::Program;
using tariff::lang::SyntaxError;
using tariff::lang::Table;
using tariff::lang::Type;
using tariff::lang::Typed;
using tariff::testing::ExpressionGenerator;

// A compiler over the generator's fields with one table.
struct Bench {
  tariff::base::SymbolTable symbols;
  Compiler compiler{ExpressionGenerator::scope(), symbols};
  Typed last;

  Bench() {
    Table table;
    table.name = "output_tokens";
    table.key_is_text = {1, 0};
    table.keys = {{symbols.intern("low"), 1024, 0}};
    table.cells = {{true, Range::exactly(Rational{272})}};
    CHECK(compiler.add_table(table));
    CHECK_FALSE(compiler.add_table(table));
  }

  // Empty, or "begin+length: message | hint".
  auto compile(std::string_view text) -> std::string {
    Ast ast;
    SyntaxError error;
    REQUIRE_MESSAGE(parse(text, ast, error), error.message);
    if (compiler.compile(ast, last, error)) return "";
    CHECK(error.where.end() <= text.size());
    return std::to_string(error.where.begin) + "+" + std::to_string(error.where.length) + ": " +
           error.message + (error.hint.empty() ? "" : " | " + error.hint);
  }

  auto program() -> Program {
    Program program;
    REQUIRE(compiler.finish(program));
    return program;
  }
};

auto code_of(std::string_view text) -> std::string {
  Bench bench;
  const auto mistake = bench.compile(text);
  if (!mistake.empty()) return mistake;
  return disassemble(bench.program(), &bench.symbols);
}

auto mistake(std::string_view text) -> std::string {
  Bench bench;
  const auto result = bench.compile(text);
  CHECK(bench.program().code.empty());  // nothing of a failed expression stays
  return result;
}

auto type_of(std::string_view text) -> std::string {
  Bench bench;
  const auto result = bench.compile(text);
  return result.empty() ? to_string(bench.last.type) : result;
}

}  // namespace

TEST_CASE("constants are folded exactly") {
  CHECK(code_of("1 + 2 * 3") == "r0 = number 7\n");
  CHECK(code_of("1 / 3 + 1 / 6") == "r0 = number 1/2\n");
  CHECK(code_of("-7 div 2") == "r0 = number -4\n");
  CHECK(code_of("-7 mod 4") == "r0 = number 1\n");
  CHECK(code_of("7 mod -4") == "r0 = number -1\n");
  CHECK(code_of("floor(-0.5) + ceil(0.1)") == "r0 = number 0\n");
  CHECK(code_of("round_half_even(2.5)") == "r0 = number 2\n");
  CHECK(code_of("round_half_up(2.5)") == "r0 = number 3\n");
  CHECK(code_of("gcd(12, 18, 8)") == "r0 = number 2\n");
  CHECK(code_of("gcd(-12, 18)") == "r0 = number 6\n");
  CHECK(code_of("min(3, 1, 2) + max(3, 1)") == "r0 = number 4\n");
  CHECK(code_of("abs(-2)") == "r0 = number 2\n");
  CHECK(code_of("isqrt(17)") == "r0 = number 4\n");
  CHECK(code_of("isqrt(9223372036854775807)") == "r0 = number 3037000499\n");
  CHECK(code_of("1 < 2 <= 2") == "r0 = boolean true\n");
  CHECK(code_of("\"a\" = \"b\" or 2 in [1, 2]") == "r0 = boolean true\n");
  CHECK(code_of("5 not between 1 and 4") == "r0 = boolean true\n");
  CHECK(code_of("if 1 > 2 then width else 4") == "r0 = number 4\n");
  CHECK(code_of("{low: 16, high: 96}[\"high\"]") == "r0 = number 96\n");
  CHECK(code_of("{low: 16}[\"high\"]") == "r0 = absent \"no entry for this value\"\n");
  CHECK(code_of("unknown(\"not published\") * 2") == "r0 = absent \"not published\"\n");
  CHECK(code_of("has(unknown(\"a\")) or has(1)") == "r0 = boolean true\n");
  CHECK(code_of("true and stream") == "r0 = slot s7\n");
  CHECK(code_of("floor(width)") == "r0 = slot s0\n");
}

TEST_CASE("constants that cannot be computed are mistakes at their place") {
  CHECK(mistake("width + 9223372036854775807 * 2") == "8+23: the result does not fit 64 bits");
  CHECK(mistake("1 + 1 / 0") == "8+1: division by zero");
  CHECK(mistake("width mod (3 - 3)") == "10+7: division by zero");
  CHECK(mistake("isqrt(1 - 2)") == "0+12: square root of a negative number");
  CHECK(mistake("if false then 1 / 0 else 2") == "18+1: division by zero");
}

TEST_CASE("equal subexpressions are computed once") {
  CHECK(code_of("width * height = height * width") ==
        "r0 = slot s0\nr1 = slot s1\nr2 = multiply r0, r1\nr3 = equal r2, r2\n");
  CHECK(code_of("1 < width < 9") ==
        "r0 = slot s0\nr1 = number 1\nr2 = less r1, r0\nr3 = number 9\nr4 = less r0, r3\n"
        "r5 = and r2, r4\n");
  Bench bench;
  CHECK(bench.compile("width * height").empty());
  const auto first = bench.last;
  CHECK(bench.compile("width * height").empty());
  CHECK(bench.last.at == first.at);
}

TEST_CASE("comparisons, lists and picks become few instructions") {
  CHECK(code_of("width > 1") == "r0 = slot s0\nr1 = number 1\nr2 = less r1, r0\n");
  CHECK(code_of("width >= 1") == "r0 = slot s0\nr1 = number 1\nr2 = less_equal r1, r0\n");
  CHECK(code_of("quality in [\"a\", \"b\"]") ==
        "r0 = slot s5\nr1 = text \"a\"\nr2 = equal r0, r1\nr3 = text \"b\"\nr4 = equal r0, r3\n"
        "r5 = or r2, r4\n");
  CHECK(code_of("{low: 1}[quality]") ==
        "r0 = slot s5\nr1 = text \"low\"\nr2 = equal r0, r1\nr3 = number 1\n"
        "r4 = absent \"no entry for this quality\"\nr5 = select r2, r3, r4\n");
  CHECK(code_of("table(output_tokens, quality, 1024)") ==
        "r0 = slot s5\nr1 = number 1024\nr2 = table output_tokens r0, r1\n");
}

TEST_CASE("quantifiers hold their body") {
  CHECK(code_of("sum(i in input_images: i.width * n)") ==
        "r0 = sum s9, next 3\n  r1 = element width\n  r2 = slot s2\n  r3 = multiply r1, r2\n");
  // The body of one is not seen outside; an equal one is the same.
  CHECK(code_of("sum(i in input_images: i.width) + sum(j in input_images: j.width)") ==
        "r0 = sum s9, next 1\n  r1 = element width\nr2 = add r0, r0\n");
  CHECK(code_of("count(i in input_images: has(i.role)) + 1") ==
        "r0 = count s9, next 2\n  r1 = element role\n  r2 = has r1\nr3 = number 1\n"
        "r4 = add r0, r3\n");
  // A body whose value stands elsewhere is copied to its end.
  CHECK(code_of("n + sum(i in input_images: n)") ==
        "r0 = slot s2\nr1 = sum s9, next 2\n  r2 = boolean true\n  r3 = select r2, r0, r0\n"
        "r4 = add r0, r1\n");
  // A value first computed in a body is computed again outside.
  CHECK(code_of("max(i in input_images: n) + n") ==
        "r0 = max s9, next 1\n  r1 = slot s2\nr2 = slot s2\nr3 = add r0, r2\n");
}

TEST_CASE("types are known") {
  CHECK(type_of("width * 2") == "integer");
  CHECK(type_of("width / 2") == "number");
  CHECK(type_of("floor(width / 2)") == "integer");
  CHECK(type_of("width + 0.5") == "number");
  CHECK(type_of("min(width, guidance)") == "number");
  CHECK(type_of("if stream then 1 else 0.5") == "number");
  CHECK(type_of("if stream then 1 else unknown(\"a\")") == "integer");
  CHECK(type_of("sum(i in input_images: i.bytes)") == "integer");
  CHECK(type_of("sum(i in input_images: i.bytes / 3)") == "number");
  CHECK(type_of("count(input_images)") == "integer");
  CHECK(type_of("{low: 1, high: 0.5}[quality]") == "number");
  CHECK(type_of("table(output_tokens, quality, width)") == "integer");
  CHECK(type_of("unknown(\"a\")") == "unknown");
  CHECK(type_of("unknown(\"a\") * 2") == "integer");
  CHECK(type_of("ceil({low: width, high: 0.5}[\"medium\"])") == "integer");
  CHECK(type_of("stream = true") == "boolean");
  CHECK(type_of("if stream then quality else \"low\"") == "text");
}

TEST_CASE("type mistakes say what was expected, and where") {
  CHECK(mistake("width = \"low\"") == "8+5: expected a number, not a text");
  CHECK(mistake("quality < \"low\"") ==
        "0+7: expected a number, not a text | only numbers have an order");
  CHECK(mistake("guidance mod 2") ==
        "0+8: expected an integer, not a number | floor(…), ceil(…) and round_half_even(…) give "
        "integers");
  CHECK(mistake("not width") == "4+5: expected a condition, not an integer");
  CHECK(mistake("width and stream") == "0+5: expected a condition, not an integer");
  CHECK(mistake("if stream then 1 else \"a\"") == "22+3: expected an integer, not a text");
  CHECK(mistake("input_images > 3") ==
        "0+12: expected a number, not a list | count(…) gives the length of a list");
  CHECK(mistake("{low: 1}[width]") == "9+5: expected a text, not an integer");
  CHECK(mistake("{low: 1, low: 2}[quality]").find("the key low stands twice") != std::string::npos);
  CHECK(mistake("{low: 1, 2: 2}[quality]").find("all texts or all integers") != std::string::npos);
  CHECK(mistake("tokens(width)") == "7+5: tokens takes the name of a text field");
  CHECK(mistake("length(\"abc\")") == "7+5: length takes the name of a text field");
  CHECK(mistake("unknown(width)") == "8+5: expected a reason in quotes");
  CHECK(mistake("sum(i in input_images: sum(j in input_images: 1))") ==
        "23+25: a quantifier cannot stand inside another");
  CHECK(mistake("sum(i in width: 1)") == "0+18: 'width' is not a list");
  CHECK(mistake("min(width)") == "0+10: min takes at least 2 arguments, not 1");
  CHECK(mistake("floor(1, 2)") == "0+11: floor takes 1 argument, not 2");
  CHECK(mistake("table(output_tokens, quality)").find("has 2 keys, not 1") != std::string::npos);
  CHECK(mistake("table(output_tokens, 1, 1)") == "21+1: expected a text, not an integer");
}

TEST_CASE("unknown names come with the nearest known one") {
  CHECK(mistake("widht + 1") == "0+5: unknown name 'widht' | did you mean 'width'");
  CHECK(mistake("tokens(promt)") == "7+5: unknown name 'promt' | did you mean 'prompt'");
  CHECK(mistake("flor(width)") == "0+11: unknown function 'flor' | did you mean 'floor'");
  CHECK(mistake("table(output_token, quality, 1)") ==
        "6+12: unknown table 'output_token' | did you mean 'output_tokens'");
  CHECK(mistake("quality = low") == "10+3: unknown name 'low' | a text stands in quotes: \"low\"");
  CHECK(mistake("sum(i in input_images: i.widht)") ==
        "23+7: unknown member 'widht' | did you mean 'width'");
  CHECK(mistake("sum(i in input_imags: 1)").find("did you mean 'input_images'") !=
        std::string::npos);
  CHECK(mistake("i.width") == "0+7: unknown name 'i.width' | did you mean 'width'");
}

TEST_CASE("definitions shadow fields and are forgotten") {
  Bench bench;
  REQUIRE(bench.compile("width + 1").empty());
  const auto mark = bench.compiler.mark();
  bench.compiler.define("width", bench.last);
  CHECK(bench.compile("width").empty());
  CHECK(bench.last.at == 2);
  CHECK(bench.compile("1 + 1").empty());
  bench.compiler.define("width", bench.last);
  CHECK(bench.compile("width * 2").empty());
  CHECK(bench.program().code.back().op == Op::number);  // folded through the definition
  CHECK(bench.compile("length(width)") == "7+5: length takes the name of a text field");
  bench.compiler.forget(mark);
  CHECK(bench.compile("width").empty());
  CHECK(bench.last.at == 0);
}

TEST_CASE("default values") {
  Bench bench;
  const auto field = bench.compiler.load("width");
  REQUIRE(field);
  CHECK_FALSE(bench.compiler.load("nothing"));
  REQUIRE(bench.compile("1024").empty());
  const auto value = bench.compiler.when_absent(*field, bench.last);
  REQUIRE(value);
  CHECK(value->type == Type::integer);
  CHECK(disassemble(bench.program(), nullptr) ==
        "r0 = slot s0\nr1 = number 1024\nr2 = has r0\nr3 = select r2, r0, r1\n");
  REQUIRE(bench.compile("\"a\"").empty());
  CHECK_FALSE(bench.compiler.when_absent(*field, bench.last));
  REQUIRE(bench.compile("unknown(\"a\")").empty());
  CHECK(bench.compiler.when_absent(bench.last, *field)->at == field->at);
}

TEST_CASE("a program too long for the registers is refused") {
  Bench bench;
  for (int i = 0; i < 600; ++i) CHECK(bench.compile("width + " + std::to_string(i)).empty());
  Program program;
  CHECK_FALSE(bench.compiler.finish(program));
}

TEST_CASE("the tallest tree compiles and prints") {
  std::string text = "width";
  for (int i = 0; i < 511; ++i) text += "+n";
  CHECK(code_of(text).find("add") != std::string::npos);
}

TEST_CASE("operands stand before what uses them, and bodies stay closed") {
  using tariff::lang::register_operands;
  int compiled = 0;
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    ExpressionGenerator random{seed};
    constexpr Type types[] = {Type::boolean, Type::integer, Type::number, Type::text};
    const auto wanted = types[seed % 4];
    const Ast ast = random.well_typed(wanted);
    const auto text = print(ast);
    CAPTURE(text);
    Bench bench;
    SyntaxError error;
    Typed out;
    if (!bench.compiler.compile(ast, out, error)) {
      CHECK(error.message == "the result does not fit 64 bits");
      continue;
    }
    ++compiled;
    CHECK(tariff::lang::fits(out.type, wanted));
    Program program;
    if (!bench.compiler.finish(program)) continue;
    REQUIRE(out.at < program.code.size());
    std::size_t body_begin = 0;
    std::size_t body_end = 0;
    for (std::size_t at = 0; at < program.code.size(); ++at) {
      const auto& instruction = program.code[at];
      const tariff::lang::Register operands[] = {instruction.a, instruction.b, instruction.c};
      for (std::size_t i = 0; i < register_operands(instruction, program.tables); ++i) {
        CHECK(operands[i] < at);
        const bool in_closed_body = operands[i] >= body_begin && operands[i] < body_end;
        CHECK((at < body_end || !in_closed_body));
      }
      if (instruction.op != Op::fold) continue;
      CHECK(at >= body_end);
      CHECK(instruction.b > 0);
      body_begin = at + 1;
      body_end = body_begin + instruction.b;
      CHECK(body_end <= program.code.size());
    }
  }
  CHECK(compiled > 2900);
}

TEST_CASE("printing does not change what a tree compiles to") {
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    ExpressionGenerator random{seed + 10'000};
    const Ast ast = random.well_typed(Type::number, 4);
    Ast again;
    SyntaxError error;
    REQUIRE(parse(print(ast), again, error));
    Bench first;
    Bench second;
    Typed out;
    if (!first.compiler.compile(ast, out, error)) continue;
    REQUIRE(second.compiler.compile(again, out, error));
    CHECK(first.program() == second.program());
  }
}
