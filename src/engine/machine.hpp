// Runs compiled programs. One machine for every purpose: deciding, explaining, pricing, settling.
#pragma once

#include <cstddef>
#include <new>
#include <span>

#include "catalog/model.hpp"
#include "engine/cell.hpp"
#include "lang/program.hpp"

namespace tariff::engine {

// A register file on the stack: nothing is initialised until an instruction writes it.
class Registers {
 public:
  [[nodiscard]] auto operator[](std::size_t index) const noexcept -> const Cell& {
    return cells()[index];
  }
  // Writes what make() returns, in its place: a copy of what has just been written in parts makes
  // the processor wait.
  template <class Make>
  void write(std::size_t index, Make make) noexcept {
    ::new (static_cast<void*>(storage_ + index * sizeof(Cell))) Cell(make());
  }

 private:
  [[nodiscard]] auto cells() const noexcept -> const Cell* {
    return reinterpret_cast<const Cell*>(storage_);
  }
  alignas(Cell) std::byte storage_[lang::max_registers * sizeof(Cell)];
};

// What a program reads beside its own constants.
struct Inputs {
  std::span<const FieldValue> slots;
  const catalog::CatalogData* catalog = nullptr;  // for texts of list elements
  const catalog::Encoding* encoding = nullptr;    // for `tokens`; null: tokens are not known
};

// Runs the whole program: afterwards registers[i] holds the value of instruction i.
// Errors: none; arithmetic that does not fit gives error cells.
// Cost: linear in the program's length (times list length inside folds); no allocation.
void run(const lang::Program& program, const Inputs& inputs, Registers& registers) noexcept;

// The value of one instruction with operands (`has` and later, but no fold), given theirs.
[[nodiscard]] auto apply(const lang::Program& program, const lang::Instruction& instruction,
                         const Cell& a, const Cell& b, const Cell& c) noexcept -> Cell;

}  // namespace tariff::engine
