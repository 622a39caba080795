#include "kernel/classes.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace tariff::kernel {
namespace {

using catalog::Offer;
using catalog::SlotClasses;
using lang::Instruction;
using lang::Op;
using lang::Program;

// More words or cuts than these are not told apart: what asks for them is left to the programs.
constexpr std::size_t most_words = 24;
constexpr std::size_t most_cuts = 10;

// What may stand in a register unchanged: fields and constants.
struct Flow {
  std::set<std::uint32_t> slots;
  std::set<base::Symbol> symbols;
  std::set<std::int64_t> numbers;

  void join(const Flow& other) {
    slots.insert(other.slots.begin(), other.slots.end());
    symbols.insert(other.symbols.begin(), other.symbols.end());
    numbers.insert(other.numbers.begin(), other.numbers.end());
  }
};

struct Asked {
  bool read = false;
  std::set<base::Symbol> symbols;
  std::set<std::int64_t> numbers;
};

// Which slots a program reads, and what it compares them with.
class Survey {
 public:
  explicit Survey(std::map<std::uint32_t, Asked>& asked) : asked_(asked) {}

  void visit(const Program& program) {
    flows_.assign(program.code.size(), {});
    for (std::size_t at = 0; at < program.code.size(); ++at) visit(program, at);
  }

 private:
  void visit(const Program& program, std::size_t at) {
    const Instruction& instruction = program.code[at];
    Flow& flow = flows_[at];
    switch (instruction.op) {
      case Op::slot:
      case Op::length:
      case Op::tokens:
      case Op::count:
        asked_[instruction.imm].read = true;
        if (instruction.op == Op::slot) flow.slots.insert(instruction.imm);
        break;
      case Op::fold: asked_[instruction.a].read = true; break;
      case Op::text: flow.symbols.insert(instruction.imm); break;
      case Op::number:
        if (program.numbers[instruction.imm].is_integer()) {
          flow.numbers.insert(program.numbers[instruction.imm].numerator());
        }
        break;
      case Op::select:
        flow.join(flows_[instruction.b]);
        flow.join(flows_[instruction.c]);
        break;
      case Op::equal:
      case Op::not_equal:
      case Op::less:
      case Op::less_equal:
        compare(flows_[instruction.a], flows_[instruction.b]);
        compare(flows_[instruction.b], flows_[instruction.a]);
        break;
      case Op::lookup: look_up(program.tables[instruction.imm], instruction); break;
      default: break;
    }
  }

  void compare(const Flow& slots, const Flow& constants) {
    for (const std::uint32_t slot : slots.slots) {
      asked_[slot].symbols.insert(constants.symbols.begin(), constants.symbols.end());
      asked_[slot].numbers.insert(constants.numbers.begin(), constants.numbers.end());
    }
  }

  void look_up(const lang::Table& table, const Instruction& instruction) {
    const std::array keys{instruction.a, instruction.b, instruction.c};
    for (std::size_t i = 0; i < table.key_is_text.size(); ++i) {
      for (const std::uint32_t slot : flows_[keys[i]].slots) {
        for (const auto& row : table.keys) {
          if (table.key_is_text[i] != 0) {
            asked_[slot].symbols.insert(static_cast<base::Symbol>(row[i]));
          } else {
            asked_[slot].numbers.insert(row[i]);
          }
        }
      }
    }
  }

  std::map<std::uint32_t, Asked>& asked_;
  std::vector<Flow> flows_;
};

// What the offer's parameters may write into a slot, beside plain values.
void add_words(const Offer& offer, SlotClasses& classes) {
  for (std::uint32_t p = 0; p < offer.parameters.size(); ++p) {
    const catalog::Parameter& parameter = offer.parameters[p];
    for (std::uint32_t w = 0; w < parameter.words.size(); ++w) {
      const catalog::Word& word = parameter.words[w];
      if (!word.among.empty() && parameter.slot == classes.slot) classes.open.push_back({p, w});
      for (const catalog::Assignment& assigned : word.assigns) {
        if (assigned.slot != classes.slot || assigned.is_text || assigned.number.is_exact()) {
          continue;
        }
        if (std::find(classes.ranges.begin(), classes.ranges.end(), assigned.number) ==
            classes.ranges.end()) {
          classes.ranges.push_back(assigned.number);
        }
      }
    }
  }
}

// What is out of a parameter's range is refused anyway: it need not widen the bounds of the rest.
void add_limits(const Offer& offer, std::uint32_t slot, std::set<std::int64_t>& cuts) {
  for (const catalog::Parameter& parameter : offer.parameters) {
    const bool is_number = parameter.type == catalog::ParameterType::integer ||
                           parameter.type == catalog::ParameterType::number;
    if (parameter.slot != slot || !is_number || !parameter.maximum) continue;
    if (*parameter.maximum < Rational{catalog::Kernel::largest_number}) {
      cuts.insert(floor(*parameter.maximum) + 1);
    }
  }
}

auto is_numeric(lang::Type type) noexcept -> bool {
  return type == lang::Type::integer || type == lang::Type::number;
}

auto classes_of(const Offer& offer, std::uint32_t slot, const Asked& asked) -> SlotClasses {
  SlotClasses classes;
  classes.slot = static_cast<std::uint16_t>(slot);
  if (slot >= offer.slots.size()) return classes;
  if (offer.slots[slot].type == lang::Type::text && asked.symbols.size() <= most_words) {
    classes.words.assign(asked.symbols.begin(), asked.symbols.end());
  }
  if (is_numeric(offer.slots[slot].type)) {
    // Zero always: what is above it may be divided by.
    std::set<std::int64_t> cuts{0};
    add_limits(offer, slot, cuts);
    if (slot == offer.n_slot) cuts.insert(catalog::Kernel::most_asked + 1);
    if (asked.numbers.size() <= most_cuts) cuts.insert(asked.numbers.begin(), asked.numbers.end());
    for (const std::int64_t cut : cuts) {
      if (cut >= 0 && cut < catalog::Kernel::largest_number) classes.cuts.push_back(cut);
    }
  }
  add_words(offer, classes);
  return classes;
}

}  // namespace

auto find_classes(const Offer& offer) -> std::vector<SlotClasses> {
  std::map<std::uint32_t, Asked> asked;
  Survey survey{asked};
  survey.visit(offer.rule_program);
  for (const catalog::RateCard& card : offer.cards) survey.visit(card.program);
  if (offer.n_slot != catalog::no_slot) asked[offer.n_slot].read = true;  // images are billed by it
  std::vector<SlotClasses> found;
  std::size_t first = 0;
  for (const auto& [slot, what] : asked) {
    if (!what.read) continue;
    found.push_back(classes_of(offer, slot, what));
    found.back().first = static_cast<std::uint16_t>(first);
    first += found.back().count();
  }
  return found;
}

}  // namespace tariff::kernel
