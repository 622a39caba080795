// Fixes of records of JSON: what they say stands in them alone.
#include "edit/change.hpp"
#include "edit/fix_planner.hpp"
#include "manifest/json_record.hpp"
#include "tariff/edit.hpp"

namespace tariff::edit {
namespace {

// Only to compare two readings, so the options that they share do not matter.
auto read_again(const JsonText& old, std::string text) -> Record {
  auto copy = std::make_shared<JsonText>(old);
  copy->text = std::move(text);
  return manifest::read_json_record(copy, InputOptions{});
}

// A record that has no parameters yet gets an object of them.
auto add_params(const Source& source, const Tree& record, const std::string& name, const Fix& fix)
    -> std::optional<Edits> {
  auto params = fixed_params(Value::object(), fix);
  if (params.members().empty()) return std::nullopt;
  const auto* there = record.find(name);
  if (there != nullptr) return set_value(source, record, *there, nullptr, params);
  return insert_members(source, record, {{name, params}});
}

auto edits_in(const Source& source, const JsonText& json, const Value& params, const Fix& fix)
    -> std::optional<Edits> {
  Tree record;
  if (!read_tree(source.text, record) || !record.is_map()) return std::nullopt;
  const std::string name = json.batch ? "body" : "params";
  const auto* body = record.find(name);
  if (body == nullptr || !body->value.is_map()) return add_params(source, record, name, fix);
  if (fix.envelope.empty()) return change_body(source, body->value, params, fix);
  const auto* envelope = body->value.find(fix.envelope);
  const auto* inner = params.find(fix.envelope);
  if (envelope == nullptr || inner == nullptr) return std::nullopt;
  return change_body(source, envelope->value, *inner, fix);
}

}  // namespace

auto record_edits(const Fix& fix, const Record& record) -> std::vector<TextEdit> {
  if (record.json == nullptr || !record.any_of.empty()) return {};
  const auto& json = *record.json;
  const auto before = read_again(json, json.text);
  const auto& params = before.request.params;
  auto edits = edits_in({json.text, Syntax::json}, json, params, fix);
  auto text = edits ? apply_edits(json.text, *edits) : std::nullopt;
  if (!text || *text == json.text) return {};
  const auto after = read_again(json, std::move(*text));
  const Digest expected{digest_of(before).rest, digest_of(fixed_params(params, fix))};
  if (digest_of(after) != expected) return {};
  for (auto& each : *edits) each.offset += json.first_offset;
  return *edits;
}

}  // namespace tariff::edit
