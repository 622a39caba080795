// Collects the errors of a load: nothing stops at the first one.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/text_source.hpp"
#include "tariff/diagnostic.hpp"

namespace tariff::catalog {

// Codes of what can be wrong with the catalog's YAML; docs/catalog-format.md explains them.
namespace code {
inline constexpr std::string_view yaml = "CATALOG-YAML";
inline constexpr std::string_view key = "CATALOG-KEY";
inline constexpr std::string_view type = "CATALOG-TYPE";
inline constexpr std::string_view expression = "CATALOG-EXPR";
inline constexpr std::string_view reference = "CATALOG-REF";
inline constexpr std::string_view overlap = "CATALOG-OVERLAP";
inline constexpr std::string_view extends = "CATALOG-EXTENDS";
inline constexpr std::string_view file = "CATALOG-FILE";
}  // namespace code

// A span of one of the files. Unit of `file`: index into the files of the load.
struct Place {
  std::uint32_t file = 0;
  base::Span span;
};

class Reporter {
 public:
  explicit Reporter(std::vector<base::TextSource> files) : files_(std::move(files)) {}

  // The same error of an entry that several packs inherit is kept once, whatever its note (the
  // pack in which it was met).
  void add(std::string_view code, Place where, std::string message, std::string_view note = {});
  // Of the file as a whole.
  void add_file(std::string_view code, std::uint32_t file, std::string message);
  // Of the catalog as a whole.
  void add_whole(std::string_view code, std::string message);

  [[nodiscard]] auto clean() const noexcept -> bool { return found_.empty(); }
  [[nodiscard]] auto source(std::uint32_t file) const -> const base::TextSource& {
    return files_[file];
  }
  [[nodiscard]] auto file_count() const noexcept -> std::size_t { return files_.size(); }
  // Sorted by file (in order of the load) and place.
  [[nodiscard]] auto take() -> std::vector<Diagnostic>;

 private:
  struct Found {
    std::uint32_t file = 0;
    Diagnostic diagnostic;
  };
  void record(std::uint32_t file, std::string_view code, std::string message, std::string_view note,
              Location where);

  std::vector<base::TextSource> files_;
  std::vector<Found> found_;
  std::vector<std::uint32_t> per_file_;
  std::set<std::tuple<std::uint32_t, std::uint64_t, std::string>> seen_;
};

// "; did you mean 'width'?", or nothing when no candidate is near or there are too many.
[[nodiscard]] auto suggestion(std::string_view name,
                              const std::vector<std::string_view>& candidates) -> std::string;

}  // namespace tariff::catalog
