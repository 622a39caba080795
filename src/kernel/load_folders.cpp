// The one place of the library that reads files: overlays of the shipped catalog.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "catalog/document.hpp"
#include "catalog/image.hpp"
#include "kernel/compile.hpp"
#include "tariff/catalog.hpp"

namespace tariff {
inline namespace v0 {
namespace {

namespace fs = std::filesystem;

// A folder of packs, cards or ratings, and what it is called in the catalog.
struct Part {
  std::string_view folder;
  std::string_view name;
};
constexpr std::array<Part, 5> parts{{{"rules", "rules"},
                                     {"data/pricing", "data/pricing"},
                                     {"pricing", "data/pricing"},
                                     {"data/quality", "data/quality"},
                                     {"quality", "data/quality"}}};

class FolderReader {
 public:
  void read(const std::string& folder) {
    std::error_code error;
    if (!fs::is_directory(folder, error)) {
      complain(folder, error ? error.message() : "not a folder");
      return;
    }
    bool any = false;
    for (const auto& part : parts) {
      const auto path = fs::path{folder} / part.folder;
      if (!fs::is_directory(path, error)) continue;
      any = true;
      read_part(path, part.name);
    }
    if (!any)
      complain(folder, "has none of rules/, data/pricing/, pricing/, data/quality/, quality/");
  }

  std::vector<catalog::SourceFile> files;
  std::vector<Diagnostic> diagnostics;

 private:
  void complain(const std::string& path, std::string message) {
    Diagnostic diagnostic;
    diagnostic.code = "CATALOG-FILE";
    diagnostic.message = std::move(message);
    diagnostic.location.file = path;
    diagnostics.push_back(std::move(diagnostic));
  }

  void read_part(const fs::path& root, std::string_view name) {
    for (const auto& path : find_files(root)) {
      const auto relative = path.lexically_relative(root).generic_string();
      read_file(path, fmt::format("{}/{}", name, relative));
    }
  }

  auto find_files(const fs::path& root) -> std::vector<fs::path> {
    std::vector<fs::path> found;
    std::error_code error;
    // Links to folders are not followed: they may go in circles. Links to files are.
    auto at = fs::recursive_directory_iterator{root, error};
    const auto end = fs::recursive_directory_iterator{};
    while (!error && at != end) {
      std::error_code ignored;
      if (at->path().extension() == ".yaml" && at->is_regular_file(ignored)) {
        found.push_back(at->path());
      }
      at.increment(error);
    }
    if (error) complain(root.string(), error.message());
    std::sort(found.begin(), found.end());
    return found;
  }

  void read_file(const fs::path& path, std::string name) {
    std::ifstream in{path, std::ios::binary};
    std::error_code error;
    const auto size = fs::file_size(path, error);
    if (!in || error) {
      complain(path.string(), "cannot be read");
      return;
    }
    // One byte more than is allowed is enough to refuse a file.
    const auto most = catalog::DocumentLimits{}.bytes + 1;
    std::string text(std::min<std::uintmax_t>(size, most), '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    files.push_back({std::move(name), std::move(text), path.string()});
  }
};

}  // namespace

auto load_catalog(std::span<const std::string> folders) -> LoadResult {
  FolderReader reader;
  reader.files = catalog::embedded_files();
  for (const auto& folder : folders) reader.read(folder);
  LoadResult result;
  result.diagnostics = std::move(reader.diagnostics);
  auto outcome = kernel::compile(reader.files, &default_catalog().data());
  result.diagnostics.insert(result.diagnostics.end(),
                            std::make_move_iterator(outcome.diagnostics.begin()),
                            std::make_move_iterator(outcome.diagnostics.end()));
  if (result.diagnostics.empty()) {
    result.catalog = std::make_shared<const Catalog>(std::move(outcome.data));
  }
  return result;
}

}  // namespace v0
}  // namespace tariff
