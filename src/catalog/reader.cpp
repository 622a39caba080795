#include "catalog/reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace tariff::catalog {
namespace {

auto name_of(Node::Kind kind) noexcept -> std::string_view {
  constexpr std::array<std::string_view, 4> names{"nothing", "a text", "a list", "a mapping"};
  return names[static_cast<std::size_t>(kind)];
}

// A list of `size` items, or an error.
auto expect_items(const Node& node, std::size_t size, std::string_view meaning,
                  const Context& context) -> bool {
  if (!expect(node, Node::Kind::list, context)) return false;
  if (node.items.size() == size) return true;
  context.error(code::type, node, fmt::format("expected {}", meaning));
  return false;
}

// A plain scalar as JSON would have it.
auto plain_value(const std::string& text) -> Value {
  if (text == "true" || text == "false") return Value::boolean(text == "true");
  const bool number = !text.empty() && (text[0] == '-' || (text[0] >= '0' && text[0] <= '9'));
  if (!number) return Value::text(text);
  Value value;
  JsonError ignored;
  if (parse_json(text, value, ignored) && value.is_number()) return value;
  // Ours alone: 1_000_000.
  Rational spaced;
  const bool fraction = text.find('/') != std::string::npos;
  if (!fraction && Rational::parse(text, spaced)) return Value::number(spaced);
  return Value::text(text);
}

}  // namespace

auto expect(const Node& node, Node::Kind kind, const Context& context) -> bool {
  if (node.is(kind)) return true;
  context.error(code::type, node,
                fmt::format("expected {}, found {}", name_of(kind), name_of(node.kind)));
  return false;
}

auto read_text(const Node& node, const Context& context, std::string& out) -> bool {
  if (!expect(node, Node::Kind::scalar, context)) return false;
  out = node.text;
  return true;
}

auto read_boolean(const Node& node, const Context& context, bool& out) -> bool {
  const bool plain = node.is(Node::Kind::scalar) && !node.quoted;
  if (!plain || (node.text != "true" && node.text != "false")) {
    context.error(code::type, node, "expected true or false");
    return false;
  }
  out = node.text == "true";
  return true;
}

auto read_number(const Node& node, const Context& context, Rational& out) -> bool {
  if (node.is(Node::Kind::scalar) && Rational::parse(node.text, out)) return true;
  context.error(code::type, node,
                "expected a number that fits: a decimal (0.053) or a fraction (1/750)");
  return false;
}

auto read_positive(const Node& node, const Context& context, Rational& out) -> bool {
  Rational value;
  if (!read_number(node, context, value)) return false;
  if (value.is_negative() || value.is_zero()) {
    context.error(code::type, node, "expected a number above 0");
    return false;
  }
  out = value;
  return true;
}

auto read_whole(const Node& node, const Context& context, std::int64_t& out) -> bool {
  Rational value;
  if (node.is(Node::Kind::scalar) && Rational::parse(node.text, value) && value.is_integer()) {
    out = value.numerator();
    return true;
  }
  context.error(code::type, node, "expected a whole number");
  return false;
}

auto read_date(const Node& node, const Context& context, Date& out) -> bool {
  if (node.is(Node::Kind::scalar) && Date::parse(node.text, out)) return true;
  context.error(code::type, node, "expected a day, YYYY-MM-DD");
  return false;
}

auto read_texts(const Node& node, const Context& context, std::vector<std::string>& out) -> bool {
  if (!expect(node, Node::Kind::list, context)) return false;
  std::vector<std::string> texts;
  for (const auto& item : node.items) {
    if (!read_text(item, context, texts.emplace_back())) return false;
  }
  out = std::move(texts);
  return true;
}

auto read_source(const Node& node, const Context& context, SourceId& out) -> bool {
  if (!expect(node, Node::Kind::scalar, context)) return false;
  if (const auto found = context.sources.find(node.file, node.text)) {
    out = *found;
    return true;
  }
  context.error(code::reference, node,
                fmt::format("no source '{}'{}", node.text,
                            suggestion(node.text, context.sources.ids(node.file))));
  return false;
}

