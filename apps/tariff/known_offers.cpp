#include "known_offers.hpp"

#include "engine/resolve.hpp"
#include "lint/judge_record.hpp"

namespace tariff::app {
namespace {

// A name of an endpoint can be anything where the operation is named too, so there is an end to it.
constexpr std::size_t most_known = 1024;

}  // namespace

auto KnownOffers::bind(Request& request, BoundRequest& bound) -> KnownOffer* {
  make_key(request);
  const auto found = known_.find(std::string_view{key_});
  if (found == known_.end()) return find(request, bound);
  KnownOffer& known = found->second;
  if (request.provider.empty()) request.provider = known.provider;
  engine::bind(catalog_.data(), *known.offer, request, bound);
  bound.name = known.name;
  return &known;
}

auto KnownOffers::find(Request& request, BoundRequest& bound) -> KnownOffer* {
  Diagnostic ignored;
  if (!lint::settle_provider(catalog_, request, ignored)) return nullptr;
  if (!engine::resolve(catalog_, request, bound, ignored)) return nullptr;
  if (known_.size() == most_known) known_.clear();
  KnownOffer& known = known_[key_];
  known.provider = request.provider;
  known.offer = bound.offer;
  known.name = bound.name;
  return &known;
}

// No name holds the separator, or the offer would not be found under it.
void KnownOffers::make_key(const Request& request) {
  key_ = request.provider;
  for (const std::string* part : {&request.model, &request.operation, &request.endpoint}) {
    key_ += '\0';
    key_ += *part;
  }
}

}  // namespace tariff::app
