// What an asset asks for, whoever makes it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "catalog/model.hpp"
#include "engine/bound.hpp"
#include "plan/dials.hpp"
#include "tariff/catalog.hpp"
#include "tariff/manifest.hpp"

namespace tariff::planning {

struct Wanted {
  const catalog::Offer* written = nullptr;  // the offer that it names; null: it leaves that open
  Edges size;                               // unknown: see ratio
  Edges ratio;                              // unknown: any shape
  std::int64_t least_pixels = 0;
  bool larger = false;      // than `size`, both ways, will do
  std::int64_t images = 1;  // in all
  KeptSettings keep;
};

// Reads a record whose provider is settled. False: `why` says what is wrong with it.
[[nodiscard]] auto read_wanted(const Catalog& catalog, const Record& record,
                               const PlanSettings& settings, BoundRequest& bound, Wanted& out,
                               Diagnostic& why) -> bool;

// True when images of this size are what is wanted.
[[nodiscard]] auto fits(const Wanted& wanted, Edges edges) -> bool;

// "16:9". False: not two whole numbers above 0.
[[nodiscard]] auto parse_ratio(std::string_view text, Edges& out) -> bool;

// The whole number that a slot holds; 0: it does not hold one.
[[nodiscard]] auto whole_in(const BoundRequest& bound, catalog::SlotId slot) -> std::int64_t;

}  // namespace tariff::planning
