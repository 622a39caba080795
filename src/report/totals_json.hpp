// The JSON of totals and budgets, shared by the budget report and the comparison of two states.
#pragma once

#include "report/json_writer.hpp"
#include "tariff/report.hpp"

namespace tariff::report {

// The members of an object: requests, unknown, refused, unreadable and the sums by currency.
void write_totals_members(JsonWriter& json, const Totals& totals);

void write_budget_line(JsonWriter& json, const BudgetLine& line);

}  // namespace tariff::report
