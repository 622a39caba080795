// Ratings of models that no offer renders: mostly a slip of the name.
#include <fmt/format.h>

#include <set>
#include <string>
#include <utility>

#include "check/findings.hpp"

namespace tariff::check {
namespace {

// What the offers render, by operation.
using Rendered = std::set<std::pair<std::string, std::string>>;

auto rendered(const catalog::CatalogData& data) -> Rendered {
  Rendered out;
  for (const auto& offer : data.offers) out.emplace(offer.operation, offer.renders);
  return out;
}

auto is_used(const Rendered& known, const catalog::RatingBoard& board, const std::string& model)
    -> bool {
  if (known.contains({board.operation, model})) return true;
  for (const auto& operation : board.stands_in) {
    if (known.contains({operation, model})) return true;
  }
  return false;
}

}  // namespace

void check_ratings(const Context& context, Findings& out) {
  const auto known = rendered(context.data);
  for (const auto& board : context.data.boards) {
    for (const auto& rating : board.ratings) {
      if (is_used(known, board, rating.model)) continue;
      out.add(Severity::note, "CATALOG-RATING-UNUSED", "ratings." + rating.model,
              fmt::format("no offer renders '{}' with the operation '{}'", rating.model,
                          board.operation),
              board.file);
    }
  }
}

}  // namespace tariff::check
