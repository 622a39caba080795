// What an offer's rules and prices come down to for a request whose fields are all of known
// classes: bit masks for the rules, and straight-line integer programs for sizes and prices. It is
// made from the offer's programs (src/kernel/specialise.hpp), holds nothing that they do not say,
// and gives what they give; a request that it does not speak of is judged by the programs.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "base/symbols.hpp"
#include "tariff/date.hpp"
#include "tariff/rational.hpp"

namespace tariff::catalog {

// One step on 64-bit integers. None overflows: the specialiser has proved the bounds.
struct IntegerOp {
  enum class Code : std::uint8_t {
    constant,         // k
    number,           // the number in slot k
    tokens_low,       // the counted tokens of the text in slot k
    tokens_expected,  //
    tokens_high,      //
    count,            // how many images the list in slot k has
    image_width,      // of the image at hand, in a fold's program
    image_height,
    image_bytes,
    fold_low,  // of folds[k]
    fold_expected,
    fold_high,
    add,       // a + b
    subtract,  // a - b
    multiply,  // a * b
    minimum,
    maximum,
    floor_divide,  // b > 0, else the program gives up
    ceil_divide,   // b > 0, else the program gives up
    modulo,        // a >= 0; b > 0, else the program gives up
    nearest,       // a / b to the nearest whole number; gives up on ties and when b <= 0
    half_even,     // a / b, b > 0
    half_up,       // a / b, b > 0
    isqrt,
    add_constant,  // a + k
    multiply_constant,
    minimum_constant,
    maximum_constant,
    floor_divide_constant,  // a / k, k > 0
    ceil_divide_constant,
    modulo_constant,
    equal,  // 0 or 1, as all that follow but `select`
    less,
    less_equal,
    equal_constant,
    at_most_constant,   // a <= k
    at_least_constant,  // a >= k
    logical_and,
    logical_or,
    logical_not,
    select,  // a ? b : register k
  };
  Code code{};
  std::uint8_t target = 0;
  std::uint8_t a = 0;
  std::uint8_t b = 0;
  std::int64_t k = 0;

  friend auto operator==(const IntegerOp&, const IntegerOp&) noexcept -> bool = default;
};

using IntegerProgram = std::vector<IntegerOp>;
inline constexpr std::size_t most_integer_registers = 256;

// The values of one slot, in classes: 0 absent, 1 unreadable, 2 false, 3 true, 4 another text,
// 5 an empty list, 6 a list; then numbers by the cuts (below the first, at it, between it and the
// next, …); then the words, the words that leave the choice to the provider, and ranges that words
// mean.
struct SlotClasses {
  std::uint16_t slot = 0;
  std::uint16_t first = 0;  // of this slot's classes among those of all slots
  std::vector<std::int64_t> cuts;
  std::vector<base::Symbol> words;
  std::vector<std::array<std::uint32_t, 2>> open;  // parameter, and word of it
  std::vector<Range> ranges;

  static constexpr std::uint8_t absent = 0, unreadable = 1, no = 2, yes = 3, other_text = 4,
                                empty_list = 5, list = 6, first_number = 7, none = 255;

  [[nodiscard]] auto first_word() const noexcept -> std::size_t {
    return first_number + 2 * cuts.size() + 1;
  }
  [[nodiscard]] auto first_open() const noexcept -> std::size_t {
    return first_word() + words.size();
  }
  [[nodiscard]] auto first_range() const noexcept -> std::size_t {
    return first_open() + open.size();
  }
  [[nodiscard]] auto count() const noexcept -> std::size_t { return first_range() + ranges.size(); }
  friend auto operator==(const SlotClasses&, const SlotClasses&) -> bool = default;
};

// One way in which a rule is broken: each slot is of one of some classes. Its bit is alive when
// they all are.
struct RuleTerm {
  std::uint16_t rule = 0;
  std::uint16_t check = 0;  // 0: none; else check - 1 of the check program must come out true
  bool certain = true;      // false: broken in some of the cases only

  friend auto operator==(const RuleTerm&, const RuleTerm&) -> bool = default;
};

using TermSet = std::array<std::uint64_t, 2>;
inline constexpr std::size_t most_terms = 128;

// The terms of the rules in force from a day on.
struct RuleEpoch {
  Date from;
  TermSet terms{};

  friend auto operator==(const RuleEpoch&, const RuleEpoch&) -> bool = default;
};

// Registers of an amount, which are to be multiplied by the scale.
struct IntegerRange {
  std::uint8_t low = 0;
  std::uint8_t expected = 0;
  std::uint8_t high = 0;
  Rational scale;

