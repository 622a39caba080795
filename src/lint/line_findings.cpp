#include "lint/line_findings.hpp"

#include "edit/fix_planner.hpp"

namespace tariff::lint {

auto lint_line(const RecordLinter& linter, Record& record, RecordResult& result) -> LintedLine {
  LintedLine line;
  auto linted = linter.lint(record);
  line.asset = {linted.result.id, linted.result.location};
  line.day = linted.request.as_of.value_or(linter.today());
  line.offer = linted.offer;
  if (line.offer) {
    line.key = key_of(linted.request);
  }
  const auto& found = linted.result.problem ? linted.result.problem->diagnostics
                                            : linted.result.verdict.diagnostics;
  for (const auto& each : found) {
    line.findings.push_back(make_finding(each, linted.result, nullptr));
    auto& change = line.findings.back().change;
    if (change && linter.settings().edits) change->edits = edit::record_edits(*each.fix, record);
  }
  result = std::move(linted.result);
  return line;
}

void LineFindings::add(LintedLine& line) {
  if (line.offer) {
    offers_.add(*line.offer, line.day, line.asset, line.asset.location);
    std::vector<Finding> repeated;
    duplicates_.add(line.key, line.asset, line.asset.location, repeated);
    for (auto& finding : repeated) {
      if (linter_.settle(finding.diagnostic)) line.findings.push_back(std::move(finding));
    }
  }
  for (auto& finding : line.findings) fingerprints_.give(finding);
}

auto LineFindings::finish() -> std::vector<Finding> {
  std::vector<Finding> out;
  for (auto& finding : offers_.take()) {
    if (!linter_.settle(finding.diagnostic)) continue;
    fingerprints_.give(finding);
    out.push_back(std::move(finding));
  }
  return out;
}

}  // namespace tariff::lint
