#include "edit/change.hpp"

#include <algorithm>
#include <functional>

namespace tariff::edit {
namespace {

// JSON with sorted names: the order of members means nothing.
void append_sorted(std::string& out, const Value& value) {
  if (value.is_array()) {
    out += '[';
    for (const auto& item : value.items()) {
      append_sorted(out, item);
      out += ',';
    }
    out += ']';
    return;
  }
  if (!value.is_object()) {
    out += value.to_json();
    if (value.written_as_decimal()) out += 'd';
    return;
  }
  std::vector<const Value::Member*> members;
  for (const auto& member : value.members()) members.push_back(&member);
  std::sort(members.begin(), members.end(),
            [](const auto* a, const auto* b) { return a->name < b->name; });
  out += '{';
  for (const auto* member : members) {
    out += Value::text(member->name).to_json() + ":";
    append_sorted(out, member->value);
    out += ',';
  }
  out += '}';
}

// Texts one after another, each with its length, so that none runs into the next.
class Words {
 public:
  void add(std::string_view word) {
    text_ += std::to_string(word.size()) + ":";
    text_ += word;
  }
  void add(const std::vector<std::string>& words) {
    add(std::to_string(words.size()));
    for (const auto& word : words) add(word);
  }
  void add(const std::optional<Date>& day) { add(day ? day->to_string() : "-"); }
  void add(std::int64_t number) { add(std::to_string(number)); }
  void add(const std::optional<std::int64_t>& number) {
    add(number ? std::to_string(*number) : "-");
  }
  void add_truth(std::optional<bool> truth) { add(truth ? std::int64_t{*truth} : -1); }
  void add(const Value& value) {
    std::string text;
    append_sorted(text, value);
    add(text);
  }
  void add(const Diagnostic& diagnostic) {
    add(diagnostic.code);
    add(diagnostic.path);
    add(diagnostic.message);
  }
  void add(const std::optional<Money>& money) {
    add(money ? Value::number(money->amount).to_json() + money->currency : "-");
  }
  [[nodiscard]] auto digest() const -> std::uint64_t { return std::hash<std::string>{}(text_); }

