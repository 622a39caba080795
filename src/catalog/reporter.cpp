#include "catalog/reporter.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/near_name.hpp"

namespace tariff::catalog {
namespace {

// More errors of one file help nobody, and a hostile file could have millions.
constexpr std::uint32_t most_per_file = 200;

// Every candidate costs an edit distance, for every error.
constexpr std::size_t most_candidates = 300;

}  // namespace

void Reporter::add(std::string_view code, Place where, std::string message, std::string_view note) {
  record(where.file, code, std::move(message), note, files_[where.file].locate(where.span));
}

void Reporter::add_file(std::string_view code, std::uint32_t file, std::string message) {
  Location where;
  where.file = files_[file].name();
  record(file, code, std::move(message), {}, std::move(where));
}

void Reporter::add_whole(std::string_view code, std::string message) {
  record(static_cast<std::uint32_t>(files_.size()), code, std::move(message), {}, {});
}

void Reporter::record(std::uint32_t file, std::string_view code, std::string message,
                      std::string_view note, Location where) {
  per_file_.resize(files_.size() + 1);
  if (per_file_[file] >= most_per_file) return;
  if (!seen_.emplace(file, where.offset, message).second) return;
  ++per_file_[file];
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.message = std::move(message);
  diagnostic.message += note;
  diagnostic.location = std::move(where);
  found_.push_back({file, std::move(diagnostic)});
}

auto Reporter::take() -> std::vector<Diagnostic> {
  std::stable_sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) {
    const auto key = [](const Found& found) {
      return std::tuple{found.file, found.diagnostic.location.offset};
    };
    return key(a) < key(b);
  });
  std::vector<Diagnostic> out;
  out.reserve(found_.size());
  for (auto& found : found_) out.push_back(std::move(found.diagnostic));
  found_.clear();
  return out;
}

auto suggestion(std::string_view name, const std::vector<std::string_view>& candidates)
    -> std::string {
  if (candidates.size() > most_candidates) return {};
  const auto nearest = base::nearest_name(name, candidates);
  return nearest.empty() ? std::string{} : fmt::format("; did you mean '{}'?", nearest);
}

}  // namespace tariff::catalog
