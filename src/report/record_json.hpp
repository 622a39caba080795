// The JSON of verdicts, shared by all commands, so that a key means the same everywhere.
#pragma once

#include <vector>

#include "report/json_writer.hpp"
#include "tariff/report.hpp"

namespace tariff::report {

void write_record(JsonWriter& json, const RecordResult& result);
void write_quote(JsonWriter& json, const Quote& quote);
void write_diagnostics(JsonWriter& json, const std::vector<Diagnostic>& diagnostics);
void write_fix(JsonWriter& json, const Fix& fix);
void write_texts(JsonWriter& json, const std::vector<std::string>& texts);

// "147", or {"low": …, "expected": …, "high": …}.
void write_range(JsonWriter& json, const Range& range);
// The members low, expected and high of an object.
void write_range_members(JsonWriter& json, const Range& range);

// True when a number of the quote has no finite decimal, so that its text is rounded.
[[nodiscard]] auto is_rounded(const Quote& quote) noexcept -> bool;

// The members file, line and column; nothing for a place that is not known.
void write_place(JsonWriter& json, const Location& location);

}  // namespace tariff::report
