// Arbitrary bytes as an expression: whatever parses prints to a text that parses to the same tree,
// and compiling it either works or says why not.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "lang/ast.hpp"
#include "lang/compile.hpp"
#include "support/expression_generator.hpp"

namespace {

using namespace tariff::lang;

void require(bool condition) {
  if (!condition) std::abort();
}

void check_printing(const Ast& ast) {
  // Printing may add blanks, so that the text may be longer than what was read.
  constexpr ParseLimits roomy{.length = 1U << 16U, .depth = 512, .height = 512};
  const auto text = print(ast);
  Ast again;
  SyntaxError error;
  require(parse(text, again, error, roomy));
  require(same_tree(ast, again));
  require(print(again) == text);
}

void check_compiling(const Ast& ast, std::size_t length) {
  tariff::base::SymbolTable symbols;
  Compiler compiler{tariff::testing::ExpressionGenerator::scope(), symbols};
  Typed out;
  SyntaxError error;
  if (!compiler.compile(ast, out, error)) {
    require(!error.message.empty() && error.where.end() <= length);
    return;
  }
  Program program;
  if (!compiler.finish(program)) return;
  require(out.at < program.code.size());
  static_cast<void>(disassemble(program, &symbols));
}

}  // namespace

extern "C" auto LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) -> int {
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  Ast ast;
  SyntaxError error;
  if (!parse(text, ast, error)) {
    require(!error.message.empty() && error.where.end() <= size);
    return 0;
  }
  check_printing(ast);
  check_compiling(ast, size);
  return 0;
}
