// Runs the examples of docs/rule-language.md; the comment at its top says how they are written.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/model.hpp"
#include "engine/machine.hpp"
#include "lang/ast.hpp"
#include "lang/compile.hpp"
#include "support/machine_sample.hpp"
#include "tariff/catalog.hpp"

namespace {

using namespace tariff;
using engine::FieldValue;

// ---- The page

struct Block {
  std::string kind;  // "expr" or "mistake"
  std::size_t line = 0;
  std::vector<std::string> lines;
};

auto read_blocks() -> std::vector<Block> {
  std::ifstream page{TARIFF_SOURCE_DIR "/docs/rule-language.md"};
  std::vector<Block> blocks;
  bool inside = false;
  std::size_t number = 0;
  for (std::string line; std::getline(page, line);) {
    ++number;
    if (line.starts_with("```")) {
      inside = !inside;
      if (inside) blocks.push_back({line.substr(3), number, {}});
    } else if (inside) {
      blocks.back().lines.push_back(line);
    }
  }
  REQUIRE_FALSE(inside);
  return blocks;
}

auto blocks_of(std::string_view kind) -> std::vector<Block> {
  std::vector<Block> out;
  for (Block& block : read_blocks()) {
    if (block.kind == kind) out.push_back(std::move(block));
  }
  return out;
}

// ---- Values as the page writes them

// Splits at `separator`, except inside quotes and brackets.
auto split(std::string_view text, std::string_view separator) -> std::vector<std::string_view> {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  bool quoted = false;
  int depth = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '"') quoted = !quoted;
    if (!quoted && text[at] == '[') ++depth;
    if (!quoted && text[at] == ']') --depth;
    if (quoted || depth > 0 || !text.substr(at).starts_with(separator)) continue;
    parts.push_back(text.substr(begin, at - begin));
    begin = at + separator.size();
  }
  if (begin < text.size()) parts.push_back(text.substr(begin));
  return parts;
}

// A number, or a range low..expected..high.
auto read_range(std::string_view text) -> Range {
  const auto parts = split(text, "..");
  std::vector<Rational> numbers(parts.size());
  for (std::size_t i = 0; i < parts.size(); ++i) {
    REQUIRE_MESSAGE(Rational::parse(parts[i], numbers[i]), text);
  }
  if (numbers.size() == 1) return Range::exactly(numbers[0]);
  REQUIRE_MESSAGE(numbers.size() == 3, text);
  return {numbers[0], numbers[1], numbers[2]};
}

// "1024x768 png", or "512x512".
auto read_image(std::string_view text) -> InputImage {
  InputImage image;
  const std::size_t blank = std::min(text.find(' '), text.size());
  const auto edges = split(text.substr(0, blank), "x");
  REQUIRE_MESSAGE(edges.size() == 2, text);
  image.width = read_range(edges[0]).low.numerator();
  image.height = read_range(edges[1]).low.numerator();
  if (blank < text.size()) image.format = text.substr(blank + 1);
  return image;
}

auto unquoted(std::string_view text) -> std::optional<std::string_view> {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return std::nullopt;
  return text.substr(1, text.size() - 2);
}

// ---- Expressions over the canonical fields

class Calculator {
 public:
  Calculator() {
    for (const auto& field : default_catalog().data().fields) {
      const auto slot = static_cast<std::uint32_t>(scope_.variables.size());
      scope_.variables[field.name] = {field.type, slot};
    }
    slots_.resize(scope_.variables.size());
  }

  // "given width = 1792, quality = "low"".
  void give(std::string_view line) {
    constexpr std::string_view word = "given ";
    for (const auto part : split(line.substr(word.size()), ", ")) {
      const std::size_t at = part.find(" = ");
      REQUIRE_MESSAGE(at != std::string_view::npos, line);
      give(part.substr(0, at), part.substr(at + 3));
    }
  }

  // False: `error` says why the expression does not compile.
  auto compute(std::string_view text, engine::Cell& out, lang::SyntaxError& error) -> bool {
    lang::Ast ast;
    lang::Compiler compiler{scope_, symbols_};
    lang::Typed root;
    lang::Program program;
    if (!lang::parse(text, ast, error) || !compiler.compile(ast, root, error)) return false;
    REQUIRE(compiler.finish(program));
    find_symbols();
    const auto words = tariff::testing::catalog_of(symbols_);
    engine::run(program, {slots_, &words, nullptr}, registers_);
    out = registers_[root.at];
    return true;
  }

