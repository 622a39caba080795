// Apart from the rest: it asks for the embedded image, which the tool that makes it cannot have.
#include "catalog/image.hpp"
#include "tariff/catalog.hpp"

namespace tariff {
inline namespace v0 {

auto default_catalog() -> const Catalog& {
  // Never destroyed: threads may use it until the very end, and taking strings apart is a part of
  // a short command's time.
  static const Catalog* const catalog = [] {
    auto data = std::make_shared<catalog::CatalogData>();
    // The build made the image and read all of it; were it broken, there would be no offers, and
    // find() says so.
    if (!catalog::open_image(catalog::embedded_image(), *data)) *data = {};
    return new Catalog{std::move(data)};
  }();
  return *catalog;
}

}  // namespace v0
}  // namespace tariff
