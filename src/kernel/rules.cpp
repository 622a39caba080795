#include "kernel/rules.hpp"

#include <algorithm>
#include <set>

#include "kernel/cover.hpp"

namespace tariff::kernel {
namespace {

using catalog::Kernel;
using catalog::Rule;
using catalog::RuleTerm;
using engine::Cell;

// A rule with more combinations is left to its program: no shipped one comes near.
constexpr std::size_t most_combinations = 4096;

// How a part of a rule comes out in a combination of classes.
struct Outcome {
  enum class How : std::uint8_t { holds, fails, may_fail, check, general };
  How how = How::general;
  NodeId check = no_node;

  friend auto operator==(const Outcome&, const Outcome&) noexcept -> bool = default;
};

class Specialiser {
 public:
  Specialiser(const catalog::Offer& offer, Kernel& kernel, Folds& folds)
      : offer_(offer), kernel_(kernel), run_(arithmetic_, offer.rule_program, nullptr, &folds) {}

  void run() {
    std::size_t classes = 0;
    for (const catalog::SlotClasses& slot : kernel_.slots) classes += slot.count();
    kernel_.alive.assign(classes, {~std::uint64_t{0}, ~std::uint64_t{0}});
    for (std::size_t i = 0; i < offer_.rules.size(); ++i) {
      const Rule& rule = offer_.rules[i];
      const std::vector<lang::Register> parts = conjuncts(rule.require);
      is_whole_ = parts.size() == 1;
      for (const lang::Register part : parts) {
        if (!add_part(rule, static_cast<std::uint16_t>(i), part)) return give_up();
      }
    }
    if (!emit_checks()) return give_up();
    add_epochs();
  }

 private:
  void give_up() {
    kernel_.alive.clear();
    kernel_.terms.clear();
    kernel_.checked = {};
    kernel_.general = {};
    kernel_.check_program.clear();
    kernel_.checks.clear();
    kernel_.epochs.clear();
  }

  [[nodiscard]] auto conjuncts(lang::Register root) const -> std::vector<lang::Register> {
    const lang::Instruction& instruction = offer_.rule_program.code[root];
    if (instruction.op != lang::Op::logical_and) return {root};
    std::vector<lang::Register> out = conjuncts(instruction.a);
    const std::vector<lang::Register> second = conjuncts(instruction.b);
    out.insert(out.end(), second.begin(), second.end());
    return out;
  }

  // A conjunction fails where a part of it does. What may fail is another matter: a part that is
  // absent makes the whole absent, whatever the others may be.
  auto add_part(const Rule& rule, std::uint16_t index, lang::Register root) -> bool {
    std::vector<lang::Register> roots{root};
    if (rule.conditional) roots.push_back(rule.when);
    const std::vector<Axis> axes = axes_of(offer_, kernel_, cone_of(offer_.rule_program, roots));
    const std::size_t count = combinations(axes);
    if (count > most_combinations) return false;
    std::vector<int> outcomes;
    for (std::size_t at = 0; at < count; ++at) {
      outcomes.push_back(number_of(outcome_in(rule, root, choices_of(offer_, axes, at))));
    }
    std::vector<std::size_t> sizes;
    for (const Axis& axis : axes) sizes.push_back(axis.groups.size());
    for (const int outcome : std::set<int>(outcomes.begin(), outcomes.end())) {
      if (known_[static_cast<std::size_t>(outcome)].how == Outcome::How::holds) continue;
      for (const Product& product : cover(sizes, outcomes, outcome)) {
        if (!add_term(index, known_[static_cast<std::size_t>(outcome)], axes, product)) {
          return false;
        }
      }
    }
    return true;
  }

  auto number_of(const Outcome& outcome) -> int {
    const auto at = std::find(known_.begin(), known_.end(), outcome);
    if (at != known_.end()) return static_cast<int>(at - known_.begin());
    known_.push_back(outcome);
    return static_cast<int>(known_.size() - 1);
  }

  // Over everything that the provider may choose: alike, or in some cases only.
  auto outcome_in(const Rule& rule, lang::Register root, const Choices& choices) -> Outcome {
    if (choices.cases.empty()) return {};
    const Outcome all = outcome_over(rule, root, choices);
    return all.how == Outcome::How::may_fail && !is_whole_ ? Outcome{} : all;
  }

  auto outcome_over(const Rule& rule, lang::Register root, const Choices& choices) -> Outcome {
    Outcome all = outcome_of(rule, root, choices.cases.front());
    for (std::size_t i = 1; i < choices.cases.size(); ++i) {
      const Outcome one = outcome_of(rule, root, choices.cases[i]);
      if (one == all) continue;
      if (is_computed(one) || is_computed(all)) return {};
      all.how = Outcome::How::may_fail;
    }
    return all;
  }

