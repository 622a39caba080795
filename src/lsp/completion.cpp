// What may be written at a place. Works on text that is not valid at the moment: a mark is put at
// the caret, and the outline says where it stands.
#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include "lsp/describe.hpp"
#include "lsp/feature.hpp"
#include "lsp/spot.hpp"
#include "lsp/vocabulary.hpp"
#include "manifest/reader.hpp"
#include "report/explain.hpp"

namespace tariff::lsp {
namespace {

using catalog::Offer;
using catalog::Parameter;
using catalog::ParameterType;

// Longer lists are of no use; the client asks again as more is typed.
constexpr std::size_t most_items = 500;
// Words that are offered inside of one snippet.
constexpr std::size_t most_choices = 20;

// As the protocol numbers them.
enum ItemKind : std::int64_t {
  property_item = 10,
  value_item = 12,
  enum_item = 13,
  module_item = 9,
  constant_item = 21
};

struct Item {
  std::string label;
  ItemKind kind{};
  std::string detail;
  Markup about;
  std::string text;     // what is written
  std::string snippet;  // instead, where the client knows snippets; empty: `text`
  bool last = false;    // behind the others: out of use
};

// The piece of the text that a completion replaces.
struct Written {
  ByteRange range;
  bool quoted = false;
  bool closed = true;
  bool has_colon = false;  // of a key
};

auto is_word(char c) -> bool {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view{"_-./:@+"}.find(c) != std::string_view::npos;
}

auto with_caret(std::string_view text, std::size_t offset) -> std::string {
  std::string marked;
  marked.reserve(text.size() + 1);
  return marked.append(text.substr(0, offset)).append(1, caret_mark).append(text.substr(offset));
}

// A word as a YAML scalar that reads as text.
auto yaml_text(const std::string& word) -> std::string {
  constexpr std::string_view special = "-?:,[]{}#&*!|>'\"%@` ";
  constexpr std::array<std::string_view, 5> others{"null", "~", "yes", "no", "on"};
  const bool plain = !word.empty() && special.find(word.front()) == std::string_view::npos &&
                     word.back() != ':' && word.back() != ' ' &&
                     word.find(": ") == std::string::npos && word.find(" #") == std::string::npos &&
                     word.find_first_of(",[]{}\n") == std::string::npos &&
                     manifest::typed_scalar(word).is_text() &&
                     std::find(others.begin(), others.end(), word) == others.end();
  return plain ? word : Value::text(word).to_json();
}

auto snippet_text(std::string_view text) -> std::string {
  std::string out;
  for (const char c : text) {
    if (c == '$' || c == '}' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

class Completion {
 public:
  Completion(const Feature& of, std::size_t offset)
      : of_(of),
        data_(of.catalog.data()),
        offset_(offset),
        marked_(with_caret(of.document.text(), offset)),
        outline_(marked_),
        place_(find_place(outline_.root(), offset)),
        spot_(find_spot(outline_, place_)) {
    is_json_ = of.document.kind() == InputKind::json || outline_.root().flow;
  }

  void write(report::JsonWriter& out) {
    if (is_here()) collect();
    const bool cut = items_.size() > most_items;
    if (cut) items_.erase(items_.begin() + most_items, items_.end());
    out.begin_object().flag_member("isIncomplete", cut).key("items").begin_array();
    for (std::size_t i = 0; i < items_.size(); ++i) write_item(out, items_[i], i);
    out.end_array().end_object();
  }

 private:
  [[nodiscard]] auto make(std::string label, ItemKind kind, std::string detail = {}) const -> Item {
    return {std::move(label), kind, std::move(detail), Markup{of_.client.completion_markdown}};
  }

  // Whether the caret stands in a word of a manifest: not in a comment, nor a text of many lines.
  [[nodiscard]] auto is_here() const -> bool {
    if (!outline_.is_manifest() && !outline_.is_record()) return false;
    const auto* node = place_.node;
    return node != nullptr && node->kind == OutlineNode::Kind::scalar &&
           node->inner.begin <= offset_ && offset_ < node->inner.end &&
           node->text.find('\n') == std::string_view::npos;
  }

  void collect() {
    read_written();
    using Kind = Spot::Kind;
    switch (spot_.kind) {
      case Kind::manifest_key:
      case Kind::budget_key:
      case Kind::plan_key:
      case Kind::image_key: return manifest_keys(spot_.places);
      case Kind::setting_key: return setting_keys();
      case Kind::parameter_key: return parameter_keys();
      case Kind::need_key: return field_keys();
      case Kind::size_key: return size_keys();
      case Kind::setting_value: return setting_values();
      case Kind::plan_value: return plan_values();
      case Kind::parameter_value: return parameter_values(spot_.name);
      case Kind::need_value: return need_values();
      case Kind::image_value: return image_values();
      default: return;
    }
  }

  // The word that the caret stands in: from its start to where it ends behind the caret.
  void read_written() {
    const auto& node = *place_.node;
    auto end = offset_ + 1;
    while (end < node.inner.end && is_word(marked_[end])) ++end;
    written_.range = {node.inner.begin, end - 1};
    written_.quoted = node.quoted;
    written_.closed = node.closed;
    const auto* member = place_.steps.empty() ? nullptr : place_.steps.back().member;
    written_.has_colon = place_.on_key && member != nullptr && member->has_colon;
  }

  // --- Keys

  // A key can stand here: the word is one, or it begins a line of its own below its parent.
  [[nodiscard]] auto may_be_key() const -> bool {
    if (place_.on_key) return true;
    if (place_.steps.empty() || place_.steps.back().member == nullptr) return true;
    const auto& key = place_.steps.back().member->key;
    const auto between = std::string_view{marked_}.substr(key.range.end, offset_ - key.range.end);
    return between.find_first_of("\r\n") != std::string_view::npos;
  }

  [[nodiscard]] auto is_taken(std::string_view name) const -> bool {
    if (spot_.map == nullptr) return false;
    return std::any_of(
        spot_.map->members.begin(), spot_.map->members.end(),
        [&](const OutlineMember& each) { return each.key.text == name && &each != spot_.member; });
  }

  // How deep the map stands that the key is in. Unit: blanks.
  [[nodiscard]] auto indent() const -> std::size_t {
    const auto line = of_.document.line_at(offset_);
    const auto text = of_.document.text().substr(line.begin, line.end - line.begin);
    const auto first = text.find_first_not_of(" -");
    return std::min(first, text.size());
  }

  // A key and what follows it. `rest` is written behind the colon.
  void add_key(Item item, std::string_view rest, const std::string& snippet) {
    if (!may_be_key() || is_taken(item.label)) return;
    const auto key = is_json_ && !written_.quoted ? Value::text(item.label).to_json() : item.label;
    item.text = key;
    const bool alone = written_.has_colon || (written_.quoted && written_.closed);
    if (!alone) {
      const std::string colon = written_.quoted ? "\":" : ":";
      item.text += colon + (is_json_ || rest.empty() ? " " : indented(rest));
      if (!is_json_ && !snippet.empty())
        item.snippet = snippet_text(key) + colon + indented(snippet);
    }
    items_.push_back(std::move(item));
  }

  [[nodiscard]] auto indented(std::string_view block) const -> std::string {
    std::string out;
    for (const char c : block) {
      out += c;
      if (c == '\n') out.append(indent(), ' ');
    }
    return out;
  }

  void manifest_keys(std::uint16_t places) {
    for (const auto& each : lsp::manifest_keys()) {
      if ((each.places & places) == 0) continue;
      auto item = make(std::string{each.name}, property_item);
      item.about.text(each.about);
      add_key(std::move(item), each.block, std::string{each.snippet});
    }
  }

  void setting_keys() {
    manifest_keys(spot_.places);
    parameter_keys();
  }

  void parameter_keys() {
    const auto offers = offers_of(of_.catalog, spot_.layers);
    for (const auto* offer : offers) {
      for (const auto& parameter : offer->parameters) add_parameter_key(*offer, parameter);
    }
    // Without an offer the names are canonical ones.
    if (offers.empty() && spot_.kind == Spot::Kind::setting_key) field_keys();
  }

  void add_parameter_key(const Offer& offer, const Parameter& parameter) {
    const bool known = std::any_of(items_.begin(), items_.end(),
                                   [&](const Item& each) { return each.label == parameter.name; });
    if (known || parameter.refused) return;
    auto item = make(parameter.name, property_item, report::to_text(parameter.type));
    if (parameter.required) item.detail += ", required";
    if (parameter.preset) item.detail += ", default " + parameter.preset->to_json();
    item.last = parameter.ignored;
    describe_parameter(item.about, data_, offer, parameter);
    add_key(std::move(item), "", choices(parameter));
  }

  // A snippet that lets one of the parameter's words be chosen.
  static auto choices(const Parameter& parameter) -> std::string {
    if (parameter.type == ParameterType::text) return " \"$1\"";
    std::string list;
    std::size_t count = 0;
    for (const auto& word : parameter.words) {
      if (word.text.find_first_of(",|\\$}") != std::string::npos) return {};
      list += (list.empty() ? "" : ",") + yaml_text(word.text);
      ++count;
    }
    return count == 0 || count > most_choices ? std::string{} : " ${1|" + list + "|}";
  }

  void field_keys() {
    for (const auto& field : data_.fields) {
      // A setting of that name is offered already.
      if (manifest_key(field.name, spot_.places) != nullptr) continue;
      auto item = make(field.name, property_item, field.unit);
      item.about.text(field.about);
      add_key(std::move(item), "", "");
    }
  }

  void size_keys() {
    for (const auto* name : {"width", "height"}) {
      add_key(make(name, property_item, "pixels"), "", "");
    }
  }

  // --- Values

  // `as_text`: where it would read as something else, it is written in quotes.
  void add_value(Item item, bool as_text) {
    const bool known = std::any_of(items_.begin(), items_.end(),
                                   [&](const Item& each) { return each.label == item.label; });
    if (known) return;
    item.text = item.label;
    if (!written_.quoted && as_text) {
      item.text = is_json_ ? Value::text(item.label).to_json() : yaml_text(item.label);
    }
    // Behind a colon without a blank.
    const bool attached = !is_json_ && !written_.quoted && written_.range.begin > 0 &&
                          marked_[written_.range.begin - 1] == ':';
    if (attached) item.text.insert(0, " ");
    items_.push_back(std::move(item));
  }

  void add_word(std::string_view word, ItemKind kind, std::string_view about = {}) {
    auto item = make(std::string{word}, kind);
    item.about.text(about);
    add_value(std::move(item), true);
  }

  void setting_values() {
    const auto& name = spot_.name;
    if (name == "provider") return providers();
    if (name == "model") return models();
    if (name == "operation" || name == "endpoint") return operations(name == "endpoint");
    if (name == "any_of") return offers();
    if (name == "group") return groups();
    if (name == "tier") return tiers();
    if (name == "min_quality") return qualities();
    if (name == "only" || name == "forbid") return plan_names();
    if (is_truth(name)) return truth();
    if (spot_.places == 0 && manifest_key(name, in_layers) == nullptr) parameter_values(name);
  }

  static auto is_truth(std::string_view name) -> bool {
    return name == "required" || name == "larger" || name == "immediate" || name == "pinned";
  }

  void plan_values() {
    const auto& name = spot_.name;
    if (name == "only" || name == "forbid") return plan_names();
    if (is_truth(name)) return truth();
    for (const auto word : plan_words(name)) add_word(word, enum_item);
  }

  // What a plan may be held to: providers, models of theirs, and models as they are rendered.
  void plan_names() {
    providers();
    for (const auto& offer : data_.offers) {
      add_word(offer.provider + "/" + offer.model, enum_item);
      add_word(offer.renders, enum_item);
    }
  }

  void providers() {
    std::set<std::string_view> names;
    for (const auto& each : data_.names) names.insert(each.provider);
    for (const auto name : names) add_word(name, module_item);
  }

  void models() {
    const auto provider = spot_.layers.text_of("provider");
    for (const auto& each : data_.names) {
      if (!provider.empty() && each.provider != provider) continue;
      auto item = make(each.model, enum_item, each.provider);
      if (!each.canonical) item.detail += ", means " + std::string{data_.key(each.offer).model};
      item.last = !each.canonical || (each.deprecated && *each.deprecated <= of_.today);
      item.about.text(each.about);
      add_value(std::move(item), true);
    }
  }

  void operations(bool endpoints) {
    const auto provider = spot_.layers.text_of("provider");
    const auto model = spot_.layers.text_of("model");
    for (const auto& each : data_.names) {
      const bool fits =
          (provider.empty() || each.provider == provider) && (model.empty() || each.model == model);
      if (!fits) continue;
      const auto key = data_.key(each.offer);
      add_word(endpoints ? key.endpoint : key.operation, enum_item);
    }
  }

  void offers() {
    for (const auto& each : data_.names) {
      if (!each.canonical) continue;
      const auto key = data_.key(each.offer);
      auto name = each.provider + "/" + each.model;
      if (key.operation != "generate") name.append("/").append(key.operation);
      add_word(name, enum_item);
    }
  }

  void groups() {
    const auto* groups = outline_.root().find("groups");
    if (groups == nullptr) return;
    for (const auto& member : groups->members) add_word(member.key.text, module_item);
  }

  void tiers() {
    for (const auto* offer : offers_of(of_.catalog, spot_.layers)) {
      for (const auto& card : offer->cards) {
        if (!card.period.contains(of_.today)) continue;
        for (const auto& tier : card.tiers) add_word(tier.name, enum_item, tier.reason);
      }
    }
  }

  void qualities() {
    for (const auto* offer : offers_of(of_.catalog, spot_.layers)) {
      for (const auto& parameter : offer->parameters) {
        const bool is_quality =
            parameter.slot < offer->slots.size() && offer->slots[parameter.slot].name == "quality";
        if (is_quality) words(parameter);
      }
    }
  }

  void truth() {
    for (const auto* word : {"true", "false"}) add_value(make(word, constant_item), false);
  }

  void need_values() {
    for (std::uint32_t i = 0; i < data_.offers.size() && items_.empty(); ++i) {
      for (const auto& parameter : data_.offers[i].parameters) {
        const auto& slots = data_.offers[i].slots;
        const bool fits = parameter.slot < slots.size() && slots[parameter.slot].name == spot_.name;
        if (fits) words(parameter);
      }
    }
  }

  void image_values() {
    // The key stands one step further in than its list.
    if (place_.steps.back().member == nullptr || place_.name(place_.steps.size() - 1) != "format") {
      return;
    }
    for (const auto* format : {"png", "jpeg", "webp"}) add_word(format, enum_item);
  }

  void parameter_values(std::string_view name) {
    for (const auto* offer : offers_of(of_.catalog, spot_.layers)) {
      for (const auto& parameter : offer->parameters) {
        if (parameter.name == name) values(*offer, parameter);
      }
    }
  }

  void values(const Offer& offer, const Parameter& parameter) {
    words(parameter);
    for (const auto& [width, height] : parameter.sizes) {
      add_word(std::to_string(width) + parameter.separator + std::to_string(height), value_item);
    }
    if (parameter.type == ParameterType::boolean) truth();
    if (parameter.preset && !parameter.preset->is_object() && !parameter.preset->is_array()) {
      const auto& preset = *parameter.preset;
      const auto text = preset.is_text() ? preset.as_text() : preset.to_json();
      add_value(make(text, value_item, "default"), preset.is_text());
    }
    if (parameter.nullable) add_value(make("null", constant_item), false);
    for (auto& item : items_) {
      if (item.about.empty()) describe_parameter(item.about, data_, offer, parameter);
    }
  }

  void words(const Parameter& parameter) {
    for (const auto& word : parameter.words) {
      auto item = make(word.text, enum_item);
      const bool preset = parameter.preset && parameter.preset->is_text() &&
                          parameter.preset->as_text() == word.text;
      item.detail = preset ? "default" : report::to_text(word.period);
      item.last = !word.period.contains(of_.today);
      add_value(std::move(item), true);
    }
  }

  // --- Writing

  void write_item(report::JsonWriter& out, const Item& item, std::size_t index) const {
    const bool snippet = of_.client.snippets && !item.snippet.empty();
    const auto& text = snippet ? item.snippet : item.text;
    out.begin_object().member("label", item.label).key("kind").integer(item.kind);
    out.optional_member("detail", item.detail);
    if (!item.about.empty()) {
      const bool markdown = of_.client.completion_markdown;
      out.key("documentation").begin_object();
      out.member("kind", markdown ? "markdown" : "plaintext");
      out.member("value", item.about.str()).end_object();
    }
    out.member("sortText", sort_text(item, index)).member("filterText", item.label);
    out.key("insertTextFormat").integer(snippet ? 2 : 1);
    // The lines of a block bring their own indentation.
    out.key("insertTextMode").integer(1);
    out.key("textEdit").begin_object().key("range");
    write_range(out, of_.document, written_.range);
    out.member("newText", text).end_object().end_object();
  }

  // The catalog's order, with what is out of use behind the rest.
  static auto sort_text(const Item& item, std::size_t index) -> std::string {
    auto digits = std::to_string(index);
    digits.insert(0, 5 - std::min<std::size_t>(digits.size(), 5), '0');
    return (item.last ? "1" : "0") + digits;
  }

  const Feature& of_;
  const catalog::CatalogData& data_;
  std::size_t offset_;
  std::string marked_;
  ManifestOutline outline_;
  OutlinePlace place_;
  Spot spot_;
  bool is_json_ = false;
  Written written_;
  std::vector<Item> items_;
};

}  // namespace

void write_completion(report::JsonWriter& out, const Feature& of, Position position) {
  Completion{of, of.document.offset_of(position)}.write(out);
}

}  // namespace tariff::lsp
