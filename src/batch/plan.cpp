#include "batch/plan.hpp"

#include <algorithm>
#include <atomic>
#include <bit>
#include <limits>
#include <numeric>
#include <optional>

#include "batch/readings.hpp"
#include "engine/cases.hpp"
#include "engine/judge.hpp"
#include "engine/kernel.hpp"
#include "engine/resolve.hpp"
#include "kernel/classes.hpp"
#include "kernel/shapes.hpp"

namespace tariff::batch {
namespace {

using catalog::IntegerOp;
using catalog::Kernel;
using catalog::PriceKernel;
using catalog::PriceShape;
using catalog::TermSet;
using Kind = BatchColumn::Kind;

constexpr TermSet all_terms{~std::uint64_t{0}, ~std::uint64_t{0}};

auto both(const TermSet& a, const TermSet& b) -> TermSet {
  return {a[0] & b[0], a[1] & b[1]};
}
auto either(const TermSet& a, const TermSet& b) -> TermSet {
  return {a[0] | b[0], a[1] | b[1]};
}
auto has(const TermSet& set, std::size_t term) -> bool {
  return ((set[term / 64] >> (term % 64)) & 1U) != 0;
}
void remove(TermSet& set, std::size_t term) {
  set[term / 64] &= ~(std::uint64_t{1} << (term % 64));
}

class Builder {
 public:
  explicit Builder(Plan& plan) : plan_(plan), reader_(plan) {}

  // False: rows have to be decided by themselves.
  auto run() -> bool {
    if (!reader_.run()) return false;
    basis_ = engine::price_basis(base(), plan_.day);
    return find_prices() && fold_rules() && compress_terms() && make_parts() && make_checks() &&
           make_shapes();
  }

 private:
  [[nodiscard]] auto base() const -> const BoundRequest& { return reader_.base(); }
  [[nodiscard]] auto offer() const -> const catalog::Offer& { return *base().offer; }
  [[nodiscard]] auto kernel() const -> const Kernel& { return offer().kernel; }
  [[nodiscard]] auto varies(std::uint16_t slot) const -> bool {
    return reader_.varying().contains(slot);
  }

  // ---- Prices

  // Null prices_: the cost of each row is unknown.
  auto find_prices() -> bool {
    if (basis_.card == nullptr || basis_.tier == nullptr || !basis_.tier->known) return true;
    if (plan_.prototype.usage) return false;
    for (const PriceKernel& prices : kernel().prices) {
      const catalog::RateCard& card = offer().cards[prices.card];
      if (&card == basis_.card && &card.tiers[prices.tier] == basis_.tier) prices_ = &prices;
    }
    return prices_ != nullptr;
  }

  [[nodiscard]] auto contribution(std::size_t of_class) const -> std::uint64_t {
    return prices_ == nullptr ? 0 : prices_->contributions[of_class];
  }

  // ---- Rules

  // What the prototype decides: terms, counts, and the rules that look at no column.
  auto fold_rules() -> bool {
    if (kernel().epochs.empty()) return false;
    std::size_t epoch = kernel().epochs.size() - 1;
    while (epoch > 0 && plan_.day < kernel().epochs[epoch].from) --epoch;
    alive_ = kernel().epochs[epoch].terms;
    for (std::size_t i = 0; i < kernel().slots.size(); ++i) {
      if (varies(kernel().slots[i].slot)) continue;
      const std::uint16_t of_class = base().classes[i];
      alive_ = both(alive_, kernel().alive[of_class]);
      plan_.sum += contribution(of_class);
    }
    drop_dead_terms();
    judge_general_terms();
    count_fixed_findings();
    return fixed_errors_ < most_fixed && fixed_warnings_ < most_fixed;
  }

