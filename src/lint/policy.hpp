// Policies: rules that a team writes in its settings file, in the language of the catalog's rules
// (docs/settings.md). They are read with the file, compiled once against a catalog, and then hold
// for every asset.
//
//     std::vector<Diagnostic> errors;
//     const auto policies = PolicySet::compile(settings.policies, catalog, errors);
//     for (auto& found : policies->check(catalog, record, chosen, result)) …
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "catalog/source_model.hpp"
#include "tariff/catalog.hpp"
#include "tariff/lint.hpp"
#include "tariff/manifest.hpp"
#include "tariff/report.hpp"

namespace tariff::lint {

// A policy as it is written: read, but not compiled.
struct PolicySource {
  catalog::Rule rule;  // what needs no compiling
  Location place;      // of the code
  const catalog::Node* code = nullptr;
  const catalog::Node* parameter = nullptr;
  catalog::Lets lets;
  catalog::Expression when;
  catalog::Expression require;
  catalog::TemplateSource message;
  // What the pointers point into, and the text that its errors are shown in.
  std::shared_ptr<const catalog::Node> tree;
  std::shared_ptr<const base::TextSource> text;
};

class PolicySet {
 public:
  // More policies of one project than this are refused.
  static constexpr std::size_t most_policies = 500;

  // Of policies with one code, the last counts. Null, with errors at their places, when one of them
  // does not compile; a set without policies when there are none.
  [[nodiscard]] static auto compile(const std::vector<PolicySource>& sources,
                                    const Catalog& catalog, std::vector<Diagnostic>& errors)
      -> std::shared_ptr<const PolicySet>;

  ~PolicySet();
  PolicySet(const PolicySet&) = delete;
  auto operator=(const PolicySet&) -> PolicySet& = delete;

  // What `record` breaks. `chosen` is the request that was judged, `result` what came of it; both
  // as judge_record() gives them. Each finding has its path and its place. Nothing is found in a
  // record that could not be read. Any number of threads may call it. `catalog` need not be the one
  // that the set was compiled against: fields are looked up by name.
  [[nodiscard]] auto check(const Catalog& catalog, const Record& record, const Request& chosen,
                           const RecordResult& result) const -> std::vector<Diagnostic>;

  // Sorted by code.
  [[nodiscard]] auto codes() const -> std::vector<LintCode>;
  [[nodiscard]] auto empty() const noexcept -> bool;
  // Names what the policies say: results that were cached under another are stale.
  [[nodiscard]] auto hash() const noexcept -> const std::string&;

  struct Parts;  // policy_parts.hpp
  explicit PolicySet(std::unique_ptr<const Parts> parts);

 private:
  std::unique_ptr<const Parts> parts_;
};

}  // namespace tariff::lint
