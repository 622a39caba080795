// `tariff diff BASE HEAD`: what a change of manifests or catalog does to cost and findings.
#include "commands.hpp"

namespace tariff::app {

auto run_diff(Context& /*context*/) -> int {
  complain("diff is not there yet");
  return unreadable;
}

}  // namespace tariff::app
