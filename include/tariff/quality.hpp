// How good the images of a model are: ratings that people gave, from data/quality/, and what is
// assumed where nobody rated.
//
//     const tariff::QualityTable table{tariff::default_catalog(), day, {}};
//     if (const auto found = table.find({"lumen-2", "acme/lumen-2/generate", "generate", "low"})) {
//       found->score, table.boards()[found->board].title ...
//     }
//
// A rating is of a model at one rendering quality. What another quality of the same model is worth
// is an assumption that the rating's file states: so many points a step. Whoever uses a score says
// where it is from (QualityScore::basis). No rating is never a rating of 0. Scores of two boards
// are on two scales: the same model may have 80 points more where edits are rated.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tariff/catalog.hpp"
#include "tariff/date.hpp"
#include "tariff/plan_settings.hpp"
#include "tariff/rational.hpp"

namespace tariff {
inline namespace v0 {

// Where a score is from.
enum class ScoreBasis : std::uint8_t {
  rated,    // a rating of the model at this very quality
  assumed,  // a rating of the model, and an assumed step to this quality or operation
  own,      // the user's
};

[[nodiscard]] TARIFF_API auto to_string(ScoreBasis basis) noexcept -> const char*;

struct QualityScore {
  Rational score;        // Unit: points
  Rational uncertainty;  // plus or minus, of the rating; 0: not stated. Unit: points
  ScoreBasis basis{};
  std::uint32_t board = 0;  // index into QualityTable::boards(); meaningless when `own`
};

// A table of ratings, for who reads a score: whose it is, of which day, under which licence.
struct QualityBoard {
  std::string id;  // "arena-text-to-image"
  std::string title;
  std::string operation;    // what it rates: "generate", "edit"
  std::string dated;        // the day of the ratings, "2026-09-30"
  std::string license;      // SPDX identifier
  std::string attribution;  // the words that the licence asks for
  std::string url;
  std::vector<std::string> assumptions;  // in words, each a sentence: steps, what stands for what
};

struct QualityQuery {
  std::string_view renders;    // the model, by the name that all its hosts share
  std::string_view offer;      // "acme/lumen-2/generate"
  std::string_view operation;  // "generate"
  std::string_view quality;    // the word of the request, or of its default; empty: it has none
};

class TARIFF_API QualityTable {
 public:
  // The ratings that hold on the day: of each board, the newest that is not later. Steps of
  // `overrides` replace those of all boards; of two entries of the same name the last counts.
  QualityTable(const Catalog& catalog, Date as_of, const QualityOverrides& overrides);
  ~QualityTable();
  QualityTable(QualityTable&&) noexcept;
  auto operator=(QualityTable&&) noexcept -> QualityTable&;

  // The user's own score, by the offer's name before provider/model before `renders`: one of this
  // very quality, else one of none, from which steps go. Else the newest board of the operation
  // that rates the model; else the newest that is assumed to stand for it. The score at another
  // quality is the rated one and the difference of the steps; an option without a quality has the
  // rated one. Nothing: nobody rated it, the quality has no step, or the sum does not fit.
  [[nodiscard]] auto find(const QualityQuery& query) const -> std::optional<QualityScore>;

  // The points of a rendering quality among those that are ordered ("low" < "medium" < "high");
  // nothing for a word that has no place there. Two words can be held against each other by it.
  // Where boards differ, the newest that has the word counts.
  [[nodiscard]] auto step(std::string_view quality) const -> std::optional<Rational>;

  // The newest first.
  [[nodiscard]] auto boards() const noexcept -> const std::vector<QualityBoard>&;

 private:
  struct Data;
  std::unique_ptr<const Data> data_;
};

}  // namespace v0
}  // namespace tariff
