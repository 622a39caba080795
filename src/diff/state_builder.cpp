#include <algorithm>
#include <deque>
#include <utility>

#include "tariff/diff.hpp"

namespace tariff {
inline namespace v0 {
namespace {

// What a state keeps of a result: findings, meters and sources would take most of the room.
auto cost_only(const RecordResult& from) -> RecordResult {
  RecordResult result;
  result.id = from.id;
  result.group = from.group;
  result.requests = from.requests;
  result.problem = from.problem;
  result.verdict.offer = from.verdict.offer;
  result.verdict.accepted = from.verdict.accepted;
  const auto& quote = from.verdict.quote;
  auto& kept = result.verdict.quote;
  kept.kind = quote.kind;
  kept.currency = quote.currency;
  kept.total = quote.total;
  kept.reason = quote.reason;
  return result;
}

auto cost_of(const RecordResult& result) -> AssetCost {
  AssetCost cost;
  cost.standing = cost_standing(result, cost.total);
  if (cost.standing == CostStanding::priced) cost.currency = result.verdict.quote.currency;
  if (cost.standing == CostStanding::unknown) cost.reason = unknown_reason(result.verdict.quote);
  return cost;
}

struct ReadAsset {
  std::vector<Setting> settings;
  RecordResult result;
};

}  // namespace

StateBuilder::StateBuilder(RunInfo run, std::string name) : all_(run) {
  state_.run = std::move(run);
  state_.name = std::move(name);
}

void StateBuilder::lint(const Linter& linter, LintInput input) {
  // The header is complete only when all is read, and budgets must be known before costs are added.
  std::vector<ReadAsset> assets;
  std::deque<std::vector<Setting>> seen;
  input.see_record = [&seen](const Record& record) { seen.push_back(settings_of(record)); };
  auto linted = linter.lint(input, [&](const RecordResult& result) {
    assets.push_back({std::move(seen.front()), cost_only(result)});
    seen.pop_front();
    return true;
  });
  begin_file(input.name, linted.header);
  for (auto& asset : assets) add(std::move(asset.settings), asset.result);
  for (auto& finding : linted.findings) add_finding(std::move(finding));
}

void StateBuilder::begin_file(std::string file, const ManifestHeader& header) {
  end_file();
  of_file_.emplace(state_.run);
  of_file_->begin_input(file, header);
  state_.files.push_back(std::move(file));
}

void StateBuilder::add(std::vector<Setting> settings, const RecordResult& result) {
  all_.add(result);
  if (of_file_) of_file_->add(result);
  state_.assets.push_back({.file = state_.files.empty() ? std::string{} : state_.files.back(),
                           .id = result.id,
                           .group = result.group,
                           .offer = result.verdict.offer,
                           .cost = cost_of(result),
                           .settings = std::move(settings)});
}

void StateBuilder::add_finding(Finding finding) {
  state_.findings.push_back(std::move(finding));
}

void StateBuilder::end_file() {
  if (!of_file_) return;
  auto report = std::move(*of_file_).finish();
  for (auto& line : report.budgets) {
    state_.budgets.push_back({state_.files.back(), std::move(line)});
  }
  state_.over_per_asset += static_cast<std::int64_t>(report.over_per_asset.size());
  of_file_.reset();
}

auto StateBuilder::finish() && -> State {
  end_file();
  auto report = std::move(all_).finish();
  state_.totals = std::move(report.totals);
  state_.groups = std::move(report.groups);
  std::sort(state_.files.begin(), state_.files.end());
  return std::move(state_);
}

}  // namespace v0
}  // namespace tariff
