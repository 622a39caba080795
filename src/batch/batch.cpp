#include "tariff/batch.hpp"

#include <algorithm>

#include "batch/block.hpp"
#include "engine/kernel.hpp"

namespace tariff {

namespace batch {
namespace {

void resize(BatchResults& results, std::size_t rows) {
  results.rows = rows;
  results.accepted.resize((rows + 63) / 64);
  results.errors.resize(rows);
  results.warnings.resize(rows);
  results.kinds.resize(rows);
  results.low.resize(rows);
  results.expected.resize(rows);
  results.high.resize(rows);
  results.beside.clear();
}

auto outputs_at(BatchResults& results, std::size_t from) -> Outputs {
  return {results.errors.data() + from,
          results.warnings.data() + from,
          {results.low.data() + from, results.expected.data() + from, results.high.data() + from,
           results.kinds.data() + from}};
}

auto has_rows(const BatchColumn& column, const BatchRows& rows, std::size_t count) -> bool {
  switch (column.kind) {
    case BatchColumn::Kind::unused: return true;
    case BatchColumn::Kind::choice: return rows.choices.size() == count;
    case BatchColumn::Kind::number:
    case BatchColumn::Kind::tokens: return rows.numbers.size() == count;
    case BatchColumn::Kind::size:
      return rows.numbers.size() == count && rows.heights.size() == count;
  }
  return false;
}

auto fits(const Plan* plan, const BatchTable& table) -> bool {
  if (plan == nullptr || plan->columns.size() > table.columns.size()) return false;
  for (std::size_t i = 0; i < plan->columns.size(); ++i) {
    if (!has_rows(plan->columns[i], table.columns[i], table.rows)) return false;
  }
  return true;
}

// One call of decide_batch().
class Run {
 public:
  Run(std::span<const BatchPlan> plans, const BatchTable& table, Workspace& workspace,
      BatchResults& results)
      : plans_(plans), table_(table), work_(workspace), results_(results) {}

  auto decide() -> bool {
    for (std::size_t from = 0; from < table_.rows; from += block_rows) {
      from_ = from;
      const std::size_t rows = std::min(block_rows, table_.rows - from);
      if (!(table_.plans.empty() ? decide_one_plan(rows) : decide_plans(rows))) return false;
      find_accepted(results_.errors.data() + from, rows, results_.accepted.data() + from / 64);
    }
    return true;
  }

 private:
  static_assert(block_rows % 64 == 0);

  auto decide_one_plan(std::size_t rows) -> bool {
    const Plan& plan = *plans_.front().plan();
    BlockColumns columns;
    for (std::size_t i = 0; i < plan.columns.size(); ++i) {
      const BatchRows& all = table_.columns[i];
      if (!all.choices.empty()) columns[i].choices = all.choices.data() + from_;
      if (!all.numbers.empty()) columns[i].numbers = all.numbers.data() + from_;
      if (!all.heights.empty()) columns[i].heights = all.heights.data() + from_;
    }
    if (!is_sound(plan, columns, rows)) return false;
    const Outputs out = outputs_at(results_, from_);
    decide_block(plan, columns, rows, work_, out);
    std::vector<std::uint16_t>& left = work_.by_themselves;
    std::sort(left.begin(), left.end());
    for (const std::uint16_t row : left) {
      const Decision decision = decide_row(plan, columns, row, work_);
      if (!store(decision, plan.unit, row, out)) {
        results_.beside.emplace_back(from_ + row, decision);
      }
    }
    return true;
  }

  // ---- Several plans: rows are brought together, and put back.

