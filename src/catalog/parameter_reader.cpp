#include "catalog/parameter_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "catalog/finding_reader.hpp"

namespace tariff::catalog {
namespace {

constexpr std::array<std::string_view, 9> type_names{"text", "integer", "number", "boolean", "enum",
                                                     "size", "images",  "image",  "any"};

auto read_type(const Node& node, const Context& context, ParameterType& out) -> bool {
  std::size_t index = 0;
  if (!read_choice(node, context, type_names, index)) return false;
  out = static_cast<ParameterType>(index);
  return true;
}

auto parse_edge(std::string_view text, std::int64_t& out) noexcept -> bool {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size() && out > 0;
}

// Reads one parameter; the keys that it may have follow from its type.
class ParameterReader {
 public:
  ParameterReader(const Node::Entry& entry, const std::vector<Finding>& findings,
                  const Context& context)
      : context_(context), what_("parameter"), findings_(findings) {
    source_.node = &entry.value;
    parameter_.name = entry.key.text;
  }

  auto read() -> ParameterSource {
    std::optional<Mapping> fields;
    find_type(fields);
    read_flags(*fields);
    read_bounds_of_type(*fields);
    if (is(ParameterType::enumeration) || is(ParameterType::size)) read_words(*fields);
    if (is(ParameterType::size)) read_size(*fields);
    if (const Node* preset = fields->get("default")) read_preset(*preset);
    if (const Node* own = fields->get("finding")) {
      read_own_findings(*own, context_, findings_, parameter_.findings);
    }
    return std::move(source_);
  }

 private:
  [[nodiscard]] auto is(ParameterType type) const noexcept -> bool {
    return parameter_.type == type;
  }

  // The type comes first: messages about the other keys name it.
  void find_type(std::optional<Mapping>& fields) {
    const Node* type = source_.node->find("type");
    const Node* refused = source_.node->find("refused");
    parameter_.type = ParameterType::any;
    if (type != nullptr && read_type(*type, context_, parameter_.type)) {
      what_ = fmt::format("parameter of type {}",
                          type_names[static_cast<std::size_t>(parameter_.type)]);
    }
    fields.emplace(*source_.node, what_, context_);
    if (refused != nullptr && refused->text == "true") {
      fields->ignore("type");
    } else {
      fields->require("type");
    }
  }

  void read_flags(Mapping& fields) {
    fields.read("required", read_boolean, parameter_.required);
    fields.read("nullable", read_boolean, parameter_.nullable);
    fields.read("ignored", read_boolean, parameter_.ignored);
    fields.read("refused", read_boolean, parameter_.refused);
    fields.read("about", read_text, parameter_.about);
    fields.read("source", read_source, parameter_.source);
    if (is(ParameterType::size)) return;
    source_.field = fields.get("field");
    std::string name;
    if (source_.field != nullptr && !read_text(*source_.field, context_, name)) {
      source_.field = nullptr;
    }
  }

  void read_bounds_of_type(Mapping& fields) {
    std::string_view key;
    if (is(ParameterType::text)) key = "length";
    if (is(ParameterType::integer) || is(ParameterType::number)) key = "range";
    if (is(ParameterType::images)) {
      key = "items";
      fields.read("reference", read_text, parameter_.reference);
    }
    if (key.empty()) return;
    std::array<std::optional<Rational>, 2> bounds;
    if (!fields.read(key, read_bounds, bounds)) return;
    parameter_.minimum = bounds[0];
    parameter_.maximum = bounds[1];
  }

  void read_words(Mapping& fields) {
    const Node* values =
        is(ParameterType::enumeration) ? fields.require("values") : fields.get("values");
    if (values != nullptr) read_values(*values);
    if (const Node* choices = fields.get("choices")) {
      for (const auto& entry : choices->entries) read_choice_of(entry);
      expect(*choices, Node::Kind::map, context_);
    }
    if (const Node* periods = fields.get("value_periods")) {
      for (const auto& entry : periods->entries) read_period_of(entry);
      expect(*periods, Node::Kind::map, context_);
    }
  }

  void read_values(const Node& values) {
    if (values.is(Node::Kind::map)) {
      for (const auto& entry : values.entries) {
        add_word(entry.key);
        if (entry.value.is(Node::Kind::null)) continue;
        if (!expect(entry.value, Node::Kind::map, context_)) continue;
        source_.meanings.emplace_back(parameter_.words.size() - 1, &entry.value);
      }
    } else if (expect(values, Node::Kind::list, context_)) {
      for (const auto& item : values.items) {
        if (expect(item, Node::Kind::scalar, context_)) add_word(item);
      }
    }
  }

  void add_word(const Node& text) {
    if (find_word(text.text) != nullptr) {
      context_.error(code::key, text, fmt::format("value '{}' stands here twice", text.text));
    }
    Word word;
    word.symbol = context_.symbols.intern(text.text);
    word.text = text.text;
    parameter_.words.push_back(std::move(word));
  }