  [[nodiscard]] auto terms_of(const PartReadings& part, const Reading& reading) const -> TermSet {
    TermSet out = all_terms;
    for (std::size_t s = 0; s < part.slots.size(); ++s) {
      if (is_in_kernel(part.slots[s])) out = both(out, kernel().alive[reading.classes[s]]);
    }
    return out;
  }

  [[nodiscard]] auto is_in_kernel(std::uint16_t slot) const -> bool {
    return std::any_of(kernel().slots.begin(), kernel().slots.end(),
                       [&](const auto& classes) { return classes.slot == slot; });
  }

  // Terms that no value of some part keeps alive.
  void drop_dead_terms() {
    for (const PartReadings& part : reader_.parts()) {
      TermSet possible{};
      for (const Reading& reading : part.codes) {
        if (reading.known) possible = either(possible, terms_of(part, reading));
      }
      alive_ = both(alive_, possible);
    }
    // Notes are not counted.
    for (std::size_t term = 0; term < kernel().terms.size(); ++term) {
      const auto severity = offer().rules[kernel().terms[term].rule].severity;
      if (severity == Severity::note && !has(kernel().general, term)) remove(alive_, term);
    }
  }

  // Rules for which there is only their own program, but which no column and no choice of the
  // provider concerns: they come out alike in each row.
  void judge_general_terms() {
    std::optional<std::vector<engine::RuleTally>> tallies;
    const engine::Cases cases{base()};
    for (std::size_t term = 0; term < kernel().terms.size(); ++term) {
      if (!has(alive_, term) || !has(kernel().general, term)) continue;
      const std::uint16_t index = kernel().terms[term].rule;
      const catalog::Rule& rule = offer().rules[index];
      if (!is_fixed(rule)) continue;
      if (!tallies) {
        tallies.emplace(engine::max_rules);
        engine::tally_rules(base(), plan_.day, cases, tallies->data());
      }
      count((*tallies)[index], rule, cases.all());
      for (std::size_t other = 0; other < kernel().terms.size(); ++other) {
        if (kernel().terms[other].rule == index) remove(alive_, other);
      }
    }
  }

  [[nodiscard]] auto is_fixed(const catalog::Rule& rule) const -> bool {
    std::vector<lang::Register> roots{rule.require};
    if (rule.conditional) roots.push_back(rule.when);
    const kernel::Cone cone = kernel::cone_of(offer().rule_program, roots);
    return std::none_of(cone.slots.begin(), cone.slots.end(), [&](std::uint32_t slot) {
      return varies(static_cast<std::uint16_t>(slot)) ||
             std::any_of(base().open.begin(), base().open.end(),
                         [&](const OpenField& open) { return open.slot == slot; });
    });
  }

  void count(const engine::RuleTally& tally, const catalog::Rule& rule, std::uint64_t all) {
    if ((tally.fails | tally.may_fail) == 0) return;
    const bool is_error = rule.severity == Severity::error && tally.fails == all;
    if (is_error) ++fixed_errors_;
    if (!is_error && rule.severity != Severity::note) ++fixed_warnings_;
  }

  void count_fixed_findings() {
    const auto add = [&](const engine::Judgement& judgement) {
      if (judgement.severity == Severity::error) ++fixed_errors_;
      if (judgement.severity == Severity::warning) ++fixed_warnings_;
    };
    engine::detail::judge_lifecycle(base(), plan_.day, add);
    engine::detail::judge_reading(base(), plan_.day, [&](const engine::Judgement& judgement) {
      const std::string_view name = judgement.reading != nullptr
                                        ? judgement.reading->name
                                        : std::string_view{judgement.word->parameter->name};
      if (!reader_.decides(name)) add(judgement);
    });
  }

