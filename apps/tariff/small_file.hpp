// Files that are read whole because they are small.
#pragma once

#include <filesystem>
#include <string>

namespace tariff::app {

// False: it is no regular file, is larger than `most` bytes, or cannot be read.
[[nodiscard]] auto read_small_file(const std::filesystem::path& path, std::uintmax_t most,
                                   std::string& text) -> bool;

// The first `most` bytes of a file, or all of it. False: it cannot be read.
[[nodiscard]] auto read_file_head(const std::filesystem::path& path, std::size_t most,
                                  std::string& text) -> bool;

}  // namespace tariff::app
