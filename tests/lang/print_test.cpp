#include <doctest/doctest.h>

#include "lang/ast.hpp"
#include "support/expression_generator.hpp"

namespace {

using tariff::lang::Ast;
using tariff::lang::ParseLimits;
using tariff::lang::SyntaxError;
using tariff::testing::ExpressionGenerator;

auto reprint(std::string_view text) -> std::string {
  Ast ast;
  SyntaxError error;
  return parse(text, ast, error) ? print(ast) : "error: " + error.message;
}

}  // namespace

TEST_CASE("printing keeps only the parentheses that are needed") {
  CHECK(reprint("((a))") == "a");
  CHECK(reprint("(a or b) or c") == "a or b or c");
  CHECK(reprint("a or (b or c)") == "a or (b or c)");
  CHECK(reprint("(a and b) or c") == "a and b or c");
  CHECK(reprint("a and (b or c)") == "a and (b or c)");
  CHECK(reprint("not (a = b)") == "not a = b");
  CHECK(reprint("not (a and b)") == "not (a and b)");
  CHECK(reprint("(not a) and b") == "not a and b");
  CHECK(reprint("a - (b - c)") == "a - (b - c)");
  CHECK(reprint("(a - b) - c") == "a - b - c");
  CHECK(reprint("a * (b + c)") == "a * (b + c)");
  CHECK(reprint("(a * b) / c") == "a * b / c");
  CHECK(reprint("-(a)*b") == "-a * b");
  CHECK(reprint("-(a * b)") == "-(a * b)");
  CHECK(reprint("(a < b) = c") == "(a < b) = c");
  CHECK(reprint("(if a then b else c) + 1") == "(if a then b else c) + 1");
  CHECK(reprint("f((if a then b else c), (a or b))") == "f(if a then b else c, a or b)");
}

TEST_CASE("printing has one spelling for each token") {
  CHECK(reprint("1_000_000.50") == "1000000.5");
  CHECK(reprint("007") == "7");
  CHECK(reprint("'low'") == "\"low\"");
  CHECK(reprint("'say \"a\"'") == "'say \"a\"'");
  CHECK(reprint("{\"low\":1,'a b':2,016:3}[x]") == "{low: 1, \"a b\": 2, 16: 3}[x]");
  CHECK(reprint("x  in[1,2]") == "x in [1, 2]");
  CHECK(reprint("sum ( i in l : i.width )") == "sum(i in l: i.width)");
}

TEST_CASE("what is printed parses to the same tree") {
  constexpr ParseLimits roomy{.length = 1U << 20U, .depth = 64, .height = 512};
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    ExpressionGenerator random{seed};
    const Ast tree = random.well_formed(seed % 5 == 0 ? 7 : 4);
    const auto text = print(tree);
    CAPTURE(text);
    Ast again;
    SyntaxError error;
    REQUIRE_MESSAGE(parse(text, again, error, roomy), error.message);
    CHECK(same_tree(tree, again));
    CHECK(print(again) == text);
  }
}

TEST_CASE("same_tree sees every difference") {
  const auto same = [](std::string_view a, std::string_view b) {
    Ast left;
    Ast right;
    SyntaxError error;
    REQUIRE(parse(a, left, error));
    REQUIRE(parse(b, right, error));
    return same_tree(left, right);
  };
  CHECK(same("a+b", " ( a + b ) "));
  CHECK_FALSE(same("a + b", "a - b"));
  CHECK_FALSE(same("a < b < c", "a < b <= c"));
  CHECK_FALSE(same("{a: 1}[x]", "{b: 1}[x]"));
  CHECK_FALSE(same("1", "2"));
  CHECK_FALSE(same("f(a)", "f(a, a)"));
  CHECK_FALSE(same("\"a\"", "a"));
  CHECK(same_tree(Ast{}, Ast{}));
}
