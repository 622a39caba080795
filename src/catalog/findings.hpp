// What reading a request can find: keys, default codes and the words used where a pack has none.
#pragma once

#include <span>
#include <string_view>

#include "catalog/model.hpp"

namespace tariff::catalog {

struct FindingDefault {
  std::string_view key;  // in YAML: "unknown_parameter"
  std::string_view code;
  Severity severity{};
  std::string_view message;       // with {placeholders}
  std::string_view placeholders;  // beside {parameter} {value} {model}; separated by one space
};

// By FindingKind, in its order.
[[nodiscard]] auto finding_defaults() noexcept -> std::span<const FindingDefault, finding_kinds>;

[[nodiscard]] auto finding_default(FindingKind kind) noexcept -> const FindingDefault&;

// The default message, in pieces: what an empty Finding::message stands for.
[[nodiscard]] auto default_message(FindingKind kind) -> const Template&;

// Whether texts of this finding may use {name}.
[[nodiscard]] auto is_placeholder(FindingKind kind, std::string_view name) noexcept -> bool;

}  // namespace tariff::catalog
