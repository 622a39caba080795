// Changes of one member of a mapping, in the style of what stands around it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "edit/tree.hpp"
#include "edit/write_value.hpp"
#include "tariff/lint.hpp"

namespace tariff::edit {

// A text, and how its values are written.
struct Source {
  std::string_view text;
  Syntax syntax = Syntax::yaml;
};

using Edits = std::vector<TextEdit>;

// Each gives nothing where it cannot be done without losing something (a comment inside a value
// that is replaced). The edits of one call do not overlap.

// Writes `value` where `map`'s member has its value. `now` is what it is, where that is known: of
// two mappings or lists of the same shape only what differs is written.
[[nodiscard]] auto set_value(const Source& source, const Tree& map, const TreeMember& member,
                             const Value* now, const Value& value) -> std::optional<Edits>;

[[nodiscard]] auto rename_member(const Source& source, const Tree& map, const TreeMember& member,
                                 std::string_view name) -> std::optional<Edits>;

// Behind the last member; at least one.
[[nodiscard]] auto insert_members(const Source& source, const Tree& map,
                                  const std::vector<Value::Member>& members)
    -> std::optional<Edits>;

// With its separator or line. A comment on that line speaks of the member and goes with it; those
// on lines of their own stay.
[[nodiscard]] auto remove_member(const Source& source, const Tree& map, const TreeMember& member)
    -> std::optional<Edits>;

}  // namespace tariff::edit
