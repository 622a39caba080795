#include "plan/bases.hpp"

#include <algorithm>

#include "engine/resolve.hpp"
#include "engine/restate.hpp"
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

// What not even the offer knows that the record names: nobody could say what it means to another.
void add_unknown(const BoundRequest& bound, std::vector<std::string>& lost) {
  for (const auto& finding : bound.findings) {
    const bool unknown = finding.kind == catalog::FindingKind::unknown_parameter;
    if (!unknown || finding.parameter != nullptr) continue;
    lost.push_back(std::string{finding.name} + " = " + finding.value->to_json());
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

// A record that names its offer, said to others.
class NamedRecord {
 public:
  NamedRecord(const Catalog& catalog, const Record& record, const catalog::Offer& written)
      : catalog_(catalog), record_(record), written_(written) {
    known_ =
        offer_of(catalog, record.request, own_) && engine::resolve(catalog, record.request, bound_);
  }

  [[nodiscard]] auto base(std::uint32_t offer) const -> Base {
    Base base{offer, record_.request, {}};
    if (known_ && offer == own_) return base;
    base.request = engine::restate(bound_, catalog_.data().offers[offer], base.lost);
    forgive_number(written_, base.lost);
    add_unknown(bound_, base.lost);
    return base;
  }

  // Of every offer of the same operation.
  [[nodiscard]] auto bases() const -> std::vector<Base> {
    std::vector<Base> bases;
    if (!known_) return bases;
    const auto& data = catalog_.data();
    for (std::uint32_t i = 0; i < data.offers.size(); ++i) {
      if (data.key(i).operation == written_.operation) bases.push_back(base(i));
    }
    return bases;
  }

 private:
  const Catalog& catalog_;
  const Record& record_;
  const catalog::Offer& written_;
  BoundRequest bound_;
  std::uint32_t own_ = 0;
  bool known_ = false;
};

}  // namespace

auto bases_of(const Catalog& catalog, const Record& record, const Wanted& wanted,
              std::vector<std::string>& unknown) -> std::vector<Base> {
  if (record.pinned) {
    Base base{0, record.request, {}};
    if (!offer_of(catalog, record.request, base.offer)) return {};
    return {std::move(base)};
  }
  const auto bare = without_turned(record, wanted);
  if (!lint::is_open(record)) return NamedRecord{catalog, bare, *wanted.written}.bases();
  auto bases = listed_bases(catalog, bare, unknown);
  if (wanted.written == nullptr) return bases;
  for (auto& base : bases) forgive_number(*wanted.written, base.lost);
  return bases;
}

auto base_of(const Catalog& catalog, const Record& record, const Wanted& wanted,
             std::uint32_t offer) -> Base {
  if (!record.pinned && !lint::is_open(record)) {
    const auto bare = without_turned(record, wanted);
    return NamedRecord{catalog, bare, *wanted.written}.base(offer);
  }
  std::vector<std::string> unknown;
  for (auto& base : bases_of(catalog, record, wanted, unknown)) {
    if (base.offer == offer) return std::move(base);
  }
  return {offer, record.request, {}};
}

}  // namespace tariff::planning
