#include "batch/block.hpp"

#include <algorithm>
#include <limits>

#include "batch/loops.hpp"
#include "batch/row_request.hpp"
#include "engine/resolve.hpp"
#include "verdict/decide.hpp"

namespace tariff::batch {
namespace {

using Kind = BatchColumn::Kind;

class Block {
 public:
  Block(const Plan& plan, const BlockColumns& columns, Workspace& workspace, const Outputs& out)
      : plan_(plan), columns_(columns), work_(workspace), out_(out) {}

  void run(std::size_t rows) {
    work_.by_themselves.clear();
    for (std::size_t from = 0; from < rows; from += chunk_rows) {
      judge(from, std::min(chunk_rows, rows - from));
    }
    sort_by_shape(rows);
    for (std::size_t shape = 0; shape < plan_.shapes.size(); ++shape) {
      price_shape(shape, work_.starts[shape], work_.starts[shape + 1]);
    }
  }

 private:
  [[nodiscard]] auto values(const Part& part, std::size_t from) const -> const std::int32_t* {
    const ColumnRows& column = columns_[part.column];
    return (part.of == Part::Of::heights ? column.heights : column.numbers) + from;
  }

  // ---- Rules

  void judge(std::size_t from, std::size_t rows) {
    std::fill_n(work_.alive.data(), rows, plan_.terms);
    std::fill_n(work_.sums.data(), rows, plan_.sum);
    for (const Part& part : plan_.parts) apply(part, from, rows);
    for (const SizeTest& test : plan_.size_tests) {
      const ColumnRows& column = columns_[test.column];
      apply_sizes(column.numbers + from, column.heights + from, rows, test.sizes, test.listed,
                  test.extra, work_.work.data(), work_.sums.data());
    }
    if (plan_.checked != 0) run_checks(from, rows);
    finish_rows(work_.alive.data(), work_.sums.data(), rows, plan_.rules, plan_.shape_of,
                out_.errors + from, out_.warnings + from, work_.shapes.data() + from);
  }

  void apply(const Part& part, std::size_t from, std::size_t rows) {
    const std::uint8_t* codes = work_.codes.data();
    if (part.of == Part::Of::choices) {
      codes = columns_[part.column].choices + from;
    } else {
      find_codes(values(part, from), rows, part.thresholds, work_.work.data(), work_.codes.data());
    }
    apply_effects(codes, rows, part.effects.data(), work_.alive.data(), work_.sums.data());
  }

  void run_checks(std::size_t from, std::size_t rows) {
    if ((any_of(work_.alive.data(), rows) & plan_.checked) == 0) return;
    const std::int64_t* registers = run(plan_.check_program, from, nullptr, rows);
    mark_bad(work_.bad.data(), rows, work_.alive.data(), plan_.checked, work_.sums.data());
    for (const Check& check : plan_.checks) {
      drop_unchecked(registers + plan_.check_program.outputs[check.output] * pitch, padded(rows),
                     check.terms, work_.alive.data());
    }
  }

  // Rows from `from` on, or those of the order.
  auto run(const Program& program, std::size_t from, const std::uint16_t* order, std::size_t rows)
      -> const std::int64_t* {
    std::int64_t* const registers = work_.registers.get(program.registers * pitch);
    std::fill_n(work_.bad.data(), padded(rows), 0);
    for (const Load& load : program.loads) {
      const Source& source = plan_.sources[load.source];
      const Part& part = plan_.parts[source.part];
      std::int64_t* const to = registers + load.target * pitch;
      if (source.table.empty()) {
        load_numbers(values(part, from), order, rows, to);
      } else {
        load_words(columns_[part.column].choices + from, source.table.data(), order, rows, to);
      }
    }
    run_steps(program.steps, registers, pitch, padded(rows), work_.bad.data());
    return registers;
  }

  // ---- Prices

  void sort_by_shape(std::size_t rows) {
    std::vector<std::uint32_t>& starts = work_.starts;
    starts.assign(plan_.shapes.size() + 2, 0);
    const std::uint16_t* const shapes = work_.shapes.data();
    for (std::size_t i = 0; i < rows; ++i) ++starts[shapes[i] + 2U];
    for (std::size_t i = 2; i < starts.size(); ++i) starts[i] += starts[i - 1];
    for (std::size_t i = 0; i < rows; ++i) {
      work_.order[starts[shapes[i] + 1U]++] = static_cast<std::uint16_t>(i);
    }
  }

  void price_shape(std::size_t index, std::size_t begin, std::size_t end) {
    const std::uint16_t* const order = work_.order.data();
    if (index == 0) {
      work_.by_themselves.insert(work_.by_themselves.end(), order + begin, order + end);
      return;
    }
    const Shape& shape = plan_.shapes[index];
    for (std::size_t at = begin; at < end; at += chunk_rows) {
      const std::size_t rows = std::min(chunk_rows, end - at);
      // In a chunk of one shape, rows follow each other.
      const bool in_order = order[at + rows - 1] - order[at] + std::size_t{1} == rows;
      const std::size_t from = in_order ? order[at] : 0;
      price(shape, from, in_order ? nullptr : order + at, rows);
    }
  }

