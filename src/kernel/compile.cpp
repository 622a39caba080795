#include "kernel/compile.hpp"

#include <algorithm>

#include "kernel/specialise.hpp"

namespace tariff::kernel {
namespace {

using catalog::CatalogData;
using catalog::Offer;

// Kernels name words by number: they can be shared where the numbers mean the same.
auto has_the_words_of(const CatalogData& data, const CatalogData& known) -> bool {
  return known.symbols.size() <= data.symbols.size() &&
         std::equal(known.symbols.begin(), known.symbols.end(), data.symbols.begin());
}

// The same offer in another catalog, or null.
auto find_same(const CatalogData& known, const Offer& offer) -> const Offer* {
  for (std::size_t i = 0; i < known.offers.size(); ++i) {
    const catalog::OfferKey key = known.key(i);
    if (key.provider == offer.provider && key.model == offer.model &&
        key.operation == offer.operation) {
      return &known.offers[i];
    }
  }
  return nullptr;
}

auto takes_kernel(Offer& offer, const Offer* from) -> bool {
  if (from == nullptr) return false;
  offer.kernel = from->kernel;
  return offer == *from;
}

}  // namespace

auto compile(const std::vector<catalog::SourceFile>& files, const CatalogData* known)
    -> catalog::LoadOutcome {
  catalog::LoadOutcome outcome = catalog::load(files);
  if (outcome.data == nullptr) return outcome;
  auto data = std::make_shared<CatalogData>(*outcome.data);
  const bool shares = known != nullptr && has_the_words_of(*data, *known);
  for (Offer& offer : data->offers) {
    const bool taken = shares && takes_kernel(offer, find_same(*known, offer));
    if (!taken) offer.kernel = specialise(offer);
  }
  outcome.data = std::move(data);
  return outcome;
}

}  // namespace tariff::kernel
