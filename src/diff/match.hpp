// Which asset of one side is which of the other.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "tariff/diff.hpp"

namespace tariff::diff {

// Indices into the assets of both sides; one of them may be unset.
struct AssetPair {
  std::optional<std::size_t> base;
  std::optional<std::size_t> head;
};

struct Matching {
  std::vector<FileRename> renames;  // sorted by the new name
  std::vector<AssetPair> pairs;     // head's in their order, then those that are gone
};

[[nodiscard]] auto match(const State& base, const State& head) -> Matching;

}  // namespace tariff::diff