  [[nodiscard]] auto text_of(const engine::Cell& cell) const -> std::string_view {
    return cell.text.empty() ? symbols_.text(cell.symbol) : cell.text;
  }

 private:
  void give(std::string_view name, std::string_view value) {
    const auto variable = scope_.variables.find(name);
    REQUIRE_MESSAGE(variable != scope_.variables.end(), name);
    FieldValue& slot = slots_[variable->second.slot];
    if (const auto text = unquoted(value)) {
      slot.kind = FieldValue::Kind::text;
      slot.text = *text;
    } else if (value == "true" || value == "false") {
      slot.kind = FieldValue::Kind::boolean;
      slot.boolean = value == "true";
    } else if (value.starts_with('[')) {
      for (const auto image : split(value.substr(1, value.size() - 2), ", ")) {
        images_.push_back(read_image(image));
      }
      slot.kind = FieldValue::Kind::list;
      slot.list = images_;
    } else {
      slot.kind = FieldValue::Kind::number;
      slot.number = read_range(value);
    }
  }

  // A text that an expression mentions has its symbol in the request, too.
  void find_symbols() {
    for (FieldValue& slot : slots_) {
      if (slot.kind == FieldValue::Kind::text) slot.symbol = symbols_.find(slot.text);
    }
  }

  lang::Scope scope_;
  base::SymbolTable symbols_;
  std::vector<FieldValue> slots_;
  std::vector<InputImage> images_;
  engine::Registers registers_;
};

auto truth_of(const engine::Cell& cell) -> std::string_view {
  if (cell.is_maybe()) return "maybe";
  return cell.is_true() ? "true" : "false";
}

void check_result(const Calculator& calculator, const engine::Cell& cell,
                  std::string_view expected) {
  switch (cell.kind) {
    case engine::Cell::Kind::absent: CHECK(expected == "absent"); return;
    case engine::Cell::Kind::error: CHECK(expected == "error"); return;
    case engine::Cell::Kind::boolean: CHECK(truth_of(cell) == expected); return;
    case engine::Cell::Kind::text: CHECK(calculator.text_of(cell) == unquoted(expected)); return;
    case engine::Cell::Kind::number: CHECK(cell.number == read_range(expected)); return;
  }
}

}  // namespace

TEST_CASE("the examples of the rule language come out as its page says") {
  std::size_t examples = 0;
  for (const Block& block : blocks_of("expr")) {
    Calculator calculator;
    for (const std::string& line : block.lines) {
      INFO("docs/rule-language.md, block at line ", block.line, ": ", line);
      if (line.starts_with("given ")) {
        calculator.give(line);
        continue;
      }
      constexpr std::string_view arrow = "  =>  ";
      const std::size_t at = line.find(arrow);
      REQUIRE(at != std::string::npos);
      engine::Cell cell;
      lang::SyntaxError error;
      const bool computed = calculator.compute(line.substr(0, at), cell, error);
      CHECK_MESSAGE(computed, error.message);
      if (computed) check_result(calculator, cell, line.substr(at + arrow.size()));
      ++examples;
    }
  }
  CHECK(examples >= 60);
}

TEST_CASE("the mistakes of the rule language are reported as its page says") {
  std::size_t mistakes = 0;
  for (const Block& block : blocks_of("mistake")) {
    INFO("docs/rule-language.md, block at line ", block.line);
    REQUIRE(block.lines.size() == 3);
    engine::Cell cell;
    lang::SyntaxError error;
    Calculator calculator;
    CHECK_FALSE(calculator.compute(block.lines[0], cell, error));
    const auto length = std::max<std::size_t>(error.where.length, 1);
    CHECK(std::string(error.where.begin, ' ') + std::string(length, '^') == block.lines[1]);
    CHECK(error.message + (error.hint.empty() ? "" : "; " + error.hint) == block.lines[2]);
    ++mistakes;
  }
  CHECK(mistakes >= 10);
}
