#include "knapsack/sided_repair.hpp"

#include <algorithm>

#include "knapsack/rough_number.hpp"

namespace tariff::knapsack {

namespace {

using base::Int128;

class Repair {
 public:
  Repair(const SidedPricing& pricing, const Prices& prices, const PricedPlan& priced)
      : pricing_(pricing), model_(pricing.model()), prices_(prices) {
    out_.left = priced.left;
    for (std::uint32_t i = 0; i < model_.blocks.size(); ++i) {
      out_.parts.push_back({i, priced.taken[i], model_.blocks[i].copies});
    }
    // Weighs units of rows by how scarce they are.
    for (const auto& row : model_.rows) weights_.push_back((Int128{1} << 50) / row.cap + 1);
    change_.assign(model_.rows.size(), 0);
  }

  auto run() -> SidedParts {
    const auto most_savings = most_passes + 4 * static_cast<int>(weights_.size());
    for (int pass = 0; pass < most_savings && excess() > 0; ++pass) {
      if (!apply(savings())) break;
    }
    out_.fits = excess() == 0;
    for (int pass = 0; out_.fits && pass < most_passes; ++pass) {
      if (!apply(gains())) break;
    }
    join(out_.parts);
    return std::move(out_);
  }

 private:
  static constexpr int most_passes = 12;

  struct Step {
    std::size_t part;
    std::uint32_t to;
    Rough order;
  };

  [[nodiscard]] auto excess() const -> Int128 {
    Int128 sum = 0;
    for (std::size_t row = 0; row < weights_.size(); ++row) {
      if (out_.left[row] < 0) sum -= out_.left[row] * weights_[row];
    }
    return sum;
  }

  [[nodiscard]] auto number_exceeded() const -> std::ptrdiff_t {
    return std::count_if(out_.left.begin(), out_.left.end(), [](Int128 left) { return left < 0; });
  }

  [[nodiscard]] auto item_of(const Part& part) const -> const Item& {
    return model_.items_of(model_.blocks[part.block])[part.item];
  }
  [[nodiscard]] auto target_of(const Part& part, std::uint32_t to) const -> const Item& {
    return model_.items_of(model_.blocks[part.block])[to];
  }

  // What one copy uses more of each row; to be cleared again.
  void set_change(const Item& from, const Item& to) {
    for (const auto& use : model_.uses_of(from)) change_[use.row] -= use.amount;
    for (const auto& use : model_.uses_of(to)) change_[use.row] += use.amount;
  }
  void clear_change(const Item& from, const Item& to) {
    for (const auto& use : model_.uses_of(from)) change_[use.row] = 0;
    for (const auto& use : model_.uses_of(to)) change_[use.row] = 0;
  }

  // By how much the excess falls when so many copies change; negative: rises.
  [[nodiscard]] auto relief(const Item& from, const Item& to, std::int64_t copies) const -> Int128 {
    Int128 sum = 0;
    const auto add = [&](std::uint32_t row) {
      const auto before = std::min<Int128>(out_.left[row], 0);
      const auto after = std::min<Int128>(out_.left[row] - Int128{change_[row]} * copies, 0);
      sum += (after - before) * weights_[row];
    };
    for (const auto& use : model_.uses_of(from)) add(use.row);
    for (const auto& use : model_.uses_of(to)) {
      const auto uses = model_.uses_of(from);
      const bool seen = std::any_of(uses.begin(), uses.end(),
                                    [&](const RowUse& other) { return other.row == use.row; });
      if (!seen) add(use.row);
    }
    return sum;
  }

  [[nodiscard]] auto is_exceeding(const Item& item) const -> bool {
    const auto uses = model_.uses_of(item);
    return std::any_of(uses.begin(), uses.end(),
                       [this](const RowUse& use) { return out_.left[use.row] < 0; });
  }

  // The price of what one copy leaves unused of rows that are not exceeded.
  [[nodiscard]] auto loss_of_room(const Item& from, const Item& to) const -> Int128 {
    Int128 sum = 0;
    for (const auto& use : model_.uses_of(from)) {
      if (out_.left[use.row] >= 0) sum += prices_[use.row] * use.amount;
    }
    for (const auto& use : model_.uses_of(to)) {
      if (out_.left[use.row] >= 0) sum -= prices_[use.row] * use.amount;
    }
    return sum;
  }

  // Steps that bring the excess down, those first that lose least for it.
  auto savings() -> std::vector<Step> {
    std::vector<Step> steps;
    for (std::size_t p = 0; p < out_.parts.size(); ++p) {
      const auto& from = item_of(out_.parts[p]);
      if (out_.parts[p].copies == 0 || !is_exceeding(from)) continue;
      const auto net = pricing_.net_worth(from, prices_);
      const auto size = model_.blocks[out_.parts[p].block].size;
      for (std::uint32_t to = 0; to < size; ++to) {
        const auto& target = target_of(out_.parts[p], to);
        if (to == out_.parts[p].item) continue;
        set_change(from, target);
        const auto less = relief(from, target, 1);
        clear_change(from, target);
        if (less <= 0) continue;
        const auto loss = net - pricing_.net_worth(target, prices_) + loss_of_room(from, target);
        steps.push_back({p, to, Rough{loss} / Rough{less}});
      }
    }
    return sorted(std::move(steps));
  }

