// What a name on the command line means in a catalog.
#include <algorithm>
#include <set>

#include "base/near_name.hpp"
#include "catalog/findings.hpp"
#include "report/explain.hpp"

namespace tariff::report {
namespace {

using catalog::CatalogData;
using catalog::Finding;
using catalog::FindingKind;
using catalog::Offer;
using catalog::Rule;

auto same_text(const Rule& a, const Rule& b) -> bool {
  return a.file == b.file && a.line == b.line && a.when_text == b.when_text &&
         a.require_text == b.require_text;
}

void add_rule(Subject& subject, const Rule& rule, const Offer& offer) {
  auto& rules = subject.rules;
  const auto found = std::find_if(rules.begin(), rules.end(), [&rule](const RuleUse& use) {
    return same_text(*use.rule, rule);
  });
  auto& use = found == rules.end() ? rules.emplace_back(RuleUse{&rule, {}, {}}) : *found;
  if (use.offers.empty() || use.offers.back() != &offer) use.offers.push_back(&offer);
}

void add_finding(Subject& subject, FindingKind kind, const Finding& finding, const Offer& offer) {
  auto& findings = subject.findings;
  const auto found = std::find_if(findings.begin(), findings.end(), [&](const FindingUse& use) {
    return use.kind == kind && use.finding->provider_message == finding.provider_message;
  });
  auto& use =
      found == findings.end() ? findings.emplace_back(FindingUse{kind, &finding, {}, {}}) : *found;
  if (use.offers.empty() || use.offers.back() != &offer) use.offers.push_back(&offer);
}

void find_code(Subject& subject, const Offer& offer) {
  for (const auto& rule : offer.rules) {
    if (rule.code == subject.name) add_rule(subject, rule, offer);
  }
  for (std::size_t i = 0; i < offer.findings.size(); ++i) {
    if (offer.findings[i].code != subject.name) continue;
    add_finding(subject, static_cast<FindingKind>(i), offer.findings[i], offer);
  }
  for (const auto& parameter : offer.parameters) {
    for (const auto& [kind, finding] : parameter.findings) {
      if (finding.code == subject.name) add_finding(subject, kind, finding, offer);
    }
  }
}

auto is_called(const catalog::OfferName& name, const Offer& offer, std::string_view wanted)
    -> bool {
  const auto model = name.provider + "/" + name.model;
  return wanted == name.model || wanted == model || wanted == model + "/" + offer.operation;
}

void find_offers(const CatalogData& data, Subject& subject) {
  for (const auto& name : data.names) {
    const auto& offer = data.offers[name.offer];
    const bool known =
        std::find(subject.offers.begin(), subject.offers.end(), &offer) != subject.offers.end();
    if (!known && is_called(name, offer, subject.name)) subject.offers.push_back(&offer);
  }
}

auto all_names(const CatalogData& data) -> std::set<std::string> {
  std::set<std::string> names;
  for (const auto& offer : data.offers) {
    names.insert(offer.name());
    names.insert(offer.provider + "/" + offer.model);
    for (const auto& rule : offer.rules) names.insert(rule.code);
    for (const auto& finding : offer.findings) names.insert(finding.code);
  }
  for (const auto list : {own_codes(), check_codes(), plan_codes()}) {
    for (const auto& entry : list) names.emplace(entry.code);
  }
  return names;
}

auto nearest(const CatalogData& data, std::string_view wanted) -> std::string {
  const auto names = all_names(data);
  const std::vector<std::string_view> candidates{names.begin(), names.end()};
  return std::string{base::nearest_name(wanted, candidates)};
}

auto mentions(const std::vector<std::string>& codes, std::string_view code) -> bool {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

void add_conflicts(const Offer& offer, std::string_view code,
                   std::vector<const catalog::Conflict*>& out) {
  for (const auto& conflict : offer.conflicts) {
    const bool known = std::any_of(out.begin(), out.end(), [&conflict](const auto* other) {
      return other->id == conflict.id && other->claim == conflict.claim;
    });
    if (!known && mentions(conflict.rules, code)) out.push_back(&conflict);
  }
}

}  // namespace

auto find_subject(const CatalogData& data, std::string_view name) -> Subject {
  Subject subject;
  subject.name = name;
  subject.own = find_own_code(name);
  for (const auto& offer : data.offers) find_code(subject, offer);
  if (subject.empty()) find_offers(data, subject);
  if (subject.empty()) subject.nearest = nearest(data, name);
  return subject;
}

auto conflicts_of(const Subject& subject) -> std::vector<const catalog::Conflict*> {
  std::vector<const catalog::Conflict*> conflicts;
  for (const auto& use : subject.rules) {
    for (const auto* offer : use.offers) add_conflicts(*offer, subject.name, conflicts);
  }
  for (const auto& use : subject.findings) {
    for (const auto* offer : use.offers) add_conflicts(*offer, subject.name, conflicts);
  }
  return conflicts;
}

}  // namespace tariff::report
