#include "formats/file_name.hpp"

#include <filesystem>

namespace tariff::formats {
namespace {

// What a URI's path holds as it is. A colon could be taken for the end of a scheme.
auto is_plain_in_path(char c) noexcept -> bool {
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  const bool digit = c >= '0' && c <= '9';
  return letter || digit || std::string_view{"/-._~"}.find(c) != std::string_view::npos;
}

}  // namespace

auto report_path(const std::string& name, const LintRun& run) -> std::string {
  namespace fs = std::filesystem;
  if (name.empty() || name == standard_input) return name;
  const fs::path given{name};
  if (run.working_folder.empty()) return given.lexically_normal().generic_string();
  const auto full = (fs::path{run.working_folder} / given).lexically_normal();
  if (run.base_folder.empty()) return full.generic_string();
  const auto inside = full.lexically_relative(fs::path{run.base_folder}.lexically_normal());
  if (inside.empty() || *inside.begin() == "..") return full.generic_string();
  return inside.generic_string();
}

auto path_or_root(const std::string& name, const LintRun& run) -> std::string {
  return name.empty() ? "." : report_path(name, run);
}

auto uri_of(std::string_view path) -> std::string {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string uri = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    if (is_plain_in_path(c)) {
      uri += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    uri += '%';
    uri += digits[byte >> 4U];
    uri += digits[byte & 15U];
  }
  return uri;
}

}  // namespace tariff::formats
