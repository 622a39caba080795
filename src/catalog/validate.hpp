// Whether the numbers in a catalog that stand for something else (slots, symbols, registers,
// tables, sources, offers) all have it: what the evaluator relies on instead of checking.
#pragma once

#include <cstddef>

#include "catalog/model.hpp"

namespace tariff::catalog {

[[nodiscard]] auto is_consistent(const CatalogData& data) -> bool;

// How much of everything a program may refer to.
struct ProgramLimits {
  std::size_t slots = 0;
  std::size_t symbols = 0;
};

// Operands come before their use; the body of a fold is closed: nothing outside reads a register
// of it, and nothing inside the fold's own.
[[nodiscard]] auto is_consistent(const lang::Program& program, ProgramLimits limits) -> bool;

// Whether a register of the program may be read when it has run: it has an instruction, and that
// is not part of a fold's body.
[[nodiscard]] auto has_result(const lang::Program& program, lang::Register at) noexcept -> bool;

// Whether a kernel reads and writes what is there, and nothing else. That it says what the offer's
// programs say is the specialiser's affair.
[[nodiscard]] auto is_consistent(const Kernel& kernel, const Offer& offer, std::size_t symbols)
    -> bool;

}  // namespace tariff::catalog
