// Whether the examples say enough: each offer has some, and each rule has one that triggers it.
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <tuple>

#include "check/findings.hpp"
#include "check/requests.hpp"
#include "tariff/evaluate.hpp"

namespace tariff::check {
namespace {

using catalog::Offer;
using catalog::Rule;

// Where a rule is written. Packs that inherit it share its examples.
using Written = std::tuple<std::string, std::uint32_t, std::string>;

auto written(const Rule& rule) -> Written {
  return {rule.file, rule.line, rule.code};
}

void add_triggered(const Context& context, const Offer& offer, std::set<Written>& triggered) {
  const auto day = default_day(context.data, offer);
  for (const auto& example : offer.examples) {
    const auto verdict = evaluate(context.catalog, to_request(offer, example), day, {false});
    for (const auto& finding : verdict.diagnostics) {
      for (const auto& rule : offer.rules) {
        if (rule.code == finding.code) triggered.insert(written(rule));
      }
    }
  }
}

void check_presence(const Offer& offer, bool accepted, Findings& out) {
  const auto there = [&](const catalog::Example& example) { return example.accepted == accepted; };
  if (std::any_of(offer.examples.begin(), offer.examples.end(), there)) return;
  out.add(Severity::warning, "CATALOG-EXAMPLE-NONE", offer.name(),
          fmt::format("{} has no {} example", offer.operation, accepted ? "accepted" : "rejected"),
          offer.file);
}

}  // namespace

void check_examples(const Context& context, Findings& out) {
  std::set<Written> triggered;
  for (const auto& offer : context.data.offers) add_triggered(context, offer, triggered);
  for (const auto& offer : context.data.offers) {
    check_presence(offer, true, out);
    check_presence(offer, false, out);
    for (const auto& rule : offer.rules) {
      if (triggered.count(written(rule)) != 0) continue;
      // Without the offer: a rule is written once, however many offers have it.
      out.add(Severity::warning, "CATALOG-RULE-UNTRIED", "",
              fmt::format("rule {}: no example triggers it", rule.code), rule.file, rule.line);
    }
  }
}

}  // namespace tariff::check
