// Tables of ratings: data/quality/.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "catalog/ratings.hpp"
#include "catalog/reader.hpp"

namespace tariff::catalog {

// A file of ratings, and its name in the catalog.
struct RatingFile {
  std::shared_ptr<const Node> document;
  std::string name;
};

// The boards of a load, sorted by id and day. A later file of the same name, board and day replaces
// the earlier one; one of another name is an error.
[[nodiscard]] auto read_boards(const std::vector<RatingFile>& files, const Context& context)
    -> std::vector<RatingBoard>;

}  // namespace tariff::catalog