auto read_value(const Node& node, const Context& context, Value& out) -> bool {
  switch (node.kind) {
    case Node::Kind::null: out = Value{}; return true;
    case Node::Kind::scalar:
      out = node.quoted ? Value::text(node.text) : plain_value(node.text);
      return true;
    case Node::Kind::list: {
      std::vector<Value> items(node.items.size());
      for (std::size_t i = 0; i < items.size(); ++i) read_value(node.items[i], context, items[i]);
      out = Value::array(std::move(items));
      return true;
    }
    case Node::Kind::map: {
      std::vector<Value::Member> members;
      for (const auto& entry : node.entries) {
        members.push_back({entry.key.text, Value{}});
        read_value(entry.value, context, members.back().value);
      }
      out = Value::object(std::move(members));
      return true;
    }
  }
  return false;
}

auto read_object(const Node& node, const Context& context, Value& out) -> bool {
  return expect(node, Node::Kind::map, context) && read_value(node, context, out);
}

auto read_choice(const Node& node, const Context& context, std::span<const std::string_view> words,
                 std::size_t& out) -> bool {
  if (!expect(node, Node::Kind::scalar, context)) return false;
  const auto found = std::find(words.begin(), words.end(), node.text);
  if (found != words.end()) {
    out = static_cast<std::size_t>(found - words.begin());
    return true;
  }
  context.error(code::type, node,
                fmt::format("'{}' is not one of {}{}", node.text, fmt::join(words, ", "),
                            suggestion(node.text, {words.begin(), words.end()})));
  return false;
}

auto read_severity(const Node& node, const Context& context, Severity& out) -> bool {
  constexpr std::array<std::string_view, 3> words{"note", "warning", "error"};
  std::size_t index = 0;
  if (!read_choice(node, context, words, index)) return false;
  out = static_cast<Severity>(index);
  return true;
}

auto read_rounding(const Node& node, const Context& context, Rounding& out) -> bool {
  constexpr std::array<std::string_view, 4> words{"up", "down", "half_up", "half_even"};
  std::size_t index = 0;
  if (!read_choice(node, context, words, index)) return false;
  out = static_cast<Rounding>(index);
  return true;
}

auto read_range(const Node& node, const Context& context, Range& out) -> bool {
  if (!node.is(Node::Kind::list)) {
    Rational value;
    if (!read_number(node, context, value)) return false;
    out = Range::exactly(value);
    return true;
  }
  Range range;
  if (!expect_items(node, 3, "[low, expected, high]", context) ||
      !read_number(node.items[0], context, range.low) ||
      !read_number(node.items[1], context, range.expected) ||
      !read_number(node.items[2], context, range.high)) {
    return false;
  }
  if (range.low > range.expected || range.expected > range.high) {
    context.error(code::type, node, "expected low <= expected <= high");
    return false;
  }
  out = range;
  return true;
}

auto read_bounds(const Node& node, const Context& context,
                 std::array<std::optional<Rational>, 2>& out) -> bool {
  if (!expect_items(node, 2, "[least, most]", context)) return false;
  std::array<std::optional<Rational>, 2> bounds;
  for (std::size_t i = 0; i < 2; ++i) {
    if (node.items[i].is(Node::Kind::null)) continue;
    if (!read_number(node.items[i], context, bounds[i].emplace())) return false;
  }
  if (bounds[0] && bounds[1] && *bounds[0] > *bounds[1]) {
    context.error(code::type, node, "the least is above the most");
    return false;
  }
  out = bounds;
  return true;
}

auto read_period(Mapping& fields) -> Period {
  Period period;
  fields.read("from", read_date, period.from);
  if (fields.read("until", read_date, period.until) && period.until <= period.from) {
    fields.context().error(code::type, *fields.get("until"), "the period ends before it begins");
  }
  return period;
}

Mapping::Mapping(const Node& node, std::string_view what, const Context& context)
    : node_(node), what_(what), context_(context) {
  if (node.is(Node::Kind::map)) return;
  context.error(code::type, node,
                fmt::format("expected a mapping ({}), found {}", what, name_of(node.kind)));
}

Mapping::~Mapping() {
  for (const auto& entry : node_.entries) {
    const auto& name = entry.key.text;
    if (std::find(asked_.begin(), asked_.end(), name) != asked_.end()) continue;
    context_.error(code::key, entry.key,
                   fmt::format("a {} has no key '{}'{}", what_, name, suggestion(name, asked_)));
  }
}

auto Mapping::get(std::string_view key) -> const Node* {
  asked_.push_back(key);
  return node_.find(key);
}

auto Mapping::require(std::string_view key) -> const Node* {
  const Node* node = get(key);
  if (node == nullptr && node_.is(Node::Kind::map)) {
    context_.error(code::key, node_, fmt::format("a {} needs the key '{}'", what_, key));
  }
  return node;
}

}  // namespace tariff::catalog
