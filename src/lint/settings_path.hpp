// Paths in settings files: relative ones begin at the file's own folder. Nothing is looked up.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace tariff::lint {

// "images" of "images/.tariff.yaml"; empty for a file in the working directory.
[[nodiscard]] inline auto folder_of(std::string_view path) -> std::string {
  return std::filesystem::path{path}.parent_path().string();
}

// `path`, as it is meant in a file of `folder`, without "." and as few ".." as can be.
[[nodiscard]] inline auto path_in(std::string_view folder, std::string_view path) -> std::string {
  return (std::filesystem::path{folder} / path).lexically_normal().string();
}

}  // namespace tariff::lint
