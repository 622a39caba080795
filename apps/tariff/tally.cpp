#include "tally.hpp"

#include "report/json_writer.hpp"
#include "report/words.hpp"

namespace tariff::app {

void Tally::add(const RecordResult& result) {
  ++records;
  if (result.problem) {
    const auto count = static_cast<std::int64_t>(result.problem->diagnostics.size());
    errors += count;
    ++(result.problem->unreadable ? unreadable : unknown_offers);
    return;
  }
  ++(result.verdict.accepted ? accepted : refused);
  if (result.verdict.quote.kind == CostKind::unknown) ++unknown_costs;
  for (const auto& diagnostic : result.verdict.diagnostics) {
    if (diagnostic.severity == Severity::error) ++errors;
    if (diagnostic.severity == Severity::warning) ++warnings;
    if (diagnostic.severity == Severity::note) ++notes;
    if (diagnostic.fix) ++fixable;
  }
}

void Tally::add(const Tally& other) noexcept {
  inputs += other.inputs;
  records += other.records;
  accepted += other.accepted;
  refused += other.refused;
  unknown_offers += other.unknown_offers;
  unknown_costs += other.unknown_costs;
  unreadable += other.unreadable;
  errors += other.errors;
  warnings += other.warnings;
  fixable += other.fixable;
  notes += other.notes;
}

auto Tally::to_json() const -> std::string {
  std::string out;
  report::JsonWriter json{out};
  json.begin_object()
      .count_member("inputs", inputs)
      .count_member("records", records)
      .count_member("accepted", accepted)
      .count_member("refused", refused)
      .count_member("unknown_offers", unknown_offers)
      .count_member("unknown_costs", unknown_costs)
      .count_member("unreadable", unreadable)
      .count_member("errors", errors)
      .count_member("warnings", warnings)
      .end_object();
  return out;
}

auto Tally::to_text() const -> std::string {
  using report::counted;
  std::string text = errors + warnings == 0 && unreadable == 0
                         ? std::string{"no findings"}
                         : counted(errors, "error") + " and " + counted(warnings, "warning");
  text += " in " + counted(records, "request");
  if (inputs > 1) text += " of " + counted(inputs, "input");
  if (fixable > 0) text += "; " + counted(fixable, "finding") + " with a fix";
  if (unreadable > 0) text += "; " + counted(unreadable, "part") + " of the input unreadable";
  return text;
}

}  // namespace tariff::app