  // The terms that are left get places in one word, those of a rule beside each other.
  auto compress_terms() -> bool {
    std::size_t next = 0;
    std::size_t begin = 0;
    places_.assign(kernel().terms.size(), none);
    for (std::size_t rule = 0; rule < offer().rules.size(); ++rule) {
      for (const bool certain : {true, false}) {
        begin = next;
        for (std::size_t term = 0; term < kernel().terms.size(); ++term) {
          const catalog::RuleTerm& what = kernel().terms[term];
          if (what.rule != rule || what.certain != certain || !has(alive_, term)) continue;
          if (next == 64) return false;
          places_[term] = next++;
        }
        if (next != begin) add_run(offer().rules[rule].severity, certain, begin, next);
      }
    }
    plan_.terms = compressed(alive_);
    plan_.checked = compressed(kernel().checked);
    plan_.rules.general = compressed(kernel().general);
    plan_.rules.fixed_errors = static_cast<std::uint16_t>(fixed_errors_);
    plan_.rules.fixed_warnings = static_cast<std::uint16_t>(fixed_warnings_);
    return true;
  }

  void add_run(Severity severity, bool certain, std::size_t begin, std::size_t end) {
    const std::uint64_t top = std::uint64_t{1} << (end - 1);
    plan_.rules.top |= top;
    plan_.rules.low |= top - (std::uint64_t{1} << begin);
    const bool is_error = severity == Severity::error && certain;
    if (is_error) plan_.rules.errors |= top;
    if (!is_error && severity != Severity::note) plan_.rules.warnings |= top;
  }

  [[nodiscard]] auto compressed(const TermSet& set) const -> std::uint64_t {
    std::uint64_t out = 0;
    for (std::size_t term = 0; term < places_.size(); ++term) {
      if (places_[term] != none && has(set, term)) out |= std::uint64_t{1} << places_[term];
    }
    return out;
  }

  // ---- Columns

  auto make_parts() -> bool {
    for (PartReadings& part : reader_.parts()) {
      for (const Reading& reading : part.codes) {
        if (reading.errors > Sum::count_mask / 64 || reading.warnings > Sum::count_mask / 64) {
          return false;
        }
        part.part.effects.push_back(effect_of(part, reading));
      }
      const Effect by_itself{0, std::uint64_t{1} << Sum::by_itself_at};
      part.part.effects.resize(256, by_itself);
      plan_.parts.push_back(part.part);
    }
    return true;
  }

  [[nodiscard]] auto effect_of(const PartReadings& part, const Reading& reading) const -> Effect {
    if (!reading.known) return {0, std::uint64_t{1} << Sum::by_itself_at};
    Effect out;
    out.alive = compressed(terms_of(part, reading));
    for (std::size_t s = 0; s < part.slots.size(); ++s) {
      if (is_in_kernel(part.slots[s])) out.sum += contribution(reading.classes[s]);
    }
    out.sum += std::uint64_t{reading.errors} << Sum::errors_at;
    out.sum += std::uint64_t{reading.warnings} << Sum::warnings_at;
    return out;
  }

  // ---- Programs

  auto input(IntegerOp::Code code, std::size_t k) -> std::optional<Input> {
    using Code = IntegerOp::Code;
    if (code == Code::fold_low || code == Code::fold_expected || code == Code::fold_high) {
      return fold(code, k);
    }
    const auto slot = static_cast<std::uint16_t>(k);
    if (code == Code::image_width || code == Code::image_height || code == Code::image_bytes) {
      return std::nullopt;
    }
    if (!varies(slot)) return Input{false, engine::input(code, base().slots[slot]), 0};
    for (std::size_t p = 0; p < reader_.parts().size(); ++p) {
      const PartReadings& part = reader_.parts()[p];
      for (std::size_t s = 0; s < part.slots.size(); ++s) {
        if (part.slots[s] == slot) return part_input(code, p, s);
      }
    }
    // A field that the column could set and never does.
    return Input{false, engine::input(code, base().slots[slot]), 0};
  }

