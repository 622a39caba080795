#include "lint/cheaper.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/resolve.hpp"
#include "lint/record_checks.hpp"
#include "pricing/price.hpp"
#include "report/money_text.hpp"
#include "report/words.hpp"
#include "verdict/decide.hpp"

namespace tariff::lint {
namespace {

// Sizes that are tried: so many steps beyond the wanted one. Unit: pixels.
constexpr std::int64_t size_step = 16;
constexpr std::int64_t most_steps = 8;

auto size_parameter(const catalog::Offer& offer) -> const catalog::Parameter* {
  const auto found =
      std::find_if(offer.parameters.begin(), offer.parameters.end(), [](const auto& parameter) {
        return parameter.type == catalog::ParameterType::size && !parameter.refused &&
               !parameter.ignored && parameter.sizes.empty();
      });
  return found == offer.parameters.end() ? nullptr : &*found;
}

auto say_size(const catalog::Parameter& parameter, std::int64_t width, std::int64_t height)
    -> Value {
  if (parameter.text_form) {
    return Value::text(std::to_string(width) + parameter.separator + std::to_string(height));
  }
  return Value::object({{"width", Value::integer(width)}, {"height", Value::integer(height)}});
}

// The whole number that a slot holds; 0: it does not hold one.
auto whole_in(const BoundRequest& bound, catalog::SlotId slot) -> std::int64_t {
  if (slot >= bound.slots.size()) return 0;
  const auto& value = bound.slots[slot];
  const bool known = value.kind == engine::FieldValue::Kind::number && value.number.is_exact() &&
                     value.number.expected.is_integer();
  return known ? value.number.expected.numerator() : 0;
}

auto size_text(std::int64_t width, std::int64_t height) -> std::string {
  return std::to_string(width) + "x" + std::to_string(height);
}

}  // namespace

struct CheaperWays::Current {
  OfferId id;
  const catalog::Offer& offer;
  const Request& request;
  const Record& record;
  const RecordResult& result;
  Date day;
};

namespace {

// What requests share whose texts alone differ.
template <class Current>
auto kind_of(const Current& now) -> std::string {
  auto key = std::to_string(static_cast<std::uint32_t>(now.id)) + '\0' + now.request.tier + '\0' +
             now.day.to_string();
  for (const auto& [name, value] : now.request.params.members()) {
    const auto parameter =
        std::find_if(now.offer.parameters.begin(), now.offer.parameters.end(),
                     [&name = name](const auto& each) { return each.name == name; });
    const bool is_text =
        parameter != now.offer.parameters.end() && parameter->type == catalog::ParameterType::text;
    key += '\0' + name + '=' + (is_text ? std::string{} : value.to_json());
  }
  for (const auto& image : now.request.input_images) {
    key += '\0' + size_text(image.width.value_or(0), image.height.value_or(0)) + image.role;
  }
  return key;
}

}  // namespace

void CheaperWays::add(OfferId id, const Request& request, const Record& record,
                      const RecordResult& result) {
  const auto& quote = result.verdict.quote;
  if (!result.verdict.accepted || quote.kind == CostKind::unknown || quote.settled) return;
  const auto& offer = catalog_.data().offers[static_cast<std::uint32_t>(id)];
  const Current now{id, offer, request, record, result, request.as_of.value_or(today_)};
  const auto& best = best_of(now);
  if (best.host) keep_host(now, *best.host);
  for (const auto& tier : best.tiers) keep_tier(now, tier);
  if (!best.size.empty()) keep_size(now, best);
}

auto CheaperWays::best_of(const Current& now) -> const Best& {
  const auto [at, is_new] = known_.try_emplace(kind_of(now));
  if (is_new) {
    at->second.host = find_host(now);
    at->second.tiers = find_tiers(now);
    find_size(now, at->second);
  }
  return at->second;
}

auto CheaperWays::find_host(const Current& now) -> std::optional<OfferId> {
  const auto& offers = catalog_.data().offers;
  const auto own = static_cast<std::uint32_t>(now.id);
  std::optional<OfferId> host;
  auto best = now.result.verdict.quote.total.expected;
  for (std::uint32_t i = 0; i < offers.size(); ++i) {
    if (i == own || catalog_.data().key(i).operation != now.offer.operation) continue;
    if (offers[i].renders != now.offer.renders) continue;
    std::vector<std::string> lost;
    const auto restated = restate(catalog_, now.request, OfferId{i}, lost);
    Rational cost;
    if (!lost.empty() || !cost_of(restated, now, cost) || (cost <=> best) >= 0) continue;
    best = cost;
    host = OfferId{i};
  }
  return host;
}

void CheaperWays::keep_host(const Current& now, OfferId host) {
  std::vector<std::string> lost;
  const auto restated = restate(catalog_, now.request, host, lost);
  Rational cost;
  if (!lost.empty() || !cost_of(restated, now, cost)) return;
  const auto& offer = catalog_.data().offers[static_cast<std::uint32_t>(host)];
  keep(now, code::cheaper_offer, "model", offer.name() + " renders the same for less", cost);
}

auto CheaperWays::find_tiers(const Current& now) -> std::vector<std::string> {
  std::vector<std::string> out;
  const auto card = std::find_if(now.offer.cards.begin(), now.offer.cards.end(),
                                 [&](const auto& each) { return each.period.contains(now.day); });
  if (card == now.offer.cards.end()) return out;
  const auto own = now.request.tier.empty() ? std::string_view{"standard"} : now.request.tier;
  for (const auto& tier : card->tiers) {
    Rational cost;
    if (!tier.known || tier.name == own) continue;
    auto request = now.request;
    request.tier = tier.name;
    const auto& total = now.result.verdict.quote.total.expected;
    if (cost_of(request, now, cost) && (cost <=> total) < 0) out.push_back(tier.name);
  }
  return out;
}

void CheaperWays::keep_tier(const Current& now, const std::string& tier) {
  auto request = now.request;
  request.tier = tier;
  Rational cost;
  if (!cost_of(request, now, cost)) return;
  keep(now, code::cheaper_setting, "tier", now.offer.name() + " costs less at service tier " + tier,
       cost);
}

// An image that is larger both ways can be cut to the wanted size.
void CheaperWays::find_size(const Current& now, Best& best) {
  const auto* parameter = size_parameter(now.offer);
  if (parameter == nullptr || now.request.params.find(parameter->name) == nullptr) return;
  if (!engine::resolve(catalog_, now.request, bound_)) return;
  const auto width = whole_in(bound_, parameter->width);
  const auto height = whole_in(bound_, parameter->height);
  if (width == 0 || height == 0) return;
  auto request = now.request;
  auto least = now.result.verdict.quote.total.expected;
  for (std::int64_t i = 0; i <= most_steps; ++i) {
    for (std::int64_t j = 0; j <= most_steps; ++j) {
      const auto wider = width + i * size_step;
      const auto higher = height + j * size_step;
      Rational cost;
      if (i + j == 0) continue;
      auto value = say_size(*parameter, wider, higher);
      request.params.set(parameter->name, value);
      if (!cost_of(request, now, cost) || (cost <=> least) >= 0) continue;
      least = cost;
      best.size = size_text(wider, higher) + " costs less than " + size_text(width, height) +
                  " at " + now.offer.name() + " and can be cut to it";
      best.size_value = std::move(value);
    }
  }
}

void CheaperWays::keep_size(const Current& now, const Best& best) {
  const auto* parameter = size_parameter(now.offer);
  auto request = now.request;
  request.params.set(parameter->name, best.size_value);
  Rational cost;
  if (!cost_of(request, now, cost)) return;
  keep(now, code::cheaper_setting, "params." + parameter->name, best.size, cost);
}

auto CheaperWays::cost_of(const Request& request, const Current& now, Rational& out) -> bool {
  if (!engine::resolve(catalog_, request, bound_)) return false;
  const auto decision = verdict::decide_bound(bound_, now.day);
  if (!decision.accepted || decision.kind == CostKind::unknown) return false;
  const auto price = pricing::price(bound_, now.day);
  if (price.card == nullptr || price.card->currency != now.result.verdict.quote.currency) {
    return false;
  }
  out = decision.total.expected;
  return true;
}

auto CheaperWays::saves(const Rational& now, const Rational& then) const -> bool {
  Rational least;
  Rational hundredfold;
  return checked_mul(now, Rational{100 - settings_.saving_percent}, least) &&
         checked_mul(then, Rational{100}, hundredfold) && (then <=> now) < 0 &&
         (hundredfold <=> least) <= 0;
}

void CheaperWays::keep(const Current& now, const char* code, const std::string& path,
                       const std::string& what, const Rational& then) {
  const auto& total = now.result.verdict.quote.total.expected;
  if (!saves(total, then)) return;
  auto& way = ways_[std::string{code} + '\0' + now.offer.name() + '\0' + what];
  auto& finding = way.finding;
  if (finding.asset_count == 0) {
    finding.diagnostic.code = code;
    finding.diagnostic.severity = Severity::note;
    finding.diagnostic.path = path;
    finding.diagnostic.message = what;
    finding.topic = what;
    finding.diagnostic.location = now.record.locate(path);
    finding.currency = now.result.verdict.quote.currency;
  }
  Rational all;
  Rational sum;
  way.fits = way.fits && checked_mul(total, now.result.requests.expected, all) &&
             checked_add(way.now, all, sum);
  if (way.fits) way.now = sum;
  way.fits = way.fits && checked_mul(then, now.result.requests.expected, all) &&
             checked_add(way.then, all, sum);
  if (way.fits) way.then = sum;
  ++finding.asset_count;
  if (finding.assets.size() < most_named_assets) {
    finding.assets.push_back({now.result.id, now.result.location});
  }
}

auto CheaperWays::finish() -> std::vector<Finding> {
  std::vector<Finding> out;
  for (auto& [key, way] : ways_) {
    report::MoneyText money;
    Rational saved;
    if (way.fits && checked_sub(way.now, way.then, saved)) {
      way.finding.diagnostic.message +=
          ": " + report::counted(way.finding.asset_count, "asset") + " for " +
          money.amount(way.then, way.finding.currency) + " instead of " +
          money.amount(way.now, way.finding.currency) + ", which saves " +
          money.amount(saved, way.finding.currency);
    }
    out.push_back(std::move(way.finding));
  }
  ways_.clear();
  return out;
}

}  // namespace tariff::lint
