// An asset's request said to each offer that could serve it, before size, quality and tier are set.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "plan/wanted.hpp"
#include "tariff/catalog.hpp"
#include "tariff/manifest.hpp"

namespace tariff::planning {

struct Base {
  std::uint32_t offer = 0;  // of the catalog
  Request request;
  std::vector<std::string> lost;  // what this offer cannot say
};

// That of one offer which bases_of() has one for.
[[nodiscard]] auto base_of(const Catalog& catalog, const Record& record, const Wanted& wanted,
                           std::uint32_t offer) -> Base;

// In the catalog's order. The record's provider is settled. `unknown` gets the names of `any_of`
// that mean no offer.
[[nodiscard]] auto bases_of(const Catalog& catalog, const Record& record, const Wanted& wanted,
                            std::vector<std::string>& unknown) -> std::vector<Base>;

}  // namespace tariff::planning
