// What BatchPlan::make() has worked out: for each column what its values do to a row, and programs
// on columns for the rest.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "batch/loops.hpp"
#include "batch/program.hpp"
#include "catalog/model.hpp"
#include "tariff/batch.hpp"

namespace tariff::batch {

// A column, or one edge of a column of sizes. Its values fall into at most 256 codes, which are all
// that rules and the choice of a price know of them.
struct Part {
  enum class Of : std::uint8_t { choices, numbers, heights };
  Of of{};
  std::uint8_t column = 0;
  std::vector<std::int32_t> thresholds;  // numbers, heights: the code is how many are reached
  std::vector<Effect> effects;           // by code; choices: 256
};

// Sizes that are told apart as a whole.
struct SizeTest {
  std::uint8_t column = 0;
  bool listed = false;  // rows of a size that is none of these; else of one that is
  std::vector<EdgePair> sizes;
  std::uint64_t extra = 0;  // what it adds to a row's sum
};

// Numbers that programs read.
struct Source {
  std::uint8_t part = 0;
  std::vector<std::int32_t> table;  // by code; empty: the column's own numbers
};

struct Check {
  std::uint8_t output = 0;  // of the check program
  std::uint64_t terms = 0;
};

struct Shape {
  bool known = false;  // false: the cost is unknown
  Program program;     // outputs: low, expected, high
  std::int64_t factor = 1;
  std::int64_t limit = 0;  // amounts beyond are left to the row
};

struct Plan {
  std::uint64_t id = 0;  // no other plan's
  const Catalog* catalog = nullptr;
  Request prototype;
  Date day;
  std::vector<BatchColumn> columns;
  std::vector<const catalog::Parameter*> parameters;  // by column; null: none of that name
  const catalog::Encoding* encoding = nullptr;        // of the card in force
  bool columnar = false;                              // what follows is there
  Rational unit = Rational::of_lowest_terms(1, 1'000'000'000);

  std::vector<Part> parts;
  std::vector<SizeTest> size_tests;
  std::vector<Source> sources;
  std::uint64_t terms = 0;  // alive before any column has spoken
  std::uint64_t sum = 0;
  std::uint64_t checked = 0;
  Program check_program;
  std::vector<Check> checks;
  RuleMasks rules;
  std::vector<Shape> shapes;            // [0]: left to the row
  std::vector<std::uint16_t> shape_of;  // by the low half of a row's sum; the last one is 0
};

// False: `why` says.
[[nodiscard]] auto make_plan(const Catalog& catalog, const Request& prototype, Date as_of,
                             std::vector<BatchColumn> columns, Plan& out, std::string& why) -> bool;

}  // namespace tariff::batch
