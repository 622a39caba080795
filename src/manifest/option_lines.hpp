// The planner's raw input: what each asset could be, at what cost and of what utility. One JSON
// object a line:
//
//     {"asset": "a1", "count": 3, "options": [{"id": "o1", "cost": 120, "utility": 35}, …]}
//
// Costs and utilities are 64-bit integers of any unit; `count`, at most 10^9, is how many equal
// assets the line stands for, and is 1 where it is not said.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "manifest/names.hpp"
#include "tariff/diagnostic.hpp"
#include "tariff/knapsack.hpp"

namespace tariff::manifest {

// What was read: assets are the classes of a knapsack problem, in the order of their lines.
struct OptionTable {
  std::vector<KnapsackOption> options;
  std::vector<KnapsackClass> classes;
  std::vector<std::uint32_t> ids;  // of each option: its number in option_names
  NameTable assets;                // numbered as the classes
  NameTable option_names;
};

class OptionLines {
 public:
  // `name`: what locations call the input.
  explicit OptionLines(std::string name) : name_(std::move(name)) {}

  // Reads one line; after a mistake the table is of no use, but further lines are still checked.
  // `offset`: of the line in the input. False: `error` says what is wrong with it.
  [[nodiscard]] auto read(std::string_view line, std::uint32_t number, std::uint64_t offset,
                          Diagnostic& error) -> bool;

  [[nodiscard]] auto table() const noexcept -> const OptionTable& { return table_; }

 private:
  struct ReadOption {
    std::string_view id;
    KnapsackOption option;
  };

  // What a line says. Views into the line, or into `value`.
  struct Asset {
    std::string_view name;
    std::int64_t count = 1;
    std::vector<ReadOption> options;
  };

  class PlainPass;
  class Checker;

  void keep();
  [[nodiscard]] auto number_of(std::string_view id, std::size_t position) -> std::uint32_t;

  std::string name_;
  OptionTable table_;
  Asset asset_;                           // of the line that is being read
  std::vector<std::uint32_t> lines_;      // of each asset
  std::vector<std::uint64_t> seen_in_;    // of each option name: the last asset that has it, + 1
  std::vector<std::uint32_t> usual_ids_;  // by position: mostly the same in every line
};

}  // namespace tariff::manifest
