#include "diff/finding_changes.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>

namespace tariff::diff {
namespace {

using Key = std::function<std::string(const Finding&)>;

// Takes what both have, by key, out of both; how much it was.
auto take_common(std::vector<Finding>& base, std::vector<Finding>& head, const Key& base_key,
                 const Key& head_key) -> std::int64_t {
  std::unordered_map<std::string, std::int64_t> in_base;
  for (const auto& finding : base) ++in_base[base_key(finding)];
  std::unordered_map<std::string, std::int64_t> common;
  std::int64_t taken = 0;
  std::erase_if(head, [&](const Finding& finding) {
    const auto key = head_key(finding);
    const auto found = in_base.find(key);
    if (found == in_base.end() || found->second == 0) return false;
    --found->second;
    ++common[key];
    ++taken;
    return true;
  });
  std::erase_if(base, [&](const Finding& finding) {
    const auto found = common.find(base_key(finding));
    return found != common.end() && found->second-- > 0;
  });
  return taken;
}

auto by_fingerprint(const Finding& finding) -> std::string {
  return finding.fingerprint;
}

// A text in which all numbers are alike.
auto without_numbers(std::string_view text) -> std::string {
  std::string out;
  for (const char c : text) {
    const bool is_digit = c >= '0' && c <= '9';
    if (!is_digit || !out.ends_with('0')) out += is_digit ? '0' : c;
  }
  return out;
}

// What a finding is about, whatever numbers it names: a total or a saving is another one after each
// change, and that the budget is exceeded is no news.
auto by_subject(const Finding& finding, const std::string& file) -> std::string {
  const auto& found = finding.diagnostic;
  const auto key = file + '\0' + found.code + '\0' + found.path + '\0';
  const bool of_one = finding.asset_count == 1 && !finding.assets.front().id.empty();
  return key +
         (of_one ? "asset " + finding.assets.front().id : "says " + without_numbers(found.message));
}

auto worst_first(std::vector<Finding> findings) -> std::vector<Finding> {
  std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
    return a.diagnostic.severity > b.diagnostic.severity;
  });
  return findings;
}

}  // namespace

auto compare_findings(std::vector<Finding> base, std::vector<Finding> head,
                      const std::vector<FileRename>& renames) -> FindingChanges {
  const auto is_silenced = [](const Finding& finding) { return !finding.is_active(); };
  std::erase_if(base, is_silenced);
  std::erase_if(head, is_silenced);
  FindingChanges out;
  out.kept = take_common(base, head, by_fingerprint, by_fingerprint);
  std::map<std::string, std::string, std::less<>> new_name;
  for (const auto& [from, to] : renames) new_name.emplace(from, to);
  const auto base_key = [&](const Finding& finding) {
    const auto& file = finding.diagnostic.location.file;
    const auto renamed = new_name.find(file);
    return by_subject(finding, renamed == new_name.end() ? file : renamed->second);
  };
  const auto head_key = [](const Finding& finding) {
    return by_subject(finding, finding.diagnostic.location.file);
  };
  out.kept += take_common(base, head, base_key, head_key);
  out.added = worst_first(std::move(head));
  out.gone = worst_first(std::move(base));
  return out;
}

}  // namespace tariff::diff
