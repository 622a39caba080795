// How much one offer may hold. Evaluation keeps what it finds in arrays of these sizes, so that it
// needs no memory of its own; the loader refuses what would not fit.
#pragma once

#include <cstddef>

namespace tariff::catalog {

inline constexpr std::size_t most_slots = 128;       // fields, parameters and reported figures
inline constexpr std::size_t most_rules = 128;       // of one operation
inline constexpr std::size_t most_meters = 24;       // of one card
inline constexpr std::size_t most_roundings = 32;    // of one card
inline constexpr std::size_t most_image_words = 64;  // that a kernel tells images apart by

}  // namespace tariff::catalog
