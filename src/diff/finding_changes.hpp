// Findings that are new, and findings that are gone.
#pragma once

#include <cstdint>
#include <vector>

#include "tariff/diff.hpp"

namespace tariff::diff {

struct FindingChanges {
  std::vector<Finding> added;  // both: errors first, then as they stand in the files
  std::vector<Finding> gone;
  std::int64_t kept = 0;
};

// Only findings that count: what is suppressed on one side and not on the other is new or gone. A
// finding is the same when its fingerprint is, or else when it says the same of the same asset (or,
// if it is about several or the whole input, the same but for the numbers), also in a renamed file.
[[nodiscard]] auto compare_findings(std::vector<Finding> base, std::vector<Finding> head,
                                    const std::vector<FileRename>& renames) -> FindingChanges;

}  // namespace tariff::diff
