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

// Nothing where there are no edits, or `source` does not hold all that they replace.
[[nodiscard]] auto placed_edits(const Change& change, const base::TextSource& source)
    -> std::vector<PlacedEdit>;

// One edit that does what all do: from the first to the last, with what stands between them.
[[nodiscard]] auto merged_edit(const Change& change, const base::TextSource& source)
    -> std::optional<PlacedEdit>;

}  // namespace tariff::formats
