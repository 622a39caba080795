#include <algorithm>
#include <array>
#include <utility>

#include "catalog/model.hpp"
#include "quality/shown_board.hpp"
#include "quality/steps.hpp"
#include "tariff/quality.hpp"

namespace tariff {
inline namespace v0 {
namespace {

using catalog::ModelRating;
using catalog::QualityStep;
using catalog::RatingBoard;
using quality::Steps;

// What a score of the user's own is of, where neither it nor any board says so.
constexpr std::string_view usual_quality = "high";

// A rating, and where it stands.
struct Found {
  const RatingBoard* board = nullptr;  // null: nobody rated the model
  const ModelRating* rating = nullptr;
  std::uint32_t index = 0;
  bool stands_in = false;  // the board rates another operation
};

// A score, and the quality that it is of.
struct Anchor {
  Rational score;
  std::string_view at;
};

auto rating_of(const RatingBoard& board, std::string_view model) -> const ModelRating* {
  const auto& ratings = board.ratings;
  const auto found = std::lower_bound(
      ratings.begin(), ratings.end(), model,
      [](const ModelRating& rating, std::string_view name) { return rating.model < name; });
  return found != ratings.end() && found->model == model ? &*found : nullptr;
}

auto stands_in(const RatingBoard& board, std::string_view operation) -> bool {
  return std::find(board.stands_in.begin(), board.stands_in.end(), operation) !=
         board.stands_in.end();
}

// Of each board the newest that is not later than the day; the newest board first.
auto boards_on(const catalog::CatalogData& data, Date as_of) -> std::vector<const RatingBoard*> {
  std::vector<const RatingBoard*> out;
  for (const RatingBoard& board : data.boards.get()) {
    Date day;
    if (!Date::parse(board.dated, day) || day > as_of) continue;
    // Sorted by id and day: the next one of a board is a newer one.
    if (!out.empty() && out.back()->id == board.id) out.pop_back();
    out.push_back(&board);
  }
  // Days are written so that their texts sort as they do.
  std::stable_sort(out.begin(), out.end(),
                   [](const RatingBoard* a, const RatingBoard* b) { return a->dated > b->dated; });
  return out;
}

auto to_steps(const std::vector<QualityOverrides::Step>& own) -> std::vector<QualityStep> {
  std::vector<QualityStep> out;
  for (const auto& step : own) out.push_back({step.quality, step.points});
  return out;
}

// "acme/lumen-2" of "acme/lumen-2/generate".
auto without_operation(std::string_view offer) -> std::string_view {
  const auto slash = offer.rfind('/');
  return slash == std::string_view::npos ? offer : offer.substr(0, slash);
}

}  // namespace

struct QualityTable::Data {
  Data(const Catalog& all, Date as_of, const QualityOverrides& overrides)
      : kept(all),
        boards(boards_on(kept.data(), as_of)),
        own_scores(overrides.scores),
        own_steps(to_steps(overrides.steps)) {
    for (const auto* board : boards) shown.push_back(quality::shown(*board, kept.data()));
    // The newest comes last: where a word stands twice, the last counts.
    for (auto board = boards.rbegin(); board != boards.rend(); ++board) {
      all_steps.insert(all_steps.end(), (*board)->steps.begin(), (*board)->steps.end());
    }
  }

  [[nodiscard]] auto steps_of(const Found& found) const -> Steps {
    if (!own_steps.empty()) return own_steps;
    return found.board != nullptr ? Steps{found.board->steps} : Steps{all_steps};
  }
  [[nodiscard]] auto find_rating(const QualityQuery& query) const -> Found;
  [[nodiscard]] auto find_own(const QualityQuery& query, const Found& found) const
      -> std::optional<Anchor>;
  [[nodiscard]] auto own_score(std::string_view model, std::string_view quality) const
      -> const QualityOverrides::Score*;

  Catalog kept;  // what the boards are in
  std::vector<const RatingBoard*> boards;
  std::vector<QualityBoard> shown;     // of the boards
  std::vector<QualityStep> all_steps;  // of the boards
  std::vector<QualityOverrides::Score> own_scores;
  std::vector<QualityStep> own_steps;  // none: those of the boards hold
};

auto QualityTable::Data::find_rating(const QualityQuery& query) const -> Found {
  Found substitute;
  for (std::uint32_t i = 0; i < boards.size(); ++i) {
    const RatingBoard& board = *boards[i];
    const bool rates = board.operation == query.operation;
    if (!rates && (substitute.board != nullptr || !stands_in(board, query.operation))) continue;
    const auto* rating = rating_of(board, query.renders);
    if (rating == nullptr) continue;
    if (rates) return {&board, rating, i, false};
    substitute = {&board, rating, i, true};
  }
  return substitute;
}

// The last of several: what is laid over others comes after them.
auto QualityTable::Data::own_score(std::string_view model, std::string_view quality) const
    -> const QualityOverrides::Score* {
  const auto found = std::find_if(own_scores.rbegin(), own_scores.rend(),
                                  [&](const QualityOverrides::Score& score) {
                                    return score.model == model && score.quality == quality;
                                  });
  return found == own_scores.rend() ? nullptr : &*found;
}

// The nearest name that says something of this quality.
auto QualityTable::Data::find_own(const QualityQuery& query, const Found& found) const
    -> std::optional<Anchor> {
  const bool known = found.rating != nullptr && !found.rating->at.empty();
  const std::string_view usual = known ? std::string_view{found.rating->at} : usual_quality;
  const std::array names{query.offer, without_operation(query.offer), query.renders};
  for (const auto name : names) {
    if (const auto* exact = own_score(name, query.quality)) {
      return Anchor{exact->score, query.quality};
    }
    const auto* score = own_score(name, {});
    if (score != nullptr && quality::distance(steps_of(found), usual, query.quality)) {
      return Anchor{score->score, usual};
    }
  }
  return std::nullopt;
}

QualityTable::QualityTable(const Catalog& catalog, Date as_of, const QualityOverrides& overrides)
    : data_(std::make_unique<const Data>(catalog, as_of, overrides)) {}
QualityTable::~QualityTable() = default;
QualityTable::QualityTable(QualityTable&&) noexcept = default;
auto QualityTable::operator=(QualityTable&&) noexcept -> QualityTable& = default;

auto QualityTable::find(const QualityQuery& query) const -> std::optional<QualityScore> {
  const Found found = data_->find_rating(query);
  const auto own = data_->find_own(query, found);
  if (!own && found.rating == nullptr) return std::nullopt;

  const Anchor anchor = own ? *own : Anchor{found.rating->score, found.rating->at};
  Rational score = anchor.score;
  if (!query.quality.empty()) {
    const auto change = quality::distance(data_->steps_of(found), anchor.at, query.quality);
    if (!change || !checked_add(score, *change, score)) return std::nullopt;
  }
  if (own) return QualityScore{score, {}, ScoreBasis::own, 0};
  const bool at_this =
      query.quality.empty() || (query.quality == found.rating->at && !found.rating->at_assumed);
  const auto basis = at_this && !found.stands_in ? ScoreBasis::rated : ScoreBasis::assumed;
  return QualityScore{score, found.rating->plus_minus, basis, found.index};
}

auto QualityTable::step(std::string_view quality) const -> std::optional<Rational> {
  const auto& own = data_->own_steps;
  return quality::points_of(own.empty() ? data_->all_steps : own, quality);
}

auto QualityTable::boards() const noexcept -> const std::vector<QualityBoard>& {
  return data_->shown;
}

auto to_string(ScoreBasis basis) noexcept -> const char* {
  switch (basis) {
    case ScoreBasis::rated: return "rated";
    case ScoreBasis::assumed: return "assumed";
    case ScoreBasis::own: return "own";
  }
  return "";
}

}  // namespace v0
}  // namespace tariff