 private:
  std::string text_;
};

void add_planning(Words& words, const Record& record) {
  words.add(record.aspect);
  words.add(record.min_pixels);
  words.add_truth(record.larger);
  words.add_truth(record.immediate);
  words.add_truth(record.pinned);
  words.add(record.only);
  words.add(record.forbid);
}

void add_plan(Words& words, const PlanSettings& plan) {
  words.add(plan.goal ? to_string(*plan.goal) : "-");
  words.add(plan.plan_on ? to_string(*plan.plan_on) : "-");
  for (const auto& truth :
       {plan.allow_unknown_costs, plan.allow_larger, plan.immediate, plan.leave_out_unservable}) {
    words.add_truth(truth);
  }
  words.add(plan.min_quality);
  words.add(plan.min_average ? plan.min_average->to_fraction() : "-");
  words.add(plan.only);
  words.add(plan.forbid);
  const auto& keep = plan.keep;
  for (const bool kept : {keep.provider, keep.model, keep.quality, keep.tier}) {
    words.add_truth(kept);
  }
  words.add(plan.most_providers);
  for (const auto& cap : plan.caps) {
    words.add(cap.offer);
    words.add(cap.images);
  }
  words.add("quality");
  for (const auto& step : plan.quality.steps) {
    words.add(step.quality);
    words.add(step.points.to_fraction());
  }
  words.add("scores");
  for (const auto& score : plan.quality.scores) {
    words.add(score.model);
    words.add(score.quality);
    words.add(score.score.to_fraction());
  }
}

auto body_of(const Value& params, const Fix& fix) -> const Value* {
  return fix.envelope.empty() ? &params : params.find(fix.envelope);
}

}  // namespace

auto fixed_params(const Value& params, const Fix& fix) -> Value {
  const auto* body = body_of(params, fix);
  auto changed = body == nullptr ? Value::object() : *body;
  for (const auto& name : fix.remove) changed.erase(name);
  for (const auto& member : fix.params.members()) changed.set(member.name, member.value);
  if (fix.envelope.empty()) return changed;
  auto all = params;
  all.set(fix.envelope, std::move(changed));
  return all;
}

auto in_order(Edits edits) -> Edits {
  std::stable_sort(edits.begin(), edits.end(), [](const TextEdit& a, const TextEdit& b) {
    return a.offset != b.offset ? a.offset < b.offset : (a.length == 0 && b.length != 0);
  });
  Edits out;
  for (auto& each : edits) {
    const bool joins = !out.empty() && each.length == 0 && out.back().length == 0 &&
                       out.back().offset == each.offset;
    if (joins) {
      out.back().text += each.text;
    } else {
      out.push_back(std::move(each));
    }
  }
  return out;
}

auto change_body(const Source& source, const Tree& body, const Value& now, const Fix& fix)
    -> std::optional<Edits> {
  if (!body.is_map()) return std::nullopt;
  Edits all;
  const auto take = [&](std::optional<Edits> edits) {
    if (edits) all.insert(all.end(), edits->begin(), edits->end());
    return edits.has_value();
  };
  std::vector<const TreeMember*> removed;
  for (const auto& name : fix.remove) {
    if (const auto* member = body.find(name)) removed.push_back(member);
  }
  std::vector<Value::Member> added;
  for (const auto& member : fix.params.members()) {
    const auto* there = body.find(member.name);
    if (there == nullptr) {
      added.push_back(member);
    } else if (!take(set_value(source, body, *there, now.find(member.name), member.value))) {
      return std::nullopt;
    }
  }
  // What comes for something else stands where that stood.
  if (removed.size() == 1 && !added.empty()) {
    const auto& old = *removed.front();
    const auto to = added.front();
    const auto* value = now.find(old.name);
    const bool same = value != nullptr && *value == to.value;
    const bool good = take(rename_member(source, body, old, to.name)) &&
                      (same || take(set_value(source, body, old, value, to.value)));
    if (!good) return std::nullopt;
    removed.clear();
    added.erase(added.begin());
  }
  for (const auto* member : removed) {
    if (!take(remove_member(source, body, *member))) return std::nullopt;
  }
  if (!added.empty() && !take(insert_members(source, body, added))) return std::nullopt;
  return in_order(std::move(all));
}

auto digest_of(const Value& params) -> std::uint64_t {
  Words words;
  words.add(params);
  return words.digest();
}

auto digest_of(const Record& record) -> Digest {
  const auto& request = record.request;
  Words words;
  for (const auto* text : {&request.id, &request.provider, &request.model, &request.operation,
                           &request.endpoint, &request.tier, &record.group, &record.min_quality}) {
    words.add(*text);
  }
  words.add(request.as_of);
  words.add(record.deadline);
  words.add(record.any_of);
  words.add(record.tags);
  words.add(record.count);
  words.add(record.attempts);
  words.add_truth(record.required);
  words.add(Value::number(record.weight));
  add_planning(words, record);
  words.add_truth(request.usage.has_value());
  if (request.usage) words.add(*request.usage);
  // Without a model, what is needed follows from the parameters.
  if (!request.model.empty()) words.add(record.canonical);
  for (const auto& image : request.input_images) {
    words.add(image.width);
    words.add(image.height);
    words.add(image.bytes);
    words.add(image.format);
    words.add(image.role);
  }
  if (record.error) words.add(*record.error);
  for (const auto& error : record.more_errors) words.add(error);
  return {words.digest(), digest_of(request.params)};
}

auto digest_of(const ManifestHeader& header) -> std::uint64_t {
  Words words;
  words.add(header.version);
  words.add(header.budget.total);
  words.add(header.budget.per_asset);
  for (const auto& [provider, limit] : header.budget.providers) {
    words.add(provider);
    words.add(std::optional{limit});
  }
  add_plan(words, header.plan);
  for (const auto& group : header.groups) {
    words.add(group.name);
    words.add(group.budget.total);
    words.add(group.budget.per_asset);
  }
  return words.digest();
}

}  // namespace tariff::edit