  friend auto operator==(const IntegerRange&, const IntegerRange&) -> bool = default;
};

struct MeterShape {
  bool runs = false;
  bool excluded = false;
  IntegerRange quantity;
  IntegerRange amount;

  friend auto operator==(const MeterShape&, const MeterShape&) -> bool = default;
};

// A price for one combination of classes.
struct PriceShape {
  bool known = true;         // false: the cost is unknown
  IntegerProgram program;    // the total
  IntegerRange total;        // Unit: the card's currency
  IntegerProgram breakdown;  // goes on where `program` ends: the meters
  std::vector<MeterShape> meters;
  std::uint32_t roundings = 0;

  friend auto operator==(const PriceShape&, const PriceShape&) -> bool = default;
};

// The prices of one card in one tier. A request's shape is the sum of what its classes contribute.
struct PriceKernel {
  std::uint32_t card = 0;
  std::uint32_t tier = 0;
  std::vector<std::uint32_t> contributions;  // by class, of all slots
  std::vector<std::uint16_t> shape_of;       // by that sum; `no_shape`: the card's program must say
  std::vector<PriceShape> shapes;

  static constexpr std::uint16_t no_shape = UINT16_MAX;
  static constexpr std::uint32_t out_of_reach = std::uint32_t{1} << 24U;  // contributes a class

  friend auto operator==(const PriceKernel&, const PriceKernel&) -> bool = default;
};

// What is known of one input image, in classes: whether width, height and bytes are; the format and
// the role: 0 none, 1 another text, then the words.
struct ImageClasses {
  std::vector<base::Symbol> words;

  [[nodiscard]] auto texts() const noexcept -> std::size_t { return words.size() + 2; }
  [[nodiscard]] auto count() const noexcept -> std::size_t { return 8 * texts() * texts(); }
  [[nodiscard]] auto index(bool width, bool height, bool bytes, std::size_t format,
                           std::size_t role) const noexcept -> std::size_t {
    const std::size_t sizes = (width ? 4U : 0U) + (height ? 2U : 0U) + (bytes ? 1U : 0U);
    return (sizes * texts() + format) * texts() + role;
  }
  friend auto operator==(const ImageClasses&, const ImageClasses&) -> bool = default;
};

struct ImageShape {
  IntegerProgram program;
  std::uint8_t low = 0;  // registers
  std::uint8_t expected = 0;
  std::uint8_t high = 0;

  friend auto operator==(const ImageShape&, const ImageShape&) -> bool = default;
};

// A fold over the request's images: the sum of what each gives, or (of 0 and 1) the least or the
// greatest.
struct ImageFold {
  enum class Kind : std::uint8_t { sum, all, any };
  Kind kind{};
  std::vector<std::uint16_t> shape_of;  // by class
  std::vector<ImageShape> shapes;

  friend auto operator==(const ImageFold&, const ImageFold&) -> bool = default;
};

struct Kernel {
  std::vector<SlotClasses> slots;
  std::vector<std::uint8_t> expected;  // by class, of all slots: 0: left to the programs
  std::vector<TermSet> alive;          // by class, of all slots: the terms that it keeps alive
  std::vector<RuleTerm> terms;
  TermSet checked{};  // terms with a check
  TermSet general{};  // terms of which the rules' own program must say whether they break
  IntegerProgram check_program;
  std::vector<std::uint8_t> checks;  // registers
  std::vector<RuleEpoch> epochs;     // by day; empty: the rules' own program must say
  std::vector<PriceKernel> prices;
  std::vector<std::uint16_t> counted;  // slots with texts whose tokens are billed
  ImageClasses images;
  std::vector<ImageFold> folds;

  // Numbers beyond this are of no class.
  static constexpr std::int64_t largest_number = std::int64_t{1} << 20U;
  static constexpr std::int64_t most_tokens = std::int64_t{1} << 24U;
  static constexpr std::int64_t most_asked = 1024;                      // images of one request
  static constexpr std::int64_t most_bytes = std::int64_t{1} << 40U;    // of an image
  static constexpr std::int64_t longest_edge = std::int64_t{1} << 15U;  // of an image
  static constexpr std::size_t most_images = 16;
  static constexpr std::size_t most_folds = 16;

  friend auto operator==(const Kernel&, const Kernel&) -> bool = default;
};

}  // namespace tariff::catalog
