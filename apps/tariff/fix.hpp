// `tariff lint --fix` and `--diff`: the inputs of a run, mended or shown as they would be.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "context.hpp"
#include "tariff/edit.hpp"

namespace tariff::app {

// What mending came to, over all inputs of a run.
struct FixTally {
  std::int64_t inputs = 0;       // that changed, or would
  std::int64_t fixed = 0;        // findings that are mended, or would be
  std::int64_t unsafe_left = 0;  // findings that --unsafe-fixes would mend as well
  std::int64_t failed = 0;       // inputs that could not be written

  // "fixed 3 findings; 1 more with --unsafe-fixes"; empty: there was nothing to mend.
  [[nodiscard]] auto to_text(bool diff) const -> std::string;
};

// Mends one input that was read whole. With --fix the file gets its new text; that of standard
// input ("-") goes to standard output. With --diff the output gets the difference, and no file
// changes. What is still to be said of the input is `after` of the result, in its `text`; with
// --diff nothing more is said. Findings whose fingerprints are among `known` are left alone.
// Nothing: the file could not be written; said on standard error.
[[nodiscard]] auto fix_input(Context& context, const Linter& linter, const LintInput& input,
                             const std::string& path, std::span<const std::string> known,
                             FixTally& tally) -> std::optional<FixedText>;

}  // namespace tariff::app
