// Planning the fixes of a text as a linter does.
#pragma once

#include <algorithm>
#include <functional>
#include <sstream>
#include <string>
#include <vector>

#include "edit/fix_planner.hpp"
#include "manifest/support.hpp"
#include "tariff/edit.hpp"

namespace edit_test {

// A finding: the assets that it hits, and the fix of each.
struct Wish {
  std::vector<std::string> ids;
  tariff::Fix fix;
};

inline auto edits_of(const std::string& text, tariff::InputKind kind,
                     const std::vector<Wish>& wishes) -> tariff::edit::EditsByFinding {
  tariff::InputOptions options;
  options.name = "f";
  options.read_text = [](const std::string& path, std::string& out) {
    out = "what " + path + " says";
    return true;
  };
  std::istringstream in{text};
  tariff::ManifestHeader header;
  std::vector<tariff::Diagnostic> diagnostics;
  tariff::edit::FixPlanner planner{text, kind, options};
  const auto take = [&](tariff::Record&& record) {
    planner.add(record);
    for (std::size_t i = 0; i < wishes.size(); ++i) {
      const auto& ids = wishes[i].ids;
      if (std::find(ids.begin(), ids.end(), record.request.id) != ids.end()) {
        planner.want(i, wishes[i].fix);
      }
    }
    return true;
  };
  tariff::read_manifest(in, kind, options, header, take, diagnostics);
  return planner.finish(header, diagnostics.size());
}

// With every wish granted; empty when one cannot be.
inline auto mended(const std::string& text, tariff::InputKind kind, const std::vector<Wish>& wishes)
    -> std::string {
  const auto edits = edits_of(text, kind, wishes);
  if (edits.size() != wishes.size()) return "";
  std::vector<tariff::TextEdit> all;
  for (const auto& [finding, each] : edits) all.insert(all.end(), each.begin(), each.end());
  std::sort(all.begin(), all.end(), [](const tariff::TextEdit& a, const tariff::TextEdit& b) {
    return a.offset < b.offset;
  });
  return tariff::apply_edits(text, all).value_or("overlapping edits");
}

}  // namespace edit_test