  static auto is_computed(const Outcome& outcome) noexcept -> bool {
    return outcome.how == Outcome::How::check || outcome.how == Outcome::How::general;
  }

  // As engine::outcome_of() says of known values.
  auto outcome_of(const Rule& rule, lang::Register root,
                  const std::map<std::uint32_t, SlotState>& states) -> Outcome {
    using How = Outcome::How;
    run_.set(states);
    NodeId applies = graph_.constant(1);
    bool certain = true;
    if (rule.conditional) {
      const Symbolic& when = run_.value(rule.when);
      if (when.kind == Symbolic::Kind::truth) {
        applies = when.truth;
      } else if (!when.is_constant()) {
        return {};
      } else if (when.cell.kind == Cell::Kind::absent || when.cell.is_false()) {
        return {How::holds, no_node};
      } else if (when.cell.kind == Cell::Kind::error) {
        return {How::fails, no_node};
      } else {
        certain = when.cell.is_true();
      }
    }
    const Symbolic& require = run_.value(root);
    NodeId breaks = no_node;
    if (require.kind == Symbolic::Kind::truth) {
      breaks = graph_.logical_not(require.truth);
    } else if (!require.is_constant()) {
      return {};
    } else if (require.cell.kind == Cell::Kind::error) {
      // Certain whatever the condition says, as long as it is not false.
      return graph_[applies].is_constant() ? Outcome{How::fails, no_node} : Outcome{};
    } else if (require.cell.kind == Cell::Kind::absent || require.cell.is_true()) {
      return {How::holds, no_node};
    } else {
      certain = certain && require.cell.is_false();
      breaks = graph_.constant(1);
    }
    const NodeId check = graph_.logical_and(applies, breaks);
    if (!graph_[check].is_constant()) return certain ? Outcome{How::check, check} : Outcome{};
    if (graph_[check].k == 0) return {How::holds, no_node};
    return {certain ? How::fails : How::may_fail, no_node};
  }

  auto add_term(std::uint16_t rule, const Outcome& outcome, const std::vector<Axis>& axes,
                const Product& product) -> bool {
    const std::size_t at = kernel_.terms.size();
    if (at >= catalog::most_terms) return false;
    RuleTerm term;
    term.rule = rule;
    term.certain = outcome.how != Outcome::How::may_fail;
    if (outcome.how == Outcome::How::general) set(kernel_.general, at);
    if (outcome.how == Outcome::How::check) {
      term.check = static_cast<std::uint16_t>(check_number(outcome.check) + 1);
      set(kernel_.checked, at);
    }
    kernel_.terms.push_back(term);
    for (std::size_t axis = 0; axis < axes.size(); ++axis) {
      for (std::size_t group = 0; group < axes[axis].groups.size(); ++group) {
        if ((product[axis] >> group & 1U) != 0) continue;
        for (const std::uint8_t member : axes[axis].groups[group].members) {
          TermSet& alive = kernel_.alive[axes[axis].classes->first + member];
          alive[at / 64] &= ~(std::uint64_t{1} << (at % 64));
        }
      }
    }
    return true;
  }

  using TermSet = catalog::TermSet;

  static void set(TermSet& terms, std::size_t at) {
    terms[at / 64] |= std::uint64_t{1} << (at % 64);
  }

  auto check_number(NodeId node) -> std::size_t {
    const auto at = std::find(checks_.begin(), checks_.end(), node);
    if (at != checks_.end()) return static_cast<std::size_t>(at - checks_.begin());
    checks_.push_back(node);
    return checks_.size() - 1;
  }

  auto emit_checks() -> bool {
    Emitter emitter{graph_};
    for (const NodeId check : checks_) {
      const auto at = emitter.emit(check, kernel_.check_program);
      if (!at) return false;
      kernel_.checks.push_back(*at);
    }
    return true;
  }

  void add_epochs() {
    std::set<Date> days{Date::distant_past()};
    for (const Rule& rule : offer_.rules) {
      days.insert(rule.period.from);
      days.insert(rule.period.until);
    }
    for (const Date day : days) {
      catalog::RuleEpoch epoch{day, {}};
      for (std::size_t at = 0; at < kernel_.terms.size(); ++at) {
        if (offer_.rules[kernel_.terms[at].rule].period.contains(day)) set(epoch.terms, at);
      }
      kernel_.epochs.push_back(epoch);
    }
  }

  const catalog::Offer& offer_;
  Kernel& kernel_;
  Graph graph_;
  Arithmetic arithmetic_{graph_};
  Run run_;
  std::vector<Outcome> known_;
  std::vector<NodeId> checks_;
  bool is_whole_ = true;  // the rule at hand is one part
};

}  // namespace

void specialise_rules(const catalog::Offer& offer, Kernel& kernel, Folds& folds) {
  Specialiser{offer, kernel, folds}.run();
}

}  // namespace tariff::kernel
