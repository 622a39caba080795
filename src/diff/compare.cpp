#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "diff/finding_changes.hpp"
#include "diff/match.hpp"
#include "tariff/diff.hpp"

namespace tariff {
inline namespace v0 {
namespace {

auto subtract(const Range& head, const Range& base) -> std::optional<Range> {
  Range change;
  if (!checked_sub(head.low, base.low, change.low) ||
      !checked_sub(head.expected, base.expected, change.expected) ||
      !checked_sub(head.high, base.high, change.high)) {
    return std::nullopt;
  }
  return change;
}

auto percent_of(Rational change, Rational base) -> std::optional<Rational> {
  Rational percent;
  if (!checked_div(change, base, percent) || !checked_mul(percent, Rational{100}, percent)) {
    return std::nullopt;
  }
  return percent;
}

// --- Totals -------------------------------------------------------------------------------------

auto sum_in(const Totals& totals, const std::string& currency) -> CurrencySum {
  const auto found = totals.sums.find(currency);
  return found == totals.sums.end() ? CurrencySum{} : found->second;
}

auto currency_change(const std::string& currency, const Totals& base, const Totals& head)
    -> CurrencyChange {
  CurrencyChange out{currency, sum_in(base, currency), sum_in(head, currency), {}, {}};
  if (out.base.too_large || out.head.too_large) return out;
  out.change = subtract(out.head.total, out.base.total);
  if (out.change) out.percent = percent_of(out.change->expected, out.base.total.expected);
  return out;
}

auto totals_change(Totals base, Totals head) -> TotalsChange {
  std::set<std::string> currencies;
  for (const auto& [currency, sum] : base.sums) currencies.insert(currency);
  for (const auto& [currency, sum] : head.sums) currencies.insert(currency);
  TotalsChange out;
  for (const auto& currency : currencies) {
    out.currencies.push_back(currency_change(currency, base, head));
  }
  out.base = std::move(base);
  out.head = std::move(head);
  return out;
}

auto group_changes(State& base, State& head) -> std::vector<GroupChange> {
  std::set<std::string> names;
  for (const auto& [name, totals] : base.groups) names.insert(name);
  for (const auto& [name, totals] : head.groups) names.insert(name);
  std::vector<GroupChange> out;
  for (const auto& name : names) {
    out.push_back(
        {name, totals_change(std::move(base.groups[name]), std::move(head.groups[name]))});
  }
  return out;
}

// --- Assets -------------------------------------------------------------------------------------

// Both lists are sorted by path.
auto setting_changes(const std::vector<Setting>& base, const std::vector<Setting>& head)
    -> std::vector<SettingChange> {
  std::vector<SettingChange> out;
  auto from = base.begin();
  auto to = head.begin();
  while (from != base.end() || to != head.end()) {
    const bool gone = to == head.end() || (from != base.end() && from->path < to->path);
    const bool come = from == base.end() || (to != head.end() && to->path < from->path);
    if (gone) {
      out.push_back({from->path, from->value, std::nullopt});
    } else if (come) {
      out.push_back({to->path, std::nullopt, to->value});
    } else if (from->value != to->value) {
      out.push_back({from->path, from->value, to->value});
    }
    if (!come) ++from;
    if (!gone) ++to;
  }
  return out;
}

auto side_of(AssetState&& asset) -> AssetSide {
  return {std::move(asset.file), std::move(asset.group), std::move(asset.offer),
          std::move(asset.cost)};
}

// What a side adds to the totals. Unset: nobody knows.
auto billed(const std::optional<AssetSide>& side) -> std::optional<Range> {
  if (!side) return Range{};
  switch (side->cost.standing) {
    case CostStanding::priced: return side->cost.total;
    case CostStanding::unknown: return std::nullopt;
    case CostStanding::refused:
    case CostStanding::unreadable: break;
  }
  return Range{};
}

void set_cost_change(AssetChange& change) {
  const auto currency_of = [](const std::optional<AssetSide>& side) {
    return side ? side->cost.currency : std::string{};
  };
  const auto base_currency = currency_of(change.base);
  const auto head_currency = currency_of(change.head);
  const bool two = !base_currency.empty() && !head_currency.empty();
  if (two && base_currency != head_currency) return;
  const auto base = billed(change.base);
  const auto head = billed(change.head);
  if (!base || !head) return;
  change.change = subtract(*head, *base);
  change.currency = head_currency.empty() ? base_currency : head_currency;
}

// Unset: nothing has changed.
auto asset_change(AssetState* base, AssetState* head) -> std::optional<AssetChange> {
  AssetChange out;
  out.id = (head != nullptr ? head : base)->id;
  if (base != nullptr && head != nullptr) {
    out.settings = setting_changes(base->settings, head->settings);
    const bool same = out.settings.empty() && base->offer == head->offer;
    if (same && base->cost == head->cost) return std::nullopt;
    out.kind = same ? ChangeKind::repriced : ChangeKind::changed;
  } else {
    out.kind = head != nullptr ? ChangeKind::added : ChangeKind::removed;
  }
  if (base != nullptr) out.base = side_of(std::move(*base));
  if (head != nullptr) out.head = side_of(std::move(*head));
  set_cost_change(out);
  return out;
}

auto size_of_change(const AssetChange& change) -> Rational {
  if (!change.change) return Rational{-1};  // behind all that are known
  const auto expected = change.change->expected;
  Rational size = expected;
  if (expected.is_negative() && !checked_neg(expected, size)) return Rational{INT64_MAX};
  return size;
}

auto is_larger(const AssetChange& a, const AssetChange& b) -> bool {
  const auto order = size_of_change(a) <=> size_of_change(b);
  if (order != 0) return order > 0;
  return std::tie(a.side().file, a.id) < std::tie(b.side().file, b.id);
}

void count(ChangeCounts& counts, const std::optional<AssetChange>& change) {
  if (!change) {
    ++counts.unchanged;
    return;
  }
  switch (change->kind) {
    case ChangeKind::added: ++counts.added; break;
    case ChangeKind::removed: ++counts.removed; break;
    case ChangeKind::changed: ++counts.changed; break;
    case ChangeKind::repriced: ++counts.repriced; break;
  }
}

void compare_assets(State& base, State& head, const std::vector<diff::AssetPair>& pairs,
                    ManifestDiff& out) {
  for (const auto& pair : pairs) {
    auto change = asset_change(pair.base ? &base.assets[*pair.base] : nullptr,
                               pair.head ? &head.assets[*pair.head] : nullptr);
    count(out.counts, change);
    if (change) out.assets.push_back(std::move(*change));
  }
  std::stable_sort(out.assets.begin(), out.assets.end(), is_larger);
}

// --- Budgets ------------------------------------------------------------------------------------

auto new_name(const std::string& file, const std::vector<FileRename>& renames) -> std::string {
  const auto found = std::find_if(renames.begin(), renames.end(),
                                  [&](const FileRename& rename) { return rename.from == file; });
  return found == renames.end() ? file : found->to;
}

auto budget_changes(State& base, State& head, const std::vector<FileRename>& renames)
    -> std::vector<BudgetChange> {
  std::map<std::pair<std::string, std::string>, BudgetChange> by_scope;
  for (auto& [file, line] : base.budgets) {
    by_scope[{new_name(file, renames), line.scope}].base = std::move(line);
  }
  for (auto& [file, line] : head.budgets) by_scope[{file, line.scope}].head = std::move(line);
  std::vector<BudgetChange> out;
  for (auto& [key, change] : by_scope) {
    change.file = key.first;
    change.scope = key.second;
    out.push_back(std::move(change));
  }
  return out;
}

}  // namespace

auto to_string(ChangeKind kind) noexcept -> const char* {
  constexpr const char* names[] = {"added", "removed", "changed", "repriced"};
  return names[static_cast<std::size_t>(kind)];
}

auto ManifestDiff::has_new_errors() const noexcept -> bool {
  return std::any_of(new_findings.begin(), new_findings.end(), [](const Finding& finding) {
    return finding.diagnostic.severity == Severity::error;
  });
}

auto compare_states(State base, State head) -> ManifestDiff {
  ManifestDiff out;
  auto matching = diff::match(base, head);
  out.renames = std::move(matching.renames);
  compare_assets(base, head, matching.pairs, out);
  auto findings =
      diff::compare_findings(std::move(base.findings), std::move(head.findings), out.renames);
  out.new_findings = std::move(findings.added);
  out.gone_findings = std::move(findings.gone);
  out.kept_findings = findings.kept;
  out.groups = group_changes(base, head);
  out.budgets = budget_changes(base, head, out.renames);
  out.totals = totals_change(std::move(base.totals), std::move(head.totals));
  out.base_over_per_asset = base.over_per_asset;
  out.head_over_per_asset = head.over_per_asset;
  out.base = {std::move(base.name), std::move(base.run)};
  out.head = {std::move(head.name), std::move(head.run)};
  return out;
}

}  // namespace v0
}  // namespace tariff
