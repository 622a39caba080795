// The parts of a plan's JSON; plan_json.cpp puts them together.
#pragma once

#include <string_view>

#include "report/json_writer.hpp"
#include "tariff/plan.hpp"

namespace tariff::planning {

// A member whose value is an exact number as text.
void write_decimal_member(report::JsonWriter& json, std::string_view name, Rational value);

// The members low, expected and high; "rounded" when the decimals of one do not end.
void write_cost_members(report::JsonWriter& json, const Range& cost);

// Each a member of the plan.
void write_budget(report::JsonWriter& json, const PlanBudget& budget);
void write_settings(report::JsonWriter& json, const PlanSettings& settings);  // what is given
void write_assets(report::JsonWriter& json, const Plan& plan);

}  // namespace tariff::planning
