// Which of the YAML, JSON and CSV files of a folder concern us: a repository holds many that are
// neither manifests nor records.
#pragma once

#include <cstddef>
#include <string_view>

#include "tariff/manifest.hpp"

namespace tariff::manifest {

// Whether an input that starts with `head` says anything that a manifest or a record would say. It
// need not be a good one: a broken manifest still has its `assets`. At best `head_size` bytes.
[[nodiscard]] auto is_likely_input(InputKind kind, std::string_view head) -> bool;

// Unit: bytes. What stands before the assets of a manifest is shorter.
inline constexpr std::size_t head_size = std::size_t{1} << 20U;

}  // namespace tariff::manifest
