#include "lint/aggregate.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/sha256.hpp"

namespace tariff::lint {
namespace {

// What a finding shares with others that say the same.
auto key_of(const Diagnostic& diagnostic) -> std::string {
  return diagnostic.code + '\0' + std::to_string(diagnostic.location.offset) + '\0' +
         std::to_string(diagnostic.location.line) + '\0' + diagnostic.path + '\0' +
         diagnostic.message;
}

auto in_order(const Finding& a, const Finding& b) -> bool {
  const auto key = [](const Finding& finding) {
    const auto& found = finding.diagnostic;
    return std::tie(found.location.line, found.location.offset, found.code, found.message);
  };
  return key(a) < key(b);
}

// What names a finding whatever stands around it. One that an asset causes is named by the asset;
// one that many share by what it says.
auto identity_of(const Finding& finding) -> std::string {
  const auto& found = finding.diagnostic;
  const bool of_one = finding.asset_count == 1 && !finding.assets.front().id.empty();
  std::string text;
  for (const std::string_view part :
       {std::string_view{found.location.file}, std::string_view{found.code},
        std::string_view{found.path}, std::string_view{of_one ? "asset" : "says"}}) {
    text += part;
    text += '\0';
  }
  if (of_one) return text + finding.assets.front().id;
  return text + (finding.topic.empty() ? found.message : finding.topic);
}

}  // namespace

void Fingerprints::give(Finding& finding) {
  const auto identity = identity_of(finding);
  const int copy = seen_[identity]++;
  finding.fingerprint =
      base::sha256(copy == 0 ? identity : identity + '\0' + std::to_string(copy)).substr(0, 16);
}

auto make_finding(const Diagnostic& diagnostic, const RecordResult& result, const Suppression* by)
    -> Finding {
  Finding finding;
  finding.diagnostic = diagnostic;
  finding.currency = result.verdict.quote.currency;
  finding.unreadable = result.problem && result.problem->unreadable;
  finding.of_records = true;
  if (by != nullptr) finding.suppression = *by;
  if (diagnostic.fix) {
    finding.change = Change{.title = fix_to_text(*diagnostic.fix, finding.currency),
                            .safe = diagnostic.fix->safe,
                            .edits = {}};
  }
  finding.assets.push_back({result.id, result.location});
  finding.asset_count = 1;
  return finding;
}

auto FindingCollector::add(const Diagnostic& diagnostic, const RecordResult& result,
                           const Suppression* by) -> std::size_t {
  auto key = key_of(diagnostic);
  if (by != nullptr) key += '\0' + std::to_string(by->location.offset);
  const auto [at, is_new] = known_.try_emplace(std::move(key), findings_.size());
  if (is_new) {
    findings_.push_back(make_finding(diagnostic, result, by));
    return at->second;
  }
  auto& finding = findings_[at->second];
  if (finding.change && diagnostic.fix && !diagnostic.fix->safe) finding.change->safe = false;
  ++finding.asset_count;
  if (finding.assets.size() < most_named_assets) {
    finding.assets.push_back({result.id, result.location});
  }
  return at->second;
}

auto FindingCollector::take() -> std::vector<Finding> {
  std::stable_sort(findings_.begin(), findings_.end(), in_order);
  Fingerprints fingerprints;
  for (auto& finding : findings_) fingerprints.give(finding);
  known_.clear();
  return std::exchange(findings_, {});
}

}  // namespace tariff::lint
