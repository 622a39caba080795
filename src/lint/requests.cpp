#include "lint/requests.hpp"

namespace tariff::lint {

auto images_of(const catalog::Offer& offer, const Request& request) -> Rational {
  for (const auto& parameter : offer.parameters) {
    if (parameter.slot != offer.n_slot || offer.n_slot == catalog::no_slot) continue;
    const auto* given = request.params.find(parameter.name);
    const auto* envelope = offer.envelope.empty() ? nullptr : request.params.find(offer.envelope);
    if (given == nullptr && envelope != nullptr) given = envelope->find(parameter.name);
    if (given == nullptr && parameter.preset) given = &*parameter.preset;
    const bool counts = given != nullptr && given->is_number() && given->number_fits() &&
                        (given->as_number() <=> Rational{1}) >= 0;
    return counts ? given->as_number() : Rational{1};
  }
  return Rational{1};
}

auto count_requests(std::int64_t images, std::int64_t attempts, const catalog::Offer& offer,
                    const Request& request, std::int64_t& out) -> bool {
  Rational share;
  std::int64_t whole = 1;
  Rational requests;
  if (!checked_div(Rational{images}, images_of(offer, request), share) ||
      !checked_ceil(share, whole) || !checked_mul(Rational{whole}, Rational{attempts}, requests)) {
    return false;
  }
  out = requests.numerator();
  return true;
}

}  // namespace tariff::lint
