// Nodes as what they must be. What is something else is an error at its place, and nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "manifest/node.hpp"
#include "tariff/date.hpp"
#include "tariff/rational.hpp"

namespace tariff::manifest {

class NodeValues {
 public:
  // `file`: what places call the input. Both outlive it.
  NodeValues(const std::string& file, std::vector<Diagnostic>& problems)
      : file_(file), problems_(problems) {}

  [[nodiscard]] auto located(const Location& place) const -> Location;
  void error(const char* code, std::string_view path, const Location& place, std::string message);

  // `path` is what errors call the value: "count", "plan.caps.acme/lumen-2".
  auto text(std::string_view path, const Node& node) -> std::optional<std::string>;
  auto texts(std::string_view path, const Node& node) -> std::optional<std::vector<std::string>>;
  auto truth(std::string_view path, const Node& node) -> std::optional<bool>;
  auto date(std::string_view path, const Node& node) -> std::optional<Date>;
  auto number(std::string_view path, const Node& node) -> std::optional<Rational>;
  // A number that is not below 0.
  auto weight(std::string_view path, const Node& node) -> std::optional<Rational>;
  auto whole(std::string_view path, const Node& node, std::int64_t least)
      -> std::optional<std::int64_t>;
  // A whole number of at least 1.
  auto count(std::string_view path, const Node& node) -> std::optional<std::int64_t>;
  // The index of one of `words`.
  auto word(std::string_view path, const Node& node, std::span<const std::string_view> words)
      -> std::optional<std::size_t>;
  // False: it is no mapping.
  auto is_map(std::string_view path, const Node& node) -> bool;

 private:
  auto refuse(std::string_view path, const Node& node, std::string_view wanted) -> std::nullopt_t;

  const std::string& file_;
  std::vector<Diagnostic>& problems_;
};

// Digits may be set apart by "_"; quoted text is no number.
[[nodiscard]] auto number_of(const Node& node) -> std::optional<Rational>;

}  // namespace tariff::manifest
