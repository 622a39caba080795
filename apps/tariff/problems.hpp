// What could not be read, for people: on standard error, with its place and a caret.
#pragma once

#include <string>
#include <vector>

#include "inputs.hpp"
#include "tariff/report.hpp"

namespace tariff::app {

// `snippets` may be null: no line is shown.
void complain_of(const RecordResult& result, Snippets* snippets);

// The same as text. `source` may be null.
[[nodiscard]] auto complaint_of(const RecordResult& result, const base::TextSource* source)
    -> std::string;

// Findings in files of an overlay, whose lines are read again to be shown.
void complain_of(const std::vector<Diagnostic>& diagnostics);

}  // namespace tariff::app
