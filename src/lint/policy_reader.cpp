#include "lint/policy_reader.hpp"

#include <fmt/format.h>

#include <set>

#include "catalog/expression_reader.hpp"

namespace tariff::lint {
namespace {

using catalog::Context;
using catalog::Mapping;
using catalog::Node;
namespace code = catalog::code;

// False, reported: what every policy needs is not there or not in order.
auto read_policy(const Node& node, const Context& context, PolicySource& out) -> bool {
  Mapping fields{node, "policy", context};
  auto& rule = out.rule;
  bool good = true;
  out.code = fields.require("code");
  good = out.code != nullptr && read_text(*out.code, context, rule.code);
  if (good) {
    out.place = context.reporter.source(node.file).locate(out.code->span);
    rule.file = out.place.file;
    rule.line = out.place.line;
  }
  fields.read("severity", catalog::read_severity, rule.severity);
  fields.read("let", catalog::read_lets, out.lets);
  rule.conditional = fields.read("when", catalog::read_expression, out.when);
  good = good && (rule.conditional || fields.get("when") == nullptr);
  if (out.when) rule.when_text = out.when.node->text;
  const Node* condition = fields.require("require");
  if (condition == nullptr || !catalog::read_expression(*condition, context, out.require)) {
    good = false;
  } else {
    rule.require_text = condition->text;
  }
  if (fields.read("parameter", catalog::read_text, rule.parameter)) {
    out.parameter = fields.get("parameter");
  }
  fields.read("message", catalog::read_template, out.message);
  fields.read("why", catalog::read_text, rule.why);
  return good;
}

}  // namespace

void read_policies(const Node& list, const Context& context,
                   const std::shared_ptr<const Node>& tree,
                   const std::shared_ptr<const base::TextSource>& text,
                   std::vector<PolicySource>& out) {
  if (!catalog::expect(list, Node::Kind::list, context)) return;
  std::set<std::string, std::less<>> codes;
  for (const auto& item : list.items) {
    if (out.size() >= PolicySet::most_policies) {
      context.error(code::yaml, item,
                    fmt::format("more than {} policies", PolicySet::most_policies));
      return;
    }
    if (!catalog::expect(item, Node::Kind::map, context)) continue;
    PolicySource source;
    if (!read_policy(item, context, source)) continue;
    if (!codes.insert(source.rule.code).second) {
      context.error(code::key, *source.code,
                    fmt::format("policy '{}' stands here twice", source.rule.code));
    }
    source.tree = tree;
    source.text = text;
    out.push_back(std::move(source));
  }
}

}  // namespace tariff::lint
