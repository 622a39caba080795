// Steps over JSON texts that are known to be valid, without reading them into values.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tariff::manifest {

[[nodiscard]] auto skip_json_space(std::string_view text, std::size_t at) noexcept -> std::size_t;

// The offset behind the value that starts at text[at] (white space allowed before it).
[[nodiscard]] auto skip_json_value(std::string_view text, std::size_t at) -> std::size_t;

// Walks over the items of an array or the members of an object.
//     JsonWalk walk{text, at};
//     while (walk.next()) … text.substr(walk.value()) …
class JsonWalk {
 public:
  // `at` is where the array or object starts.
  JsonWalk(std::string_view text, std::size_t at) : text_(text), at_(at) {}

  // False behind the last one.
  auto next() -> bool;
  [[nodiscard]] auto key() const noexcept -> std::size_t { return key_; }
  [[nodiscard]] auto name() const noexcept -> const std::string& { return name_; }
  [[nodiscard]] auto value() const noexcept -> std::size_t { return value_; }
  // Where the walk goes on, when the caller has stepped over the value itself.
  void continue_at(std::size_t end) noexcept { behind_ = end; }

 private:
  std::string_view text_;
  std::size_t at_;          // where the array or object starts
  std::size_t key_ = 0;     // of a member: the opening quote
  std::size_t value_ = 0;   // 0: not yet begun
  std::size_t behind_ = 0;  // the offset behind the value; 0: not yet known
  std::string name_;
};

}  // namespace tariff::manifest
