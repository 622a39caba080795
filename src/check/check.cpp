#include "tariff/check.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "check/findings.hpp"

namespace tariff {
namespace check {
namespace {

auto order_of(const Diagnostic& finding) {
  return std::tie(finding.location.file, finding.location.line, finding.code, finding.path,
                  finding.message);
}

}  // namespace

void Findings::add(Severity severity, const char* code, std::string path, std::string message,
                   std::string file, std::uint32_t line) {
  Diagnostic finding;
  finding.code = code;
  finding.severity = severity;
  finding.path = std::move(path);
  finding.message = std::move(message);
  finding.location.file = std::move(file);
  finding.location.line = line;
  finding.location.column = line == 0 ? 0 : 1;
  list_.push_back(std::move(finding));
}

auto Findings::take() -> std::vector<Diagnostic> {
  const auto less = [](const auto& a, const auto& b) { return order_of(a) < order_of(b); };
  const auto same = [](const auto& a, const auto& b) { return order_of(a) == order_of(b); };
  std::sort(list_.begin(), list_.end(), less);
  list_.erase(std::unique(list_.begin(), list_.end(), same), list_.end());
  return std::move(list_);
}

auto pack_name(const catalog::Offer& offer) -> std::string {
  return offer.provider + "/" + offer.model;
}

}  // namespace check

inline namespace v0 {

auto check_catalog(const Catalog& catalog, Date today, CheckOptions options)
    -> std::vector<Diagnostic> {
  const check::Context context{catalog, catalog.data(), today, options};
  check::Findings findings;
  for (const auto& offer : context.data.offers) {
    check::check_rules(context, offer, findings);
    check::check_cards(context, offer, findings);
    check::check_parameters(context, offer, findings);
    check::check_lifecycle(context, offer, findings);
    check::check_conflicts(context, offer, findings);
    check::check_quality(context, offer, findings);
  }
  check::check_examples(context, findings);
  check::check_ratings(context, findings);
  check::check_sources(context, findings);
  return findings.take();
}

}  // namespace v0
}  // namespace tariff
