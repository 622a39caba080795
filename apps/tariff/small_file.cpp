#include "small_file.hpp"

#include "byte_source.hpp"

namespace tariff::app {

auto read_small_file(const std::filesystem::path& path, std::uintmax_t most, std::string& text)
    -> bool {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return false;
  const auto size = std::filesystem::file_size(path, error);
  if (error || size > most) return false;
  return read_file_head(path, static_cast<std::size_t>(size), text);
}

auto read_file_head(const std::filesystem::path& path, std::size_t most, std::string& text)
    -> bool {
  ByteSource source;
  std::string ignored;
  if (!source.open(path.string(), ignored)) return false;
  text.clear();
  source.read_ahead(most, text);
  return source.error() == 0;
}

}  // namespace tariff::app
