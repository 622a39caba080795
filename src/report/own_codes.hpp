// Tariff's own codes: what no rule pack states. Each has its default severity, what it means, why
// it matters, and an example that gives exactly this finding beside one that does not.
//
// The examples name acme and globex, providers that do not exist; tests/data/acme has their YAML,
// and tests/lint/own_codes_test.cpp lints every example with it, as of 2026-11-21.
#pragma once

#include <span>
#include <string_view>

#include "tariff/diagnostic.hpp"
#include "tariff/manifest.hpp"

namespace tariff::report {

struct OwnCode {
  std::string_view code;
  Severity severity = Severity::error;  // the gravest, where it has several
  std::string_view title;               // one line, lower case, no full stop
  std::string_view why;                 // sentences
  std::string_view bad;                 // an input that gives the finding; empty: none is shown
  std::string_view good;
  InputKind kind = InputKind::yaml;  // of both examples
};

// What `tariff lint` can say, sorted by family.
[[nodiscard]] auto own_codes() noexcept -> std::span<const OwnCode>;

// What `tariff catalog check` can say (docs/catalog-checks.md). Without examples.
[[nodiscard]] auto check_codes() noexcept -> std::span<const OwnCode>;

// Why `tariff plan` does not choose an offer, and what it can say of the whole. The examples are
// planned with the same providers by tests/plan/plan_codes_test.cpp.
[[nodiscard]] auto plan_codes() noexcept -> std::span<const OwnCode>;

// The entry of a code in any of these lists; null when it is none of ours.
[[nodiscard]] auto find_own_code(std::string_view code) noexcept -> const OwnCode*;

// "BUDGET" of "BUDGET-TOTAL".
[[nodiscard]] auto family_of(std::string_view code) noexcept -> std::string_view;

// What a family of ours is about; empty when it is none of ours.
[[nodiscard]] auto family_title(std::string_view family) noexcept -> std::string_view;

}  // namespace tariff::report
