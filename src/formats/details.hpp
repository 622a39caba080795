// What a finding says beside its message, in the order in which every format says it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tariff/lint.hpp"

namespace tariff::formats {

struct Detail {
  std::string_view label;  // "because", "provider", "note", "fix", "fix (unsafe)", "help"
  std::string text;
};

[[nodiscard]] auto details_of(const Finding& finding) -> std::vector<Detail>;

// The message and the details, one a line: "message\nbecause: …\nfix: …". Unprintable characters
// are made visible.
[[nodiscard]] auto full_message(const Finding& finding) -> std::string;

}  // namespace tariff::formats
