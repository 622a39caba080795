// `tariff lsp`: a language server for editors.
#include "commands.hpp"

namespace tariff::app {

auto run_lsp(Context& /*context*/) -> int {
  complain("lsp is not there yet");
  return unreadable;
}

}  // namespace tariff::app