  // Steps to what is worth more and fits now, those first that lose least against the prices.
  auto gains() -> std::vector<Step> {
    std::vector<Step> steps;
    for (std::size_t p = 0; p < out_.parts.size(); ++p) {
      const auto& from = item_of(out_.parts[p]);
      if (out_.parts[p].copies == 0) continue;
      const auto size = model_.blocks[out_.parts[p].block].size;
      for (std::uint32_t to = 0; to < size; ++to) {
        const auto& target = target_of(out_.parts[p], to);
        if (target.worth <= from.worth) continue;
        set_change(from, target);
        const bool fits = relief(from, target, 1) == 0;
        clear_change(from, target);
        if (!fits) continue;
        steps.push_back(
            {p, to,
             Rough{pricing_.net_worth(from, prices_) - pricing_.net_worth(target, prices_)}});
      }
    }
    return sorted(std::move(steps));
  }

  static auto sorted(std::vector<Step> steps) -> std::vector<Step> {
    std::stable_sort(steps.begin(), steps.end(),
                     [](const Step& a, const Step& b) { return a.order < b.order; });
    return steps;
  }

  // False: none of the steps did any good.
  auto apply(const std::vector<Step>& steps) -> bool {
    bool changed = false;
    std::vector<bool> moved(out_.parts.size(), false);
    const auto exceeded = number_exceeded();
    for (const auto& step : steps) {
      if (number_exceeded() != exceeded) return true;  // which changes what steps are good for
      if (moved[step.part] || out_.parts[step.part].copies == 0) continue;
      const auto from = item_of(out_.parts[step.part]);
      const auto to = target_of(out_.parts[step.part], step.to);
      set_change(from, to);
      const auto copies = copies_for(step, from, to);
      const auto less = copies > 0 ? relief(from, to, copies) : -1;
      if (less > 0 || (less == 0 && excess() == 0 && to.worth > from.worth)) {
        move(step, copies, from, to);
        moved[step.part] = model_.blocks[out_.parts[step.part].block].copies == 1;
        changed = true;
      }
      clear_change(from, to);
    }
    return changed;
  }

  // As many as are needed where something is exceeded, and as fit where nothing is.
  [[nodiscard]] auto copies_for(const Step& step, const Item& from, const Item& to) const
      -> std::int64_t {
    const Int128 copies = out_.parts[step.part].copies;
    Int128 needed = 0;
    Int128 fitting = copies;
    const auto look = [&](std::uint32_t row) {
      const auto change = change_[row];
      if (change > 0) fitting = std::min(fitting, std::max<Int128>(out_.left[row], 0) / change);
      if (change < 0 && out_.left[row] < 0) {
        needed = std::max(needed, (-out_.left[row] - change - 1) / -Int128{change});
      }
    };
    for (const auto& use : model_.uses_of(from)) look(use.row);
    for (const auto& use : model_.uses_of(to)) look(use.row);
    if (needed == 0) return static_cast<std::int64_t>(fitting);
    // Something else may be exceeded by it, if that is the lesser evil.
    return static_cast<std::int64_t>(std::min(copies, fitting > 0 ? std::min(needed, fitting) : 1));
  }

  void move(const Step& step, std::int64_t copies, const Item& from, const Item& to) {
    auto& part = out_.parts[step.part];
    for (const auto& use : model_.uses_of(from)) out_.left[use.row] += Int128{use.amount} * copies;
    for (const auto& use : model_.uses_of(to)) out_.left[use.row] -= Int128{use.amount} * copies;
    if (part.copies == copies) {
      part.item = step.to;
      return;
    }
    part.copies -= copies;
    out_.parts.push_back({part.block, step.to, copies});
  }

  const SidedPricing& pricing_;
  const SidedModel& model_;
  const Prices& prices_;
  std::vector<Int128> weights_;
  std::vector<std::int64_t> change_;  // by row
  SidedParts out_;
};

}  // namespace

void join(std::vector<Part>& parts) {
  std::sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) {
    return a.block != b.block ? a.block < b.block : a.item < b.item;
  });
  std::size_t kept = 0;
  for (const auto& part : parts) {
    if (part.copies == 0) continue;
    if (kept > 0 && parts[kept - 1].block == part.block && parts[kept - 1].item == part.item) {
      parts[kept - 1].copies += part.copies;
    } else {
      parts[kept++] = part;
    }
  }
  parts.resize(kept);
}

auto repair(const SidedPricing& pricing, const Prices& prices, const PricedPlan& priced)
    -> SidedParts {
  return Repair{pricing, prices, priced}.run();
}

auto worth_of(const SidedModel& model, const std::vector<Part>& parts) -> Int128 {
  Int128 sum = 0;
  for (const auto& part : parts) {
    sum += model.items_of(model.blocks[part.block])[part.item].worth * part.copies;
  }
  return sum;
}

auto shares_of(const SidedModel& model, const std::vector<Part>& parts) -> std::vector<Share> {
  std::vector<Share> shares;
  shares.reserve(parts.size());
  for (const auto& part : parts) {
    const auto& item = model.items_of(model.blocks[part.block])[part.item];
    shares.push_back({part.block, item.option, part.copies});
  }
  return shares;
}

}  // namespace tariff::knapsack
