#include "lint/policy.hpp"

#include <algorithm>

#include "engine/bound.hpp"
#include "engine/cases.hpp"
#include "engine/judge.hpp"
#include "engine/machine.hpp"
#include "engine/wording.hpp"
#include "lint/policy_facts.hpp"
#include "lint/policy_parts.hpp"
#include "tariff/evaluate.hpp"

namespace tariff::lint {
namespace {

using engine::FieldValue;
using Kind = catalog::Template::Piece::Kind;

// The slot of a canonical field in an offer; no_slot where it has none of that name.
auto slot_of(const catalog::Offer& offer, std::size_t likely, std::string_view name)
    -> catalog::SlotId {
  const auto& slots = offer.slots;
  if (likely < slots.size() && slots[likely].name == name) {
    return static_cast<catalog::SlotId>(likely);
  }
  const auto found = std::find_if(slots.begin(), slots.end(), [name](const catalog::Slot& slot) {
    return slot.canonical && slot.name == name;
  });
  return found == slots.end() ? catalog::no_slot
                              : static_cast<catalog::SlotId>(found - slots.begin());
}

// One asset held against all policies.
class PolicyCheck {
 public:
  PolicyCheck(const PolicySet::Parts& parts, const Record& record, const Request& chosen,
              const RecordResult& result, const BoundRequest* bound)
      : parts_(parts),
        record_(record),
        bound_(bound),
        cases_(bound == nullptr ? nothing() : *bound),
        case_slots_(bound == nullptr ? nothing() : *bound, cases_),
        slots_(parts.first_fact() + policy_facts().size() + parts.patterns.size()) {
    const std::span<FieldValue> all{slots_};
    const FactValues facts{record, chosen, result, bound};
    facts.fill(all.subspan(parts.first_fact(), policy_facts().size()));
    for (auto& slot : all) name_text(slot);
  }

  auto run() -> std::vector<Diagnostic> {
    std::vector<engine::RuleTally> tallies(parts_.policies.size(), {0, 0});
    for (std::size_t index = 0; index < cases_.count(); ++index) {
      enter(index);
      for (std::size_t i = 0; i < tallies.size(); ++i) {
        tally(parts_.policies[i], std::uint64_t{1} << index, tallies[i]);
      }
    }
    std::vector<Diagnostic> found;
    for (std::size_t i = 0; i < tallies.size(); ++i) {
      if ((tallies[i].fails | tallies[i].may_fail) != 0) {
        found.push_back(diagnose(parts_.policies[i], tallies[i]));
      }
    }
    return found;
  }

 private:
  // A request that leaves nothing open, for assets whose own is not needed.
  static auto nothing() -> const BoundRequest& {
    static const BoundRequest none{};
    return none;
  }

  // Texts compare by symbols, and these are the policies' own.
  void name_text(FieldValue& slot) const {
    if (slot.kind == FieldValue::Kind::text) slot.symbol = parts_.words.find_symbol(slot.text);
  }

  // Fills the slots of fields and patterns for one case.
  void enter(std::size_t index) {
    if (index == case_) return;
    case_ = index;
    if (bound_ != nullptr) {
      const auto of_offer = case_slots_.at(index);
      for (const auto field : parts_.used) {
        const auto slot = slot_of(*bound_->offer, field, parts_.fields[field]);
        slots_[field] = slot == catalog::no_slot ? FieldValue{} : of_offer[slot];
        name_text(slots_[field]);
      }
    }
    auto* out = &slots_[parts_.first_fact() + policy_facts().size()];
    for (const auto& each : parts_.patterns) *out++ = matched(each);
  }

  [[nodiscard]] auto matched(const PatternSlot& pattern) const -> FieldValue {
    const auto& text = slots_[pattern.text_slot];
    FieldValue answer;
    if (text.kind != FieldValue::Kind::text) return answer;
    answer.kind = FieldValue::Kind::boolean;
    answer.boolean = pattern.pattern.is_in(text.text);
    return answer;
  }

  void run_program(const lang::Program& program) {
    const auto counted = std::find_if(slots_.begin(), slots_.end(), [](const FieldValue& slot) {
      return slot.kind == FieldValue::Kind::text && slot.counted != nullptr;
    });
    engine::run(program,
                {slots_, &parts_.words, counted == slots_.end() ? nullptr : counted->counted},
                registers_);
  }

  void tally(const Policy& policy, std::uint64_t bit, engine::RuleTally& out) {
    run_program(policy.conditions);
    const auto outcome = engine::outcome_of(policy.rule, registers_);
    if (outcome == engine::RuleOutcome::fails) out.fails |= bit;
    if (outcome == engine::RuleOutcome::may_fail) out.may_fail |= bit;
  }

