// Findings and summaries as JSON; a key means the same in every document that has it.
#pragma once

#include "formats/writer.hpp"
#include "report/json_writer.hpp"

namespace tariff::formats {

// One object, complete: #/$defs/finding of schema/lint.schema.json.
void write_finding(report::JsonWriter& json, const Finding& finding);

// #/$defs/summary of schema/lint.schema.json.
void write_summary(report::JsonWriter& json, const LintSummary& summary);

// The members that stand at the head of a document: version, catalog, as_of.
void write_run(report::JsonWriter& json, const RunInfo& run);

}  // namespace tariff::formats
