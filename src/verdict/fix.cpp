#include "verdict/fix.hpp"

#include <algorithm>

#include "base/near_name.hpp"
#include "engine/machine.hpp"
#include "pricing/price.hpp"

namespace tariff::verdict {
namespace {

using catalog::FindingKind;
using catalog::FixRecipe;
using catalog::Parameter;
using catalog::ParameterType;
using catalog::Rule;
using engine::bind;
using engine::FieldValue;
using engine::finding_for;
using engine::judge;
using engine::Judgement;
using engine::outcome_of;
using engine::parse_size;
using engine::Registers;
using engine::RuleOutcome;
using engine::run;

// A change of a request's parameters.
struct Change {
  Value set = Value::object();
  std::vector<std::string> remove;
  bool changes_meaning = false;
};

// Whether the parameters stand in the offer's envelope.
auto is_wrapped(const Request& request, const catalog::Offer& offer) -> bool {
  if (offer.envelope.empty()) return false;
  const Value* inner = request.params.find(offer.envelope);
  return inner != nullptr && inner->is_object();
}

auto body_of(Request& request, const catalog::Offer& offer) -> Value& {
  if (!is_wrapped(request, offer)) return request.params;
  for (Value::Member& member : request.params.members()) {
    if (member.name == offer.envelope) return member.value;
  }
  return request.params;
}

auto changed(const BoundRequest& bound, const Change& change) -> Request {
  Request request = *bound.request;
  Value& body = body_of(request, *bound.offer);
  for (const std::string& name : change.remove) body.erase(name);
  for (const Value::Member& member : change.set.members()) body.set(member.name, member.value);
  return request;
}

// A finding's identity: enough to see whether it is still there after a change.
struct Identity {
  std::string code;
  const void* where = nullptr;
  friend auto operator==(const Identity&, const Identity&) -> bool = default;
};

auto identity_of(const Judgement& judgement, const BoundRequest& bound) -> Identity {
  switch (judgement.what) {
    case Judgement::What::rule: return {judgement.rule->code, judgement.rule};
    case Judgement::What::reading: {
      const BoundFinding& finding = *judgement.reading;
      const auto& words = finding_for(*bound.offer, finding.parameter, judgement.kind);
      return {words.code + " " + std::string{finding.name}, finding.parameter};
    }
    case Judgement::What::word:
      return {"word " + judgement.word->word->text, judgement.word->parameter};
    case Judgement::What::tier: return {"tier", nullptr};
    default: return {"model", nullptr};
  }
}

auto errors_of(const BoundRequest& bound, Date as_of) -> std::vector<Identity> {
  std::vector<Identity> errors;
  judge(bound, as_of, [&](const Judgement& judgement) {
    if (judgement.severity == Severity::error) errors.push_back(identity_of(judgement, bound));
  });
  return errors;
}

auto removes_finding(const BoundRequest& before, const Judgement& judgement,
                     const BoundRequest& after, Date as_of) -> bool {
  const Identity target = identity_of(judgement, before);
  const std::vector<Identity> old_errors = errors_of(before, as_of);
  bool gone = true;
  judge(after, as_of, [&](const Judgement& found) {
    const Identity identity = identity_of(found, after);
    if (identity == target) gone = false;
    const bool is_new =
        std::find(old_errors.begin(), old_errors.end(), identity) == old_errors.end();
    if (found.severity == Severity::error && is_new) gone = false;
  });
  return gone;
}

auto verify(const BoundRequest& bound, const Judgement& judgement, Date as_of, const Quote& before,
            const Change& change) -> std::optional<Fix> {
  const Request request = changed(bound, change);
  BoundRequest after;
  bind(*bound.catalog, *bound.offer, request, after);
  after.name = bound.name;
  if (!removes_finding(bound, judgement, after, as_of)) return std::nullopt;
  Fix fix;
  fix.params = change.set;
  fix.remove = change.remove;
  if (is_wrapped(*bound.request, *bound.offer)) fix.envelope = bound.offer->envelope;
  const pricing::Price price = pricing::price(after, as_of);
  if (before.kind != CostKind::unknown) fix.cost_before = before.total;
  if (price.kind != CostKind::unknown) fix.cost_after = price.total;
  const bool dearer =
      fix.cost_before && (!fix.cost_after || fix.cost_after->high > fix.cost_before->high ||
                          fix.cost_after->expected > fix.cost_before->expected);
  fix.safe = !change.changes_meaning && !dearer;
  return fix;
}

// --- sizes ---

auto exact(const FieldValue& field, std::int64_t& out) -> bool {
  if (field.kind != FieldValue::Kind::number || !field.number.is_exact() ||
      !field.number.low.is_integer()) {
    return false;
  }
  out = field.number.low.numerator();
  return true;
}

// Where a request says its size: in one parameter, or in two integers (`whole` is then null).
struct SizePlace {
  const Parameter* whole = nullptr;
  const Parameter* edges[2] = {nullptr, nullptr};
  catalog::SlotId width = catalog::no_slot;
  catalog::SlotId height = catalog::no_slot;
};

auto place_of(const Parameter& parameter) -> SizePlace {
  return {&parameter, {nullptr, nullptr}, parameter.width, parameter.height};
}

// The integer parameter that sets the canonical field `name`.
auto edge_parameter(const catalog::Offer& offer, std::string_view name) -> const Parameter* {
  for (const Parameter& parameter : offer.parameters) {
    if (parameter.type == ParameterType::integer && parameter.slot < offer.slots.size() &&
        offer.slots[parameter.slot].canonical && offer.slots[parameter.slot].name == name) {
      return &parameter;
    }
  }
  return nullptr;
}

auto size_place(const catalog::Offer& offer) -> std::optional<SizePlace> {
  for (const Parameter& parameter : offer.parameters) {
    if (parameter.type == ParameterType::size) return place_of(parameter);
  }
  const Parameter* width = edge_parameter(offer, "width");
  const Parameter* height = edge_parameter(offer, "height");
  if (width == nullptr || height == nullptr) return std::nullopt;
  return SizePlace{nullptr, {width, height}, width->slot, height->slot};
}

auto size_value(const Parameter& parameter, const Value* old, std::int64_t width,
                std::int64_t height) -> Value {
  const bool object =
      parameter.object_form && (!parameter.text_form || (old != nullptr && old->is_object()));
  if (object) {
    return Value::object({{"width", Value::integer(width)}, {"height", Value::integer(height)}});
  }
  return Value::text(std::to_string(width) + parameter.separator + std::to_string(height));
}

// Judges candidate sizes by running the rules on the bound slots, without re-reading the request.
class SizeTrial {
 public:
  SizeTrial(const BoundRequest& bound, const Rule* rule, Date as_of)
      : bound_(bound),
        rule_(rule),
        as_of_(as_of),
        slots_(bound.slots),
        registers_(std::make_unique_for_overwrite<Registers>()) {
    before_ = failing();
  }

