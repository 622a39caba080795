#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/model.hpp"
#include "lint/judge_record.hpp"

namespace tariff::lint {
namespace {

using catalog::CatalogData;
using catalog::OfferName;
using Providers = std::set<std::string_view>;

auto fits(const CatalogData& data, const OfferName& name, const Request& request) -> bool {
  if (name.model != request.model) return false;
  const auto& offer = data.offers[name.offer];
  if (!request.endpoint.empty()) return offer.endpoint == request.endpoint;
  return request.operation.empty() || offer.operation == request.operation;
}

// `canonical`: only providers that know the model under its own name.
auto providers_of(const CatalogData& data, const Request& request, bool canonical) -> Providers {
  Providers providers;
  for (const auto& name : data.names) {
    if (canonical && !name.canonical) continue;
    if (fits(data, name, request)) providers.insert(name.provider);
  }
  return providers;
}

auto listed(const Providers& providers) -> std::string {
  std::string text;
  for (const auto provider : providers) {
    if (!text.empty()) text += ", ";
    text += provider;
  }
  return text;
}

}  // namespace

auto settle_provider(const Catalog& catalog, Request& request, Diagnostic& why) -> bool {
  if (!request.provider.empty()) return true;
  why.code = "REQ-PROVIDER-OPEN";
  const auto all = providers_of(catalog.data(), request, false);
  const auto own = providers_of(catalog.data(), request, true);
  const auto& chosen = own.size() == 1 ? own : all;
  if (chosen.size() == 1) {
    request.provider = *chosen.begin();
    return true;
  }
  if (chosen.empty()) {
    why.message = "no provider is named, and none has a model '" + request.model + "'";
    if (!request.endpoint.empty()) why.message += " at " + request.endpoint;
  } else {
    why.message = "no provider is named, and several have the model '" + request.model +
                  "': " + listed(chosen) + "; say which with --provider";
  }
  return false;
}

}  // namespace tariff::lint
