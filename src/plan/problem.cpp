#include "plan/problem.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>

#include "plan/codes.hpp"
#include "plan/cost_point.hpp"
#include "plan/offer_filter.hpp"

namespace tariff::planning {
namespace {

constexpr std::uint32_t left_out = UINT32_MAX;

auto fail(Diagnostic& why, std::string message) -> bool {
  why = {};
  why.code = code::limit;
  why.message = std::move(message);
  return false;
}

}  // namespace

struct Problem::Line {
  std::uint32_t choice = left_out;
  std::uint32_t offer = 0;  // of the catalog
  std::int64_t cost = 0;
  std::int64_t value = 0;
};

Problem::Problem(const Catalog& catalog, const std::vector<Asset>& assets, const PlanBudget& budget,
                 const PlanPolicy& policy)
    : catalog_(catalog), assets_(assets), budget_(budget), settings_(policy.settings) {}

auto Problem::build(Diagnostic& why) -> bool {
  find_units();
  find_limits();
  if (!find_least_value(why)) return false;
  index_offers();
  for (std::uint32_t i = 0; i < assets_.size(); ++i) {
    if (!add_asset(i)) return fail(why, "the amounts are too large to be added up");
  }
  return true;
}

void Problem::find_units() {
  const auto point = settings_.plan_on.value_or(CostPoint::expected);
  for (const auto& asset : assets_) {
    Rational dearest;
    Rational best;
    for (std::size_t i = 0; i < asset.choices.list.size(); ++i) {
      const auto& cost = asset.choices.list[i].cost;
      for (const auto amount : {cost.low, cost.expected, cost.high, at(cost, point)}) {
        costs_.show(amount);
        dearest = std::max(dearest, amount);
      }
      values_.show(asset.values[i]);
      const auto& value = asset.values[i];
      best = std::max(best, value.is_negative() ? Rational{} : value);
    }
    costs_.show_most(dearest);
    values_.show_most(best);
  }
  costs_.settle();
  values_.settle();
}

// A limit beyond all sums limits nothing.
auto Problem::money_limit(Rational amount) const -> std::int64_t {
  std::int64_t units = 0;
  return costs_.to_units_down(amount, units) ? units : std::numeric_limits<std::int64_t>::max();
}

void Problem::add_limit(SideLimit::Of of, const PlanBudget::Part& part) {
  const auto* what = of == SideLimit::Of::group ? "group " : "provider ";
  const auto& [amount, unit] = part.limit;
  limits_.push_back(
      {of, part.name, amount, what + part.name + ": at most " + amount.to_decimal() + " " + unit});
  amounts_.push_back(money_limit(amount));
}

void Problem::find_limits() {
  for (const auto& part : budget_.groups) add_limit(SideLimit::Of::group, part);
  for (const auto& part : budget_.providers) add_limit(SideLimit::Of::provider, part);
  for (const auto& cap : settings_.caps) {
    limits_.push_back({SideLimit::Of::offer, cap.offer, Rational{cap.images},
                       cap.offer + ": at most " + std::to_string(cap.images) + " images"});
    amounts_.push_back(cap.images);
  }
  if (settings_.most_providers) {
    most_suppliers_ = static_cast<std::uint32_t>(
        std::clamp<std::int64_t>(*settings_.most_providers, 0, no_supplier - 1));
  }
  total_ =
      budget_.total ? money_limit(budget_.total->amount) : std::numeric_limits<std::int64_t>::max();
}

// The mean is over all assets that can be had; one that is left out counts as 0.
auto Problem::find_least_value(Diagnostic& why) -> bool {
  if (!settings_.min_average) return true;
  Rational shares;
  for (const auto& asset : assets_) {
    Rational share;
    if (asset.choices.list.empty()) continue;
    if (!share_of(asset.record, asset.choices.wanted, share) ||
        !checked_add(shares, share, shares)) {
      return fail(why, "the weights are too large to be added up");
    }
  }
  Rational least;
  std::int64_t units = 0;
  if (!checked_mul(shares, *settings_.min_average, least) || !values_.to_units(least, units)) {
    return fail(why, "the least mean score is too large");
  }
  least_value_ = units;
  return true;
}

void Problem::index_offers() {
  const auto& offers = catalog_.data().offers;
  std::map<std::string, std::uint32_t> known;
  suppliers_.resize(offers.size());
  offer_limits_.resize(offers.size());
  for (std::size_t i = 0; i < offers.size(); ++i) {
    const auto provider = std::string{catalog_.data().key(i).provider};
    const auto number = static_cast<std::uint32_t>(known.size());
    suppliers_[i] = known.try_emplace(provider, number).first->second;
    for (std::uint32_t limit = 0; limit < limits_.size(); ++limit) {
      const auto& [of, name, most, words] = limits_[limit];
      const bool counts = of == SideLimit::Of::provider ? name == provider
                          : of == SideLimit::Of::offer  ? means_offer(name, offers[i])
                                                        : false;
      if (counts) offer_limits_[i].push_back(limit);
    }
  }
}

auto Problem::lines_of(const Asset& asset, std::vector<Line>& out) const -> bool {
  const auto& list = asset.choices.list;
  const auto is_priced = [](const Choice& choice) { return choice.kind != CostKind::unknown; };
  const bool priced = std::any_of(list.begin(), list.end(), is_priced);
  const auto point = settings_.plan_on.value_or(CostPoint::expected);
  for (std::uint32_t i = 0; i < list.size(); ++i) {
    // What has no price is a last resort.
    if (priced && !is_priced(list[i])) continue;
    Line line{i, list[i].offer, 0, 0};
    if (!costs_.to_units(at(list[i].cost, point), line.cost) ||
        !values_.to_units_down(asset.values[i], line.value)) {
      return false;
    }
    out.push_back(line);
  }
  return true;
}

// What costs no less and is worth no more than another way at the same offer. Offers differ in the
// limits that they count against; where there are none, all are one.
void Problem::drop_dominated(std::vector<Line>& lines) const {
  const bool alike = limits_.empty() && !most_suppliers_;
  const auto place = [alike](const Line& line) { return alike ? 0 : line.offer; };
  std::stable_sort(lines.begin(), lines.end(), [&](const Line& a, const Line& b) {
    return std::tuple{place(a), a.cost, -a.value} < std::tuple{place(b), b.cost, -b.value};
  });
  const Line* last = nullptr;
  std::vector<Line> kept;
  kept.reserve(lines.size());
  for (const auto& line : lines) {
    if (last != nullptr && place(*last) == place(line) && line.value <= last->value) continue;
    kept.push_back(line);
    last = &kept.back();
  }
  lines = std::move(kept);
}

auto Problem::add_asset(std::uint32_t index) -> bool {
  const auto& asset = assets_[index];
  if (asset.choices.list.empty()) return true;
  std::vector<Line> lines;
  if (!lines_of(asset, lines)) return false;
  drop_dominated(lines);
  classes_.push_back({options_.size(), 0, 1});
  class_assets_.push_back(index);
  const bool optional =
      !asset.record.required && settings_.goal.value_or(PlanGoal::quality) == PlanGoal::quality;
  if (optional) add_line(asset, {});
  for (const auto& line : lines) add_line(asset, line);
  classes_.back().size = static_cast<std::uint32_t>(options_.size() - classes_.back().first);
  return true;
}

void Problem::add_line(const Asset& asset, const Line& line) {
  options_.push_back({line.cost, line.value});
  option_choices_.push_back(line.choice);
  KnapsackSide side{uses_.size(), 0, no_supplier};
  if (line.choice != left_out) {
    side.supplier = suppliers_[line.offer];
    for (std::uint32_t limit = 0; limit < limits_.size(); ++limit) {
      const bool own =
          limits_[limit].of == SideLimit::Of::group && limits_[limit].name == asset.record.group;
      if (own) uses_.push_back({limit, line.cost});
    }
    for (const auto limit : offer_limits_[line.offer]) {
      const bool money = limits_[limit].of == SideLimit::Of::provider;
      uses_.push_back({limit, money ? line.cost : asset.choices.wanted.images});
    }
  }
  side.uses = static_cast<std::uint32_t>(uses_.size() - side.first_use);
  sides_.push_back(side);
}

auto Problem::solver() const -> ConstrainedProblem {
  auto problem = least_cost();
  if (settings_.goal.value_or(PlanGoal::quality) == PlanGoal::quality) {
    problem.goal = KnapsackGoal::most_utility;
  }
  if (budget_.total) problem.budget = total_;
  return problem;
}

auto Problem::least_cost() const -> ConstrainedProblem {
  ConstrainedProblem problem;
  problem.options = options_;
  problem.classes = classes_;
  problem.sides = sides_;
  problem.uses = uses_;
  problem.limits = amounts_;
  problem.goal = KnapsackGoal::least_cost;
  problem.most_suppliers = most_suppliers_;
  problem.least_utility = least_value_;
  return problem;
}

auto Problem::budget_alone() const -> KnapsackProblem {
  return {options_, classes_, total_};
}

void Problem::read(const std::vector<KnapsackPick>& picks, std::vector<Asset>& assets) const {
  for (const auto& pick : picks) {
    const auto choice = option_choices_[classes_[pick.in_class].first + pick.option];
    auto& chosen = assets[class_assets_[pick.in_class]].chosen;
    if (choice == left_out) {
      chosen.reset();
    } else {
      chosen = choice;
    }
  }
}

}  // namespace tariff::planning