  auto diagnose(const Policy& policy, const engine::RuleTally& tally) -> Diagnostic {
    const auto failing = tally.fails | tally.may_fail;
    std::size_t first = 0;
    while (((failing >> first) & 1U) == 0) ++first;
    enter(first);
    run_program(policy.texts);
    const auto& rule = policy.rule;
    Diagnostic found;
    found.code = rule.code;
    found.severity = rule.severity;
    found.path = path_of(rule.parameter);
    found.message =
        rule.message.empty() ? "this must hold: " + rule.require_text : fill(rule.message);
    found.because = fill(rule.because);
    if (tally.fails != cases_.all()) {
      found.severity = std::min(rule.severity, Severity::warning);
      found.message +=
          engine::failing_cases_text(bound_ == nullptr ? nothing() : *bound_, cases_, failing);
    }
    found.location = record_.locate(found.path);
    return found;
  }

  [[nodiscard]] auto fill(const catalog::Template& text) const -> std::string {
    std::string out;
    for (const auto& piece : text.pieces) {
      if (piece.kind == Kind::literal) out += piece.text;
      if (piece.kind == Kind::parameter) out += parameter_text(piece.text);
      if (piece.kind != Kind::expression) continue;
      const auto& cell = registers_[piece.value];
      const bool of_policy = cell.kind == engine::Cell::Kind::text && cell.text.empty();
      out += of_policy ? std::string{parts_.words.text(cell.symbol)} : engine::display(cell);
    }
    return out;
  }

  // What the request wrote for a parameter.
  [[nodiscard]] auto parameter_text(std::string_view name) const -> std::string {
    if (bound_ == nullptr) return {};
    for (std::size_t i = 0; i < bound_->given.size(); ++i) {
      const bool is_it = bound_->offer->parameters[i].name == name;
      if (is_it && bound_->given[i] != nullptr) return engine::display(*bound_->given[i]);
    }
    return {};
  }

  // Where an asset says what goes by this name: a fact, a parameter or a field of the request.
  [[nodiscard]] auto path_of(std::string_view name) const -> std::string {
    for (const auto& fact : policy_facts()) {
      if (fact.name == name) return std::string{fact.path};
    }
    if (bound_ == nullptr) return {};
    for (const auto& parameter : bound_->offer->parameters) {
      if (parameter.name == name) return engine::path_of(*bound_, name);
    }
    const auto field = std::find(parts_.fields.begin(), parts_.fields.end(), name);
    if (field == parts_.fields.end()) return {};
    const auto index = static_cast<std::size_t>(field - parts_.fields.begin());
    return path_of_field(slot_of(*bound_->offer, index, name), parts_.derived[index]);
  }

  // The parameter that sets a field; of a derived one (an area), the size that it follows from.
  [[nodiscard]] auto path_of_field(catalog::SlotId slot, bool derived) const -> std::string {
    if (slot == catalog::no_slot) return {};
    for (const auto& parameter : bound_->offer->parameters) {
      const bool sets =
          parameter.slot == slot || parameter.width == slot || parameter.height == slot;
      const bool implies = derived && parameter.type == catalog::ParameterType::size;
      if (sets || implies) return engine::path_of(*bound_, parameter.name);
    }
    return {};
  }

  const PolicySet::Parts& parts_;
  const Record& record_;
  const BoundRequest* bound_;
  engine::Cases cases_;
  engine::CaseSlots case_slots_;
  std::vector<FieldValue> slots_;
  std::size_t case_ = SIZE_MAX;
  engine::Registers registers_;
};

}  // namespace

PolicySet::PolicySet(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}
PolicySet::~PolicySet() = default;

auto PolicySet::check(const Catalog& catalog, const Record& record, const Request& chosen,
                      const RecordResult& result) const -> std::vector<Diagnostic> {
  if (parts_->policies.empty() || (result.problem && result.problem->unreadable)) return {};
  Binding binding;
  const bool bound = parts_->asks_request && !result.problem && binding.bind(catalog, chosen);
  return PolicyCheck{*parts_, record, chosen, result, bound ? &binding.bound() : nullptr}.run();
}

auto PolicySet::codes() const -> std::vector<LintCode> {
  std::vector<LintCode> codes;
  for (const auto& [rule, conditions, texts] : parts_->policies) {
    LintCode code;
    code.code = rule.code;
    code.severity = rule.severity;
    code.title = "must hold: " + rule.require_text;
    code.why = rule.why;
    codes.push_back(std::move(code));
  }
  std::sort(codes.begin(), codes.end(),
            [](const LintCode& a, const LintCode& b) { return a.code < b.code; });
  return codes;
}

auto PolicySet::empty() const noexcept -> bool {
  return parts_->policies.empty();
}

auto PolicySet::hash() const noexcept -> const std::string& {
  return parts_->hash;
}

}  // namespace tariff::lint
