#include "kernel/compile.hpp"

#include "kernel/specialise.hpp"

namespace tariff::kernel {

auto compile(const std::vector<catalog::SourceFile>& files) -> catalog::LoadOutcome {
  catalog::LoadOutcome outcome = catalog::load(files);
  if (outcome.data == nullptr) return outcome;
  auto data = std::make_shared<catalog::CatalogData>(*outcome.data);
  for (catalog::Offer& offer : data->offers) offer.kernel = specialise(offer);
  outcome.data = std::move(data);
  return outcome;
}

}  // namespace tariff::kernel
