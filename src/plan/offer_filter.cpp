#include "plan/offer_filter.hpp"

#include <algorithm>

namespace tariff::planning {

auto means_offer(std::string_view name, const catalog::Offer& offer) -> bool {
  if (name == offer.provider || name == offer.renders) return true;
  if (!name.starts_with(offer.provider)) return false;
  name.remove_prefix(offer.provider.size());
  if (!name.starts_with('/')) return false;
  name.remove_prefix(1);
  if (!name.starts_with(offer.model)) return false;
  name.remove_prefix(offer.model.size());
  return name.empty() || (name.front() == '/' && name.substr(1) == offer.operation);
}

auto may_serve(const catalog::Offer& offer, const std::vector<std::string>& only,
               const std::vector<std::string>& forbid, std::string& why) -> bool {
  const auto means = [&](const std::string& name) { return means_offer(name, offer); };
  if (const auto found = std::find_if(forbid.begin(), forbid.end(), means); found != forbid.end()) {
    why = *found + " is forbidden";
    return false;
  }
  if (only.empty() || std::any_of(only.begin(), only.end(), means)) return true;
  why = "not among those that are allowed";
  return false;
}

}  // namespace tariff::planning
