#include "plan/bases.hpp"

#include <algorithm>

#include "lint/open_record.hpp"

namespace tariff::planning {
namespace {

auto sets_size(const Wanted& wanted) -> bool {
  return wanted.size.known() || wanted.ratio.known() || wanted.least_pixels > 0;
}

// The record without what the planner sets, so that an offer which cannot say that is not blamed.
auto without_turned(const Record& record, const Wanted& wanted) -> Record {
  auto bare = record;
  if (wanted.written != nullptr) {
    const auto dials = find_dials(*wanted.written, Date{});
    if (!wanted.keep.quality) clear_quality(dials, bare.request);
    if (sets_size(wanted)) clear_size(dials, bare.request);
    return bare;
  }
  for (auto* said : {&bare.canonical, &bare.request.params}) {
    if (!wanted.keep.quality) said->erase("quality");
    if (!sets_size(wanted)) continue;
    for (const char* name : {"size", "width", "height"}) said->erase(name);
  }
  return bare;
}

auto offer_of(const Catalog& catalog, const Request& request, std::uint32_t& out) -> bool {
  OfferId id{};
  Diagnostic why;
  if (!catalog.find(request, id, why)) return false;
  out = static_cast<std::uint32_t>(id);
  return true;
}

// How many images a request makes is no loss: it is sent as often as needed.
void forgive_number(const catalog::Offer& written, std::vector<std::string>& lost) {
  for (const auto& parameter : written.parameters) {
    if (parameter.slot != written.n_slot || written.n_slot == catalog::no_slot) continue;
    std::erase_if(lost, [&](const auto& each) { return each.starts_with(parameter.name + " = "); });
  }
}

auto listed_bases(const Catalog& catalog, const Record& record, std::vector<std::string>& unknown)
    -> std::vector<Base> {
  std::vector<Base> bases;
  for (auto& candidate : lint::candidates_of(catalog, record, unknown)) {
    Base base;
    if (!offer_of(catalog, candidate.request, base.offer)) continue;
    base.request = std::move(candidate.request);
    base.lost = std::move(candidate.lost);
    bases.push_back(std::move(base));
  }
  const auto earlier = [](const Base& a, const Base& b) { return a.offer < b.offer; };
  std::stable_sort(bases.begin(), bases.end(), earlier);
  const auto same = [](const Base& a, const Base& b) { return a.offer == b.offer; };
  bases.erase(std::unique(bases.begin(), bases.end(), same), bases.end());
  return bases;
}

// The offer that the record names, and every other one of the same operation.
auto named_bases(const Catalog& catalog, const Record& record, const catalog::Offer& written)
    -> std::vector<Base> {
  std::vector<Base> bases;
  const auto& data = catalog.data();
  std::uint32_t own = 0;
  const bool known = offer_of(catalog, record.request, own);
  for (std::uint32_t i = 0; i < data.offers.size(); ++i) {
    if (data.key(i).operation != written.operation) continue;
    Base base{i, {}, {}};
    base.request = known && i == own ? record.request
                                     : restate(catalog, record.request, OfferId{i}, base.lost);
    bases.push_back(std::move(base));
  }
  return bases;
}

}  // namespace

auto bases_of(const Catalog& catalog, const Record& record, const Wanted& wanted,
              std::vector<std::string>& unknown) -> std::vector<Base> {
  if (record.pinned) {
    Base base{0, record.request, {}};
    if (!offer_of(catalog, record.request, base.offer)) return {};
    return {std::move(base)};
  }
  const auto bare = without_turned(record, wanted);
  auto bases = lint::is_open(record) ? listed_bases(catalog, bare, unknown)
                                     : named_bases(catalog, bare, *wanted.written);
  if (wanted.written == nullptr) return bases;
  for (auto& base : bases) forgive_number(*wanted.written, base.lost);
  return bases;
}

}  // namespace tariff::planning
