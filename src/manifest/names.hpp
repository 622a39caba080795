// Many names as numbers, in little memory: each text stands once, one after the other.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tariff::manifest {

class NameTable {
 public:
  // The number of the name; `added` says whether it is new. Numbers count from 0.
  auto add(std::string_view name, bool& added) -> std::uint32_t;

  [[nodiscard]] auto name(std::uint32_t number) const noexcept -> std::string_view {
    const auto begin = number == 0 ? 0 : ends_[number - 1];
    return std::string_view{text_}.substr(begin, ends_[number] - begin);
  }
  [[nodiscard]] auto size() const noexcept -> std::size_t { return ends_.size(); }

 private:
  void grow();

  std::string text_;
  std::vector<std::uint64_t> ends_;    // of each name in the text
  std::vector<std::uint32_t> hashes_;  // of each name
  std::vector<std::uint32_t> slots_;   // open addressing: the number + 1; 0: free
};

}  // namespace tariff::manifest
