#include "diff_source.hpp"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

#include "byte_source.hpp"
#include "manifest/likely.hpp"
#include "paths.hpp"
#include "small_file.hpp"
#include "tariff/manifest.hpp"

namespace tariff::app {
namespace {

namespace fs = std::filesystem;

// Unit: bytes. Both sides are held in memory.
constexpr std::size_t largest_file = std::size_t{1} << 28U;
// A prompt is at most some tens of thousands of characters.
constexpr std::size_t largest_text = std::size_t{1} << 20U;
constexpr std::size_t block_size = std::size_t{1} << 20U;

auto read_all(const std::string& path, std::string& bytes, std::string& why) -> bool {
  ByteSource source;
  if (!source.open(path, why)) return false;
  bytes.clear();
  for (std::size_t before = 0; source.read_ahead(before + block_size, bytes), bytes.size() > before;
       before = bytes.size()) {
    if (bytes.size() <= largest_file) continue;
    why = "is larger than 256 MiB, too large for a comparison";
    return false;
  }
  if (source.error() != 0) why = std::strerror(source.error());
  return source.error() == 0;
}

auto is_folder(const std::string& path) -> bool {
  std::error_code error;
  return path != "-" && fs::is_directory(path, error);
}

// The files of a folder; none where it has none.
auto list_folder(const std::string& folder, std::vector<std::string>& paths, std::string& why)
    -> bool {
  std::error_code error;
  const fs::directory_iterator entries{folder, error};
  for (auto& [path, problem] : discover({folder}).inputs) {
    const bool only_empty = path == folder && !error;
    if (!problem.empty() && !only_empty) {
      why = path + ": " + problem;
      return false;
    }
    if (problem.empty()) paths.push_back(std::move(path));
  }
  return true;
}

class DiskSource : public DiffSource {
 public:
  explicit DiskSource(std::string file_name) : file_name_(std::move(file_name)) {}

  auto list(const std::string& path, std::vector<SourceFile>& files, std::string& why)
      -> bool override {
    if (!is_folder(path)) {
      files.push_back({file_name_.empty() ? path : file_name_, path});
      return true;
    }
    std::vector<std::string> paths;
    if (!list_folder(path, paths, why)) return false;
    for (auto& each : paths) {
      auto name = fs::path{each}.lexically_relative(path).string();
      files.push_back({std::move(name), std::move(each)});
    }
    return true;
  }

  auto read(const std::string& path, std::string& bytes, std::string& why) -> bool override {
    return read_all(path, bytes, why);
  }

  auto read_text(const std::string& manifest, const std::string& name, std::string& text)
      -> bool override {
    const auto folder = manifest == "-" ? fs::path{} : fs::path{manifest}.parent_path();
    return read_small_file(folder / name, largest_text, text);
  }

 private:
  std::string file_name_;
};

class WorkingTreeSource : public DiskSource {
 public:
  explicit WorkingTreeSource(const GitRepository& repository)
      : DiskSource({}), repository_(repository) {}

  auto list(const std::string& path, std::vector<SourceFile>& files, std::string& why)
      -> bool override {
    std::vector<std::string> paths;
    std::error_code error;
    if (!is_folder(path)) {
      if (fs::exists(path, error)) paths.push_back(path);
    } else if (!list_folder(path, paths, why)) {
      return false;
    }
    for (auto& each : paths) {
      std::string name;
      if (!repository_.path_in_root(each, name, why)) return false;
      files.push_back({std::move(name), std::move(each)});
    }
    return true;
  }

 private:
  const GitRepository& repository_;
};

// Below a folder, hidden entries and files of other kinds are left out, as on the disk.
auto is_manifest_name(const fs::path& below) -> bool {
  return input_kind_of(below.native()) != InputKind::automatic &&
         std::none_of(below.begin(), below.end(),
                      [](const fs::path& part) { return part.native().starts_with('.'); });
}

class RevisionSource : public DiffSource {
 public:
  RevisionSource(const GitRepository& repository, std::string commit)
      : repository_(repository), commit_(std::move(commit)) {}

  auto list(const std::string& path, std::vector<SourceFile>& files, std::string& why)
      -> bool override {
    std::string inside;
    std::vector<GitFile> found;
    if (!repository_.path_in_root(path, inside, why) ||
        !repository_.list_files(commit_, inside, found, why)) {
      return false;
    }
    for (const auto& file : found) {
      if (file.path != inside && !concerns_us(file.path, inside)) continue;
      files.push_back({file.path, file.path});
    }
    return true;
  }

  auto read(const std::string& path, std::string& bytes, std::string& why) -> bool override {
    return repository_.read_file(commit_, path, bytes, why);
  }

  auto read_text(const std::string& manifest, const std::string& name, std::string& text)
      -> bool override {
    const auto path = (fs::path{manifest}.parent_path() / name).lexically_normal();
    std::string ignored;
    return path.is_relative() && !path.native().starts_with("..") &&
           read(path.string(), text, ignored) && text.size() <= largest_text;
  }

 private:
  // A file of a folder that is none of ours is left out; what cannot be read is said later.
  auto concerns_us(const std::string& path, const std::string& folder) -> bool {
    if (!is_manifest_name(folder.empty() ? fs::path{path}
                                         : fs::path{path}.lexically_relative(folder))) {
      return false;
    }
    std::string bytes;
    std::string ignored;
    if (!read(path, bytes, ignored)) return true;
    bytes.resize(std::min(bytes.size(), manifest::head_size));
    return manifest::is_likely_input(input_kind_of(path), bytes);
  }

  const GitRepository& repository_;
  std::string commit_;
};

}  // namespace

auto make_disk_source(std::string file_name) -> DiffSourcePtr {
  return std::make_unique<DiskSource>(std::move(file_name));
}

auto make_working_tree_source(const GitRepository& repository) -> DiffSourcePtr {
  return std::make_unique<WorkingTreeSource>(repository);
}

auto make_revision_source(const GitRepository& repository, std::string commit) -> DiffSourcePtr {
  return std::make_unique<RevisionSource>(repository, std::move(commit));
}

}  // namespace tariff::app
