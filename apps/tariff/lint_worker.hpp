// Lints blocks of request records: the plain ones with nothing to say of them the quick way, the
// others the explaining way. Both give the same bytes.
#pragma once

#include <memory>

#include "context.hpp"
#include "line_run.hpp"
#include "lint/record_linter.hpp"

namespace tariff::app {

// All outlive the worker. `with_records`: the block's text gets a result line for each record.
[[nodiscard]] auto make_lint_worker(const Context& context, const lint::RecordLinter& linter,
                                    const InputOptions& input, bool with_records)
    -> std::unique_ptr<BlockWorker>;

}  // namespace tariff::app
