// What the catalog says of a rule or an offer, for `tariff explain`.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/model.hpp"
#include "check/code_examples.hpp"
#include "report/own_codes.hpp"
#include "tariff/report.hpp"

namespace tariff::report {

// One rule as it is written in one place, and the offers that have it.
struct RuleUse {
  const catalog::Rule* rule = nullptr;
  std::vector<const catalog::Offer*> offers;
  check::ExamplePair examples;
};

// A finding of reading requests, and the offers that have it under this code.
struct FindingUse {
  catalog::FindingKind kind{};
  const catalog::Finding* finding = nullptr;
  std::vector<const catalog::Offer*> offers;
  check::ExamplePair examples;
};

// What a code or a name means. Pointers into the catalog.
struct Subject {
  std::string name;
  std::vector<RuleUse> rules;
  std::vector<FindingUse> findings;
  std::vector<const catalog::Offer*> offers;
  const OwnCode* own = nullptr;  // a code of Tariff itself
  std::string nearest;           // when nothing was found: the nearest code or name, or empty

  [[nodiscard]] auto empty() const noexcept -> bool {
    return rules.empty() && findings.empty() && offers.empty() && own == nullptr;
  }
};

// A code; an offer's name ("acme/painter-1/generate"); a model's at a provider; a model's alone.
[[nodiscard]] auto find_subject(const catalog::CatalogData& data, std::string_view name) -> Subject;

// Every code that lint can give: that stands in the catalog or in the list of our own.
[[nodiscard]] auto all_codes(const catalog::CatalogData& data) -> std::set<std::string>;

// Fills in the examples of rules and findings.
void add_examples(check::CodeExamples& examples, Subject& subject);

// Every code that lint and plan can give with this catalog, with its examples: Tariff's own
// families, then the catalog's, each sorted by code. A finding of which no offer has an example
// cannot be given (a limit that no parameter has) and is left out.
[[nodiscard]] auto all_subjects(const catalog::CatalogData& data, check::CodeExamples& examples)
    -> std::vector<Subject>;

// Conflicts that name a code.
[[nodiscard]] auto conflicts_of(const Subject& subject) -> std::vector<const catalog::Conflict*>;

[[nodiscard]] auto explain_to_text(const catalog::CatalogData& data, const Subject& subject,
                                   Date as_of, TextOptions options) -> std::string;
[[nodiscard]] auto explain_to_json(const catalog::CatalogData& data, const Subject& subject)
    -> std::string;
[[nodiscard]] auto explain_to_markdown(const catalog::CatalogData& data, const Subject& subject)
    -> std::string;

// The same for all codes, by family. The Markdown is docs/rules.md.
[[nodiscard]] auto explain_all_to_text(const catalog::CatalogData& data,
                                       const std::vector<Subject>& subjects, TextOptions options)
    -> std::string;
[[nodiscard]] auto explain_all_to_json(const catalog::CatalogData& data,
                                       const std::vector<Subject>& subjects) -> std::string;
// One line for each code.
[[nodiscard]] auto explain_all_to_jsonl(const catalog::CatalogData& data,
                                        const std::vector<Subject>& subjects) -> std::string;
[[nodiscard]] auto explain_all_to_markdown(const catalog::CatalogData& data,
                                           const std::vector<Subject>& subjects) -> std::string;

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
// The names of offers; of a model with all its operations, once: "acme/lumen-2".
[[nodiscard]] auto short_names(const catalog::CatalogData& data,
                               const std::vector<const catalog::Offer*>& offers)
    -> std::vector<std::string>;
// A request as a record that `tariff lint` reads, in one line. For people long texts are cut.
enum class Reader : std::uint8_t { person, machine };
[[nodiscard]] auto record_of(const Request& request, Reader reader) -> std::string;
// Whether an example cannot be sent as it is shown, because a text in it was cut.
[[nodiscard]] auto is_cut(const Request& request) -> bool;
[[nodiscard]] auto status_of(const catalog::Lifecycle& lifecycle) -> std::vector<std::string>;

}  // namespace tariff::report