  auto decide_plans(std::size_t rows) -> bool {
    if (!sort_by_plan(rows)) return false;
    const std::size_t first_beside = results_.beside.size();
    for (std::size_t plan = 0; plan < plans_.size(); ++plan) {
      const std::size_t begin = work_.plan_starts[plan];
      const std::size_t count = work_.plan_starts[plan + 1] - begin;
      if (count == 0) continue;
      if (!decide_gathered(*plans_[plan].plan(), work_.plan_order.data() + begin, count)) {
        return false;
      }
    }
    std::sort(results_.beside.begin() + static_cast<std::ptrdiff_t>(first_beside),
              results_.beside.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    return true;
  }

  auto sort_by_plan(std::size_t rows) -> bool {
    std::vector<std::uint32_t>& starts = work_.plan_starts;
    starts.assign(plans_.size() + 2, 0);
    const std::uint16_t* const plans = table_.plans.data() + from_;
    for (std::size_t i = 0; i < rows; ++i) {
      if (plans[i] >= plans_.size()) return false;
      ++starts[plans[i] + 2U];
    }
    for (std::size_t i = 2; i < starts.size(); ++i) starts[i] += starts[i - 1];
    for (std::size_t i = 0; i < rows; ++i) {
      work_.plan_order[starts[plans[i] + 1U]++] = static_cast<std::uint16_t>(i);
    }
    return true;
  }

  template <class T>
  static auto gather(const T* from, const std::uint16_t* order, std::size_t rows, T* to)
      -> const T* {
    for (std::size_t i = 0; i < rows; ++i) to[i] = from[order[i]];
    return to;
  }

  template <class T>
  static void scatter(const T* from, const std::uint16_t* order, std::size_t rows, T* to) {
    for (std::size_t i = 0; i < rows; ++i) to[order[i]] = from[i];
  }

  auto gather_columns(const Plan& plan, const std::uint16_t* order, std::size_t rows)
      -> BlockColumns {
    BlockColumns out;
    const std::size_t count = plan.columns.size();
    std::uint8_t* choices = work_.gathered_choices.get(count * block_rows);
    std::int32_t* numbers = work_.gathered_numbers.get(2 * count * block_rows);
    for (std::size_t i = 0; i < count; ++i) {
      const BatchRows& from = table_.columns[i];
      const BatchColumn::Kind kind = plan.columns[i].kind;
      if (kind == BatchColumn::Kind::unused) continue;
      if (kind == BatchColumn::Kind::choice) {
        out[i].choices = gather(from.choices.data() + from_, order, rows, choices);
        choices += rows;
        continue;
      }
      out[i].numbers = gather(from.numbers.data() + from_, order, rows, numbers);
      numbers += rows;
      if (kind != BatchColumn::Kind::size) continue;
      out[i].heights = gather(from.heights.data() + from_, order, rows, numbers);
      numbers += rows;
    }
    return out;
  }

  auto gathered_outputs() -> Outputs {
    std::uint16_t* const counts = work_.gathered_counts.get(2 * block_rows);
    std::int64_t* const costs = work_.gathered_costs.get(3 * block_rows);
    return {
        counts,
        counts + block_rows,
        {costs, costs + block_rows, costs + 2 * block_rows, work_.gathered_kinds.get(block_rows)}};
  }

  auto decide_gathered(const Plan& plan, const std::uint16_t* order, std::size_t rows) -> bool {
    const BlockColumns columns = gather_columns(plan, order, rows);
    if (!is_sound(plan, columns, rows)) return false;
    const Outputs out = gathered_outputs();
    decide_block(plan, columns, rows, work_, out);
    for (const std::uint16_t row : work_.by_themselves) {
      const Decision decision = decide_row(plan, columns, row, work_);
      if (!store(decision, plan.unit, row, out)) {
        results_.beside.emplace_back(from_ + order[row], decision);
      }
    }
    const Outputs to = outputs_at(results_, from_);
    scatter(out.errors, order, rows, to.errors);
    scatter(out.warnings, order, rows, to.warnings);
    scatter(out.costs.low, order, rows, to.costs.low);
    scatter(out.costs.expected, order, rows, to.costs.expected);
    scatter(out.costs.high, order, rows, to.costs.high);
    scatter(out.costs.kinds, order, rows, to.costs.kinds);
    return true;
  }

  std::span<const BatchPlan> plans_;
  const BatchTable& table_;
  Workspace& work_;
  BatchResults& results_;
  std::size_t from_ = 0;  // the block's first row
};

}  // namespace
}  // namespace batch

inline namespace v0 {

auto BatchPlan::make(const Catalog& catalog, const Request& prototype, Date as_of,
                     std::vector<BatchColumn> columns, BatchPlan& out, std::string& why) -> bool {
  auto plan = std::make_shared<batch::Plan>();
  if (!batch::make_plan(catalog, prototype, as_of, std::move(columns), *plan, why)) return false;
  out.plan_ = std::move(plan);
  return true;
}

auto BatchPlan::is_columnar() const noexcept -> bool {
  return plan_ != nullptr && plan_->columnar;
}

auto BatchPlan::unit() const noexcept -> Rational {
  return plan_ == nullptr ? Rational{1} : plan_->unit;
}

BatchWorkspace::BatchWorkspace() : workspace_(std::make_unique<batch::Workspace>()) {}
BatchWorkspace::~BatchWorkspace() = default;
BatchWorkspace::BatchWorkspace(BatchWorkspace&&) noexcept = default;
auto BatchWorkspace::operator=(BatchWorkspace&&) noexcept -> BatchWorkspace& = default;

auto BatchResults::decision(std::size_t row, std::size_t plan) const noexcept -> Decision {
  if (low[row] == is_beside) {
    const auto at =
        std::lower_bound(beside.begin(), beside.end(), row,
                         [](const auto& each, std::size_t wanted) { return each.first < wanted; });
    return at->second;
  }
  Decision out;
  out.accepted = accepted_at(row);
  out.errors = errors[row];
  out.warnings = warnings[row];
  out.kind = kinds[row];
  // Each fits: it was a fraction before it was a number of units.
  static_cast<void>(engine::scaled(low[row], units[plan], out.total.low));
  static_cast<void>(engine::scaled(expected[row], units[plan], out.total.expected));
  static_cast<void>(engine::scaled(high[row], units[plan], out.total.high));
  return out;
}

auto decide_batch(std::span<const BatchPlan> plans, const BatchTable& table,
                  BatchWorkspace& workspace, BatchResults& results) -> bool {
  if (plans.empty() || (!table.plans.empty() && table.plans.size() != table.rows)) return false;
  const std::size_t asked = table.plans.empty() ? 1 : plans.size();
  results.units.clear();
  for (const BatchPlan& plan : plans.first(asked)) {
    if (!batch::fits(plan.plan(), table)) return false;
    results.units.push_back(plan.unit());
  }
  batch::resize(results, table.rows);
  return batch::Run{plans, table, workspace.get(), results}.decide();
}

}  // namespace v0
}  // namespace tariff
