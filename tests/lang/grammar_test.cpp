#include <doctest/doctest.h>

#include <string>

#include "lang/ast.hpp"
#include "lang/spelling.hpp"

namespace {

using tariff::lang::Ast;
using tariff::lang::NodeKind;
using tariff::lang::SyntaxError;

auto tree(std::string_view text) -> Ast {
  Ast ast;
  SyntaxError error;
  REQUIRE_MESSAGE(parse(text, ast, error), error.message);
  return ast;
}

// "begin+length: message | hint"
auto mistake(std::string_view text) -> std::string {
  Ast ast;
  SyntaxError error;
  if (parse(text, ast, error)) return "none";
  CHECK(ast.nodes.empty());
  return std::to_string(error.where.begin) + "+" + std::to_string(error.where.length) + ": " +
         error.message + (error.hint.empty() ? "" : " | " + error.hint);
}

auto repeat(std::string_view piece, std::size_t count) -> std::string {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += piece;
  return text;
}

auto root(const Ast& ast) -> const tariff::lang::Node& {
  return ast.at(ast.root);
}

}  // namespace

TEST_CASE("every form of expression is read") {
  CHECK(root(tree("1_000.25")).number.to_decimal() == "1000.25");
  CHECK(root(tree("'größe'")).text == "größe");
  CHECK(root(tree("\"\"")).kind == NodeKind::text);
  CHECK(root(tree("true")).kind == NodeKind::boolean);
  CHECK(root(tree("truely")).kind == NodeKind::name);
  CHECK(root(tree("image.width")).text == "image.width");
  CHECK(root(tree("a <= b < c")).text == "<= <");
  CHECK(root(tree("a >= b > c")).text == ">= >");
  CHECK(root(tree("a = b = c")).kind == NodeKind::chain);
  CHECK(root(tree("a != b")).kind == NodeKind::not_equal);
  CHECK(root(tree("a between 1 and 2 and b")).kind == NodeKind::logical_and);
  CHECK(root(tree("a not between 1 and 2")).kind == NodeKind::not_between);
  CHECK(root(tree("a not in [1]")).children.size() == 2);
  CHECK(root(tree("{low: 16, \"a b\": 96, 1_024: 1}[q]")).keys ==
        std::vector<std::string>{"low", "\"a b\"", "1024"});
  CHECK(root(tree("min(a, b)")).kind == NodeKind::call);
  CHECK(root(tree("min(a in [b], c)")).kind == NodeKind::call);
  CHECK(root(tree("f()")).children.empty());
  CHECK(root(tree("min(i in images: i.width)")).kind == NodeKind::quantifier);
  CHECK(root(tree("sum(i in images: 1)")).keys == std::vector<std::string>{"i", "images"});
}

TEST_CASE("operators bind as the grammar says") {
  CHECK(root(tree("a or b and c")).kind == NodeKind::logical_or);
  CHECK(root(tree("not a = b")).kind == NodeKind::logical_not);
  CHECK(root(tree("not a and b")).kind == NodeKind::logical_and);
  CHECK(root(tree("a + b * c")).kind == NodeKind::add);
  CHECK(root(tree("-a * b")).kind == NodeKind::multiply);
  const auto left = tree("a - b - c");
  CHECK(left.at(root(left).children[0]).kind == NodeKind::subtract);
  const auto nested = tree("if a then b else if c then d else e");
  CHECK(nested.at(root(nested).children[2]).kind == NodeKind::conditional);
}

TEST_CASE("words that begin like keywords are names") {
  for (const auto* word : {"intent", "notable", "order", "android", "iffy", "modulus", "divide",
                           "thence", "elsewhere", "between_us", "falsehood", "_in", "In"}) {
    CHECK(root(tree(word)).kind == NodeKind::name);
  }
  for (const auto keyword : tariff::lang::keywords) {
    Ast ast;
    SyntaxError error;
    CHECK(parse(keyword, ast, error) == (keyword == "true" || keyword == "false"));
  }
}

TEST_CASE("spans are bytes of the expression") {
  const auto ast = tree("\"größe\" = x and  (a + b) ");
  CHECK(root(ast).span == tariff::base::Span{0, 26});
  CHECK(ast.at(root(ast).children[0]).span == tariff::base::Span{0, 13});
  CHECK(ast.at(root(ast).children[1]).span == tariff::base::Span{19, 7});
}

