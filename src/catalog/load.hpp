// From YAML files to a compiled catalog.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/text_source.hpp"
#include "catalog/model.hpp"

namespace tariff::catalog {

// A YAML file that takes part in a catalog. `name` is relative: "rules/…", "data/pricing/…" or
// "data/quality/…".
struct SourceFile {
  std::string name;
  std::string text;
  std::string path{};  // as findings show the file; empty: the name
};

struct LoadOutcome {
  std::shared_ptr<const CatalogData> data;  // null when there is any error
  std::vector<Diagnostic> diagnostics;      // sorted by file, place
};

// Compiles a whole catalog. Later files of the same name replace or extend earlier ones: a pack or
// card file that `extends` its own name extends the earlier file of that name. Pure: no I/O.
[[nodiscard]] auto load(const std::vector<SourceFile>& files) -> LoadOutcome;

}  // namespace tariff::catalog
