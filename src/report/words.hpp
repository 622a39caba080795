// Small pieces of English that several writers need.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tariff::report {

// "1 error", "2 errors", "1,234 requests".
[[nodiscard]] auto counted(std::int64_t number, std::string_view noun) -> std::string;

// "a, b, c".
[[nodiscard]] auto joined(const std::vector<std::string>& texts, std::string_view between = ", ")
    -> std::string;

}  // namespace tariff::report
