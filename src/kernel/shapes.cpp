#include "kernel/shapes.hpp"

#include <algorithm>
#include <array>

#include "engine/cases.hpp"

namespace tariff::kernel {
namespace {

using catalog::Offer;
using catalog::SlotClasses;
using lang::Instruction;
using lang::Op;
using lang::Program;

class ConeFinder {
 public:
  explicit ConeFinder(const Program& program) : program_(program), seen_(program.code.size()) {}

  void visit(lang::Register at) {
    if (seen_[at] != 0) return;
    seen_[at] = 1;
    const Instruction& instruction = program_.code[at];
    switch (instruction.op) {
      case Op::slot:
      case Op::length:
      case Op::tokens:
      case Op::count: cone_.slots.insert(instruction.imm); return;
      case Op::text: cone_.symbols.insert(instruction.imm); return;
      case Op::number:
        if (program_.numbers[instruction.imm].is_integer()) {
          cone_.numbers.insert(program_.numbers[instruction.imm].numerator());
        }
        return;
      case Op::boolean:
      case Op::absent:
      case Op::element: return;
      case Op::fold:
        cone_.slots.insert(instruction.a);
        for (std::size_t i = 1; i <= instruction.b; ++i) visit(static_cast<lang::Register>(at + i));
        return;
      default: break;
    }
    visit_operands(instruction);
  }

  [[nodiscard]] auto found() -> Cone { return std::move(cone_); }

 private:
  void visit_operands(const Instruction& instruction) {
    if (instruction.op == Op::lookup) return visit_keys(instruction);
    visit(instruction.a);
    if (instruction.op >= Op::logical_and) visit(instruction.b);
    if (instruction.op == Op::select) visit(instruction.c);
  }

  void visit_keys(const Instruction& instruction) {
    const lang::Table& table = program_.tables[instruction.imm];
    const std::array keys{instruction.a, instruction.b, instruction.c};
    for (std::size_t i = 0; i < table.key_is_text.size(); ++i) {
      visit(keys[i]);
      for (const auto& row : table.keys) {
        if (table.key_is_text[i] != 0) {
          cone_.symbols.insert(static_cast<base::Symbol>(row[i]));
        } else {
          cone_.numbers.insert(row[i]);
        }
      }
    }
  }

