// What is wrong with a settings file, under codes of its own.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalog/reporter.hpp"

namespace tariff::lint {

// Settings are read by the readers of the catalog's YAML, whose codes begin with CATALOG; what they
// find here is SETTINGS-YAML, SETTINGS-KEY, SETTINGS-TYPE, SETTINGS-EXPR, SETTINGS-REF and so on.
inline void take_settings_errors(catalog::Reporter& reporter, std::vector<Diagnostic>& out) {
  constexpr std::string_view of_catalog = "CATALOG-";
  for (auto& found : reporter.take()) {
    if (found.code.starts_with(of_catalog)) found.code.replace(0, of_catalog.size(), "SETTINGS-");
    out.push_back(std::move(found));
  }
}

}  // namespace tariff::lint
