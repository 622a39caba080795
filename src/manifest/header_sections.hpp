// The sections of a manifest that speak of all its assets: what may be spent, and how to plan.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "manifest/node.hpp"
#include "tariff/manifest.hpp"

namespace tariff::manifest {

// What reading a section may write to. All outlive the reading.
struct SectionContext {
  const std::string& file;  // what places call the input
  std::vector<Diagnostic>& problems;
  std::map<std::string, Location, std::less<>>& places;  // ManifestHeader::places
};

enum class BudgetOf : std::uint8_t { manifest, group };

[[nodiscard]] auto read_budget(const Node& value, BudgetOf whose, const SectionContext& context)
    -> Budget;

[[nodiscard]] auto read_plan(const Node& value, const SectionContext& context) -> PlanSettings;

}  // namespace tariff::manifest
