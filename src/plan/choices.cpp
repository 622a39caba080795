#include "plan/choices.hpp"

#include <algorithm>

#include "engine/resolve.hpp"
#include "lint/judge_record.hpp"
#include "lint/open_record.hpp"
#include "lint/requests.hpp"
#include "plan/codes.hpp"
#include "plan/cost_point.hpp"
#include "plan/offer_filter.hpp"
#include "plan/routes.hpp"
#include "verdict/decide.hpp"

namespace tariff::planning {
namespace {

auto multiply(const Range& a, std::int64_t times, Range& out) -> bool {
  const Rational factor{times};
  return checked_mul(a.low, factor, out.low) && checked_mul(a.expected, factor, out.expected) &&
         checked_mul(a.high, factor, out.high);
}

// What the request renders at, as far as the engine knows; of what the provider chooses, the
// likeliest.
auto rendered_in(const BoundRequest& bound, const Dials& dials) -> std::string {
  for (const auto& open : bound.open) {
    if (open.slot != dials.quality_slot || open.word == nullptr) continue;
    return std::string{bound.catalog->text(open.word->expected)};
  }
  if (dials.quality_slot >= bound.slots.size()) return {};
  const auto& value = bound.slots[dials.quality_slot];
  return value.kind == engine::FieldValue::Kind::text ? std::string{value.text} : std::string{};
}

void turn(const Dials& dials, const Choice& choice, Request& request) {
  if (choice.quality != as_it_is) {
    body_of(*dials.offer, request)
        .set(dials.quality->name, Value::text(dials.qualities[choice.quality]));
  }
  if (choice.tier != as_it_is) request.tier = dials.tiers[choice.tier].name;
}

auto unknown_offers(const std::vector<std::string>& names) -> Diagnostic {
  Diagnostic why;
  why.code = "REQ-OFFER-UNKNOWN";
  why.path = "any_of";
  why.message = names.empty() ? "the catalog has no offer for this" : "no offer is called";
  for (const auto& name : names) why.message += " '" + name + "'";
  return why;
}

// Days are whole: an answer within 24 hours comes the day after.
auto is_in_time(std::int64_t delay, const Record& record, Date day, bool immediate) -> bool {
  if (delay == 0) return true;
  if (immediate || record.immediate) return false;
  constexpr std::int64_t day_hours = 24;
  const auto days = (delay + day_hours - 1) / day_hours;
  return !record.deadline || days <= record.deadline->days - day.days;
}

// Of a tier that is not turned. Unit: hours
auto delay_of(const Dials& dials, std::string_view tier) -> std::int64_t {
  if (tier.empty()) tier = "standard";
  const auto at = std::find_if(dials.tiers.begin(), dials.tiers.end(),
                               [tier](const DialTier& each) { return each.name == tier; });
  return at == dials.tiers.end() ? 0 : at->delay;
}

}  // namespace

auto share_of(const Record& record, const Wanted& wanted, Rational& out) -> bool {
  return checked_mul(record.weight, Rational{wanted.images}, out);
}

auto value_of(const Record& record, const Wanted& wanted, const Choice& choice, Rational& out)
    -> bool {
  out = Rational{};
  Rational share;
  return !choice.score ||
         (share_of(record, wanted, share) && checked_mul(share, choice.score->score, out));
}

struct ChoiceMaker::Trial {
  const Record& record;
  const Wanted& wanted;
  const Dials& dials;
  Base& base;
  Date day;
  const Money* limit = nullptr;  // of the asset
  std::vector<Choice> found{};
  std::optional<Request> refusal{};  // a request that the engine refuses
  Refused reason{};                  // of ours; the first that there was
};

ChoiceMaker::ChoiceMaker(const Catalog& catalog, const PlanBudget& budget, const PlanPolicy& policy)
    : catalog_(catalog),
      budget_(budget),
      settings_(policy.settings),
      as_of_(policy.as_of),
      quality_(catalog, policy.as_of, policy.settings.quality),
      currency_(currency_of(budget)) {}

auto ChoiceMaker::dials_of(std::uint32_t offer, Date day) -> const Dials& {
  const auto [at, is_new] = dials_.try_emplace({offer, day});
  if (is_new) at->second = find_dials(catalog_.data().offers[offer], day);
  return at->second;
}

auto ChoiceMaker::asset_limit(const Record& record) const -> const Money* {
  for (const auto& part : budget_.groups_per_asset) {
    if (part.name == record.group) return &part.limit;
  }
  return budget_.per_asset ? &*budget_.per_asset : nullptr;
}

auto ChoiceMaker::make(Record& record) -> Choices {
  Choices out;
  if (record.error) {
    out.problem = record.error;
    return out;
  }
  Diagnostic why;
  const bool named = !record.request.model.empty();
  if ((named && !lint::settle_provider(catalog_, record.request, why)) ||
      !read_wanted(catalog_, record, settings_, bound_, out.wanted, why)) {
    out.problem = std::move(why);
    return out;
  }
  std::vector<std::string> unknown;
  auto bases = bases_of(catalog_, record, out.wanted, unknown);
  if (bases.empty() || !unknown.empty()) {
    out.problem = unknown_offers(unknown);
    return out;
  }
  weigh_written(record, out);
  const Date day = record.request.as_of.value_or(as_of_);
  for (auto& base : bases) {
    Trial trial{record, out.wanted, dials_of(base.offer, day), base, day, asset_limit(record)};
    try_offer(trial, out);
  }
  return out;
}

void ChoiceMaker::try_offer(Trial& trial, Choices& out) {
  const auto& offer = *trial.dials.offer;
  const auto& keep = trial.wanted.keep;
  const auto* written = trial.wanted.written;
  auto& reason = trial.reason;
  reason.offer = trial.base.offer;
  std::string why;
  if (!may_serve(offer, settings_.only, settings_.forbid, why) ||
      !may_serve(offer, trial.record.only, trial.record.forbid, why)) {
    reason = {trial.base.offer, code::forbidden, why};
  } else if (written != nullptr && keep.provider && written->provider != offer.provider) {
    reason = {trial.base.offer, code::kept, "the provider is kept: " + written->provider};
  } else if (written != nullptr && keep.model && written->renders != offer.renders) {
    reason = {trial.base.offer, code::kept, "the model is kept: " + written->renders};
  } else if (!trial.base.lost.empty()) {
    reason = {trial.base.offer, code::unsayable, "it cannot say " + trial.base.lost.front()};
  } else {
    try_settings(trial);
  }
  if (!trial.found.empty()) {
    for (auto& choice : trial.found) out.list.push_back(std::move(choice));
    return;
  }
  if (reason.code.empty() && trial.refusal) {
    const auto verdict = evaluate(catalog_, *trial.refusal, trial.day, {.fixes = false});
    for (const auto& finding : verdict.diagnostics) {
      if (finding.severity != Severity::error) continue;
      reason = {trial.base.offer, finding.code, finding.message};
      break;
    }
  }
  if (!reason.code.empty()) out.refused.push_back(std::move(reason));
}

void ChoiceMaker::try_settings(Trial& trial) {
  const auto& dials = trial.dials;
  const bool turns = !trial.record.pinned;
  const bool qualities = turns && !trial.wanted.keep.quality && !dials.qualities.empty();
  const bool tiers = turns && !trial.wanted.keep.tier;
  Choice choice;
  choice.offer = trial.base.offer;
  const std::size_t quality_count = qualities ? dials.qualities.size() : 1;
  const std::size_t tier_count = tiers ? dials.tiers.size() : 1;
  for (std::size_t q = 0; q < quality_count; ++q) {
    if (qualities) choice.quality = static_cast<std::uint16_t>(q);
    for (std::size_t t = 0; t < tier_count; ++t) {
      const bool immediate = settings_.immediate.value_or(false);
      const auto delay = tiers ? dials.tiers[t].delay : delay_of(dials, trial.base.request.tier);
      if (!is_in_time(delay, trial.record, trial.day, immediate)) continue;
      if (tiers) choice.tier = static_cast<std::uint16_t>(t);
      try_sizes(trial, choice);
    }
  }
  if (trial.found.empty() && trial.reason.code.empty() && !trial.refusal) {
    trial.reason = {choice.offer, code::late, "its answer comes too late"};
  }
}

// Of the sizes that will do, the cheapest is enough; of equal ones the first.
void ChoiceMaker::try_sizes(Trial& trial, Choice choice) {
  turn(trial.dials, choice, trial.base.request);
  const auto sizes =
      trial.record.pinned ? std::vector<Edges>{{}} : find_routes(trial.wanted, trial.dials);
  const auto point = settings_.plan_on.value_or(CostPoint::expected);
  std::optional<Choice> best;
  for (const auto& size : sizes) {
    choice.size = size;
    if (!weigh(trial, choice)) continue;
    const bool better =
        !best || (best->kind == CostKind::unknown && choice.kind != CostKind::unknown) ||
        (choice.kind != CostKind::unknown && at(choice.cost, point) < at(best->cost, point));
    if (better) best = choice;
  }
  if (best) trial.found.push_back(std::move(*best));
}

auto ChoiceMaker::weigh(Trial& trial, Choice& choice) -> bool {
  auto& request = trial.base.request;
  const auto refuse = [&](const char* code, std::string message) {
    if (trial.reason.code.empty()) trial.reason = {choice.offer, code, std::move(message)};
    return false;
  };
  const bool sized = trial.dials.can_size();
  if (choice.size.known() && sized && !set_size(trial.dials, choice.size, request)) {
    return refuse(code::unsayable, "it has no such size");
  }
  if (!price(trial, request, choice)) return false;
  choice.comes = {whole_in(bound_, trial.dials.width_slot),
                  whole_in(bound_, trial.dials.height_slot)};
  if (!trial.record.pinned && !fits(trial.wanted, choice.comes)) {
    return refuse(code::unsayable, "its images cannot be told the size");
  }
  if (!sized) choice.size = {};
  choice.rendered = rendered_in(bound_, trial.dials);
  choice.score = rate(*trial.dials.offer, choice);
  Rational value;
  if (!value_of(trial.record, trial.wanted, choice, value)) {
    return refuse(code::too_large, "its value does not fit");
  }
  return is_good_enough(trial, choice);
}

// Whether the engine accepts the request, and what all requests cost.
auto ChoiceMaker::price(Trial& trial, const Request& request, Choice& choice) -> bool {
  const auto refuse = [&](const char* code, std::string message) {
    if (trial.reason.code.empty()) trial.reason = {choice.offer, code, std::move(message)};
    return false;
  };
  if (!engine::resolve(catalog_, request, bound_)) return false;
  const auto decision = verdict::decide_bound(bound_, trial.day);
  if (!decision.accepted) {
    if (!trial.refusal) trial.refusal = request;
    return false;
  }
  choice.kind = decision.kind;
  if (!lint::count_requests(trial.wanted.images, trial.record.attempts, *trial.dials.offer, request,
                            choice.requests)) {
    return refuse(code::too_large, "so many requests cannot be counted");
  }
  if (decision.kind == CostKind::unknown) {
    if (settings_.allow_unknown_costs.value_or(false)) return true;
    return refuse(code::no_price, "its price is not known");
  }
  if (currency_.empty()) currency_ = trial.dials.card->currency;
  if (trial.dials.card->currency != currency_) {
    return refuse(code::currency, "its prices are in " + trial.dials.card->currency);
  }
  if (!multiply(decision.total, choice.requests, choice.cost)) {
    return refuse(code::too_large, "its cost does not fit");
  }
  return true;
}

auto ChoiceMaker::is_good_enough(Trial& trial, const Choice& choice) -> bool {
  const auto refuse = [&](const char* code, std::string message) {
    if (trial.reason.code.empty()) trial.reason = {choice.offer, code, std::move(message)};
    return false;
  };
  const bool for_cost = settings_.goal.value_or(PlanGoal::quality) == PlanGoal::cost;
  if (!choice.score && !trial.record.pinned && (!for_cost || settings_.min_average)) {
    return refuse(code::unrated, "nobody rated " + trial.dials.offer->renders +
                                     (choice.rendered.empty() ? "" : " at " + choice.rendered));
  }
  for (const auto* least : {&trial.record.min_quality, &settings_.min_quality}) {
    if (!is_wanted_quality(*least, choice)) {
      return refuse(code::quality, "its quality is below " + *least);
    }
  }
  if (trial.limit != nullptr && choice.kind != CostKind::unknown) {
    const auto point = settings_.plan_on.value_or(CostPoint::expected);
    if (trial.limit->currency != currency_ || at(choice.cost, point) > trial.limit->amount) {
      return refuse(code::over_limit, "it costs more than an asset may");
    }
  }
  return true;
}

// `least`: a word, or points. What has but one rendering quality is held to points alone.
auto ChoiceMaker::is_wanted_quality(const std::string& least, const Choice& choice) const -> bool {
  if (least.empty()) return true;
  Rational points;
  if (Rational::parse(least, points)) return choice.score && choice.score->score >= points;
  if (choice.rendered.empty() || choice.rendered == least) return true;
  const auto has = quality_.step(choice.rendered);
  const auto needs = quality_.step(least);
  return has && needs && *has >= *needs;
}

auto ChoiceMaker::rate(const catalog::Offer& offer, const Choice& choice) const
    -> std::optional<QualityScore> {
  const auto name = offer.name();
  return quality_.find({offer.renders, name, offer.operation, choice.rendered});
}

void ChoiceMaker::weigh_written(const Record& record, Choices& out) {
  if (out.wanted.written == nullptr || !record.any_of.empty()) return;
  OfferId id{};
  Diagnostic why;
  if (!catalog_.find(record.request, id, why)) return;
  const Date day = record.request.as_of.value_or(as_of_);
  Base base{static_cast<std::uint32_t>(id), record.request, {}};
  Trial trial{record, out.wanted, dials_of(base.offer, day), base, day};
  Choice choice;
  choice.offer = base.offer;
  if (!price(trial, record.request, choice) || choice.kind == CostKind::unknown) return;
  choice.rendered = rendered_in(bound_, trial.dials);
  choice.score = rate(*trial.dials.offer, choice);
  out.written = std::move(choice);
}

auto ChoiceMaker::request_of(const Record& record, const Choices& choices, const Choice& choice)
    -> Request {
  auto base = base_of(catalog_, record, choices.wanted, choice.offer);
  const auto& dials = dials_of(choice.offer, record.request.as_of.value_or(as_of_));
  turn(dials, choice, base.request);
  if (choice.size.known()) static_cast<void>(set_size(dials, choice.size, base.request));
  return record.pinned ? std::move(base.request) : complete(*dials.offer, std::move(base.request));
}

}  // namespace tariff::planning
