// Covers the combinations that come out alike with as few products of sets as is easily found.
#pragma once

#include <cstdint>
#include <vector>

namespace tariff::kernel {

// For each axis, the groups that belong: bit i for group i.
using Product = std::vector<std::uint64_t>;

// `outcomes` has one entry for each combination (the first axis runs fastest); every combination
// with `outcome` is in one of the products at least, and no other is. Axes have 64 groups at most.
[[nodiscard]] auto cover(const std::vector<std::size_t>& sizes, const std::vector<int>& outcomes,
                         int outcome) -> std::vector<Product>;

}  // namespace tariff::kernel
