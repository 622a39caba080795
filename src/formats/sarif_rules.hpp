// The rules of a SARIF log: every code that the linter can give.
#pragma once

#include <string_view>
#include <vector>

#include "report/json_writer.hpp"
#include "tariff/lint.hpp"

namespace tariff::formats {

// The array of reportingDescriptors, in the order of `codes`.
void write_rules(report::JsonWriter& json, const std::vector<LintCode>& codes);

// Where a code stands in `codes`, which is sorted; -1: it is not there.
[[nodiscard]] auto rule_index(const std::vector<LintCode>& codes, std::string_view code) noexcept
    -> std::int64_t;

}  // namespace tariff::formats
