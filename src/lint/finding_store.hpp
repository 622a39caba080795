// Findings as bytes and back, for caches. Everything is kept: what is read equals what was written.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tariff/lint.hpp"

namespace tariff::lint {

// Raised whenever the byte form changes.
inline constexpr std::uint32_t finding_store_version = 3;

[[nodiscard]] auto write_findings(const std::vector<Finding>& findings) -> std::string;

// False: the bytes are not what write_findings() writes; `out` then means nothing.
[[nodiscard]] auto read_findings(std::string_view bytes, std::vector<Finding>& out) -> bool;

}  // namespace tariff::lint