  // Over the input images: the same in each row when they are, and nothing else is asked.
  auto fold(IntegerOp::Code code, std::size_t k) -> std::optional<Input> {
    if (varies(offer().images_slot)) return std::nullopt;
    for (const catalog::ImageShape& shape : kernel().folds[k].shapes) {
      for (const IntegerOp& op : shape.program) {
        const bool reads =
            op.code == IntegerOp::Code::number || op.code == IntegerOp::Code::tokens_low ||
            op.code == IntegerOp::Code::tokens_expected ||
            op.code == IntegerOp::Code::tokens_high || op.code == IntegerOp::Code::count;
        if (reads && varies(static_cast<std::uint16_t>(op.k))) return std::nullopt;
      }
    }
    engine::IntegerRegisters registers;
    const catalog::IntegerProgram program{{code, 0, 0, 0, static_cast<std::int64_t>(k)}};
    if (!engine::run(program, base(), registers)) return std::nullopt;
    return Input{false, registers.values[0], 0};
  }

  auto part_input(IntegerOp::Code code, std::size_t p, std::size_t s) -> std::optional<Input> {
    const PartReadings& part = reader_.parts()[p];
    Source source;
    source.part = static_cast<std::uint8_t>(p);
    if (part.part.of == Part::Of::choices) {
      if (!fill_table(code, part, s, source.table)) return std::nullopt;
      const auto same = std::adjacent_find(source.table.begin(), source.table.end(),
                                           std::not_equal_to<>{}) == source.table.end();
      if (same) return Input{false, source.table.front(), 0};
    }
    const auto known =
        std::find_if(plan_.sources.begin(), plan_.sources.end(), [&](const Source& other) {
          return other.part == source.part && other.table == source.table;
        });
    const auto at = static_cast<std::size_t>(known - plan_.sources.begin());
    if (known == plan_.sources.end()) plan_.sources.push_back(std::move(source));
    if (at > std::numeric_limits<std::uint8_t>::max()) return std::nullopt;
    return Input{true, 0, static_cast<std::uint8_t>(at)};
  }

  // Codes that are left to the row get the first number that is one.
  static auto fill_table(IntegerOp::Code code, const PartReadings& part, std::size_t s,
                         std::vector<std::int32_t>& table) -> bool {
    std::optional<std::int32_t> filler;
    std::vector<std::optional<std::int32_t>> values;
    for (const Reading& reading : part.codes) {
      values.emplace_back();
      if (!reading.known) continue;
      const std::int64_t value = code == IntegerOp::Code::count
                                     ? reading.image_counts[s]
                                     : read_number(code, reading.fields[s]);
      if (value < INT32_MIN || value > INT32_MAX) return false;
      values.back() = static_cast<std::int32_t>(value);
      if (!filler) filler = values.back();
    }
    for (const auto& value : values) table.push_back(value.value_or(filler.value_or(0)));
    return !table.empty();
  }

  // What is no number is not looked at.
  static auto read_number(IntegerOp::Code code, const engine::FieldValue& field) -> std::int64_t {
    using FieldKind = engine::FieldValue::Kind;
    const bool is_text = field.kind == FieldKind::text && field.counted != nullptr;
    const bool is_number = field.kind == FieldKind::number;
    if (code == IntegerOp::Code::number ? !is_number : !is_text) return 0;
    return engine::input(code, field);
  }

  auto make_checks() -> bool {
    const std::uint64_t checked = plan_.terms & plan_.checked;
    plan_.checked = checked;
    std::vector<std::uint8_t> wanted;
    for (std::size_t term = 0; term < places_.size(); ++term) {
      if (places_[term] == none || !has(kernel().checked, term)) continue;
      const std::uint8_t from = kernel().checks[kernel().terms[term].check - 1U];
      const auto at = std::find(wanted.begin(), wanted.end(), from);
      const auto output = static_cast<std::size_t>(at - wanted.begin());
      if (at == wanted.end()) {
        wanted.push_back(from);
        plan_.checks.push_back({static_cast<std::uint8_t>(output), 0});
      }
      plan_.checks[output].terms |= std::uint64_t{1} << places_[term];
    }
    auto program = prepare(kernel().check_program, wanted,
                           [this](IntegerOp::Code code, std::size_t k) { return input(code, k); });
    if (!program) return false;
    plan_.check_program = std::move(*program);
    return true;
  }

