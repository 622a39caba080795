// Where facts come from: the `sources` of every file, and which of them an id means in which file.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/model.hpp"

namespace tariff::catalog {

class SourceIndex {
 public:
  // A file sees the sources of the file that it extends, and its own over them.
  void inherit(std::uint32_t file, std::uint32_t parent);
  void add(std::uint32_t file, Source source);
  void remove(std::uint32_t file, std::string_view id);

  [[nodiscard]] auto find(std::uint32_t file, std::string_view id) const -> std::optional<SourceId>;
  [[nodiscard]] auto ids(std::uint32_t file) const -> std::vector<std::string_view>;
  [[nodiscard]] auto take() -> std::vector<Source> { return std::move(all_); }

 private:
  using Ids = std::map<std::string, SourceId, std::less<>>;

  std::vector<Source> all_{Source{}};  // [0] is "none stated"
  std::map<std::uint32_t, Ids> by_file_;
};

}  // namespace tariff::catalog
