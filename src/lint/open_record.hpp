// Records that leave their offer open: `any_of`, or what is needed in canonical words.
#pragma once

#include <string>
#include <vector>

#include "tariff/catalog.hpp"
#include "tariff/manifest.hpp"

namespace tariff::lint {

// A request that would serve the record at one offer.
struct Candidate {
  Request request;
  std::vector<std::string> lost;  // what that offer cannot say
};

// True when the record does not name one model.
[[nodiscard]] auto is_open(const Record& record) -> bool;

// A candidate for each offer that the record allows. `unknown` gets the names that mean no offer.
[[nodiscard]] auto candidates_of(const Catalog& catalog, const Record& record,
                                 std::vector<std::string>& unknown) -> std::vector<Candidate>;

}  // namespace tariff::lint