  const Program& program_;
  std::vector<std::uint8_t> seen_;
  Cone cone_;
};

auto group(std::size_t first, std::size_t last) -> Group {
  Group out;
  out.first = static_cast<std::uint8_t>(first);
  out.last = static_cast<std::uint8_t>(last);
  for (std::size_t i = first; i <= last; ++i) out.members.push_back(static_cast<std::uint8_t>(i));
  return out;
}

// Numbers between two cuts that the cone knows are one group. Zero always parts.
void add_numbers(const SlotClasses& classes, const Cone& cone, std::vector<Group>& out) {
  std::size_t begin = SlotClasses::first_number;
  for (std::size_t i = 0; i < classes.cuts.size(); ++i) {
    const std::int64_t cut = classes.cuts[i];
    if (cut != 0 && !cone.numbers.contains(cut)) continue;
    const std::size_t at = SlotClasses::first_number + 2 * i + 1;
    const bool touches = i > 0 && begin == at - 1 && classes.cuts[i - 1] + 1 == cut;
    if (!touches) out.push_back(group(begin, at - 1));
    out.push_back(group(at, at));
    begin = at + 1;
  }
  out.push_back(group(begin, classes.first_word() - 1));
}

void add_texts(const SlotClasses& classes, const Cone& cone, std::vector<Group>& out) {
  Group other = group(SlotClasses::other_text, SlotClasses::other_text);
  for (std::size_t i = 0; i < classes.words.size(); ++i) {
    const std::size_t at = classes.first_word() + i;
    if (cone.symbols.contains(classes.words[i])) {
      out.push_back(group(at, at));
      other.apart.push_back(classes.words[i]);
    } else {
      other.members.push_back(static_cast<std::uint8_t>(at));
    }
  }
  out.push_back(other);
  for (std::size_t at = classes.first_open(); at < classes.first_range(); ++at) {
    out.push_back(group(at, at));
  }
}

auto groups_of(const Offer& offer, const SlotClasses& classes, const Cone& cone)
    -> std::vector<Group> {
  std::vector<Group> out{group(SlotClasses::absent, SlotClasses::absent),
                         group(SlotClasses::unreadable, SlotClasses::unreadable)};
  switch (offer.slots[classes.slot].type) {
    case lang::Type::boolean:
      out.push_back(group(SlotClasses::no, SlotClasses::no));
      out.push_back(group(SlotClasses::yes, SlotClasses::yes));
      break;
    case lang::Type::text: add_texts(classes, cone, out); break;
    case lang::Type::integer:
    case lang::Type::number: add_numbers(classes, cone, out); break;
    default:
      out.push_back(group(SlotClasses::empty_list, SlotClasses::empty_list));
      out.push_back(group(SlotClasses::list, SlotClasses::list));
      break;
  }
  for (std::size_t at = classes.first_range(); at < classes.count(); ++at) {
    out.push_back(group(at, at));
  }
  return out;
}

}  // namespace

auto cone_of(const Program& program, std::span<const lang::Register> roots) -> Cone {
  ConeFinder finder{program};
  for (const lang::Register root : roots) finder.visit(root);
  return finder.found();
}

auto axes_of(const Offer& offer, const catalog::Kernel& kernel, const Cone& cone)
    -> std::vector<Axis> {
  std::vector<Axis> axes;
  for (const SlotClasses& slot : kernel.slots) {
    if (!cone.slots.contains(slot.slot) || slot.slot >= offer.slots.size()) continue;
    Axis axis{&slot, {}};
    for (Group& group : groups_of(offer, slot, cone)) {
      std::erase_if(group.members,
                    [&](std::uint8_t member) { return kernel.expected[slot.first + member] == 0; });
      if (group.members.empty()) continue;
      if (group.first >= SlotClasses::first_number && group.first < slot.first_word()) {
        group.first = group.members.front();
        group.last = group.members.back();
      }
      axis.groups.push_back(std::move(group));
    }
    axes.push_back(std::move(axis));
  }
  return axes;
}

auto combinations(const std::vector<Axis>& axes) -> std::size_t {
  std::size_t count = 1;
  for (const Axis& axis : axes) {
    count *= axis.groups.size();
    if (count > (std::size_t{1} << 24U)) return count;
  }
  return count;
}

auto choices_of(const Offer& offer, const std::vector<Axis>& axes, std::size_t index) -> Choices {
  std::map<std::uint32_t, SlotState> states;
  struct Open {
    std::uint32_t slot;
    const catalog::Word* word;
  };
  std::vector<Open> open;
  for (const Axis& axis : axes) {
    const Group& group = axis.groups[index % axis.groups.size()];
    index /= axis.groups.size();
    const SlotClasses& classes = *axis.classes;
    states[classes.slot] = {&classes, &group, base::no_symbol};
    if (group.first < classes.first_open() || group.first >= classes.first_range()) continue;
    const auto [parameter, word] = classes.open[group.first - classes.first_open()];
    open.push_back({classes.slot, &offer.parameters[parameter].words[word]});
  }
  Choices out;
  std::size_t count = 1;
  for (const Open& field : open) {
    const auto& among = field.word->among;
    const auto at = std::find(among.begin(), among.end(), field.word->expected);
    const auto position = static_cast<std::size_t>(at - among.begin());
    out.expected += count * (position < among.size() ? position : 0);
    count *= among.size();
    if (count > engine::Cases::max_cases) return {};
  }
  for (std::size_t i = 0; i < count; ++i) {
    std::size_t rest = i;
    for (const Open& field : open) {
      states[field.slot].chosen = field.word->among[rest % field.word->among.size()];
      rest /= field.word->among.size();
    }
    out.cases.push_back(states);
  }
  return out;
}

}  // namespace tariff::kernel
