#include "catalog/rating_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "catalog/pack_reader.hpp"

namespace tariff::catalog {
namespace {

// Points are sums of ratings and steps: within these bounds none overflows.
constexpr std::int64_t most_points = 1'000'000;
constexpr std::int64_t points_scale = 1'000'000;  // six decimals

auto read_points(const Node& node, const Context& context, Rational& out) -> bool {
  Rational value;
  const bool decimal = node.is(Node::Kind::scalar) && node.text.find('/') == std::string::npos &&
                       Rational::parse(node.text, value) && points_scale % value.denominator() == 0;
  if (!decimal || value > Rational{most_points} || value < Rational{-most_points}) {
    context.error(code::type, node,
                  "expected points: a decimal (1381, 12.5) within a million, with at most six "
                  "decimals");
    return false;
  }
  out = value;
  return true;
}

auto read_plus_minus(const Node& node, const Context& context, Rational& out) -> bool {
  Rational value;
  if (!read_points(node, context, value)) return false;
  if (value.is_negative()) {
    context.error(code::type, node, "expected points that are not below 0");
    return false;
  }
  out = value;
  return true;
}

// A text that says something.
auto read_filled(const Node& node, const Context& context, std::string& out) -> bool {
  if (!expect(node, Node::Kind::scalar, context)) return false;
  if (node.text.empty()) {
    context.error(code::type, node, "expected a text, found an empty one");
    return false;
  }
  out = node.text;
  return true;
}

auto read_day(const Node& node, const Context& context, std::string& out) -> bool {
  Date day;
  if (!read_date(node, context, day)) return false;
  out = day.to_string();
  return true;
}

auto read_filled_list(const Node& node, const Context& context, std::vector<std::string>& out)
    -> bool {
  if (!expect(node, Node::Kind::list, context)) return false;
  for (const auto& item : node.items) read_filled(item, context, out.emplace_back());
  return true;
}

template <class Reader, class T>
void require(Mapping& fields, std::string_view key, Reader reader, T& out) {
  if (const Node* node = fields.require(key)) reader(*node, fields.context(), out);
}

auto read_steps(const Node& node, const Context& context, std::vector<QualityStep>& out) -> bool {
  if (!expect(node, Node::Kind::map, context)) return false;
  for (const auto& entry : node.entries) {
    QualityStep step;
    read_filled(entry.key, context, step.quality);
    read_points(entry.value, context, step.points);
    out.push_back(std::move(step));
  }
  return true;
}

// The rendering quality of a rating must have a place among the steps, where there are any: they
// go from there.
void read_quality(const Node& node, const Context& context, const std::vector<QualityStep>& steps,
                  std::string& out) {
  if (!read_filled(node, context, out) || steps.empty()) return;
  std::vector<std::string_view> known;
  for (const auto& step : steps) known.emplace_back(step.quality);
  if (std::find(known.begin(), known.end(), out) != known.end()) return;
  context.error(code::reference, node, fmt::format("no step '{}'{}", out, suggestion(out, known)));
}

auto read_rating(const Node::Entry& entry, const Context& context, const RatingBoard& board)
    -> ModelRating {
  ModelRating rating;
  read_filled(entry.key, context, rating.model);
  Mapping fields{entry.value, "rating", context};
  require(fields, "score", read_points, rating.score);
  fields.read("plus_minus", read_plus_minus, rating.plus_minus);
  const Node* at = fields.get("at");
  const Node* assumed = fields.get("assumed_at");
  if (at != nullptr && assumed != nullptr) {
    context.error(code::key, *assumed, "a quality is stated ('at') or assumed, not both");
  }
  rating.at_assumed = at == nullptr && assumed != nullptr;
  if (const Node* given = rating.at_assumed ? assumed : at) {
    read_quality(*given, context, board.steps, rating.at);
  }
  rating.source = board.source;
  fields.read("source", read_source, rating.source);
  return rating;
}

void read_ratings(const Node& node, const Context& context, RatingBoard& board) {
  if (!expect(node, Node::Kind::map, context)) return;
  for (const auto& entry : node.entries) {
    board.ratings.push_back(read_rating(entry, context, board));
  }
  if (board.ratings.empty()) context.error(code::type, node, "expected at least one rating");
  std::sort(board.ratings.begin(), board.ratings.end(),
            [](const ModelRating& a, const ModelRating& b) { return a.model < b.model; });
}

auto read_board(const Node& document, const Context& context) -> RatingBoard {
  RatingBoard board;
  board.file = context.reporter.source(document.file).name();
  Mapping fields{document, "file of ratings", context};
  for (const auto key : {"format", "sources", "board", "dated"}) fields.ignore(key);  // read before
  require(fields, "title", read_filled, board.title);
  require(fields, "operation", read_filled, board.operation);
  fields.read("stands_in", read_filled_list, board.stands_in);
  require(fields, "license", read_filled, board.license);
  fields.read("attribution", read_text, board.attribution);
  require(fields, "source", read_source, board.source);
  fields.read("assumptions", read_filled_list, board.assumptions);
  fields.read("steps", read_steps, board.steps);
  if (const Node* ratings = fields.require("ratings")) read_ratings(*ratings, context, board);
  if (!board.steps.empty() && board.assumptions.empty()) {
    context.error(code::key, *document.find("steps"),
                  "steps are assumed: say under 'assumptions' what is assumed");
  }
  return board;
}

// What tells files of ratings apart.
struct BoardKey {
  std::string id;
  std::string dated;

  friend auto operator<(const BoardKey& a, const BoardKey& b) -> bool {
    return std::tie(a.id, a.dated) < std::tie(b.id, b.dated);
  }
};

auto read_key(const Node& document, const Context& context, BoardKey& out) -> bool {
  bool good = true;
  const auto read = [&](std::string_view key, auto reader, std::string& text) {
    const Node* node = document.find(key);
    if (node == nullptr) {
      context.error(code::key, document, fmt::format("the file needs the key '{}'", key));
    }
    good = node != nullptr && reader(*node, context, text) && good;
  };
  read("board", read_filled, out.id);
  read("dated", read_day, out.dated);
  return good;
}

using Boards = std::map<BoardKey, const RatingFile*>;

void add_file(const RatingFile& file, const Context& context, Boards& out) {
  BoardKey key;
  if (!read_key(*file.document, context, key)) return;
  auto& last = out[key];
  if (last != nullptr && last->name != file.name) {
    context.error(code::reference, *file.document->find("board"),
                  fmt::format("{} of {} is in {} already; a file of that name replaces it", key.id,
                              key.dated, last->name));
  }
  last = &file;
}

}  // namespace

auto read_boards(const std::vector<RatingFile>& files, const Context& context)
    -> std::vector<RatingBoard> {
  Boards boards;
  for (const auto& file : files) add_file(file, context, boards);
  std::vector<RatingBoard> out;
  for (const auto& [key, file] : boards) {
    read_sources(*file->document, context);
    auto board = read_board(*file->document, context);
    board.id = key.id;
    board.dated = key.dated;
    out.push_back(std::move(board));
  }
  return out;
}

}  // namespace tariff::catalog
