#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "catalog/validate.hpp"

namespace tariff::catalog {
namespace {

using lang::Instruction;
using lang::Op;
using lang::Program;

auto is_consistent(const lang::Table& table, std::size_t symbols) -> bool {
  const auto width = table.key_is_text.size();
  if (width < 1 || width > 3 || table.keys.size() != table.cells.size()) return false;
  for (std::size_t position = 0; position < width; ++position) {
    if (table.key_is_text[position] > 1) return false;
    if (table.key_is_text[position] == 0) continue;
    for (const auto& key : table.keys) {
      if (key[position] < 0 || static_cast<std::uint64_t>(key[position]) >= symbols) return false;
    }
  }
  return true;
}

// How many of the registers a, b, c an instruction reads.
auto operand_count(const Program& program, const Instruction& step) -> std::size_t {
  if (step.op == Op::lookup) return program.tables[step.imm].key_is_text.size();
  if (step.op == Op::select) return 3;
  if (step.op == Op::fold || step.op < Op::has) return 0;
  return step.op < Op::logical_and ? 1 : 2;
}

auto has_target(const Program& program, const Instruction& step, ProgramLimits limits) -> bool {
  switch (step.op) {
    case Op::number: return step.imm < program.numbers.size();
    case Op::text: return step.imm < limits.symbols;
    case Op::absent: return step.imm < program.reasons.size();
    case Op::slot:
    case Op::length:
    case Op::tokens:
    case Op::count: return step.imm < limits.slots;
    case Op::element: return step.imm <= static_cast<std::uint32_t>(lang::Member::role);
    case Op::lookup: return step.imm < program.tables.size();
    case Op::fold:
      return step.imm <= static_cast<std::uint32_t>(lang::Fold::maximum) && step.a < limits.slots;
    default: return step.op < Op::fold;
  }
}

// Walks the instructions and keeps which registers may be read. Folds do not nest.
class CodeWalk {
 public:
  CodeWalk(const Program& program, ProgramLimits limits) : program_(program), limits_(limits) {}

  [[nodiscard]] auto run() -> bool {
    readable_.assign(program_.code.size(), 0);
    for (std::size_t at = 0; at < program_.code.size(); ++at) {
      if (in_body() && at == body_end_) close_fold();
      if (!step(at)) return false;
    }
    return true;
  }

 private:
  [[nodiscard]] auto in_body() const noexcept -> bool { return body_end_ != 0; }

  void close_fold() {
    std::fill(readable_.begin() + static_cast<std::ptrdiff_t>(fold_ + 1),
              readable_.begin() + static_cast<std::ptrdiff_t>(body_end_), std::uint8_t{0});
    readable_[fold_] = 1;
    body_end_ = 0;
  }

  auto step(std::size_t at) -> bool {
    const auto& step = program_.code[at];
    if (!has_target(program_, step, limits_)) return false;
    if (step.op == Op::element && !in_body()) return false;
    const lang::Register operands[] = {step.a, step.b, step.c};
    for (std::size_t i = 0; i < operand_count(program_, step); ++i) {
      if (operands[i] >= at || readable_[operands[i]] == 0) return false;
    }
    if (step.op == Op::fold) return open_fold(at, step.b);
    readable_[at] = 1;
    return true;
  }

  auto open_fold(std::size_t at, std::size_t length) -> bool {
    if (in_body() || length == 0 || at + 1 + length > program_.code.size()) return false;
    fold_ = at;
    body_end_ = at + 1 + length;
    return true;
  }

  const Program& program_;
  ProgramLimits limits_;
  std::vector<std::uint8_t> readable_;
  std::size_t fold_ = 0;
  std::size_t body_end_ = 0;  // one past the open fold's body; 0: none is open
};

}  // namespace

auto is_consistent(const Program& program, ProgramLimits limits) -> bool {
  if (program.code.size() > lang::max_registers || program.reasons.empty()) return false;
  const auto good = [limits](const lang::Table& table) {
    return is_consistent(table, limits.symbols);
  };
  return std::all_of(program.tables.begin(), program.tables.end(), good) &&
         CodeWalk(program, limits).run();
}

auto has_result(const Program& program, lang::Register at) noexcept -> bool {
  if (at >= program.code.size()) return false;
  for (std::size_t i = 0; i < at; ++i) {
    if (program.code[i].op != Op::fold) continue;
    if (at <= i + program.code[i].b) return false;
    i += program.code[i].b;  // what is in the body does not matter any more
  }
  return true;
}

}  // namespace tariff::catalog
