// What could not be read, for people: on standard error, with its place.
#pragma once

#include "tariff/report.hpp"

namespace tariff::app {

void complain_of(const RecordResult& result);

}  // namespace tariff::app
