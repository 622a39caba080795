// The spellings of small enumerations, as every writer prints them.
#include "tariff/diagnostic.hpp"
#include "tariff/verdict.hpp"

namespace tariff {
inline namespace v0 {

auto to_string(Severity severity) noexcept -> const char* {
  switch (severity) {
    case Severity::note: return "note";
    case Severity::warning: return "warning";
    case Severity::error: return "error";
  }
  return "error";
}

auto to_string(CostKind kind) noexcept -> const char* {
  switch (kind) {
    case CostKind::unknown: return "unknown";
    case CostKind::bounded: return "bounded";
    case CostKind::exact: return "exact";
  }
  return "unknown";
}

}  // namespace v0
}  // namespace tariff
