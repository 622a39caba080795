#include "engine/resolve.hpp"

#include "catalog/find.hpp"

namespace tariff::engine {

auto resolve(const Catalog& catalog, const Request& request, BoundRequest& out) -> bool {
  const catalog::CatalogData& data = catalog.data();
  const catalog::OfferName* name = catalog::find_name(data, request, out.name_guess);
  out.offer = nullptr;
  if (name == nullptr) return false;
  bind(data, data.offers[name->offer], request, out);
  out.name = name;
  return true;
}

auto resolve(const Catalog& catalog, const Request& request, BoundRequest& out, Diagnostic& why)
    -> bool {
  if (resolve(catalog, request, out)) return true;
  why = catalog::explain_unknown(catalog.data(), request);
  return false;
}

}  // namespace tariff::engine
