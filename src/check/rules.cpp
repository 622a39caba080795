// Rules that can never speak, say what another rule has said, or have nothing to stand on.
#include <fmt/format.h>

#include <algorithm>

#include "check/findings.hpp"
#include "check/requests.hpp"

namespace tariff::check {
namespace {

using catalog::Offer;
using catalog::Rule;
using lang::Op;

auto instruction(const Offer& offer, lang::Register at) -> const lang::Instruction& {
  return offer.rule_program.code[at];
}

// A condition that is false, or has no value, whatever the request says.
auto never_true(const lang::Instruction& step) -> bool {
  return step.op == Op::absent || (step.op == Op::boolean && step.imm == 0);
}

// A requirement that holds whatever the request says: one without a value asks for nothing.
auto always_holds(const lang::Instruction& step) -> bool {
  return step.op == Op::absent || (step.op == Op::boolean && step.imm != 0);
}

// Whether `other` finds at least all that `rule` finds, and takes it at least as seriously. Equal
// expressions of a program have one register.
auto covers(const Rule& other, const Rule& rule) -> bool {
  const bool same_condition = !other.conditional || (rule.conditional && other.when == rule.when);
  return other.require == rule.require && same_condition && other.severity >= rule.severity &&
         other.period.from <= rule.period.from && rule.period.until <= other.period.until;
}

class RuleCheck {
 public:
  RuleCheck(const Offer& offer, const Rule& rule, Findings& out)
      : offer_(offer), rule_(rule), out_(out) {}

  void run() {
    source();
    constants();
    period();
    parameters();
    duplicates();
  }

 private:
  void add(Severity severity, const char* code, std::string message) {
    out_.add(severity, code, pack_name(offer_), fmt::format("rule {}: {}", rule_.code, message),
             rule_.file, rule_.line);
  }

  void source() {
    if (rule_.source == 0) add(Severity::error, "CATALOG-RULE-SOURCE", "has no source");
  }

  void constants() {
    const auto& require = instruction(offer_, rule_.require);
    if (rule_.conditional && never_true(instruction(offer_, rule_.when))) {
      add(Severity::error, "CATALOG-RULE-NEVER", "its `when` is never true");
    } else if (always_holds(require)) {
      add(Severity::error, "CATALOG-RULE-NEVER", "its `require` always holds");
    } else if (!rule_.conditional && require.op == Op::boolean &&
               rule_.severity == Severity::error) {
      add(Severity::error, "CATALOG-RULE-ALWAYS", "it refuses every request");
    }
  }

  void period() {
    const auto& period = rule_.period;
    const auto& life = offer_.lifecycle;
    if (period.until <= period.from) {
      add(Severity::error, "CATALOG-RULE-PERIOD", "its period is empty");
    } else if (life.shut_down && *life.shut_down <= period.from) {
      add(Severity::warning, "CATALOG-RULE-PERIOD", "it begins when the model is shut down");
    } else if (life.available && !life.preview && period.until <= *life.available) {
      add(Severity::warning, "CATALOG-RULE-PERIOD", "it ends before the model is available");
    }
  }

  void parameters() {
    parameter(rule_.parameter);
    for (const auto& member : rule_.fix.set.members()) parameter(member.name);
    for (const auto& name : rule_.fix.remove) parameter(name);
  }
  void parameter(const std::string& name) {
    if (name.empty() || find_parameter(offer_, name) != nullptr) return;
    add(Severity::warning, "CATALOG-RULE-PARAMETER",
        fmt::format("'{}' is no parameter of {}", name, offer_.operation));
  }

  void duplicates() {
    for (const auto& other : offer_.rules) {
      if (&other == &rule_) continue;
      // Of two equal rules the later one is too many.
      if (!covers(other, rule_) || (covers(rule_, other) && &rule_ < &other)) continue;
      add(Severity::warning, "CATALOG-RULE-SHADOWED",
          fmt::format("rule {} finds all that it finds", other.code));
      return;
    }
  }

  const Offer& offer_;
  const Rule& rule_;
  Findings& out_;
};

}  // namespace

void check_rules(const Context& /*context*/, const Offer& offer, Findings& out) {
  for (const auto& rule : offer.rules) RuleCheck(offer, rule, out).run();
}

}  // namespace tariff::check
