// All codes that lint and plan can give, and examples of each.
#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "report/explain.hpp"

namespace tariff::report {
namespace {

using catalog::CatalogData;

// Our own families stand first, in the order of the lists of our codes.
auto rank_of(std::string_view code) -> std::size_t {
  std::size_t rank = 0;
  for (const auto list : {own_codes(), plan_codes()}) {
    for (const auto& entry : list) {
      if (family_of(entry.code) == family_of(code)) return rank;
      ++rank;
    }
  }
  return rank;
}

void drop_impossible(Subject& subject) {
  std::erase_if(subject.findings, [](const FindingUse& use) { return !use.examples.bad; });
}

}  // namespace

auto all_codes(const CatalogData& data) -> std::set<std::string> {
  std::set<std::string> codes;
  for (const auto& entry : own_codes()) codes.emplace(entry.code);
  for (const auto& offer : data.offers) {
    for (const auto& rule : offer.rules) codes.insert(rule.code);
    for (const auto& finding : offer.findings) codes.insert(finding.code);
    for (const auto& parameter : offer.parameters) {
      for (const auto& [kind, finding] : parameter.findings) codes.insert(finding.code);
    }
  }
  return codes;
}

void add_examples(check::CodeExamples& examples, Subject& subject) {
  for (auto& use : subject.rules) use.examples = examples.find(subject.name, use.offers);
  for (auto& use : subject.findings) {
    use.examples = examples.find(subject.name, use.offers, use.kind);
  }
}

auto all_subjects(const CatalogData& data, check::CodeExamples& examples) -> std::vector<Subject> {
  std::vector<Subject> subjects;
  auto codes = all_codes(data);
  for (const auto& entry : plan_codes()) codes.emplace(entry.code);
  for (const auto& code : codes) {
    auto subject = find_subject(data, code);
    add_examples(examples, subject);
    drop_impossible(subject);
    if (!subject.empty()) subjects.push_back(std::move(subject));
  }
  std::stable_sort(subjects.begin(), subjects.end(), [](const Subject& a, const Subject& b) {
    return rank_of(a.name) < rank_of(b.name);
  });
  return subjects;
}

}  // namespace tariff::report
