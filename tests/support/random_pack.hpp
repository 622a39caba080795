// Random rule packs and rate cards of a provider that does not exist: what was drawn, for the
// oracle, and the YAML that says it, for the loader. The same for the same seed.
#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kernel/compile.hpp"
#include "lang/ast.hpp"
#include "lang/compile.hpp"
#include "support/expression_generator.hpp"
#include "support/machine_sample.hpp"

namespace tariff::testing {

struct RandomRule {
  std::string code;
  Severity severity = Severity::error;
  Period period;
  std::optional<lang::Ast> let;  // of the name `limit`
  std::optional<lang::Ast> when;
  lang::Ast require;
};

struct RandomMeter {
  bool per_image = false;
  std::optional<lang::Ast> when;
  lang::Ast quantity;
  lang::Ast rate;
  std::int64_t per = 1;
};

// Which parameters there are, and what they leave open.
struct RandomShape {
  bool size = false;             // width and height through "WxH", not as integers
  bool listed_sizes = false;     // … and only some of them
  bool aspect = false;           // a parameter; else derived
  bool choices = false;          // quality: auto
  bool default_quality = false;  // auto with choices, low without
  bool default_count = false;
};

struct RandomPack {
  RandomShape shape;
  std::vector<RandomRule> rules;
  std::vector<RandomMeter> meters;
  Rational factor{1};
  Rational batch{1};
  std::optional<Rounding> rounding;  // of the total, to cents
};

// The day on which rules may begin or end.
[[nodiscard]] inline auto turning_day() -> Date {
  return Date::of(2026, 6, 1);
}

inline constexpr std::string_view aspect_text = "max(width, height) / min(width, height)";

class PackGenerator {
 public:
  explicit PackGenerator(std::uint64_t seed) : random_(seed), expressions_(seed ^ 0x5eedU) {}

  auto next() -> RandomPack {
    RandomPack pack;
    pack.shape = shape();
    for (std::size_t i = 2 + random_.below(4); i > 0; --i) pack.rules.push_back(rule(i));
    for (std::size_t i = 1 + random_.below(2); i > 0; --i) pack.meters.push_back(meter());
    if (random_.chance(30)) pack.factor = Rational{3};
    if (random_.chance(50)) static_cast<void>(Rational::make(1, 2, pack.batch));
    static const std::vector<Rounding> directions = {Rounding::up, Rounding::down,
                                                     Rounding::half_up, Rounding::half_even};
    if (random_.chance(40)) pack.rounding = random_.pick(directions);
    return pack;
  }

 private:
  using Type = lang::Type;

  auto shape() -> RandomShape {
    const auto flip = [&] { return random_.chance(50); };
    RandomShape shape;
    shape.size = flip();
    shape.listed_sizes = shape.size && random_.chance(30);
    shape.aspect = flip();
    shape.choices = flip();
    shape.default_quality = flip();
    shape.default_count = flip();
    return shape;
  }

  auto rule(std::size_t number) -> RandomRule {
    static const std::vector<Severity> severities = {Severity::error, Severity::error,
                                                     Severity::warning, Severity::note};
    RandomRule rule;
    rule.code = fmt::format("ACME-{}", number);
    rule.severity = random_.pick(severities);
    if (random_.chance(15)) rule.period.from = turning_day();
    if (random_.chance(15)) rule.period.until = turning_day();
    if (rule.period.from == rule.period.until) rule.period = {};
    if (random_.chance(40)) rule.when = compiling(Type::boolean, 2);
    rule.require = compiling(Type::boolean, 3);
    if (random_.chance(25)) join(rule.require, "quality != \"high\" or (", ")");
    if (random_.chance(20)) join(rule.require, "quality in [\"low\", \"medium\"] and (", ")");
    if (random_.chance(25)) {
      rule.let = compiling(Type::number, 2);
      join(rule.require, "(", ") or guidance <= limit");
    }
    return rule;
  }

  static void join(lang::Ast& ast, std::string_view before, std::string_view after) {
    ast = parsed(fmt::format("{}{}{}", before, lang::print(ast), after));
  }

  static auto parsed(std::string_view text) -> lang::Ast {
    lang::Ast ast;
    lang::SyntaxError error;
    static_cast<void>(lang::parse(text, ast, error));
    return ast;
  }

  auto meter() -> RandomMeter {
    RandomMeter meter;
    meter.per_image = random_.chance(60);
    if (random_.chance(30)) meter.when = compiling(Type::boolean, 2);
    meter.quantity = random_.chance(50) ? compiling(Type::number, 3)
                                        : parsed("max(1, ceil(width * height / 1_000_000))");
    meter.rate = random_.chance(50) ? compiling(Type::number, 2)
                                    : parsed("{low: 1, medium: 4, high: 16}[quality] / 25");
    if (random_.chance(30)) meter.per = 1000;
    return meter;
  }

  // An expression whose value is never a range, and whose constants can be computed.
  auto compiling(Type type, int depth) -> lang::Ast {
    while (true) {
      lang::Ast ast = expressions_.well_typed(type, depth);
      base::SymbolTable symbols;
      lang::Compiler compiler{ExpressionGenerator::scope(), symbols};
      lang::Typed root;
      lang::SyntaxError error;
      if (!has_spread(ast) && compiler.compile(ast, root, error)) return ast;
    }
  }

