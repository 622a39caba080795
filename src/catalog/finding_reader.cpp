#include "catalog/finding_reader.hpp"

#include <fmt/format.h>

#include "catalog/expression_reader.hpp"
#include "catalog/findings.hpp"

namespace tariff::catalog {
namespace {

auto placeholders(FindingKind kind) -> std::string {
  const auto more = finding_default(kind).placeholders;
  return fmt::format("parameter value model{}{}", more.empty() ? "" : " ", more);
}

// A text whose braces hold names of placeholders only.
auto read_placeholder_text(const Node& node, const Context& context, FindingKind kind) -> Template {
  using Kind = Template::Piece::Kind;
  Template out;
  std::vector<TextPiece> pieces;
  if (node.is(Node::Kind::null)) return out;
  if (!expect(node, Node::Kind::scalar, context) || !split_template(node, context, pieces)) {
    return out;
  }
  for (auto& piece : pieces) {
    if (piece.braced && !is_placeholder(kind, piece.text)) {
      const auto length = static_cast<std::uint32_t>(piece.text.size());
      context.reporter.add(
          code::reference, {node.file, node.map.to_file({piece.offset, length})},
          fmt::format("no placeholder '{}' here; there are {}", piece.text, placeholders(kind)));
    }
    out.pieces.push_back(
        {piece.braced ? Kind::parameter : Kind::literal, std::move(piece.text), 0});
  }
  return out;
}

auto read_text_or_nothing(const Node& node, const Context& context, std::string& out) -> bool {
  if (!node.is(Node::Kind::null)) return read_text(node, context, out);
  out.clear();
  return true;
}

auto read_finding(const Node& node, const Context& context, FindingKind kind, Finding over)
    -> Finding {
  Mapping fields{node, "finding", context};
  fields.read("code", read_text, over.code);
  fields.read("severity", read_severity, over.severity);
  fields.read("provider_code", read_text_or_nothing, over.provider_code);
  fields.read("source", read_source, over.source);
  if (const Node* text = fields.get("message")) {
    over.message = read_placeholder_text(*text, context, kind);
  }
  if (const Node* text = fields.get("provider_message")) {
    over.provider_message = read_placeholder_text(*text, context, kind);
  }
  return over;
}

template <class Take>
auto for_each_finding(const Node& node, const Context& context, Take take) -> bool {
  Mapping fields{node, "set of findings", context};
  if (!node.is(Node::Kind::map)) return false;
  for (std::size_t i = 0; i < finding_kinds; ++i) {
    const auto kind = static_cast<FindingKind>(i);
    const Node* finding = fields.get(finding_default(kind).key);
    if (finding != nullptr && !finding->is(Node::Kind::null)) take(kind, *finding);
  }
  return true;
}

}  // namespace

auto default_findings() -> std::vector<Finding> {
  std::vector<Finding> out;
  for (const auto& entry : finding_defaults()) {
    out.push_back({std::string{entry.code}, entry.severity, {}, {}, {}, 0});
  }
  return out;
}

auto read_findings(const Node& node, const Context& context, std::vector<Finding>& out) -> bool {
  return for_each_finding(node, context, [&](FindingKind kind, const Node& finding) {
    auto& known = out[static_cast<std::size_t>(kind)];
    known = read_finding(finding, context, kind, known);
  });
}

auto read_own_findings(const Node& node, const Context& context,
                       const std::vector<Finding>& of_offer,
                       std::vector<std::pair<FindingKind, Finding>>& out) -> bool {
  return for_each_finding(node, context, [&](FindingKind kind, const Node& finding) {
    const auto& known = of_offer[static_cast<std::size_t>(kind)];
    out.emplace_back(kind, read_finding(finding, context, kind, known));
  });
}

}  // namespace tariff::catalog
