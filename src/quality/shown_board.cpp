#include "quality/shown_board.hpp"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tariff::quality {
namespace {

// "a, b and c"
auto listed(const std::vector<std::string_view>& names) -> std::string {
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += i + 1 == names.size() ? " and " : ", ";
    out += names[i];
  }
  return out;
}

// The models whose quality is assumed, by that quality.
auto assumed_qualities(const catalog::RatingBoard& board)
    -> std::map<std::string_view, std::vector<std::string_view>> {
  std::map<std::string_view, std::vector<std::string_view>> out;
  for (const auto& rating : board.ratings) {
    if (rating.at_assumed) out[rating.at].emplace_back(rating.model);
  }
  return out;
}

}  // namespace

auto shown(const catalog::RatingBoard& board, const catalog::CatalogData& data) -> QualityBoard {
  QualityBoard out;
  out.id = board.id;
  out.title = board.title;
  out.operation = board.operation;
  out.dated = board.dated;
  out.license = board.license;
  out.attribution = board.attribution;
  out.url = data.sources[board.source].url;
  out.assumptions = board.assumptions;
  for (const auto& [quality, models] : assumed_qualities(board)) {
    out.assumptions.push_back("The board does not say at which quality it rated " + listed(models) +
                              ": '" + std::string{quality} + "' is assumed.");
  }
  for (const auto& operation : board.stands_in) {
    out.assumptions.push_back("Its ratings of '" + board.operation + "' stand for '" + operation +
                              "' where no board of that rates a model.");
  }
  return out;
}

}  // namespace tariff::quality
