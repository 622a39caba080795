// The codes that no rule pack states: what is found before any offer is asked.
#pragma once

#include <span>
#include <string_view>

namespace tariff::report {

struct OwnCode {
  std::string_view code;
  std::string_view about;
};

[[nodiscard]] auto own_codes() noexcept -> std::span<const OwnCode>;

// What a code means; empty when it is none of ours.
[[nodiscard]] auto own_code(std::string_view code) noexcept -> std::string_view;

}  // namespace tariff::report