  auto accepts(const SizePlace& place, std::int64_t width, std::int64_t height) -> bool {
    set(place.width, width);
    set(place.height, height);
    return (failing() & ~before_) == 0 && !own_rules_fail();
  }

 private:
  void set(catalog::SlotId slot, std::int64_t value) {
    slots_[slot].kind = FieldValue::Kind::number;
    slots_[slot].number = Range::exactly(Rational{value});
  }

  // Bit i: error rule i (of the first 64) fails.
  auto failing() -> std::uint64_t {
    run(bound_.offer->rule_program, {slots_, bound_.catalog, nullptr}, *registers_);
    std::uint64_t bits = 0;
    const std::vector<Rule>& rules = bound_.offer->rules;
    for (std::size_t i = 0; i < std::min<std::size_t>(rules.size(), 64); ++i) {
      if (fails(rules[i])) bits |= std::uint64_t{1} << i;
    }
    return bits;
  }

  [[nodiscard]] auto fails(const Rule& rule) const -> bool {
    return rule.severity == Severity::error && rule.period.contains(as_of_) &&
           outcome_of(rule, *registers_) == RuleOutcome::fails;
  }

  // The rule at hand and its neighbours on the same parameter, whatever their severity.
  [[nodiscard]] auto own_rules_fail() const -> bool {
    return std::any_of(bound_.offer->rules.begin(), bound_.offer->rules.end(),
                       [&](const Rule& rule) {
                         const bool own = rule_ == &rule;
                         const bool neighbour = rule_ != nullptr && !rule_->parameter.empty() &&
                                                rule.parameter == rule_->parameter &&
                                                rule.severity >= rule_->severity;
                         return (own || neighbour) && rule.period.contains(as_of_) &&
                                outcome_of(rule, *registers_) == RuleOutcome::fails;
                       });
  }

