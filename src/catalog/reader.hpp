// Strict reading of YAML nodes into values. Each read_… returns false, and has reported it, when
// the node is not what is expected; `out` is then untouched.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/document.hpp"
#include "catalog/sources.hpp"

namespace tariff::catalog {

// What every reader needs.
struct Context {
  Reporter& reporter;
  SourceIndex& sources;
  base::SymbolTable& symbols;

  void error(std::string_view code, const Node& at, std::string message) const {
    reporter.add(code, at.place(), std::move(message));
  }
};

auto read_text(const Node& node, const Context& context, std::string& out) -> bool;
auto read_boolean(const Node& node, const Context& context, bool& out) -> bool;  // true, false
auto read_number(const Node& node, const Context& context, Rational& out) -> bool;
auto read_positive(const Node& node, const Context& context, Rational& out) -> bool;
auto read_whole(const Node& node, const Context& context, std::int64_t& out) -> bool;
auto read_date(const Node& node, const Context& context, Date& out) -> bool;
auto read_texts(const Node& node, const Context& context, std::vector<std::string>& out) -> bool;
auto read_source(const Node& node, const Context& context, SourceId& out) -> bool;
// As JSON would have it: plain true, false, null and numbers; everything else is text.
auto read_value(const Node& node, const Context& context, Value& out) -> bool;
auto read_object(const Node& node, const Context& context, Value& out) -> bool;
auto read_severity(const Node& node, const Context& context, Severity& out) -> bool;
auto read_rounding(const Node& node, const Context& context, Rounding& out) -> bool;
// A number, or [low, expected, high].
auto read_range(const Node& node, const Context& context, Range& out) -> bool;
// [least, most], either of which may be null.
auto read_bounds(const Node& node, const Context& context,
                 std::array<std::optional<Rational>, 2>& out) -> bool;

// The index of a word among those allowed.
auto read_choice(const Node& node, const Context& context, std::span<const std::string_view> words,
                 std::size_t& out) -> bool;

// Checks the kind of a node, saying what was expected.
auto expect(const Node& node, Node::Kind kind, const Context& context) -> bool;

// `from` and `until` of a mapping.
class Mapping;
auto read_period(Mapping& fields) -> Period;

// One reading of a mapping: hands out the keys that are known and, at the end of its life, reports
// those that nobody asked for, with the nearest name that was.
class Mapping {
 public:
  // `what` says what is read, for messages: "rule", "parameter".
  Mapping(const Node& node, std::string_view what, const Context& context);
  ~Mapping();
  Mapping(const Mapping&) = delete;
  auto operator=(const Mapping&) -> Mapping& = delete;

  [[nodiscard]] auto context() const noexcept -> const Context& { return context_; }
  [[nodiscard]] auto node() const noexcept -> const Node& { return node_; }

  // The value of a key, or null when it is not there.
  auto get(std::string_view key) -> const Node*;
  // As get(); its absence is an error.
  auto require(std::string_view key) -> const Node*;
  void ignore(std::string_view key) { get(key); }

  template <class Reader, class T>
  auto read(std::string_view key, Reader reader, T& out) -> bool {
    const Node* node = get(key);
    return node != nullptr && reader(*node, context_, out);
  }
  template <class Reader, class T>
  auto read(std::string_view key, Reader reader, std::optional<T>& out) -> bool {
    T value{};
    if (!read(key, reader, value)) return false;
    out = std::move(value);
    return true;
  }

 private:
  const Node& node_;
  std::string_view what_;
  const Context& context_;
  std::vector<std::string_view> asked_;
};

}  // namespace tariff::catalog
