#include "batch/loops.hpp"

#include <algorithm>
#include <bit>

#include "base/int128.hpp"
#include "batch/clones.hpp"
#include "engine/integer.hpp"

namespace tariff::batch {
namespace {

using Code = catalog::IntegerOp::Code;
using engine::integer::bits;
using engine::integer::wrap;
using Column = std::int64_t* __restrict;
using Reading = const std::int64_t* __restrict;

// Part of each clone of the function that calls it.
#define TARIFF_INLINE [[gnu::always_inline]] inline

template <class Function>
TARIFF_INLINE void each(std::size_t rows, Function function) {
  for (std::size_t i = 0; i < rows; ++i) function(i);
}

// The or of a column: its sign is set when any row is negative.
TARIFF_INLINE auto all_bits(Reading a, std::size_t rows) -> std::uint64_t {
  std::uint64_t all = 0;
  for (std::size_t i = 0; i < rows; ++i) all |= bits(a[i]);
  return all;
}

constexpr std::uint64_t short_values = std::uint64_t{1} << 31U;
constexpr std::uint64_t negative_values = std::uint64_t{1} << 63U;

// finish(i, quotient) for a / k.
template <class Finish>
TARIFF_INLINE void divide_by_constant(const Step& step, Reading a, std::size_t rows,
                                      Finish finish) {
  const std::uint64_t all = all_bits(a, rows);
  const Divisor by = step.by;
  if (all < short_values && by.short_multiplier != 0) {
    for (std::size_t i = 0; i < rows; ++i) {
      finish(i, wrap((bits(a[i]) & 0xffffffffU) * by.short_multiplier >> by.short_shift));
    }
  } else if (all < negative_values) {
    for (std::size_t i = 0; i < rows; ++i) {
      const base::UInt128 product = base::UInt128{bits(a[i])} * by.long_multiplier;
      finish(i, wrap(static_cast<std::uint64_t>(product >> by.long_shift)));
    }
  } else {
    for (std::size_t i = 0; i < rows; ++i) finish(i, a[i] / step.k);
  }
}

// finish(i, quotient, divisor) for a / b; rows with b <= 0 are bad.
template <class Finish>
TARIFF_INLINE void divide(Reading a, Reading b, std::size_t rows, Column bad, Finish finish) {
  for (std::size_t i = 0; i < rows; ++i) bad[i] |= b[i] <= 0 ? 1 : 0;
  if ((all_bits(a, rows) | all_bits(b, rows)) < short_values) {
    for (std::size_t i = 0; i < rows; ++i) {
      const auto by = std::max(static_cast<std::uint32_t>(b[i]), std::uint32_t{1});
      finish(i, static_cast<std::int64_t>(static_cast<std::uint32_t>(a[i]) / by),
             static_cast<std::int64_t>(by));
    }
  } else {
    for (std::size_t i = 0; i < rows; ++i) {
      const std::int64_t by = std::max(b[i], std::int64_t{1});
      finish(i, a[i] / by, by);
    }
  }
}

}  // namespace

TARIFF_CLONES void run_steps(std::span<const Step> steps, std::int64_t* registers,
                             std::size_t pitch, std::size_t rows, std::int64_t* bad) noexcept {
  rows = rows / lanes * lanes;
  for (const Step& step : steps) {
    const Column out = registers + step.target * pitch;
    const Reading a = registers + step.a * pitch;
    const Reading b = registers + step.b * pitch;
    const Reading c = registers + step.c * pitch;
    const std::int64_t k = step.k;
    switch (step.code) {
      case Code::number:
      case Code::tokens_low:
      case Code::tokens_expected:
      case Code::tokens_high:
      case Code::count:
      case Code::image_width:
      case Code::image_height:
      case Code::image_bytes:
      case Code::fold_low:
      case Code::fold_expected:
      case Code::fold_high: break;  // loaded, or constants
      case Code::constant: each(rows, [=](std::size_t i) { out[i] = k; }); break;
      case Code::add:
        each(rows, [=](std::size_t i) { out[i] = wrap(bits(a[i]) + bits(b[i])); });
        break;
      case Code::subtract:
        each(rows, [=](std::size_t i) { out[i] = wrap(bits(a[i]) - bits(b[i])); });
        break;
      case Code::multiply:
        each(rows, [=](std::size_t i) { out[i] = wrap(bits(a[i]) * bits(b[i])); });
        break;
      case Code::minimum: each(rows, [=](std::size_t i) { out[i] = std::min(a[i], b[i]); }); break;
      case Code::maximum: each(rows, [=](std::size_t i) { out[i] = std::max(a[i], b[i]); }); break;
      case Code::floor_divide:
        divide(a, b, rows, bad, [=](std::size_t i, std::int64_t q, std::int64_t) { out[i] = q; });
        break;
      case Code::ceil_divide:
        divide(a, b, rows, bad, [=](std::size_t i, std::int64_t q, std::int64_t by) {
          out[i] = q + (a[i] - wrap(bits(q) * bits(by)) > 0 ? 1 : 0);
        });
        break;
      case Code::modulo:
        divide(a, b, rows, bad, [=](std::size_t i, std::int64_t q, std::int64_t by) {
          out[i] = a[i] - wrap(bits(q) * bits(by));
        });
        break;
      case Code::nearest:
        divide(a, b, rows, bad, [=](std::size_t i, std::int64_t q, std::int64_t by) {
          const std::uint64_t twice = 2 * bits(a[i] - wrap(bits(q) * bits(by)));
          out[i] = q + (twice > bits(by) ? 1 : 0);
          bad[i] |= twice == bits(by) ? 1 : 0;
        });
        break;
      case Code::half_even:
      case Code::half_up: {
        const std::int64_t odd = step.code == Code::half_even ? 1 : 0;
        divide(a, b, rows, bad, [=](std::size_t i, std::int64_t q, std::int64_t by) {
          const std::uint64_t twice = 2 * bits(a[i] - wrap(bits(q) * bits(by)));
          const bool tie_goes_up = twice == bits(by) && (odd == 0 || q % 2 != 0);
          out[i] = q + (twice > bits(by) || tie_goes_up ? 1 : 0);
        });
        break;
      }
      case Code::isqrt:
        each(rows, [=](std::size_t i) { out[i] = engine::integer::root(a[i]); });
        break;
      case Code::add_constant:
        each(rows, [=](std::size_t i) { out[i] = wrap(bits(a[i]) + bits(k)); });
        break;
      case Code::multiply_constant:
        each(rows, [=](std::size_t i) { out[i] = wrap(bits(a[i]) * bits(k)); });
        break;
      case Code::minimum_constant:
        each(rows, [=](std::size_t i) { out[i] = std::min(a[i], k); });
        break;
      case Code::maximum_constant:
        each(rows, [=](std::size_t i) { out[i] = std::max(a[i], k); });
        break;
      case Code::floor_divide_constant:
        divide_by_constant(step, a, rows, [=](std::size_t i, std::int64_t q) { out[i] = q; });
        break;
      case Code::ceil_divide_constant:
        divide_by_constant(step, a, rows, [=](std::size_t i, std::int64_t q) {
          out[i] = q + (a[i] - wrap(bits(q) * bits(k)) > 0 ? 1 : 0);
        });
        break;
      case Code::modulo_constant:
        divide_by_constant(step, a, rows, [=](std::size_t i, std::int64_t q) {
          out[i] = a[i] - wrap(bits(q) * bits(k));
        });
        break;
      case Code::equal: each(rows, [=](std::size_t i) { out[i] = a[i] == b[i] ? 1 : 0; }); break;
      case Code::less: each(rows, [=](std::size_t i) { out[i] = a[i] < b[i] ? 1 : 0; }); break;
      case Code::less_equal:
        each(rows, [=](std::size_t i) { out[i] = a[i] <= b[i] ? 1 : 0; });
        break;
      case Code::equal_constant:
        each(rows, [=](std::size_t i) { out[i] = a[i] == k ? 1 : 0; });
        break;
      case Code::at_most_constant:
        each(rows, [=](std::size_t i) { out[i] = a[i] <= k ? 1 : 0; });
        break;
      case Code::at_least_constant:
        each(rows, [=](std::size_t i) { out[i] = a[i] >= k ? 1 : 0; });
        break;
      case Code::logical_and: each(rows, [=](std::size_t i) { out[i] = a[i] & b[i]; }); break;
      case Code::logical_or: each(rows, [=](std::size_t i) { out[i] = a[i] | b[i]; }); break;
      case Code::logical_not: each(rows, [=](std::size_t i) { out[i] = a[i] ^ 1; }); break;
      case Code::select:
        each(rows, [=](std::size_t i) { out[i] = a[i] != 0 ? b[i] : c[i]; });
        break;
    }
  }
}

TARIFF_CLONES void find_codes(const std::int32_t* values, std::size_t rows,
                              std::span<const std::int32_t> thresholds, std::int32_t* work,
                              std::uint8_t* out) noexcept {
  const std::int32_t* __restrict const from = values;
  std::int32_t* __restrict const counts = work;
  std::uint8_t* __restrict const codes = out;
  for (std::size_t i = 0; i < rows; ++i) counts[i] = 0;
  for (const std::int32_t threshold : thresholds) {
    for (std::size_t i = 0; i < rows; ++i) counts[i] += from[i] >= threshold ? 1 : 0;
  }
  for (std::size_t i = 0; i < rows; ++i) codes[i] = static_cast<std::uint8_t>(counts[i]);
}

void apply_effects(const std::uint8_t* codes, std::size_t rows, const Effect* effects,
                   std::uint64_t* alive, std::uint64_t* sums) noexcept {
  const std::uint8_t* __restrict const from = codes;
  const Effect* __restrict const table = effects;
  std::uint64_t* __restrict const living = alive;
  std::uint64_t* __restrict const added = sums;
  for (std::size_t i = 0; i < rows; ++i) {
    const Effect& effect = table[from[i]];
    living[i] &= effect.alive;
    added[i] += effect.sum;
  }
}

TARIFF_CLONES void apply_sizes(const std::int32_t* widths, const std::int32_t* heights,
                               std::size_t rows, std::span<const EdgePair> sizes, bool listed,
                               std::uint64_t extra, std::int32_t* work,
                               std::uint64_t* sums) noexcept {
  std::int32_t* __restrict const found = work;
  std::uint64_t* __restrict const added = sums;
  for (std::size_t i = 0; i < rows; ++i) found[i] = 0;
  for (const auto [width, height] : sizes) {
    for (std::size_t i = 0; i < rows; ++i) {
      found[i] |= (widths[i] ^ width) == 0 && (heights[i] ^ height) == 0 ? 1 : 0;
    }
  }
  const std::int32_t wanted = listed ? 0 : 1;
  for (std::size_t i = 0; i < rows; ++i) added[i] += found[i] == wanted ? extra : 0;
}

TARIFF_CLONES auto any_of(const std::uint64_t* values, std::size_t rows) noexcept -> std::uint64_t {
  std::uint64_t all = 0;
  for (std::size_t i = 0; i < rows; ++i) all |= values[i];
  return all;
}

TARIFF_CLONES void drop_unchecked(const std::int64_t* check, std::size_t rows, std::uint64_t bits,
                                  std::uint64_t* alive) noexcept {
  const std::int64_t* __restrict const truth = check;
  std::uint64_t* __restrict const living = alive;
  for (std::size_t i = 0; i < rows; ++i) living[i] &= truth[i] == 0 ? ~bits : ~std::uint64_t{0};
}

TARIFF_CLONES void mark_bad(const std::int64_t* bad, std::size_t rows, const std::uint64_t* alive,
                            std::uint64_t bits, std::uint64_t* sums) noexcept {
  constexpr std::uint64_t by_itself = std::uint64_t{1} << Sum::by_itself_at;
  for (std::size_t i = 0; i < rows; ++i) {
    sums[i] += bad[i] != 0 && (alive[i] & bits) != 0 ? by_itself : 0;
  }
}

TARIFF_CLONES void finish_rows(const std::uint64_t* alive, const std::uint64_t* sums,
                               std::size_t rows, const RuleMasks& masks,
                               std::span<const std::uint16_t> shape_of, std::uint16_t* errors,
                               std::uint16_t* warnings, std::uint16_t* shapes) noexcept {
  const RuleMasks m = masks;
  const auto last = static_cast<std::uint32_t>(shape_of.size() - 1);
  for (std::size_t i = 0; i < rows; ++i) {
    const std::uint64_t sum = sums[i];
    // Carries into the highest bit of a run when any of the others is set.
    const std::uint64_t broken = (((alive[i] & m.low) + m.low) | alive[i]) & m.top;
    errors[i] =
        static_cast<std::uint16_t>(m.fixed_errors + std::popcount(broken & m.errors) +
                                   static_cast<int>((sum >> Sum::errors_at) & Sum::count_mask));
    warnings[i] =
        static_cast<std::uint16_t>(m.fixed_warnings + std::popcount(broken & m.warnings) +
                                   static_cast<int>((sum >> Sum::warnings_at) & Sum::count_mask));
    const bool by_itself = (sum >> Sum::by_itself_at) != 0 || (alive[i] & m.general) != 0;
    const std::uint16_t shape = shape_of[std::min(static_cast<std::uint32_t>(sum), last)];
    shapes[i] = by_itself ? 0 : shape;
  }
}

TARIFF_CLONES void load_numbers(const std::int32_t* values, const std::uint16_t* order,
                                std::size_t rows, std::int64_t* out) noexcept {
  if (order == nullptr) {
    for (std::size_t i = 0; i < rows; ++i) out[i] = values[i];
  } else {
    for (std::size_t i = 0; i < rows; ++i) out[i] = values[order[i]];
  }
  for (std::size_t i = rows; i < padded(rows); ++i) out[i] = out[0];
}

void load_words(const std::uint8_t* codes, const std::int32_t* table, const std::uint16_t* order,
                std::size_t rows, std::int64_t* out) noexcept {
  if (order == nullptr) {
    for (std::size_t i = 0; i < rows; ++i) out[i] = table[codes[i]];
  } else {
    for (std::size_t i = 0; i < rows; ++i) out[i] = table[codes[order[i]]];
  }
  for (std::size_t i = rows; i < padded(rows); ++i) out[i] = out[0];
}

namespace {

TARIFF_INLINE void store(const std::int64_t* from, std::int64_t factor, const std::uint16_t* order,
                         std::size_t rows, std::int64_t* to) {
  std::int64_t* __restrict const out = to;
  const Reading values = from;
  if (order == nullptr) {
    for (std::size_t i = 0; i < rows; ++i) out[i] = wrap(bits(values[i]) * bits(factor));
  } else {
    for (std::size_t i = 0; i < rows; ++i) out[order[i]] = wrap(bits(values[i]) * bits(factor));
  }
}

}  // namespace

TARIFF_CLONES void store_costs(const Amounts& amounts, std::int64_t factor, std::int64_t limit,
                               const std::uint16_t* order, std::size_t rows, const Costs& to,
                               std::int64_t* bad) noexcept {
  const Reading low = amounts.low;
  const Reading expected = amounts.expected;
  const Reading high = amounts.high;
  const Column unfit = bad;
  for (std::size_t i = 0; i < rows; ++i) {
    const bool beyond = low[i] < -limit || low[i] > limit || expected[i] < -limit ||
                        expected[i] > limit || high[i] < -limit || high[i] > limit;
    unfit[i] |= beyond ? 1 : 0;
  }
  store(low, factor, order, rows, to.low);
  store(expected, factor, order, rows, to.expected);
  store(high, factor, order, rows, to.high);
  for (std::size_t i = 0; i < rows; ++i) {
    to.kinds[order == nullptr ? i : order[i]] =
        low[i] == high[i] ? CostKind::exact : CostKind::bounded;
  }
}

void find_accepted(const std::uint16_t* errors, std::size_t rows, std::uint64_t* out) noexcept {
  for (std::size_t base = 0; base < rows; base += 64) {
    const std::size_t count = std::min<std::size_t>(64, rows - base);
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < count; ++i) {
      word |= static_cast<std::uint64_t>(errors[base + i] == 0 ? 1 : 0) << i;
    }
    out[base / 64] = word;
  }
}

TARIFF_CLONES auto greatest(const std::uint8_t* values, std::size_t rows) noexcept -> std::uint8_t {
  std::uint8_t out = 0;
  for (std::size_t i = 0; i < rows; ++i) out = std::max(out, values[i]);
  return out;
}

TARIFF_CLONES auto any_negative(const std::int32_t* values, std::size_t rows) noexcept -> bool {
  std::int32_t all = 0;
  for (std::size_t i = 0; i < rows; ++i) all |= values[i];
  return all < 0;
}

}  // namespace tariff::batch
