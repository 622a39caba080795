// A kernel's integer program (catalog/kernel.hpp) made ready for columns: what the prototype fixes
// is folded into constants, equal steps are done once, steps that nothing reads are gone, and
// registers are used again as soon as they are free, so that a chunk's columns stay in the cache.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "catalog/kernel.hpp"

namespace tariff::batch {

// a / k for 0 <= a by a multiplication: (a * multiplier) >> shift, of which there is one for values
// below 2^31 and one for all.
struct Divisor {
  std::uint64_t short_multiplier = 0;
  std::uint64_t long_multiplier = 0;
  std::uint8_t short_shift = 0;
  std::uint8_t long_shift = 0;
};
[[nodiscard]] auto divisor(std::int64_t k) noexcept -> Divisor;

struct Step {
  catalog::IntegerOp::Code code{};
  std::uint8_t target = 0;
  std::uint8_t a = 0;
  std::uint8_t b = 0;
  std::uint8_t c = 0;  // select: the third
  std::int64_t k = 0;
  Divisor by;  // …_constant divisions
};

// A column that the program reads: index into the plan's sources.
struct Load {
  std::uint8_t target = 0;
  std::uint8_t source = 0;
};

struct Program {
  std::vector<Load> loads;
  std::vector<Step> steps;
  std::vector<std::uint8_t> outputs;  // registers, in the order asked for
  std::size_t registers = 0;
};

// What an operation that reads a field or a fold reads: the same number in each row, or a source's.
struct Input {
  bool varies = false;
  std::int64_t constant = 0;
  std::uint8_t source = 0;
};
// None: it cannot be said.
using Inputs = std::function<std::optional<Input>(catalog::IntegerOp::Code code, std::size_t k)>;

// The program for some registers of `from`. None: it gives up whatever the row, or needs more
// registers than there are.
[[nodiscard]] auto prepare(const catalog::IntegerProgram& from,
                           std::span<const std::uint8_t> wanted, const Inputs& inputs)
    -> std::optional<Program>;

}  // namespace tariff::batch
