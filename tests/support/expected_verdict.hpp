// What a random request to a random pack must come to, by the oracle: an independent reading of
// the documents, with unbounded fractions, over each of the values that the provider may choose.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "support/oracle.hpp"
#include "support/random_pack.hpp"
#include "support/random_request.hpp"

namespace tariff::testing {

struct ExpectedVerdict {
  std::vector<std::string> findings;  // "error CODE", sorted
  bool price_known = false;
  oracle::Number low;
  oracle::Number expected;
  oracle::Number high;
};

class Expectation {
 public:
  explicit Expectation(const RandomPack& pack) : pack_(pack) {
    lang::SyntaxError error;
    static_cast<void>(lang::parse(aspect_text, aspect_, error));
  }

  auto of(const RandomRequest& request) const -> ExpectedVerdict {
    const std::vector<oracle::Environment> cases = cases_of(request);
    ExpectedVerdict out;
    out.findings = request.findings;
    for (const RandomRule& rule : pack_.rules) judge(rule, request.day, cases, out.findings);
    std::sort(out.findings.begin(), out.findings.end());
    price(request, cases, out);
    return out;
  }

 private:
  using Result = oracle::Result;
  using Number = oracle::Number;
  static constexpr std::size_t expected_case = 1;  // medium

  auto cases_of(const RandomRequest& request) const -> std::vector<oracle::Environment> {
    std::vector<oracle::Environment> cases{request.environment};
    derive_aspect(cases.front());
    if (!request.open_quality) return cases;
    cases.resize(3, cases.front());
    std::size_t i = 0;
    for (const char* word : {"low", "medium", "high"}) {
      cases[i++].names["quality"] = Result::of(std::string{word});
    }
    return cases;
  }

  void derive_aspect(oracle::Environment& environment) const {
    if (environment.names.contains("aspect") || environment.unreadable.contains("aspect")) return;
    environment.names["aspect"] = oracle::evaluate(aspect_, environment);
  }

  // ---- Rules

  static void judge(const RandomRule& rule, Date day, const std::vector<oracle::Environment>& cases,
                    std::vector<std::string>& findings) {
    if (!rule.period.contains(day)) return;
    const auto failing = static_cast<std::size_t>(
        std::count_if(cases.begin(), cases.end(),
                      [&](const oracle::Environment& each) { return fails(rule, each); }));
    if (failing == 0) return;
    const bool weaker = failing < cases.size() && rule.severity == Severity::error;
    findings.push_back(std::string{to_string(weaker ? Severity::warning : rule.severity)} + ' ' +
                       rule.code);
  }

  static auto fails(const RandomRule& rule, oracle::Environment environment) -> bool {
    if (rule.let) environment.names["limit"] = oracle::evaluate(*rule.let, environment);
    if (rule.when) {
      const Result when = oracle::evaluate(*rule.when, environment);
      if (when.kind == Result::Kind::error) return true;
      if (when.kind == Result::Kind::absent || !when.truth) return false;
    }
    const Result require = oracle::evaluate(rule.require, environment);
    return require.kind == Result::Kind::error ||
           (require.kind == Result::Kind::boolean && !require.truth);
  }

  // ---- Price

  void price(const RandomRequest& request, const std::vector<oracle::Environment>& cases,
             ExpectedVerdict& out) const {
    Number tier;
    Number images;
    if (!tier_factor(request, tier) || !images_of(request.environment, images)) return;
    for (std::size_t i = 0; i < cases.size(); ++i) {
      Number total;
      if (!total_of(cases[i], tier, images, total)) return;
      out.low = i == 0 ? total : std::min(out.low, total);
      out.high = i == 0 ? total : std::max(out.high, total);
      if (i == 0 || i == expected_case) out.expected = total;
    }
    out.price_known = true;
  }

  auto tier_factor(const RandomRequest& request, Number& out) const -> bool {
    const std::string& tier = request.request.tier;
    if (request.day < Date::of(2026, 1, 1)) return false;
    out = tier == "batch" ? oracle::number_of(pack_.batch) : Number{1};
    return tier.empty() || tier == "standard" || tier == "batch";
  }

  static auto images_of(const oracle::Environment& environment, Number& out) -> bool {
    if (environment.unreadable.contains("n")) return false;
    const auto n = environment.names.find("n");
    out = n == environment.names.end() ? Number{1} : n->second.number;
    return out >= 1;
  }

  auto total_of(const oracle::Environment& environment, const Number& tier, const Number& images,
                Number& total) const -> bool {
    for (const RandomMeter& meter : pack_.meters) {
      Number amount;
      if (!amount_of(meter, environment, tier, images, amount)) return false;
      total += amount;
      if (!oracle::fits(total)) return false;
    }
    if (pack_.rounding) total = rounded(total * 100, *pack_.rounding) / 100;
    return oracle::fits(total);
  }

  auto amount_of(const RandomMeter& meter, const oracle::Environment& environment,
                 const Number& tier, const Number& images, Number& amount) const -> bool {
    if (meter.when) {
      const Result when = oracle::evaluate(*meter.when, environment);
      if (when.kind == Result::Kind::error) return false;
      if (when.kind == Result::Kind::absent || !when.truth) return true;
    }
    const Result quantity = oracle::evaluate(meter.quantity, environment);
    if (quantity.kind != Result::Kind::number) return false;
    const Number all = meter.per_image ? Number{quantity.number * images} : quantity.number;
    if (!oracle::fits(all)) return false;
    if (all == 0) return true;  // nothing is billed, whatever the rate
    const Result rate = oracle::evaluate(meter.rate, environment);
    if (rate.kind != Result::Kind::number) return false;
    const Number unit = rate.number * oracle::number_of(pack_.factor) * tier / meter.per;
    amount = all * unit;
    return oracle::fits(unit) && oracle::fits(amount);
  }

  static auto rounded(const Number& value, Rounding direction) -> Number {
    const Number down{oracle::floor(value)};
    const Number rest = value - down;
    const Number half{1, 2};
    const bool odd = numerator(down) % 2 != 0;
    switch (direction) {
      case Rounding::down: return down;
      case Rounding::up: return rest > 0 ? Number{down + 1} : down;
      case Rounding::half_up: return rest >= half ? Number{down + 1} : down;
      case Rounding::half_even: break;
    }
    return rest > half || (rest == half && odd) ? Number{down + 1} : down;
  }

  const RandomPack& pack_;
  lang::Ast aspect_;
};

}  // namespace tariff::testing
