// The edits of a change as other tools want them: by line and column, or all as one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "formats/place.hpp"

namespace tariff::formats {

struct PlacedEdit {
  Extent extent;
  std::string text;
};

// The edits of the finding's change. Nothing where there are none, or `source` does not hold all
// that they replace.
[[nodiscard]] auto placed_edits(const Finding& finding, const base::TextSource* source)
    -> std::vector<PlacedEdit>;

// One edit that does what all do: from the first to the last, with what stands between them.
[[nodiscard]] auto merged_edit(const Finding& finding, const base::TextSource* source)
    -> std::optional<PlacedEdit>;

}  // namespace tariff::formats
