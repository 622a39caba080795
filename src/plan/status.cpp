#include "tariff/plan.hpp"

namespace tariff {
inline namespace v0 {

auto to_string(PlanStatus status) noexcept -> const char* {
  switch (status) {
    case PlanStatus::optimal: return "optimal";
    case PlanStatus::feasible: return "feasible";
    case PlanStatus::infeasible: return "infeasible";
    case PlanStatus::unknown: break;
  }
  return "unknown";
}

}  // namespace v0
}  // namespace tariff
