#include "fix.hpp"

#include <algorithm>

#include "replace_file.hpp"

namespace tariff::app {
namespace {

auto counted(std::int64_t count) -> std::string {
  return std::to_string(count) + (count == 1 ? " finding" : " findings");
}

auto is_left_unsafe(const Finding& finding) -> bool {
  return finding.is_active() && finding.change && !finding.change->safe &&
         !finding.change->edits.empty();
}

void count(const FixedText& fixed, FixChoice choice, std::span<const std::string> known,
           FixTally& tally) {
  tally.fixed += static_cast<std::int64_t>(fixed.applied.size());
  if (!fixed.applied.empty()) ++tally.inputs;
  if (choice == FixChoice::all) return;
  const auto& left = fixed.after.findings;
  tally.unsafe_left += std::count_if(left.begin(), left.end(), [&](const Finding& finding) {
    return is_left_unsafe(finding) &&
           std::find(known.begin(), known.end(), finding.fingerprint) == known.end();
  });
}

}  // namespace

auto FixTally::to_text(bool diff) const -> std::string {
  if (fixed == 0 && unsafe_left == 0) return {};
  if (fixed == 0) return counted(unsafe_left) + " to be mended with --unsafe-fixes";
  auto text = (diff ? "would fix " : "fixed ") + counted(fixed);
  if (unsafe_left == 0) return text;
  return text + "; " + std::to_string(unsafe_left) + " more with --unsafe-fixes";
}

auto fix_input(Context& context, const Linter& linter, const LintInput& input,
               const std::string& path, std::span<const std::string> known, FixTally& tally)
    -> std::optional<FixedText> {
  const auto& lint = context.options().lint;
  const auto choice = lint.unsafe_fixes ? FixChoice::all : FixChoice::safe;
  auto fixed = fix_text(linter, input, choice, known);
  if (lint.diff) {
    count(fixed, choice, known, tally);
    context.write(unified_diff(input.name, input.text, fixed.text));
    return fixed;
  }
  std::string why;
  if (path == "-") {
    context.write(fixed.text);
  } else if (fixed.text != input.text && !replace_file(path, input.text, fixed.text, why)) {
    complain(path + ": cannot be mended: " + why);
    ++tally.failed;
    return std::nullopt;
  }
  count(fixed, choice, known, tally);
  return fixed;
}

}  // namespace tariff::app