  const BoundRequest& bound_;
  const Rule* rule_;
  Date as_of_;
  std::vector<FieldValue> slots_;
  std::unique_ptr<Registers> registers_;
  std::uint64_t before_ = 0;
};

struct Size {
  std::int64_t width = 0;
  std::int64_t height = 0;
};

using Factor = SizeDistance::Factor;

auto factor_of(base::UInt128 a, base::UInt128 b) noexcept -> Factor {
  return {std::max(a, b), std::min(a, b)};
}

auto factor_of(std::int64_t a, std::int64_t b) noexcept -> Factor {
  return factor_of(static_cast<base::UInt128>(a), static_cast<base::UInt128>(b));
}

auto operator<(const Factor& a, const Factor& b) noexcept -> bool {
  return a.more * b.less < b.more * a.less;
}

// An edge that may be tried, and by how much it changes the wanted one.
struct Edge {
  std::int64_t length = 0;
  Factor change;
};

// The edges of a recipe's grid that are tried: all of them up to `most_edges`. Of a finer grid the
// nearest ones and an even choice of the others, so that the search stays short whatever is asked.
auto edges_on_grid(const FixRecipe& recipe, std::int64_t wanted) -> std::vector<Edge> {
  constexpr std::int64_t most_edges = 256;
  constexpr std::int64_t longest = 1'000'000'000;  // longer ones cannot be written in a request
  const std::int64_t first = (recipe.least - 1) / recipe.step + 1;  // in steps
  const std::int64_t last = std::min(recipe.most, longest) / recipe.step;
  std::vector<Edge> edges;
  const auto try_edge = [&](std::int64_t steps) {
    edges.push_back({steps * recipe.step, factor_of(steps * recipe.step, wanted)});
  };
  if (last - first < most_edges) {
    for (std::int64_t steps = first; steps <= last; ++steps) try_edge(steps);
  } else {
    const std::int64_t nearest = std::clamp(wanted / recipe.step, first, last);
    const std::int64_t from = std::max(first, nearest - most_edges / 4);
    const std::int64_t to = from + std::min(last - from, most_edges / 2);
    for (std::int64_t steps = from; steps <= to; ++steps) try_edge(steps);
    // The rest by a common ratio, so that short edges are as well served as long ones.
    for (std::int64_t steps = first; steps < last; steps += std::max<std::int64_t>(1, steps / 16)) {
      if (steps < from || steps > to) try_edge(steps);
    }
    if (to < last) try_edge(last);
  }
  std::stable_sort(edges.begin(), edges.end(),
                   [](const Edge& a, const Edge& b) { return a.change < b.change; });
  return edges;
}

// The nearest legal size on the recipe's grid. Edges come nearest first, so that the search ends
// as soon as no better size is left.
auto nearest_on_grid(const BoundRequest& bound, const Rule& rule, Date as_of, const Size& wanted,
                     const SizePlace& place) -> std::optional<Size> {
  SizeTrial trial{bound, &rule, as_of};
  std::optional<Size> best;
  SizeDistance best_distance;
  const std::vector<Edge> heights = edges_on_grid(rule.fix, wanted.height);
  for (const Edge& width : edges_on_grid(rule.fix, wanted.width)) {
    if (best && best_distance.edge < width.change) break;
    for (const Edge& height : heights) {
      if (best && best_distance.edge < height.change) break;
      const SizeDistance distance =
          size_distance(wanted.width, wanted.height, width.length, height.length);
      if (best && !nearer(distance, best_distance)) continue;
      if (!trial.accepts(place, width.length, height.length)) continue;
      best = Size{width.length, height.length};
      best_distance = distance;
    }
  }
  return best;
}

auto nearest_listed(const Parameter& parameter, const Size& wanted) -> std::optional<Size> {
  std::optional<Size> best;
  SizeDistance best_distance;
  for (const auto& [width, height] : parameter.sizes) {
    const SizeDistance distance = size_distance(wanted.width, wanted.height, width, height);
    if (best && !nearer(distance, best_distance)) continue;
    best = Size{width, height};
    best_distance = distance;
  }
  return best;
}

auto wanted_size(const BoundRequest& bound, const SizePlace& place) -> std::optional<Size> {
  Size size;
  const bool known = place.width < bound.slots.size() && place.height < bound.slots.size() &&
                     exact(bound.slots[place.width], size.width) &&
                     exact(bound.slots[place.height], size.height) && size.width > 0 &&
                     size.height > 0;
  return known ? std::optional{size} : std::nullopt;
}

auto given(const BoundRequest& bound, const Parameter& parameter) -> const Value* {
  return bound.given[static_cast<std::size_t>(&parameter - bound.offer->parameters.data())];
}

// Of two edges, only the ones that change.
auto set_size(const BoundRequest& bound, const SizePlace& place, const Size& size) -> Change {
  Change change;
  if (place.whole != nullptr) {
    change.set.set(place.whole->name,
                   size_value(*place.whole, given(bound, *place.whole), size.width, size.height));
    return change;
  }
  const Value lengths[2] = {Value::integer(size.width), Value::integer(size.height)};
  for (std::size_t i = 0; i < 2; ++i) {
    const Value* old = given(bound, *place.edges[i]);
    if (old == nullptr || !(*old == lengths[i])) change.set.set(place.edges[i]->name, lengths[i]);
  }
  return change;
}

// --- proposals ---

auto propose_for_rule(const BoundRequest& bound, const Rule& rule, Date as_of)
    -> std::vector<Change> {
  Change change;
  change.changes_meaning = rule.fix.changes_meaning;
  switch (rule.fix.kind) {
    case FixRecipe::Kind::none: return {};
    case FixRecipe::Kind::set: change.set = rule.fix.set; return {change};
    case FixRecipe::Kind::remove: change.remove = rule.fix.remove; return {change};
    default: break;
  }
  const auto place = size_place(*bound.offer);
  const auto wanted = place ? wanted_size(bound, *place) : std::nullopt;
  if (!wanted) return {};
  const bool listed = rule.fix.kind == FixRecipe::Kind::sizes;
  if (listed && place->whole == nullptr) return {};
  const auto size = listed ? nearest_listed(*place->whole, *wanted)
                           : nearest_on_grid(bound, rule, as_of, *wanted, *place);
  if (!size) return {};
  change = set_size(bound, *place, *size);
  change.changes_meaning = rule.fix.changes_meaning;
  return {change};
}

auto nearest_word(const Parameter& parameter, std::string_view text, Date as_of) -> std::string {
  std::vector<std::string_view> words;
  for (const catalog::Word& word : parameter.words) {
    if (word.period.contains(as_of)) words.push_back(word.text);
  }
  return std::string{base::nearest_name(text, words)};
}

// "1024 x 1024", "1024*1024", "1024X1024" mean a size to a person.
auto mend_size(const Parameter& parameter, std::string_view text) -> std::optional<Size> {
  std::string plain;
  for (const char c : text) {
    if (c != ' ') plain += c;
  }
  for (const std::string_view separator : {"x", "X", "*", "×", ",", ":", "-by-"}) {
    Size size;
    if (parse_size(plain, separator, size.width, size.height)) return size;
  }
  (void)parameter;
  return std::nullopt;
}

auto converted(const Parameter& parameter, const Value& value) -> std::optional<Value> {
  Rational number;
  switch (parameter.type) {
    case ParameterType::integer:
    case ParameterType::number:
      if (value.is_text() && Rational::parse(value.as_text(), number)) return Value::number(number);
      return std::nullopt;
    case ParameterType::boolean:
      if (value.is_text() && value.as_text() == "true") return Value::boolean(true);
      if (value.is_text() && value.as_text() == "false") return Value::boolean(false);
      return std::nullopt;
    default: return std::nullopt;
  }
}

auto propose_for_unknown(const BoundRequest& bound, const BoundFinding& finding)
    -> std::vector<Change> {
  Change drop;
  drop.remove = {std::string{finding.name}};
  drop.changes_meaning = true;
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < bound.offer->parameters.size(); ++i) {
    const Parameter& parameter = bound.offer->parameters[i];
    const bool free = bound.given[i] == nullptr || bound.defaulted[i] != 0;
    if (free && !parameter.refused && !parameter.ignored) names.push_back(parameter.name);
  }
  const std::string_view near = base::nearest_name(finding.name, names);
  if (near.empty() || finding.value == nullptr) return {drop};
  Change rename;
  rename.remove = {std::string{finding.name}};
  rename.set.set(near, *finding.value);
  return {rename, drop};
}

auto propose_for_reading(const BoundRequest& bound, const BoundFinding& finding, Date as_of)
    -> std::vector<Change> {
  if (finding.kind == FindingKind::unknown_parameter) return propose_for_unknown(bound, finding);
  if (finding.parameter == nullptr || finding.value == nullptr) return {};
  const Parameter& parameter = *finding.parameter;
  const Value& value = *finding.value;
  Change change;
  const auto set = [&](Value to) {
    change.set.set(parameter.name, std::move(to));
    return std::vector<Change>{change};
  };
  switch (finding.kind) {
    case FindingKind::ignored_parameter: change.remove = {parameter.name}; return {change};
    case FindingKind::value_not_listed:
    case FindingKind::malformed_size: {
      if (!value.is_text()) return {};
      const auto size = mend_size(parameter, value.as_text());
      if (size && parameter.type == ParameterType::size) {
        return {set_size(bound, place_of(parameter), *size)};
      }
      const std::string word = nearest_word(parameter, value.as_text(), as_of);
      return word.empty() ? std::vector<Change>{} : set(Value::text(word));
    }
    case FindingKind::size_not_listed: {
      const auto wanted = wanted_size(bound, place_of(parameter));
      const auto size = wanted ? nearest_listed(parameter, *wanted) : std::nullopt;
      return size ? std::vector{set_size(bound, place_of(parameter), *size)}
                  : std::vector<Change>{};
    }
    case FindingKind::below_minimum:
      change.changes_meaning = true;
      return set(Value::number(*parameter.minimum));
    case FindingKind::above_maximum:
      change.changes_meaning = true;
      return set(Value::number(*parameter.maximum));
    case FindingKind::wrong_type: {
      auto to = converted(parameter, value);
      return to ? set(std::move(*to)) : std::vector<Change>{};
    }
    default: return {};
  }
}

auto proposals(const BoundRequest& bound, const Judgement& judgement, Date as_of)
    -> std::vector<Change> {
  switch (judgement.what) {
    case Judgement::What::rule: return propose_for_rule(bound, *judgement.rule, as_of);
    case Judgement::What::reading: return propose_for_reading(bound, *judgement.reading, as_of);
    default: return {};
  }
}

}  // namespace

