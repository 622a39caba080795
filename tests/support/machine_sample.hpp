// One concrete request, as the machine and as the oracle see it, drawn over the fields of
// ExpressionGenerator::scope(); and when their answers agree.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "catalog/model.hpp"
#include "engine/cell.hpp"
#include "support/expression_generator.hpp"
#include "support/oracle.hpp"

namespace tariff::testing {

struct Sample {
  std::vector<engine::FieldValue> slots;  // with views into texts and environment
  std::vector<std::string> texts;
  oracle::Environment environment;

  Sample() = default;
  Sample(Sample&&) = default;
  auto operator=(Sample&&) -> Sample& = default;
};

class Sampler {
 public:
  Sampler(std::uint64_t seed, const base::SymbolTable& symbols)
      : random_(seed), symbols_(symbols) {}
  Sampler(Random random, const base::SymbolTable& symbols) : random_(random), symbols_(symbols) {}

  auto next() -> Sample {
    Sample sample;
    sample.slots.resize(10);
    sample.texts.reserve(2);
    number(sample, "width", 0, 4000);
    number(sample, "height", 1, 4000);
    number(sample, "n", 2, 12);
    number(sample, "guidance", 3, 20, 4);
    number(sample, "aspect", 4, 9, 3);
    text(sample, "quality", 5);
    text(sample, "prompt", 6);
    truth(sample, "stream", 7);
    truth(sample, "mask", 8);
    images(sample);
    return sample;
  }

 private:
  static constexpr std::size_t absent_percent = 15;

  void number(Sample& sample, const char* name, std::size_t slot, std::size_t limit,
              std::int64_t divisor = 1) {
    if (random_.chance(absent_percent)) return;
    auto whole = static_cast<std::int64_t>(random_.below(limit)) - (random_.chance(10) ? 8 : 0);
    if (random_.chance(3)) whole = INT64_MAX - static_cast<std::int64_t>(random_.below(3));
    Rational value{whole};
    static_cast<void>(Rational::make(whole, divisor, value));
    sample.slots[slot].kind = engine::FieldValue::Kind::number;
    sample.slots[slot].number = Range::exactly(value);
    sample.environment.names[name] = oracle::Result::of(oracle::number_of(value));
  }

  void text(Sample& sample, const char* name, std::size_t slot) {
    static const std::vector<std::string> texts = {"low",   "medium",    "high",    "",
                                                   "größe", "two words", "stranger"};
    if (random_.chance(absent_percent)) return;
    sample.texts.push_back(random_.pick(texts));
    const std::string& value = sample.texts.back();
    sample.slots[slot].kind = engine::FieldValue::Kind::text;
    sample.slots[slot].text = value;
    sample.slots[slot].symbol = symbols_.find(value);
    sample.environment.names[name] = oracle::Result::of(value);
  }

  void truth(Sample& sample, const char* name, std::size_t slot) {
    if (random_.chance(absent_percent)) return;
    const bool value = random_.chance(50);
    sample.slots[slot].kind = engine::FieldValue::Kind::boolean;
    sample.slots[slot].boolean = value;
    sample.environment.names[name] = oracle::Result::of(value);
  }

  void images(Sample& sample) {
    if (random_.chance(absent_percent)) return;
    sample.environment.has_images = true;
    for (std::size_t i = random_.below(4); i > 0; --i) {
      sample.environment.images.push_back(image());
    }
    sample.slots[9].kind = engine::FieldValue::Kind::list;
    sample.slots[9].list = sample.environment.images;
  }

  auto image() -> InputImage {
    InputImage image;
    if (random_.chance(80)) image.width = static_cast<std::int64_t>(random_.below(3000));
    if (random_.chance(80)) image.height = static_cast<std::int64_t>(random_.below(3000));
    if (random_.chance(50)) image.bytes = static_cast<std::int64_t>(random_.below(1000));
    static const std::vector<std::string> texts = {"png", "low", "two words", "stranger", ""};
    if (random_.chance(50)) image.format = random_.pick(texts);
    if (random_.chance(30)) image.role = random_.pick(texts);
    return image;
  }

  Random random_;
  const base::SymbolTable& symbols_;
};

// As much of a catalog as the machine needs: the texts that the program mentions.
inline auto catalog_of(const base::SymbolTable& symbols) -> catalog::CatalogData {
  catalog::CatalogData data;
  data.symbols = symbols.texts();
  data.symbol_cells = base::index_symbols(data.symbols);
  return data;
}

inline auto text_of(const engine::Cell& cell, const base::SymbolTable& symbols) -> std::string {
  return cell.text.empty() ? std::string{symbols.text(cell.symbol)} : std::string{cell.text};
}

// Ranges come from spread() alone: with one, the oracle's value is one of those that are possible.
inline auto agree(const engine::Cell& cell, const oracle::Result& expected,
                  const base::SymbolTable& symbols, bool ranges) -> bool {
  using Kind = oracle::Result::Kind;
  switch (cell.kind) {
    case engine::Cell::Kind::absent: return expected.kind == Kind::absent || ranges;
    case engine::Cell::Kind::error: return expected.kind == Kind::error || ranges;
    case engine::Cell::Kind::boolean:
      return expected.kind == Kind::boolean &&
             (ranges ? (expected.truth ? cell.may_be_true : cell.may_be_false)
                     : cell.expected == expected.truth && !cell.is_maybe());
    case engine::Cell::Kind::text:
      return expected.kind == Kind::text && text_of(cell, symbols) == expected.text;
    case engine::Cell::Kind::number:
      return expected.kind == Kind::number &&
             oracle::number_of(cell.number.low) <= expected.number &&
             expected.number <= oracle::number_of(cell.number.high) &&
             oracle::number_of(cell.number.expected) == expected.number &&
             (ranges || cell.number.is_exact());
  }
  return false;
}

// "width = 1024, quality = low, ", for messages.
inline auto describe(const oracle::Environment& environment) -> std::string {
  std::string out;
  for (const auto& [name, value] : environment.names) {
    const bool number = value.kind == oracle::Result::Kind::number;
    const bool text = value.kind == oracle::Result::Kind::text;
    out += name + " = ";
    out += number ? value.number.str() : text ? value.text : value.truth ? "true" : "false";
    out += ", ";
  }
  return out + std::to_string(environment.images.size()) + " images";
}

inline auto calls(const lang::Ast& ast, std::string_view function) -> bool {
  return std::any_of(ast.nodes.begin(), ast.nodes.end(), [&](const lang::Node& node) {
    return node.kind == lang::NodeKind::call && node.text == function;
  });
}

inline auto has_spread(const lang::Ast& ast) -> bool {
  return calls(ast, "spread");
}

}  // namespace tariff::testing
