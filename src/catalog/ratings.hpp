// What people think of the images of models, as tables of ratings ("boards") state it, and what is
// assumed where they state nothing. Plain values, as all of the catalog.
#pragma once

#include <string>
#include <vector>

#include "catalog/source_id.hpp"
#include "tariff/rational.hpp"

namespace tariff::catalog {

struct ModelRating {
  std::string model;  // as Offer::renders has it
  Rational score;
  Rational plus_minus;  // 0: not stated. Unit: points, as of the score
  std::string at;       // the rendering quality that was rated; empty: none, or not known
  bool at_assumed = false;
  SourceId source = 0;

  friend auto operator==(const ModelRating&, const ModelRating&) -> bool = default;
};

// What a rendering quality is assumed to be worth, relative to the others of its board.
struct QualityStep {
  std::string quality;
  Rational points;

  friend auto operator==(const QualityStep&, const QualityStep&) -> bool = default;
};

// A table of ratings as it was on one day.
struct RatingBoard {
  std::string id;  // several days of a board have it
  std::string dated;
  std::string title;
  std::string operation;
  std::vector<std::string> stands_in;  // other operations that it is assumed to rate
  std::string license;
  std::string attribution;
  std::vector<ModelRating> ratings;  // sorted by model
  std::vector<QualityStep> steps;    // in the file's order
  std::vector<std::string> assumptions;
  SourceId source = 0;
  std::string file;

  friend auto operator==(const RatingBoard&, const RatingBoard&) -> bool = default;
};

}  // namespace tariff::catalog