TEST_CASE("mistakes are reported where they are") {
  CHECK(mistake("") == "0+0: expected a value");
  CHECK(mistake("  \n ") == "0+0: expected a value");
  CHECK(mistake("\"größe\" = x and  ") == "17+0: expected a value");
  CHECK(mistake("(1 +") == "4+0: expected a value");
  CHECK(mistake("(1 + 2") == "6+0: expected ')'");
  CHECK(mistake("1 2") == "2+1: expected an operator");
  CHECK(mistake("a adn b") == "2+3: expected an operator | did you mean 'and'");
  CHECK(mistake("a && b") == "2+1: expected an operator | did you mean 'and'");
  CHECK(mistake("a || b") == "2+1: expected an operator | did you mean 'or'");
  CHECK(mistake("a == b") == "3+1: expected a value | did you mean '='");
  CHECK(mistake("a => b") == "3+1: expected a value | did you mean '>='");
  CHECK(mistake("a % b") == "2+1: expected an operator | did you mean 'mod'");
  CHECK(mistake("!a") == "0+1: expected a value | did you mean 'not'");
  CHECK(mistake("f(a b)") == "4+1: expected ',' or ')'");
  CHECK(mistake("f(a,)") == "4+1: expected a value");
  CHECK(mistake("x in 3") == "5+1: expected '['");
  CHECK(mistake("x in []") == "6+1: expected a value");
  CHECK(mistake("x in [1") == "7+0: expected ',' or ']'");
  CHECK(mistake("x not 3") == "6+1: expected 'in' or 'between'");
  CHECK(mistake("x between 1 or 2") == "12+2: expected 'and'");
  CHECK(mistake("sum(i in l, i.width)") == "10+1: expected ':'");
  CHECK(mistake("{low 3}[x]") == "5+1: expected ':'");
  CHECK(mistake("{}[x]") == "1+1: expected a key");
  CHECK(mistake("{a: 1}") == "6+0: expected '['");
  CHECK(mistake("if a then b") == "11+0: expected 'else'");
  CHECK(mistake("if a b") == "5+1: expected 'then'");
  CHECK(mistake("größe") == "2+2: expected an operator");
  CHECK(mistake("a.b.c") == "3+1: expected an operator");
  CHECK(mistake("1__0").substr(0, 4) == "1+3:");
}

TEST_CASE("mistakes beyond syntax have their own words") {
  CHECK(mistake("1 + 99999999999999999999") == "4+20: the number does not fit 64 bits");
  CHECK(mistake("{99999999999999999999: 1}[x]") == "1+20: the number does not fit 64 bits");
  CHECK(mistake("x = \"abc\ny\"") == "4+4: the text has no closing quote");
  CHECK(mistake("a < b > c") ==
        "8+1: a chain of comparisons must run one way | join two comparisons with `and`");
  CHECK(mistake("a != b != c").substr(0, 4) == "5+1:");
  CHECK(mistake("\"\xff\"") == "1+1: expected UTF-8");
}

TEST_CASE("length, nesting and height are limited") {
  CHECK(mistake(repeat(" ", 4095) + "a") == "none");
  CHECK(mistake(repeat(" ", 4096) + "a") == "4096+1: the expression is longer than 4096 bytes");
  for (const auto* opening : {"(", "not ", "-", "if a then b else ", "f(", "x in [",
                              "{a: ", "not (", "-(", "if ", "{a: 1}[", "sum(i in l: "}) {
    CAPTURE(opening);
    CHECK(mistake(repeat(opening, 65) + "a").find("nests more than 64 deep") != std::string::npos);
  }
  CHECK(mistake(repeat("(", 64) + "a" + repeat(")", 64)) == "none");
  CHECK(mistake(repeat("if a then b else ", 64) + "c") == "none");
  CHECK(mistake(repeat("not ", 64) + "a") == "none");
  CHECK(mistake(repeat("-", 64) + "a") == "none");
  CHECK(mistake(repeat("-a or not b and (c) or ", 60) + "a") == "none");
  CHECK(mistake("a" + repeat("+a", 511)) == "none");
  CHECK(mistake("a" + repeat("+a", 512)).find("chains too many operators") != std::string::npos);
}

TEST_CASE("no bytes make the parser fail otherwise") {
  std::string text;
  for (unsigned seed = 1; seed < 20000; ++seed) {
    constexpr std::string_view pieces[] = {
        "a", "(", ")", "not ", " in ", "[", "]",   "{",      "}",      ":",    ",",    "\"",
        "'", "1", ".", "-",    "<",    "=", "if ", " then ", " else ", "min(", "\xc3", " and "};
    text.clear();
    for (unsigned state = seed * 2654435761U, i = 0; i < 12; ++i, state = state * 1664525U + 7U) {
      text += pieces[(state >> 16U) % std::size(pieces)];
    }
    Ast ast;
    SyntaxError error;
    if (parse(text, ast, error)) continue;
    CHECK_FALSE(error.message.empty());
    CHECK(error.where.end() <= text.size());
  }
}