  // ---- Shapes

  auto make_shapes() -> bool {
    plan_.shapes.emplace_back();
    if (prices_ == nullptr) {
      plan_.shapes.emplace_back();
      plan_.shape_of = {1, 0};
      return true;
    }
    const std::vector<bool> reachable = reachable_sums();
    choose_unit(reachable);
    std::vector<std::uint16_t> local(prices_->shapes.size(), unmade);
    for (std::size_t at = 0; at < prices_->shape_of.size(); ++at) {
      const std::uint16_t shape = prices_->shape_of[at];
      plan_.shape_of.push_back(0);
      if (!reachable[at] || shape == PriceKernel::no_shape) continue;
      if (local[shape] == unmade) local[shape] = make_shape(prices_->shapes[shape]);
      plan_.shape_of.back() = local[shape];
    }
    plan_.shape_of.push_back(0);  // out of reach
    return true;
  }

  [[nodiscard]] auto reachable_sums() const -> std::vector<bool> {
    const std::size_t count = prices_->shape_of.size();
    std::vector<bool> at(count, false);
    const auto fixed = static_cast<std::uint32_t>(plan_.sum);
    if (fixed < count) at[fixed] = true;
    for (const Part& part : plan_.parts) {
      std::set<std::uint32_t> steps;
      for (const Effect& effect : part.effects) {
        if (effect.sum >> Sum::by_itself_at == 0)
          steps.insert(static_cast<std::uint32_t>(effect.sum));
      }
      std::vector<bool> next(count, false);
      for (std::size_t from = 0; from < count; ++from) {
        if (!at[from]) continue;
        for (const std::uint32_t step : steps) {
          if (from + step < count) next[from + step] = true;
        }
      }
      at = std::move(next);
    }
    return at;
  }

  // The greatest amount of which all shapes' scales are multiples. A scale with which there is none
  // that fits is left out.
  void choose_unit(const std::vector<bool>& reachable) {
    std::optional<Rational> unit;
    for (std::size_t at = 0; at < reachable.size(); ++at) {
      const std::uint16_t shape = prices_->shape_of[at];
      if (!reachable[at] || shape == PriceKernel::no_shape) continue;
      const PriceShape& from = prices_->shapes[shape];
      if (!from.known || from.total.scale.is_zero()) continue;
      const Rational scale = from.total.scale;
      if (!unit) {
        unit = scale.is_negative() ? Rational::of_lowest_terms(1, scale.denominator()) : scale;
        continue;
      }
      std::int64_t denominator = 0;
      const std::int64_t divisor = std::gcd(unit->denominator(), scale.denominator());
      if (__builtin_mul_overflow(unit->denominator() / divisor, scale.denominator(),
                                 &denominator)) {
        continue;
      }
      const std::int64_t numerator = std::gcd(unit->numerator(), scale.numerator());
      Rational common;
      if (Rational::make(numerator, denominator, common) && fits(*unit, common) &&
          fits(scale, common)) {
        unit = common;
      }
    }
    if (unit) plan_.unit = *unit;
  }

  static auto fits(Rational scale, Rational unit) -> bool {
    Rational quotient;
    return checked_div(scale, unit, quotient) && quotient.is_integer();
  }

