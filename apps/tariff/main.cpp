// The program: reads the command line, runs one command, gives its status.
#include <csignal>

#include "commands.hpp"
#include "interrupt.hpp"

namespace tariff::app {
namespace {

auto run(Context& context) -> int {
  switch (context.options().command) {
    case Command::lint: return run_lint(context);
    case Command::quote: return run_quote(context);
    case Command::report: return run_report(context);
    case Command::compare: return run_compare(context);
    case Command::diff: return run_diff(context);
    case Command::lsp: return run_lsp(context);
    case Command::plan: return run_plan(context);
    case Command::approve: return run_approve(context);
    case Command::explain: return run_explain(context);
    case Command::catalog: return run_catalog(context);
    case Command::completion: return run_completion(context);
  }
  return unreadable;
}

auto run(int argc, char** argv) -> int {
  std::signal(SIGPIPE, SIG_IGN);  // a reader that goes away shows as a write that fails
  catch_interrupts();
  Options options;
  int status = unreadable;
  if (!read_options(argc, argv, options, status)) return status;
  Context context{options};
  if (!context.open_output()) return unreadable;
  const int status_of_run = run(context);
  status = context.finish(status_of_run);
  end_if_interrupted();
  return status;
}

}  // namespace
}  // namespace tariff::app

auto main(int argc, char** argv) -> int {
  return tariff::app::run(argc, argv);
}