  auto find_word(std::string_view text) -> Word* {
    const auto found = std::find_if(parameter_.words.begin(), parameter_.words.end(),
                                    [&](const Word& word) { return word.text == text; });
    return found == parameter_.words.end() ? nullptr : &*found;
  }

  // The word of that name, or an error.
  auto known_word(const Node& text) -> Word* {
    Word* word = find_word(text.text);
    if (word != nullptr) return word;
    std::vector<std::string_view> names;
    for (const auto& each : parameter_.words) names.emplace_back(each.text);
    context_.error(code::reference, text,
                   fmt::format("'{}' is not one of the values of '{}'{}", text.text,
                               parameter_.name, suggestion(text.text, names)));
    return nullptr;
  }

  void read_choice_of(const Node::Entry& entry) {
    Word* word = known_word(entry.key);
    Mapping fields{entry.value, "choice", context_};
    const Node* among = fields.require("among");
    const Node* expected = fields.require("expected");
    SourceId source = 0;
    fields.read("source", read_source, source);
    if (word == nullptr || among == nullptr || expected == nullptr) return;
    if (!expect(*among, Node::Kind::list, context_)) return;
    for (const auto& item : among->items) {
      if (const Word* chosen = known_word(item)) word->among.push_back(chosen->symbol);
    }
    if (const Word* likeliest = known_word(*expected)) word->expected = likeliest->symbol;
    const auto& symbols = word->among;
    if (std::find(symbols.begin(), symbols.end(), word->expected) == symbols.end()) {
      context_.error(code::reference, *expected, "the expected value is not among the choices");
    }
    word->source = source;
  }

  void read_period_of(const Node::Entry& entry) {
    Word* word = known_word(entry.key);
    Mapping fields{entry.value, "period", context_};
    const Period period = read_period(fields);
    SourceId source = 0;
    fields.read("source", read_source, source);
    if (word == nullptr) return;
    word->period = period;
    if (source != 0) word->source = source;
  }

  void read_size(Mapping& fields) {
    fields.read("separator", read_text, parameter_.separator);
    if (parameter_.separator.empty()) {
      context_.error(code::type, *fields.get("separator"), "expected at least one character");
      parameter_.separator = "x";
    }
    if (const Node* forms = fields.get("forms")) read_forms(*forms);
    const Node* sizes = fields.get("sizes");
    if (sizes == nullptr || !expect(*sizes, Node::Kind::list, context_)) return;
    for (const auto& item : sizes->items) add_size(item);
  }

  void read_forms(const Node& forms) {
    constexpr std::array<std::string_view, 2> names{"text", "object"};
    if (!expect(forms, Node::Kind::list, context_)) return;
    parameter_.text_form = false;
    for (const auto& item : forms.items) {
      std::size_t form = 0;
      if (!read_choice(item, context_, names, form)) continue;
      (form == 0 ? parameter_.text_form : parameter_.object_form) = true;
    }
  }

  void add_size(const Node& item) {
    const std::string_view text = item.text;
    const auto& separator = parameter_.separator;
    const auto at = text.find(separator);
    std::array<std::int64_t, 2> size{};
    const bool good = item.is(Node::Kind::scalar) && at != std::string_view::npos &&
                      parse_edge(text.substr(0, at), size[0]) &&
                      parse_edge(text.substr(at + separator.size()), size[1]);
    if (good) {
      parameter_.sizes.push_back(size);
    } else {
      context_.error(code::type, item, fmt::format("expected a size such as 1024{}768", separator));
    }
  }

  void read_preset(const Node& node) {
    const bool word = is(ParameterType::text) || is(ParameterType::enumeration) ||
                      (is(ParameterType::size) && node.is(Node::Kind::scalar));
    Rational number;
    bool flag = false;
    Value value;
    if (word) {
      if (expect(node, Node::Kind::scalar, context_)) parameter_.preset = Value::text(node.text);
    } else if (is(ParameterType::integer) || is(ParameterType::number)) {
      if (read_number(node, context_, number)) parameter_.preset = Value::number(number);
    } else if (is(ParameterType::boolean)) {
      if (read_boolean(node, context_, flag)) parameter_.preset = Value::boolean(flag);
    } else if (read_value(node, context_, value)) {
      parameter_.preset = std::move(value);
    }
  }

  const Context& context_;
  std::string what_;
  const std::vector<Finding>& findings_;
  ParameterSource source_;
  Parameter& parameter_ = source_.parameter;
};

}  // namespace

auto read_parameters(const Node& node, const Context& context, const std::vector<Finding>& findings,
                     std::vector<ParameterSource>& out) -> bool {
  if (!expect(node, Node::Kind::map, context)) return false;
  for (const auto& entry : node.entries) {
    if (entry.value.is(Node::Kind::null)) {
      context.error(code::reference, entry.key,
                    fmt::format("no inherited parameter '{}' to remove", entry.key.text));
    } else if (expect(entry.value, Node::Kind::map, context)) {
      out.push_back(ParameterReader{entry, findings, context}.read());
    }
  }
  return true;
}

}  // namespace tariff::catalog
