// Decides the rows of one plan in one block.
#pragma once

#include "batch/workspace.hpp"

namespace tariff::batch {

// At most block_rows rows. `workspace.by_themselves` then holds the rows that are left to
// decide_row(); what `out` says of them is unspecified.
void decide_block(const Plan& plan, const BlockColumns& columns, std::size_t rows,
                  Workspace& workspace, const Outputs& out);

// False: an index is beyond its list, or a count of tokens is negative.
[[nodiscard]] auto is_sound(const Plan& plan, const BlockColumns& columns, std::size_t rows)
    -> bool;

// One row by the ordinary way.
[[nodiscard]] auto decide_row(const Plan& plan, const BlockColumns& columns, std::size_t row,
                              Workspace& workspace) -> Decision;

// Writes a decision into the columns. False: it does not go into them.
[[nodiscard]] auto store(const Decision& decision, Rational unit, std::size_t row,
                         const Outputs& out) -> bool;

}  // namespace tariff::batch