  Random random_;
  ExpressionGenerator expressions_;
};

// ---- As YAML

inline auto quoted(const lang::Ast& ast) -> std::string {
  std::string out = "'";
  for (const char c : lang::print(ast)) {
    out += c;
    if (c == '\'') out += c;
  }
  return out + "'";
}

inline auto fields_yaml() -> std::string {
  return fmt::format(R"yaml(format: tariff/fields@1
fields:
  width: {{type: integer}}
  height: {{type: integer}}
  n: {{type: integer}}
  guidance: {{type: number}}
  aspect: {{type: number, derive: "{}"}}
  quality: {{type: text}}
  prompt: {{type: text}}
  stream: {{type: boolean}}
  mask: {{type: boolean}}
  input_images: {{type: list}}
)yaml",
                     aspect_text);
}

inline auto parameters_yaml(const RandomShape& shape) -> std::string {
  std::string out = R"yaml(parameters:
  prompt: {type: text, field: prompt, required: true, length: [2, 9]}
  guidance: {type: number, field: guidance, range: [1, 20], nullable: true}
  stream: {type: boolean, field: stream}
  mask: {type: image, field: mask}
  image: {type: images, field: input_images, items: [1, 3]}
  old: {refused: true}
  idle: {type: any, ignored: true}
)yaml";
  out += fmt::format("  count: {{type: integer, field: n, range: [1, 10]{}}}\n",
                     shape.default_count ? ", default: 2" : "");
  if (shape.aspect) out += "  aspect: {type: number, field: aspect}\n";
  if (shape.size) {
    out += "  size: {type: size, values: {square: {width: 1024, height: 1024}, tall: {height: 9}}";
    if (shape.listed_sizes) out += ", sizes: [1024x768, 512x512]";
    out += "}\n";
  } else {
    out += "  wide: {type: integer, field: width, range: [16, 3000]}\n";
    out += "  high: {type: integer, field: height, range: [16, 3000]}\n";
  }
  out += "  quality: {type: enum, field: quality, values: [low, medium, high";
  if (shape.choices) out += ", auto";
  out += "]";
  if (shape.choices) out += ", choices: {auto: {among: [low, medium, high], expected: medium}}";
  if (shape.default_quality) out += shape.choices ? ", default: auto" : ", default: low";
  return out + "}\n";
}

inline auto rule_yaml(const RandomRule& rule) -> std::string {
  std::string out =
      fmt::format("  - code: {}\n    severity: {}\n", rule.code, to_string(rule.severity));
  if (rule.period.from != Date::distant_past()) {
    out += fmt::format("    from: {}\n", rule.period.from.to_string());
  }
  if (rule.period.until != Date::distant_future()) {
    out += fmt::format("    until: {}\n", rule.period.until.to_string());
  }
  if (rule.let) out += fmt::format("    let: {{limit: {}}}\n", quoted(*rule.let));
  if (rule.when) out += fmt::format("    when: {}\n", quoted(*rule.when));
  return out + fmt::format("    require: {}\n    message: \"{{width}}, {{aspect}}, {{count}}\"\n",
                           quoted(rule.require));
}

inline auto pack_yaml(const RandomPack& pack) -> std::string {
  std::string out = R"yaml(format: tariff/rules@1
provider: acme
model: brush
sources: {page: {url: "https://acme.example", read: 2026-11-21, confidence: official}}
operations: {generate: {endpoint: /v1/make}}
)yaml";
  out += parameters_yaml(pack.shape) + "rules:\n";
  for (const RandomRule& rule : pack.rules) out += rule_yaml(rule);
  return out;
}

inline auto meter_yaml(const RandomMeter& meter, std::size_t number) -> std::string {
  std::string out = fmt::format("      meter_{}:\n", number);
  if (meter.when) out += fmt::format("        when: {}\n", quoted(*meter.when));
  return out + fmt::format("        {}: {}\n        rate: {{amount: {}, per: {}}}\n",
                           meter.per_image ? "per_image" : "per_request", quoted(meter.quantity),
                           quoted(meter.rate), meter.per);
}

inline auto card_yaml(const RandomPack& pack) -> std::string {
  std::string out = fmt::format(R"yaml(format: tariff/prices@1
provider: acme
model: brush
currency: USD
factor: {}
sources: {{page: {{url: "https://acme.example", read: 2026-11-21, confidence: official}}}}
cards:
  - from: 2026-01-01
    tiers: {{standard: {{}}, batch: {{factor: {}}}, quiet: {{unknown: not published}}}}
    meters:
)yaml",
                                pack.factor.to_fraction(), pack.batch.to_fraction());
  for (std::size_t i = 0; i < pack.meters.size(); ++i) out += meter_yaml(pack.meters[i], i);
  if (pack.rounding) {
    static constexpr const char* names[] = {"up", "down", "half_up", "half_even"};
    out += fmt::format("    rounding: [{{of: request, step: 0.01, direction: {}}}]\n",
                       names[static_cast<std::size_t>(*pack.rounding)]);
  }
  return out;
}

inline auto load(const RandomPack& pack) -> catalog::LoadOutcome {
  return kernel::compile({{"rules/fields.yaml", fields_yaml()},
                          {"rules/acme/brush.yaml", pack_yaml(pack)},
                          {"data/pricing/acme/brush.yaml", card_yaml(pack)}});
}

}  // namespace tariff::testing
