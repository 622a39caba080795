#include "manifest/node_values.hpp"

#include <algorithm>

#include "manifest/reader.hpp"

namespace tariff::manifest {

namespace {

// "low, expected or high"
auto listed(std::span<const std::string_view> words) -> std::string {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " or " : ", ";
    text += words[i];
  }
  return text;
}

}  // namespace

auto number_of(const Node& node) -> std::optional<Rational> {
  if (node.kind != Node::Kind::plain) return std::nullopt;
  std::string_view digits = node.text;
  if (digits.starts_with('-')) digits.remove_prefix(1);
  // Some readers of YAML take "010" for 8.
  const bool octal = digits.size() > 1 && digits[0] == '0' && digits[1] != '.';
  Rational number;
  const bool is_number =
      !octal && digits.find('/') == std::string_view::npos && Rational::parse(node.text, number);
  return is_number ? std::optional{number} : std::nullopt;
}

auto NodeValues::located(const Location& place) const -> Location {
  auto full = place;
  full.file = file_;
  return full;
}

void NodeValues::error(const char* code, std::string_view path, const Location& place,
                       std::string message) {
  problems_.push_back(make_error(code, std::string{path}, std::move(message), located(place)));
}

auto NodeValues::refuse(std::string_view path, const Node& node, std::string_view wanted)
    -> std::nullopt_t {
  // A name can be as long as the input; a message need not be.
  constexpr std::size_t longest = 100;
  const auto name = path.size() > longest ? "this" : path;
  error(code::type, path, node.place, std::string{name}.append(" must be ").append(wanted));
  return std::nullopt;
}

auto NodeValues::text(std::string_view path, const Node& node) -> std::optional<std::string> {
  // A name may look like a number; true and false are no names.
  if (node.is_scalar() && (node.kind == Node::Kind::quoted || !to_value(node).is_boolean())) {
    return node.text;
  }
  return refuse(path, node, "text");
}

auto NodeValues::texts(std::string_view path, const Node& node)
    -> std::optional<std::vector<std::string>> {
  const auto& items = node.items;
  if (node.kind != Node::Kind::list ||
      !std::all_of(items.begin(), items.end(), [](const Node& n) { return n.is_scalar(); })) {
    return refuse(path, node, "a list of texts");
  }
  std::vector<std::string> all;
  for (const auto& item : items) all.push_back(item.text);
  return all;
}

auto NodeValues::truth(std::string_view path, const Node& node) -> std::optional<bool> {
  const auto value = to_value(node);
  if (value.is_boolean()) return value.as_boolean();
  return refuse(path, node, "true or false");
}

auto NodeValues::date(std::string_view path, const Node& node) -> std::optional<Date> {
  Date day;
  if (node.is_scalar() && Date::parse(node.text, day)) return day;
  return refuse(path, node, "a day, written 2026-01-31");
}

auto NodeValues::number(std::string_view path, const Node& node) -> std::optional<Rational> {
  if (const auto number = number_of(node)) return number;
  return refuse(path, node, "a number");
}

auto NodeValues::weight(std::string_view path, const Node& node) -> std::optional<Rational> {
  const auto number = number_of(node);
  if (number && !number->is_negative()) return number;
  return refuse(path, node, "a number, 0 or more");
}

auto NodeValues::whole(std::string_view path, const Node& node, std::int64_t least)
    -> std::optional<std::int64_t> {
  const auto number = number_of(node);
  if (number && number->is_integer() && number->numerator() >= least) return number->numerator();
  return refuse(path, node, "a whole number, at least " + std::to_string(least));
}

auto NodeValues::count(std::string_view path, const Node& node) -> std::optional<std::int64_t> {
  return whole(path, node, 1);
}

auto NodeValues::word(std::string_view path, const Node& node,
                      std::span<const std::string_view> words) -> std::optional<std::size_t> {
  if (node.is_scalar()) {
    const auto found = std::find(words.begin(), words.end(), node.text);
    if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  }
  return refuse(path, node, listed(words));
}

auto NodeValues::is_map(std::string_view path, const Node& node) -> bool {
  if (node.kind == Node::Kind::map) return true;
  refuse(path, node, "a mapping");
  return false;
}

}  // namespace tariff::manifest
