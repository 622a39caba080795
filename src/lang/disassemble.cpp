// Programs as text.
#include <fmt/format.h>

#include <array>
#include <iterator>

#include "lang/program.hpp"
#include "lang/spelling.hpp"
#include "lang/types.hpp"

namespace tariff::lang {

namespace {

constexpr std::array<const char*, 36> names = {"number",
                                               "text",
                                               "boolean",
                                               "absent",
                                               "slot",
                                               "element",
                                               "length",
                                               "tokens",
                                               "count",
                                               "has",
                                               "not",
                                               "negate",
                                               "abs",
                                               "floor",
                                               "ceil",
                                               "round_half_even",
                                               "round_half_up",
                                               "round_binary64",
                                               "isqrt",
                                               "and",
                                               "or",
                                               "equal",
                                               "not_equal",
                                               "less",
                                               "less_equal",
                                               "add",
                                               "subtract",
                                               "multiply",
                                               "divide",
                                               "div",
                                               "mod",
                                               "min",
                                               "max",
                                               "gcd",
                                               "spread",
                                               "select"};
static_assert(names.size() == static_cast<std::size_t>(Op::lookup));

constexpr std::array<const char*, 5> members = {"width", "height", "bytes", "format", "role"};
constexpr std::array<const char*, 6> folds = {"sum", "count", "any", "all", "min", "max"};

auto name_of(const Program& program, const Instruction& instruction) -> std::string {
  if (instruction.op == Op::fold) return folds[instruction.imm];
  if (instruction.op == Op::lookup) return "table " + program.tables[instruction.imm].name;
  return names[static_cast<std::size_t>(instruction.op)];
}

auto symbol_text(const base::SymbolTable* symbols, std::uint32_t symbol) -> std::string {
  if (symbols == nullptr || symbol >= symbols->texts().size()) return fmt::format("#{}", symbol);
  return quoted(symbols->text(symbol));
}

// What a leaf holds, or which slot it reads.
auto detail_of(const Program& program, const Instruction& instruction,
               const base::SymbolTable* symbols) -> std::string {
  switch (instruction.op) {
    case Op::number: return program.numbers[instruction.imm].to_fraction();
    case Op::text: return symbol_text(symbols, instruction.imm);
    case Op::boolean: return instruction.imm != 0 ? "true" : "false";
    case Op::absent: return quoted(program.reasons[instruction.imm]);
    case Op::element: return members[instruction.imm];
    case Op::slot:
    case Op::length:
    case Op::tokens:
    case Op::count: return fmt::format("s{}", instruction.imm);
    case Op::fold: return fmt::format("s{}, next {}", instruction.a, instruction.b);
    default: return "";
  }
}

}  // namespace

auto disassemble(const Program& program, const base::SymbolTable* symbols) -> std::string {
  std::string text;
  std::size_t body_end = 0;
  for (std::size_t at = 0; at < program.code.size(); ++at) {
    const auto& instruction = program.code[at];
    fmt::format_to(std::back_inserter(text), "{}r{} = {}", at < body_end ? "  " : "", at,
                   name_of(program, instruction));
    if (const auto detail = detail_of(program, instruction, symbols); !detail.empty()) {
      text += ' ' + detail;
    }
    const std::array operands = {instruction.a, instruction.b, instruction.c};
    const auto count = register_operands(instruction, program.tables);
    for (std::size_t i = 0; i < count; ++i) {
      fmt::format_to(std::back_inserter(text), "{}r{}", i == 0 ? " " : ", ", operands[i]);
    }
    text += '\n';
    if (instruction.op == Op::fold) body_end = at + 1 + instruction.b;
  }
  return text;
}

}  // namespace tariff::lang
