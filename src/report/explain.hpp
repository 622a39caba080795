// What the catalog says of a rule or an offer, for `tariff explain`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalog/model.hpp"
#include "tariff/report.hpp"

namespace tariff::report {

// One rule as it is written in one place, and the offers that have it.
struct RuleUse {
  const catalog::Rule* rule = nullptr;
  std::vector<const catalog::Offer*> offers;
};

// A finding of reading requests, and the offers that have it under this code.
struct FindingUse {
  catalog::FindingKind kind{};
  const catalog::Finding* finding = nullptr;
  std::vector<const catalog::Offer*> offers;
};

// What a code or a name means. Pointers into the catalog.
struct Subject {
  std::string name;
  std::vector<RuleUse> rules;
  std::vector<FindingUse> findings;
  std::vector<const catalog::Offer*> offers;
  std::string own;      // what a code of Tariff itself means
  std::string nearest;  // when nothing was found: the nearest code or name, or empty

  [[nodiscard]] auto empty() const noexcept -> bool {
    return rules.empty() && findings.empty() && offers.empty() && own.empty();
  }
};

// A code; an offer's name ("acme/painter-1/generate"); a model's at a provider; a model's alone.
[[nodiscard]] auto find_subject(const catalog::CatalogData& data, std::string_view name) -> Subject;

// Conflicts that name a code, and examples that show it being broken.
[[nodiscard]] auto conflicts_of(const Subject& subject) -> std::vector<const catalog::Conflict*>;
[[nodiscard]] auto examples_of(const RuleUse& use) -> std::vector<const catalog::Example*>;

[[nodiscard]] auto explain_to_text(const catalog::CatalogData& data, const Subject& subject,
                                   Date as_of, TextOptions options) -> std::string;
[[nodiscard]] auto explain_to_json(const catalog::CatalogData& data, const Subject& subject)
    -> std::string;

// A text with its expressions in braces, as it is written in YAML.
[[nodiscard]] auto to_text(const catalog::Template& text) -> std::string;
// "from 2026-04-21 until 2026-08-20"; empty: always.
[[nodiscard]] auto to_text(const Period& period) -> std::string;
// "text", "integer", … as in YAML.
[[nodiscard]] auto to_text(catalog::ParameterType type) -> const char*;
[[nodiscard]] auto to_text(Rounding direction) -> const char*;
// What a parameter takes: "'low', 'medium', 'high'; 1 to 10".
[[nodiscard]] auto accepts(const catalog::Parameter& parameter) -> std::string;
// "$30 per 1,000,000", or "by an expression".
[[nodiscard]] auto rate_of(const catalog::RateCard& card, const catalog::MeterSpec& meter,
                           std::string_view currency) -> std::string;
[[nodiscard]] auto status_of(const catalog::Lifecycle& lifecycle) -> std::vector<std::string>;

}  // namespace tariff::report
