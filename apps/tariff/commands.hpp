// The commands. Each gives back the exit status.
#pragma once

#include "context.hpp"

namespace tariff::app {

[[nodiscard]] auto run_lint(Context& context) -> int;
[[nodiscard]] auto run_quote(Context& context) -> int;
[[nodiscard]] auto run_report(Context& context) -> int;
[[nodiscard]] auto run_compare(Context& context) -> int;
[[nodiscard]] auto run_diff(Context& context) -> int;
[[nodiscard]] auto run_lsp(Context& context) -> int;
[[nodiscard]] auto run_plan(Context& context) -> int;
[[nodiscard]] auto run_plan_options(Context& context) -> int;  // plan --options
[[nodiscard]] auto run_approve(Context& context) -> int;
[[nodiscard]] auto run_explain(Context& context) -> int;
[[nodiscard]] auto run_catalog(Context& context) -> int;
[[nodiscard]] auto run_completion(Context& context) -> int;

}  // namespace tariff::app
