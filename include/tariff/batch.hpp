// Many requests at once: columns of values in, columns of verdicts and costs out. For lists of what
// a shop's catalog needs: one offer with sizes, qualities and counts that vary, or several offers
// in any order. Each row gets what decide() gives for it, to the bit.
//
//     tariff::BatchPlan plan;
//     std::string why;
//     if (!tariff::BatchPlan::make(catalog, prototype, day,
//                                  {tariff::BatchColumn::sizes("size"),
//                                   tariff::BatchColumn::words("quality", {"low", "high"})},
//                                  plan, why)) { ... }
//     tariff::BatchWorkspace workspace;   // one for each thread
//     tariff::BatchResults results;       // used again and again
//     const tariff::BatchRows columns[] = {{widths, heights}, {qualities}};
//     if (!tariff::decide_batch(plan, {widths.size(), columns}, workspace, results)) { ... }
//     results.accepted_at(7); results.decision(7).total;
//
// All rows share the prototype's values, except what columns say. Reading the words and limits of
// an offer is done once, when the plan is made; what is left for a row are table look-ups and
// integer arithmetic on columns. Rows that this cannot do (numbers beyond a million, a tie in
// rounding, …) are decided one by one: slower, and with the same result.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tariff/evaluate.hpp"

namespace tariff {

namespace batch {
struct Plan;       // src/batch/plan.hpp
struct Workspace;  // src/batch/workspace.hpp
}  // namespace batch

inline namespace v0 {

// What varies: a parameter, under the provider's own name.
struct BatchColumn {
  enum class Kind : std::uint8_t { unused, choice, number, size, tokens };

  Kind kind = Kind::unused;
  std::string name;
  std::vector<std::optional<Value>> choices;  // choice: nullopt: the parameter is not given

  // Rows are indexes into a list of values, or of words.
  [[nodiscard]] static auto values(std::string name, std::vector<std::optional<Value>> choices)
      -> BatchColumn {
    return {Kind::choice, std::move(name), std::move(choices)};
  }
  [[nodiscard]] static auto words(std::string name, const std::vector<std::string>& words)
      -> BatchColumn {
    BatchColumn column{Kind::choice, std::move(name), {}};
    for (const std::string& word : words) column.choices.emplace_back(Value::text(word));
    return column;
  }
  // Rows are whole numbers.
  [[nodiscard]] static auto numbers(std::string name) -> BatchColumn {
    return {Kind::number, std::move(name), {}};
  }
  // Rows are widths and heights in pixels, as "WxH" or {width, height} would say them.
  [[nodiscard]] static auto sizes(std::string name) -> BatchColumn {
    return {Kind::size, std::move(name), {}};
  }
  // Rows are how many tokens the text has, where they are counted elsewhere. All else about the
  // text, its length for one, is the prototype's, which has to have one.
  [[nodiscard]] static auto tokens(std::string name) -> BatchColumn {
    return {Kind::tokens, std::move(name), {}};
  }
  // For plans that share columns with others and have no use for one.
  [[nodiscard]] static auto unused() -> BatchColumn { return {}; }
};

// An offer, a day and a tier, with all that does not vary worked out. Immutable, cheap to copy, and
// shared by threads. The catalog must outlive it.
class TARIFF_API BatchPlan {
 public:
  static constexpr std::size_t most_columns = 16;
  static constexpr std::size_t most_choices = 255;  // of one column

  // Column i of the rows is what columns[i] says. `as_of` is used unless the prototype has its own.
  // Errors: the prototype names no offer; too many columns or choices; a name twice.
  // Cost: some hundred microseconds to some milliseconds.
  [[nodiscard]] static auto make(const Catalog& catalog, const Request& prototype, Date as_of,
                                 std::vector<BatchColumn> columns, BatchPlan& out, std::string& why)
      -> bool;

  // Whether rows are decided in columns at all. False: each is decided by itself (an offer whose
  // price is not arithmetic on whole numbers, columns that say the same field twice).
  [[nodiscard]] auto is_columnar() const noexcept -> bool;
  // Costs are counted in it. Unit: the offer's currency.
  [[nodiscard]] auto unit() const noexcept -> Rational;
  [[nodiscard]] auto plan() const noexcept -> const batch::Plan* { return plan_.get(); }

 private:
  std::shared_ptr<const batch::Plan> plan_;
};

// The rows of one column.
struct BatchRows {
  std::span<const std::uint8_t> choices;
  std::span<const std::int32_t> numbers;  // numbers, tokens, widths
  std::span<const std::int32_t> heights;

  BatchRows() noexcept = default;
  // NOLINTBEGIN(google-explicit-constructor): a column is what it is made of.
  BatchRows(std::span<const std::uint8_t> indexes) noexcept : choices(indexes) {}
  BatchRows(std::span<const std::int32_t> values) noexcept : numbers(values) {}
  // NOLINTEND(google-explicit-constructor)
  BatchRows(std::span<const std::int32_t> widths, std::span<const std::int32_t> tall) noexcept
      : numbers(widths), heights(tall) {}
};

struct BatchTable {
  std::size_t rows = 0;
  std::span<const BatchRows> columns;  // each has `rows` rows; those of no use to any plan, none
  std::span<const std::uint16_t> plans{};  // by row: which plan it is for; empty: all for the first
};

// Columns of answers, in the order of the rows.
struct TARIFF_API BatchResults {
  // `low` of a row whose answer is no whole number of units, or does not fit: see `beside`.
  static constexpr std::int64_t is_beside = INT64_MIN;

  std::size_t rows = 0;
  std::vector<std::uint64_t> accepted;  // row i: bit i mod 64 of word i div 64
  std::vector<std::uint16_t> errors;
  std::vector<std::uint16_t> warnings;
  std::vector<CostKind> kinds;
  std::vector<std::int64_t> low;  // 0 where the cost is unknown. Unit: units[plan]
  std::vector<std::int64_t> expected;
  std::vector<std::int64_t> high;
  std::vector<Rational> units;                           // by plan. Unit: its offer's currency
  std::vector<std::pair<std::size_t, Decision>> beside;  // by row, sorted

  [[nodiscard]] auto accepted_at(std::size_t row) const noexcept -> bool {
    return ((accepted[row / 64] >> (row % 64)) & 1U) != 0;
  }
  // What decide() gives for the row, which is `plan`'s.
  [[nodiscard]] auto decision(std::size_t row, std::size_t plan = 0) const noexcept -> Decision;
};

// Scratch memory, and the requests of rows that are decided one by one. One for each thread; any
// plans may use it in turn.
class TARIFF_API BatchWorkspace {
 public:
  BatchWorkspace();
  ~BatchWorkspace();
  BatchWorkspace(BatchWorkspace&&) noexcept;
  auto operator=(BatchWorkspace&&) noexcept -> BatchWorkspace&;

  [[nodiscard]] auto get() noexcept -> batch::Workspace& { return *workspace_; }

 private:
  std::unique_ptr<batch::Workspace> workspace_;
};

// False, and `results` is of no use: a plan's column is not as long as the table, an index is
// beyond its list, a token count is negative, or a row's plan is not one of `plans`. Rows of
// several plans are brought together in blocks and their results put back in order. Allocates
// nothing once workspace and results have seen such a table.
[[nodiscard]] TARIFF_API auto decide_batch(std::span<const BatchPlan> plans,
                                           const BatchTable& table, BatchWorkspace& workspace,
                                           BatchResults& results) -> bool;
[[nodiscard]] inline auto decide_batch(const BatchPlan& plan, const BatchTable& table,
                                       BatchWorkspace& workspace, BatchResults& results) -> bool {
  return decide_batch(std::span{&plan, 1}, table, workspace, results);
}

}  // namespace v0
}  // namespace tariff
