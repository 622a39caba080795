#include "engine/resolve.hpp"

namespace tariff::engine {
namespace {

// The name under which the request calls the offer: aliases may be deprecated.
auto name_of(const catalog::CatalogData& data, const Request& request, std::uint32_t offer) noexcept
    -> const catalog::OfferName* {
  for (const catalog::OfferName& name : data.names) {
    if (name.offer == offer && name.provider == request.provider && name.model == request.model) {
      return &name;
    }
  }
  return nullptr;
}

}  // namespace

auto resolve(const Catalog& catalog, const Request& request, BoundRequest& out, Diagnostic& why)
    -> bool {
  OfferId id{};
  if (!catalog.find(request, id, why)) {
    out.offer = nullptr;
    return false;
  }
  const catalog::CatalogData& data = catalog.data();
  const auto index = static_cast<std::uint32_t>(id);
  bind(data, data.offers[index], request, out);
  out.name = name_of(data, request, index);
  return true;
}

}  // namespace tariff::engine