  void price(const Shape& shape, std::size_t from, const std::uint16_t* order, std::size_t rows) {
    const Costs to{out_.costs.low + from, out_.costs.expected + from, out_.costs.high + from,
                   out_.costs.kinds + from};
    if (!shape.known) return store_unknown(order, rows, to);
    const std::int64_t* const registers = run(shape.program, from, order, rows);
    const auto output = [&](std::size_t i) { return registers + shape.program.outputs[i] * pitch; };
    store_costs({output(0), output(1), output(2)}, shape.factor, shape.limit, order, rows, to,
                work_.bad.data());
    for (std::size_t i = 0; i < rows; ++i) {
      if (work_.bad[i] == 0) continue;
      work_.by_themselves.push_back(
          static_cast<std::uint16_t>(order == nullptr ? from + i : order[i]));
    }
  }

  static void store_unknown(const std::uint16_t* order, std::size_t rows, const Costs& to) {
    for (std::size_t i = 0; i < rows; ++i) {
      const std::size_t row = order == nullptr ? i : order[i];
      to.low[row] = to.expected[row] = to.high[row] = 0;
      to.kinds[row] = CostKind::unknown;
    }
  }

  const Plan& plan_;
  const BlockColumns& columns_;
  Workspace& work_;
  const Outputs& out_;
};

// Entries that no plan asks for any more are let go when there are many.
constexpr std::size_t most_row_requests = 1024;

auto row_request(const Plan& plan, Workspace& workspace) -> RowRequest& {
  auto& all = workspace.row_requests;
  const auto known =
      std::find_if(all.begin(), all.end(), [&](const auto& each) { return each->plan == plan.id; });
  if (known != all.end()) return **known;
  if (all.size() >= most_row_requests) all.clear();
  all.push_back(std::make_unique<RowRequest>());
  all.back()->plan = plan.id;
  all.back()->request = plan.prototype;
  return *all.back();
}

// A parameter that comes and goes: which parameter stands before which may matter.
auto comes_and_goes(const BatchColumn& column) -> bool {
  return column.kind == Kind::choice && std::find(column.choices.begin(), column.choices.end(),
                                                  std::nullopt) != column.choices.end();
}

auto in_units(Rational amount, Rational unit, std::int64_t& out) -> bool {
  Rational quotient;
  if (!checked_div(amount, unit, quotient) || !quotient.is_integer()) return false;
  out = quotient.numerator();
  return out != BatchResults::is_beside;
}

}  // namespace

void decide_block(const Plan& plan, const BlockColumns& columns, std::size_t rows,
                  Workspace& workspace, const Outputs& out) {
  if (plan.columnar) return Block{plan, columns, workspace, out}.run(rows);
  workspace.by_themselves.clear();
  for (std::size_t row = 0; row < rows; ++row) {
    workspace.by_themselves.push_back(static_cast<std::uint16_t>(row));
  }
}

auto is_sound(const Plan& plan, const BlockColumns& columns, std::size_t rows) -> bool {
  for (std::size_t i = 0; i < plan.columns.size(); ++i) {
    const BatchColumn& column = plan.columns[i];
    if (column.kind == Kind::choice &&
        greatest(columns[i].choices, rows) >= column.choices.size()) {
      return false;
    }
    if (column.kind == Kind::tokens && any_negative(columns[i].numbers, rows)) return false;
  }
  return true;
}

auto decide_row(const Plan& plan, const BlockColumns& columns, std::size_t row,
                Workspace& workspace) -> Decision {
  RowRequest& own = row_request(plan, workspace);
  const bool anew = std::any_of(plan.columns.begin(), plan.columns.end(), comes_and_goes);
  if (anew) own.request.params = plan.prototype.params;
  const catalog::Offer* offer = own.bound.offer;
  if (offer == nullptr) {
    if (!engine::resolve(*plan.catalog, own.request, own.bound)) return {};
    offer = own.bound.offer;
  }
  Value& body = body_of(*offer, own.request);
  for (std::size_t i = 0; i < plan.columns.size(); ++i) {
    const BatchColumn& column = plan.columns[i];
    switch (column.kind) {
      case Kind::unused:
      case Kind::tokens: break;
      case Kind::choice: set_choice(body, column, columns[i].choices[row]); break;
      case Kind::number: set_number(body, column, columns[i].numbers[row]); break;
      case Kind::size:
        set_size(body, column, plan.parameters[i], columns[i].numbers[row],
                 columns[i].heights[row]);
        break;
    }
  }
  if (!engine::resolve(*plan.catalog, own.request, own.bound)) return {};
  for (std::size_t i = 0; i < plan.columns.size(); ++i) {
    if (plan.columns[i].kind != Kind::tokens) continue;
    set_tokens(own.bound, plan, i, columns[i].numbers[row]);
  }
  return verdict::decide_bound(own.bound, plan.day);
}

auto store(const Decision& decision, Rational unit, std::size_t row, const Outputs& out) -> bool {
  constexpr std::uint32_t most = std::numeric_limits<std::uint16_t>::max();
  out.errors[row] = static_cast<std::uint16_t>(std::min(decision.errors, most));
  out.warnings[row] = static_cast<std::uint16_t>(std::min(decision.warnings, most));
  const Costs& costs = out.costs;
  costs.kinds[row] = decision.kind;
  const bool fits = decision.errors <= most && decision.warnings <= most &&
                    in_units(decision.total.low, unit, costs.low[row]) &&
                    in_units(decision.total.expected, unit, costs.expected[row]) &&
                    in_units(decision.total.high, unit, costs.high[row]);
  if (!fits) {
    costs.low[row] = BatchResults::is_beside;
    costs.expected[row] = costs.high[row] = 0;
  }
  return fits;
}

}  // namespace tariff::batch
