#include "catalog/expression_reader.hpp"

#include <fmt/format.h>

namespace tariff::catalog {
namespace {

auto parse_at(const Node& node, std::string_view text, std::size_t offset, const Context& context,
              Expression& out) -> bool {
  Expression parsed;
  parsed.node = &node;
  parsed.offset = static_cast<std::uint32_t>(offset);
  lang::SyntaxError error;
  if (!lang::parse(text, parsed.ast, error)) {
    const auto hint = error.hint.empty() ? std::string{} : "; " + error.hint;
    context.reporter.add(code::expression, parsed.place(error.where), error.message + hint);
    return false;
  }
  out = std::move(parsed);
  return true;
}

// The end of the expression that starts at `at`: its closing brace, past picks and texts.
auto closing_brace(std::string_view text, std::size_t at) noexcept -> std::size_t {
  for (std::size_t depth = 1; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '"' || c == '\'') {
      at = text.find(c, at + 1);
      if (at == std::string_view::npos) return at;
    } else if (c == '{') {
      ++depth;
    } else if (c == '}' && --depth == 0) {
      return at;
    }
  }
  return std::string_view::npos;
}

auto lone_brace(const Node& node, std::size_t at, const Context& context) -> bool {
  const base::Span span{static_cast<std::uint32_t>(at), 1};
  context.reporter.add(
      code::expression, {node.file, node.map.to_file(span)},
      fmt::format("a '{0}' without its pair; '{0}{0}' is a brace in the text", node.text[at]));
  return false;
}

}  // namespace

auto read_expression(const Node& node, const Context& context, Expression& out) -> bool {
  if (node.is(Node::Kind::map)) {
    context.error(code::type, node,
                  "expected an expression, found a mapping; quote an expression that starts with "
                  "'{' or holds ': '");
    return false;
  }
  return expect(node, Node::Kind::scalar, context) && parse_at(node, node.text, 0, context, out);
}

auto read_lets(const Node& node, const Context& context, Lets& out) -> bool {
  if (!expect(node, Node::Kind::map, context)) return false;
  Lets lets;
  bool good = true;
  for (const auto& entry : node.entries) {
    Let let{entry.key.text, {}};
    good = read_expression(entry.value, context, let.value) && good;
    lets.push_back(std::move(let));
  }
  if (good) out = std::move(lets);
  return good;
}

auto split_template(const Node& node, const Context& context, std::vector<TextPiece>& out) -> bool {
  const std::string_view text = node.text;
  std::vector<TextPiece> pieces;
  std::string literal;
  const auto flush = [&] {
    if (!literal.empty()) pieces.push_back({false, std::move(literal), 0});
    literal.clear();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c != '{' && c != '}') {
      literal += c;
    } else if (i + 1 < text.size() && text[i + 1] == c) {
      literal += c;
      ++i;
    } else {
      const auto close = c == '{' ? closing_brace(text, i + 1) : std::string_view::npos;
      if (close == std::string_view::npos) return lone_brace(node, i, context);
      flush();
      pieces.push_back({true, std::string{text.substr(i + 1, close - i - 1)},
                        static_cast<std::uint32_t>(i + 1)});
      i = close;
    }
  }
  flush();
  out = std::move(pieces);
  return true;
}

auto read_template(const Node& node, const Context& context, TemplateSource& out) -> bool {
  std::vector<TextPiece> pieces;
  if (!expect(node, Node::Kind::scalar, context) || !split_template(node, context, pieces)) {
    return false;
  }
  TemplateSource read;
  bool good = true;
  for (auto& piece : pieces) {
    Expression expression;
    if (piece.braced) {
      good = parse_at(node, piece.text, piece.offset, context, expression) && good;
    }
    read.pieces.push_back({std::move(piece.text), std::move(expression)});
  }
  if (good) out = std::move(read);
  return good;
}

}  // namespace tariff::catalog
