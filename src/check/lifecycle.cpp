// The dates of a model's life, and who follows it.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "check/findings.hpp"

namespace tariff::check {
namespace {

using catalog::Lifecycle;
using catalog::Offer;

void check_order(const Offer& offer, Findings& out) {
  const Lifecycle& life = offer.lifecycle;
  const std::array<std::pair<const char*, std::optional<Date>>, 4> steps{{
      {"preview", life.preview},
      {"available", life.available},
      {"deprecated", life.deprecated},
      {"shut_down", life.shut_down},
  }};
  const char* name = nullptr;
  Date last;
  for (const auto& [step, day] : steps) {
    if (!day) continue;
    if (name != nullptr && *day < last) {
      out.add(
          Severity::error, "CATALOG-LIFECYCLE-ORDER", pack_name(offer),
          fmt::format("{} ({}) is before {} ({})", step, day->to_string(), name, last.to_string()),
          offer.file);
    }
    name = step;
    last = *day;
  }
}

auto is_known(const catalog::CatalogData& data, const Offer& offer, const std::string& model)
    -> bool {
  return std::any_of(data.names.begin(), data.names.end(), [&](const auto& name) {
    return (name.provider == offer.provider && name.model == model) ||
           name.provider + "/" + name.model == model;
  });
}

}  // namespace

void check_lifecycle(const Context& context, const Offer& offer, Findings& out) {
  check_order(offer, out);
  for (const auto& model : offer.lifecycle.replaced_by) {
    if (is_known(context.data, offer, model)) continue;
    out.add(Severity::warning, "CATALOG-LIFECYCLE-SUCCESSOR", pack_name(offer),
            fmt::format("it is replaced by '{}', which is not in the catalog", model), offer.file);
  }
}

}  // namespace tariff::check
