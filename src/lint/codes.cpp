// Every code that the linter can give.
#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "catalog/findings.hpp"
#include "catalog/model.hpp"
#include "lint/code_names.hpp"
#include "lint/policy.hpp"
#include "report/explain.hpp"
#include "report/own_codes.hpp"
#include "tariff/lint.hpp"

namespace tariff {
namespace lint {
namespace {

constexpr std::array<std::string_view, 11> own_families{"ALL",  "BUDGET", "CATALOG", "COST",
                                                        "DIFF", "INPUT",  "LINT",    "MANIFEST",
                                                        "PLAN", "REQ",    "SETTINGS"};

using ByCode = std::map<std::string, LintCode, std::less<>>;

// A code that several offers have is told as the first of them tells it; it is as severe as the
// most severe.
void add(ByCode& codes, LintCode code) {
  const auto [at, is_new] = codes.try_emplace(code.code, code);
  if (!is_new) at->second.severity = std::max(at->second.severity, code.severity);
}

void add_source(LintCode& code, const catalog::CatalogData& data, catalog::SourceId id) {
  const auto& source = data.sources[id];
  code.source = source.url;
  code.dated = source.dated;
  code.confidence = source.confidence;
}

void add_rule(ByCode& codes, const catalog::CatalogData& data, const catalog::Rule& rule) {
  LintCode code;
  code.code = rule.code;
  code.severity = rule.severity;
  code.title =
      rule.message.empty() ? "must hold: " + rule.require_text : report::to_text(rule.message);
  code.why = rule.why;
  add_source(code, data, rule.source);
  add(codes, std::move(code));
}

void add_finding(ByCode& codes, const catalog::CatalogData& data, catalog::FindingKind kind,
                 const catalog::Finding& finding) {
  if (finding.code.empty()) return;
  LintCode code;
  code.code = finding.code;
  code.severity = finding.severity;
  code.title = finding.message.empty() ? std::string{catalog::finding_default(kind).message}
                                       : report::to_text(finding.message);
  add_source(code, data, finding.source);
  add(codes, std::move(code));
}

void add_offer(ByCode& codes, const catalog::CatalogData& data, const catalog::Offer& offer) {
  for (const auto& rule : offer.rules) add_rule(codes, data, rule);
  for (std::size_t i = 0; i < offer.findings.size(); ++i) {
    add_finding(codes, data, static_cast<catalog::FindingKind>(i), offer.findings[i]);
  }
  for (const auto& parameter : offer.parameters) {
    for (const auto& [kind, finding] : parameter.findings) add_finding(codes, data, kind, finding);
  }
}

void add_own(ByCode& codes) {
  for (const auto& own : report::own_codes()) {
    LintCode code;
    code.code = own.code;
    code.severity = own.severity;
    code.title = own.title;
    code.why = own.why;
    add(codes, std::move(code));
  }
}

auto is_word_part(char c) noexcept -> bool {
  return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

}  // namespace

auto is_code(std::string_view text) noexcept -> bool {
  std::size_t words = 0;
  bool inside = false;
  for (const char c : text) {
    if (is_word_part(c)) {
      if (!inside) ++words;
      inside = true;
    } else if (c == '-' && inside) {
      inside = false;
    } else {
      return false;
    }
  }
  return inside && words >= 2 && text.front() >= 'A';
}

auto family_of(std::string_view code) noexcept -> std::string_view {
  return code.substr(0, code.find('-'));
}

auto is_own_family(std::string_view family) noexcept -> bool {
  return std::find(own_families.begin(), own_families.end(), family) != own_families.end();
}

}  // namespace lint

inline namespace v0 {

auto lint_codes(const Catalog& catalog, const lint::PolicySet* policies) -> std::vector<LintCode> {
  lint::ByCode codes;
  const auto& data = catalog.data();
  for (const auto& offer : data.offers) lint::add_offer(codes, data, offer);
  lint::add_own(codes);
  if (policies != nullptr) {
    for (auto& code : policies->codes()) lint::add(codes, std::move(code));
  }
  std::vector<LintCode> out;
  out.reserve(codes.size());
  for (auto& [name, code] : codes) out.push_back(std::move(code));
  return out;
}

}  // namespace v0
}  // namespace tariff
