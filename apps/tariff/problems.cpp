#include "problems.hpp"

#include <cstdio>

#include "base/text_source.hpp"
#include "report/utf8.hpp"

namespace tariff::app {

void complain_of(const RecordResult& result) {
  if (!result.problem) return;
  for (const auto& diagnostic : result.problem->diagnostics) {
    const auto text = base::render(diagnostic, nullptr);
    std::fputs(report::printable(text, report::LineEnds::keep).c_str(), stderr);
  }
}

}  // namespace tariff::app
