#include "formats/details.hpp"

#include <algorithm>
#include <cstddef>

#include "report/utf8.hpp"
#include "report/words.hpp"

namespace tariff::formats {
namespace {

constexpr std::size_t assets_named = 3;

// "hits 15 assets: hero, icon-1, icon-2 and 12 more"
auto hits(const Finding& finding) -> std::string {
  auto text = "hits " + report::counted(finding.asset_count, "asset");
  std::vector<std::string> names;
  for (const auto& asset : finding.assets) {
    if (names.size() < assets_named && !asset.id.empty()) names.push_back(asset.id);
  }
  if (names.empty()) return text;
  const auto rest = finding.asset_count - static_cast<std::int64_t>(names.size());
  if (rest <= 0) return text + ": " + report::joined(names);
  return text + ": " + report::joined(names) + " and " + std::to_string(rest) + " more";
}

void add(std::vector<Detail>& details, std::string_view label, std::string text) {
  if (!text.empty()) details.push_back({label, std::move(text)});
}

void add_fix(std::vector<Detail>& details, const Finding& finding) {
  const auto label = [](bool safe) { return safe ? "fix" : "fix (unsafe)"; };
  if (finding.change) {
    add(details, label(finding.change->safe), finding.change->title);
  } else if (const auto& fix = finding.diagnostic.fix) {
    add(details, label(fix->safe), fix_to_text(*fix, finding.currency));
  }
}

}  // namespace

auto details_of(const Finding& finding) -> std::vector<Detail> {
  const auto& found = finding.diagnostic;
  std::vector<Detail> details;
  add(details, "because", found.because);
  add(details, "provider", found.provider_message);
  if (finding.asset_count > 1) add(details, "note", hits(finding));
  add_fix(details, finding);
  add(details, "help", found.source);
  return details;
}

auto full_message(const Finding& finding) -> std::string {
  auto text = report::printable(finding.diagnostic.message);
  for (const auto& [label, detail] : details_of(finding)) {
    text += '\n';
    text += label;
    text += ": " + report::printable(detail);
  }
  return text;
}

}  // namespace tariff::formats
