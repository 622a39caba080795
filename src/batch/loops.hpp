// The loops over columns. Columns of scratch memory are padded to a multiple of `lanes` rows, and
// loops over them run to that multiple, so that there are no tails.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "batch/program.hpp"
#include "tariff/verdict.hpp"

namespace tariff::batch {

inline constexpr std::size_t lanes = 16;

[[nodiscard]] constexpr auto padded(std::size_t rows) noexcept -> std::size_t {
  return (rows + lanes - 1) / lanes * lanes;
}

// Runs the steps on `rows` rows of registers, which are `pitch` apart. `bad` becomes other than 0
// where the program gives up. Rows: padded.
void run_steps(std::span<const Step> steps, std::int64_t* registers, std::size_t pitch,
               std::size_t rows, std::int64_t* bad) noexcept;

// out[i] = how many of the thresholds values[i] reaches. `work` and `out` are padded.
void find_codes(const std::int32_t* values, std::size_t rows,
                std::span<const std::int32_t> thresholds, std::int32_t* work,
                std::uint8_t* out) noexcept;

// What a code does to a row.
struct Effect {
  std::uint64_t alive = ~std::uint64_t{0};  // the terms that it keeps alive
  std::uint64_t sum = 0;                    // see `Sum`
};

// Numbers that are added up over a row's columns, in one word.
struct Sum {
  static constexpr unsigned errors_at = 32;
  static constexpr unsigned warnings_at = 44;
  static constexpr unsigned by_itself_at = 56;       // other than 0: the row is decided by itself
  static constexpr std::uint64_t count_mask = 4095;  // of errors and of warnings
};

void apply_effects(const std::uint8_t* codes, std::size_t rows, const Effect* effects,
                   std::uint64_t* alive, std::uint64_t* sums) noexcept;

// Adds `extra` to the sums of rows whose size is none of `sizes` (if `listed`), or is one (else).
struct EdgePair {
  std::int32_t width = 0;
  std::int32_t height = 0;
};
void apply_sizes(const std::int32_t* widths, const std::int32_t* heights, std::size_t rows,
                 std::span<const EdgePair> sizes, bool listed, std::uint64_t extra,
                 std::int32_t* work, std::uint64_t* sums) noexcept;

// The or of all.
[[nodiscard]] auto any_of(const std::uint64_t* values, std::size_t rows) noexcept -> std::uint64_t;

// Takes `bits` from the rows whose check is 0. Rows: padded.
void drop_unchecked(const std::int64_t* check, std::size_t rows, std::uint64_t bits,
                    std::uint64_t* alive) noexcept;
// Marks the rows where `bad` is not 0 and one of `bits` is alive.
void mark_bad(const std::int64_t* bad, std::size_t rows, const std::uint64_t* alive,
              std::uint64_t bits, std::uint64_t* sums) noexcept;

// From terms to counts. A rule's terms follow each other; `low` are all bits of such a run but the
// highest, `top` is the highest.
struct RuleMasks {
  std::uint64_t low = 0;
  std::uint64_t top = 0;
  std::uint64_t errors = 0;  // of `top`
  std::uint64_t warnings = 0;
  std::uint64_t general = 0;  // terms that only the rules' own program can judge
  std::uint16_t fixed_errors = 0;
  std::uint16_t fixed_warnings = 0;
};
// Shape 0: the row is decided by itself.
void finish_rows(const std::uint64_t* alive, const std::uint64_t* sums, std::size_t rows,
                 const RuleMasks& masks, std::span<const std::uint16_t> shape_of,
                 std::uint16_t* errors, std::uint16_t* warnings, std::uint16_t* shapes) noexcept;

// registers[i] = values[order[i]]; without an order values[i]. The rest up to padded(rows) is made
// the first row's.
void load_numbers(const std::int32_t* values, const std::uint16_t* order, std::size_t rows,
                  std::int64_t* out) noexcept;
void load_words(const std::uint8_t* codes, const std::int32_t* table, const std::uint16_t* order,
                std::size_t rows, std::int64_t* out) noexcept;

// A shape's amounts, and where they go.
struct Amounts {
  const std::int64_t* low = nullptr;
  const std::int64_t* expected = nullptr;
  const std::int64_t* high = nullptr;
};
struct Costs {
  std::int64_t* low = nullptr;
  std::int64_t* expected = nullptr;
  std::int64_t* high = nullptr;
  CostKind* kinds = nullptr;
};
// Multiplies by `factor` and puts the amounts into their rows. Marks in `bad` what is beyond
// `limit`; those rows' costs are unspecified.
void store_costs(const Amounts& amounts, std::int64_t factor, std::int64_t limit,
                 const std::uint16_t* order, std::size_t rows, const Costs& to,
                 std::int64_t* bad) noexcept;

// Bit i of out: errors[i] == 0. Writes whole words, the last one filled with 0.
void find_accepted(const std::uint16_t* errors, std::size_t rows, std::uint64_t* out) noexcept;

[[nodiscard]] auto greatest(const std::uint8_t* values, std::size_t rows) noexcept -> std::uint8_t;
[[nodiscard]] auto any_negative(const std::int32_t* values, std::size_t rows) noexcept -> bool;

}  // namespace tariff::batch
