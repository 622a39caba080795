// What could not be read, for people: on standard error, with its place and a caret.
#pragma once

#include <vector>

#include "inputs.hpp"
#include "tariff/report.hpp"

namespace tariff::app {

// `snippets` may be null: no line is shown.
void complain_of(const RecordResult& result, Snippets* snippets);

// Findings in files of an overlay, whose lines are read again to be shown.
void complain_of(const std::vector<Diagnostic>& diagnostics);

}  // namespace tariff::app
