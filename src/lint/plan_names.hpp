// Providers and models that settings of the planner name, held against the catalog.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/model.hpp"
#include "tariff/lint.hpp"

namespace tariff::lint {

class PlanNames {
 public:
  // `data` outlives it; it is looked into when the first name is checked.
  explicit PlanNames(const catalog::CatalogData& data) : data_(data) {}

  // Adds to the diagnostics of the record.
  void check(const Record& record, std::vector<Diagnostic>& out);
  // What the manifest says of all its assets.
  [[nodiscard]] auto check(const ManifestHeader& header) -> std::vector<Finding>;

 private:
  using Names = std::set<std::string, std::less<>>;

  void read_catalog();
  void check_list(const Record& record, const char* list, const std::vector<std::string>& names,
                  std::vector<Diagnostic>& out);

  const catalog::CatalogData& data_;
  Names providers_;
  Names offers_;  // "provider/model", "provider/model/operation"
  Names models_;  // as rendered, and the offers
  Names all_;
};

}  // namespace tariff::lint