auto size_distance(std::int64_t width, std::int64_t height, std::int64_t other_width,
                   std::int64_t other_height) noexcept -> SizeDistance {
  const Factor width_change = factor_of(width, other_width);
  const Factor height_change = factor_of(height, other_height);
  SizeDistance distance;
  distance.edge = width_change < height_change ? height_change : width_change;
  distance.shape =
      factor_of(static_cast<base::UInt128>(width) * static_cast<base::UInt128>(other_height),
                static_cast<base::UInt128>(other_width) * static_cast<base::UInt128>(height));
  distance.area = other_width * other_height;
  distance.width = other_width;
  return distance;
}

auto nearer(const SizeDistance& a, const SizeDistance& b) noexcept -> bool {
  if (a.edge < b.edge || b.edge < a.edge) return a.edge < b.edge;
  if (a.shape < b.shape || b.shape < a.shape) return a.shape < b.shape;
  return a.area != b.area ? a.area < b.area : a.width < b.width;
}

auto find_fix(const BoundRequest& bound, const Judgement& judgement, Date as_of,
              const Quote& before) -> std::optional<Fix> {
  for (const Change& change : proposals(bound, judgement, as_of)) {
    if (auto fix = verify(bound, judgement, as_of, before, change)) return fix;
  }
  return std::nullopt;
}

}  // namespace tariff::verdict
