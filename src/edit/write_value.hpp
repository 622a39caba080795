// Values as a person would have written them beside what is there.
#pragma once

#include <string>
#include <string_view>

#include "edit/tree.hpp"
#include "tariff/value.hpp"

namespace tariff::edit {

enum class Syntax : std::uint8_t { yaml, json };

// How a value is to be written.
struct Manner {
  Syntax syntax = Syntax::yaml;
  Tree::Style quoting = Tree::Style::plain;  // of a text, where it can be written so
  bool in_flow = false;                      // inside [] or {}
  std::string colon = ": ";                  // between a name and its value
  std::string comma = ", ";                  // between two items
};

// On one line.
[[nodiscard]] auto write_value(const Value& value, const Manner& manner) -> std::string;

// A member's name. Quoted where it must be, or where the manner's quoting is quotes.
[[nodiscard]] auto write_name(std::string_view name, const Manner& manner) -> std::string;

// A cell of comma separated values. `quoted`: even where it need not be.
[[nodiscard]] auto write_cell(std::string_view text, bool quoted) -> std::string;

}  // namespace tariff::edit
