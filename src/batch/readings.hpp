// What the columns' values come to when the ordinary binder reads them, one value at a time: there
// is one meaning of a word, and this is how a plan learns it.
#pragma once

#include <cstdint>
#include <set>
#include <string_view>
#include <vector>

#include "batch/plan.hpp"
#include "engine/bound.hpp"

namespace tariff::batch {

// One value of a part, read with the prototype's other values.
struct Reading {
  bool known = false;        // every field is of a class that the kernel knows
  std::uint32_t errors = 0;  // of reading the column's own parameter
  std::uint32_t warnings = 0;
  std::size_t cases = 1;                   // how many words the provider may choose among
  std::vector<std::uint16_t> classes;      // by slot of the part
  std::vector<engine::FieldValue> fields;  // by slot of the part; texts and lists are not alive
  std::vector<std::int64_t> image_counts;  // by slot of the part
};

struct PartReadings {
  Part part;
  std::vector<std::uint16_t> slots;  // of the offer: the fields that the part decides
  std::vector<Reading> codes;
};

class Reader {
 public:
  explicit Reader(Plan& plan) : plan_(plan) {}

  // False: rows have to be decided by themselves.
  auto run() -> bool;

  [[nodiscard]] auto parts() -> std::vector<PartReadings>& { return parts_; }
  // The prototype with a value for each column.
  [[nodiscard]] auto base() const -> const BoundRequest& { return base_; }
  // The slots that differ from row to row.
  [[nodiscard]] auto varying() const -> const std::set<std::uint16_t>& { return varying_; }
  // Whether what is found about the parameter of that name is a part's.
  [[nodiscard]] auto decides(std::string_view name) const -> bool;

 private:
  [[nodiscard]] auto is_column(std::string_view name) const -> bool;
  auto find_footprints() -> bool;
  auto choose_base() -> bool;
  void read_choices(std::size_t column);
  void read_numbers(std::size_t column);
  auto read_sizes(std::size_t column) -> bool;
  void read_tokens(std::size_t column);

  [[nodiscard]] auto footprint(const catalog::Parameter* parameter) const
      -> std::set<std::uint16_t>;
  [[nodiscard]] auto thresholds(std::size_t column, std::uint16_t slot) const
      -> std::vector<std::int32_t>;
  [[nodiscard]] auto knows(const BoundRequest& bound, const std::set<std::uint16_t>& slots) const
      -> bool;
  [[nodiscard]] auto read(std::size_t column, const std::vector<std::uint16_t>& slots,
                          bool counts_findings) -> Reading;
  auto bind(Request& request, BoundRequest& out) -> bool;
  [[nodiscard]] auto cases_fit() const -> bool;

  Plan& plan_;
  Request request_;
  BoundRequest base_;
  BoundRequest bound_;
  std::vector<std::set<std::uint16_t>> footprints_;
  std::set<std::uint16_t> varying_;
  std::vector<PartReadings> parts_;
};

}  // namespace tariff::batch
