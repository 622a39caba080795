#include "lint/record_linter.hpp"

#include <algorithm>
#include <utility>

#include "lint/judge_record.hpp"
#include "lint/policy.hpp"
#include "lint/record_checks.hpp"
#include "lint/selection.hpp"

namespace tariff::lint {

auto RecordLinter::lint(Record& record) const -> LintedRecord {
  LintedRecord out;
  out.result = judge_record({catalog_, today_, settings_.fixes}, record, &out.request);
  if (out.result.problem) return out;
  OfferId id{};
  Diagnostic ignored;
  if (!catalog_.find(out.request, id, ignored)) return out;
  out.offer = id;
  check_record(catalog_.data().offers[static_cast<std::uint32_t>(id)], record, settings_,
               out.result);
  if (settings_.policies != nullptr) {
    auto& found = out.result.verdict.diagnostics;
    for (auto& each : settings_.policies->check(catalog_, record, out.request, out.result)) {
      found.push_back(std::move(each));
    }
  }
  settle(out.result.verdict.diagnostics);
  return out;
}

auto RecordLinter::is_on(std::string_view code) const -> bool {
  return is_selected(settings_.selection, code);
}

void RecordLinter::settle(std::vector<Diagnostic>& diagnostics) const {
  std::erase_if(diagnostics, [&](Diagnostic& diagnostic) { return !settle(diagnostic); });
}

auto RecordLinter::settle(Diagnostic& diagnostic) const -> bool {
  if (!is_on(diagnostic.code)) return false;
  diagnostic.severity = severity_of(settings_, diagnostic.code, diagnostic.severity);
  return true;
}

}  // namespace tariff::lint
