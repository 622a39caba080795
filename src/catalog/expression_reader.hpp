// Expressions and texts with expressions in them.
#pragma once

#include "catalog/reader.hpp"
#include "catalog/source_model.hpp"

namespace tariff::catalog {

auto read_expression(const Node& node, const Context& context, Expression& out) -> bool;
auto read_lets(const Node& node, const Context& context, Lets& out) -> bool;
// "{expression}" pieces; {{ and }} are braces.
auto read_template(const Node& node, const Context& context, TemplateSource& out) -> bool;

// A piece of a text between or outside of its braces.
struct TextPiece {
  bool braced = false;
  std::string text;
  std::uint32_t offset = 0;  // of a braced piece's content. Unit: bytes of the text
};

// False, reported: braces that do not pair.
auto split_template(const Node& node, const Context& context, std::vector<TextPiece>& out) -> bool;

}  // namespace tariff::catalog