  auto make_shape(const PriceShape& from) -> std::uint16_t {
    Shape shape;
    if (from.known) {
      const std::uint8_t wanted[] = {from.total.low, from.total.expected, from.total.high};
      auto program = prepare(from.program, wanted, [this](IntegerOp::Code code, std::size_t k) {
        return input(code, k);
      });
      Rational factor;
      if (!program || !checked_div(from.total.scale, plan_.unit, factor) || !factor.is_integer()) {
        return 0;
      }
      shape.known = true;
      shape.program = std::move(*program);
      shape.factor = factor.numerator();
      // Within it, neither the column nor the fraction that decide() makes of it can overflow.
      const std::int64_t most = std::numeric_limits<std::int64_t>::max();
      const auto size = [&](std::int64_t value) {
        return value < 0 ? (value < -most ? most : -value) : value;
      };
      const std::int64_t by =
          std::max({std::int64_t{1}, size(shape.factor), size(from.total.scale.numerator())});
      shape.limit = most / by;
    }
    plan_.shapes.push_back(std::move(shape));
    return static_cast<std::uint16_t>(plan_.shapes.size() - 1);
  }

  static constexpr std::size_t none = std::numeric_limits<std::size_t>::max();
  static constexpr std::uint16_t unmade = UINT16_MAX;
  static constexpr std::size_t most_fixed = 50'000;  // findings of one row, in 16 bits

  Plan& plan_;
  Reader reader_;
  engine::PriceBasis basis_;
  const PriceKernel* prices_ = nullptr;
  TermSet alive_{};
  std::vector<std::size_t> places_;
  std::size_t fixed_errors_ = 0;
  std::size_t fixed_warnings_ = 0;
};

auto check(const std::vector<BatchColumn>& columns, std::string& why) -> bool {
  if (columns.size() > BatchPlan::most_columns) {
    why = "more than " + std::to_string(BatchPlan::most_columns) + " columns";
    return false;
  }
  for (const BatchColumn& column : columns) {
    if (column.kind == Kind::choice &&
        (column.choices.empty() || column.choices.size() > BatchPlan::most_choices)) {
      why = "column '" + column.name + "' lists " + std::to_string(column.choices.size()) +
            " values; it has to list 1 to " + std::to_string(BatchPlan::most_choices);
      return false;
    }
    const auto same = [&](const BatchColumn& other) {
      return column.kind != Kind::unused && other.kind != Kind::unused && other.name == column.name;
    };
    if (std::count_if(columns.begin(), columns.end(), same) > 1) {
      why = "two columns for parameter '" + column.name + "'";
      return false;
    }
  }
  return true;
}

auto next_id() -> std::uint64_t {
  static std::atomic<std::uint64_t> last{0};
  return ++last;
}

// Everything that the columns' machinery reads, empty again.
void forget_columns(Plan& plan) {
  plan.columnar = false;
  plan.parts.clear();
  plan.size_tests.clear();
  plan.sources.clear();
  plan.shapes.clear();
  plan.shape_of.clear();
  plan.unit = Plan{}.unit;
}

}  // namespace

auto make_plan(const Catalog& catalog, const Request& prototype, Date as_of,
               std::vector<BatchColumn> columns, Plan& out, std::string& why) -> bool {
  if (!check(columns, why)) return false;
  out.id = next_id();
  out.catalog = &catalog;
  out.prototype = prototype;
  out.day = prototype.as_of.value_or(as_of);
  out.columns = std::move(columns);
  BoundRequest bound;
  Diagnostic unknown;
  if (!engine::resolve(catalog, out.prototype, bound, unknown)) {
    why = unknown.message;
    return false;
  }
  for (const BatchColumn& column : out.columns) {
    const auto& all = bound.offer->parameters;
    const auto at = std::find_if(all.begin(), all.end(), [&](const catalog::Parameter& parameter) {
      return parameter.name == column.name;
    });
    out.parameters.push_back(at == all.end() || column.kind == Kind::unused ? nullptr : &*at);
  }
  if (const auto* card = engine::price_basis(bound, out.day).card) out.encoding = &card->encoding;
  out.columnar = Builder{out}.run();
  if (!out.columnar) forget_columns(out);
  return true;
}

}  // namespace tariff::batch
