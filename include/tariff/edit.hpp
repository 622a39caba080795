// Fixes as changes of the text: everything outside the values that change stays byte for byte.
//
//     const tariff::Linter linter{tariff::default_catalog(), day, {}};
//     const tariff::LintInput input{.name = "images.yaml", .text = bytes};
//     const auto fixed = tariff::fix_text(linter, input, tariff::FixChoice::safe);
//     std::string patch = tariff::unified_diff(input.name, bytes, fixed.text);
//
// Pure: nothing here reads or writes files.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tariff/lint.hpp"

namespace tariff {
inline namespace v0 {

// The text with all edits made. Nothing when they are not sorted, overlap or leave the text. Two
// insertions at one place overlap: which comes first would be a guess.
[[nodiscard]] TARIFF_API auto apply_edits(std::string_view text, std::span<const TextEdit> edits)
    -> std::optional<std::string>;

// What changed, as git prints it; empty when nothing did. `name` stands behind a/ and b/.
[[nodiscard]] TARIFF_API auto unified_diff(std::string_view name, std::string_view before,
                                           std::string_view after) -> std::string;

enum class FixChoice : std::uint8_t {
  safe,  // only what neither raises the price nor changes the meaning
  all
};

struct FixedText {
  std::string text;              // the input's own where nothing could be mended
  std::vector<Finding> applied;  // what was mended, as it was found
  std::vector<Finding> refused;  // their changes were tried, and did not hold
  LintResult after;              // of `text`
};

// Mends what the findings of an input have changes for, again and again until nothing more can be.
// A change is kept only when its finding is gone after it and no error is new. Suppressed findings
// are left alone, and so are those with a fingerprint of `known`. What comes out has nothing left
// to mend: a second run changes nothing.
[[nodiscard]] TARIFF_API auto fix_text(const Linter& linter, const LintInput& input,
                                       FixChoice choice, std::span<const std::string> known = {})
    -> FixedText;

}  // namespace v0
}  // namespace tariff
