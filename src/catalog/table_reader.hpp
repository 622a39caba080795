// Tables: nested mappings, one level a key.
#pragma once

#include "catalog/reader.hpp"
#include "lang/program.hpp"

namespace tariff::catalog {

auto read_tables(const Node& node, const Context& context, std::vector<lang::Table>& out) -> bool;

}  // namespace tariff::catalog
