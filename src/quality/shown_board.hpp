// A board as who reads its scores is shown it.
#pragma once

#include "catalog/model.hpp"
#include "tariff/quality.hpp"

namespace tariff::quality {

// With every assumption in words: those of the file, and what its ratings take for granted.
[[nodiscard]] auto shown(const catalog::RatingBoard& board, const catalog::CatalogData& data)
    -> QualityBoard;

}  // namespace tariff::quality
