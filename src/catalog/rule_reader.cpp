#include "catalog/rule_reader.hpp"

#include <fmt/format.h>

#include <set>

#include "catalog/expression_reader.hpp"

namespace tariff::catalog {
namespace {

auto read_meaning(const Node& node, const Context& context, bool& changed) -> bool {
  constexpr std::array<std::string_view, 2> words{"kept", "changed"};
  std::size_t index = 0;
  if (!read_choice(node, context, words, index)) return false;
  changed = index == 1;
  return true;
}

void read_nearest(Mapping& fields, const Node& edges, FixRecipe& fix) {
  const auto& context = fields.context();
  std::vector<std::string> names;
  if (!read_texts(edges, context, names)) return;
  if (names != std::vector<std::string>{"width", "height"}) {
    context.error(code::type, edges, "expected [width, height]");
  }
  fix.kind = FixRecipe::Kind::nearest;
  if (fields.read("step", read_whole, fix.step) && fix.step < 1) {
    context.error(code::type, *fields.get("step"), "expected at least 1");
  }
  std::array<std::optional<Rational>, 2> within;
  if (!fields.read("within", read_bounds, within)) return;
  const auto edge = [](std::optional<Rational> bound, std::int64_t otherwise) {
    return bound ? floor(*bound) : otherwise;
  };
  fix.least = edge(within[0], fix.least);
  fix.most = edge(within[1], fix.most);
  if (fix.least < 1) context.error(code::type, *fields.get("within"), "edges are 1 px or longer");
}

auto read_fix(const Node& node, const Context& context) -> FixRecipe {
  FixRecipe fix;
  Mapping fields{node, "fix", context};
  bool sizes = false;
  if (const Node* edges = fields.get("nearest")) {
    read_nearest(fields, *edges, fix);
  } else if (fields.read("sizes", read_boolean, sizes)) {
    fix.kind = sizes ? FixRecipe::Kind::sizes : FixRecipe::Kind::none;
  } else if (fields.read("set", read_object, fix.set)) {
    fix.kind = FixRecipe::Kind::set;
    fields.read("meaning", read_meaning, fix.changes_meaning);
  } else if (fields.read("remove", read_texts, fix.remove)) {
    fix.kind = FixRecipe::Kind::remove;
    fields.read("meaning", read_meaning, fix.changes_meaning);
  } else if (node.entries.empty()) {
    context.error(code::key, node, "a fix says nearest, sizes, set or remove");
  }
  return fix;
}

void refuse_removal(const Node& remove, const RuleSource& source, const Context& context) {
  bool removes = false;
  if (!read_boolean(remove, context, removes) || !removes) return;
  context.error(code::reference, *source.node,
                fmt::format("no inherited rule '{}' to remove", source.rule.code));
}

auto read_rule(const Node& node, const Context& context) -> RuleSource {
  RuleSource source;
  source.node = &node;
  Rule& rule = source.rule;
  Mapping fields{node, "rule", context};
  if (const Node* code = fields.require("code")) {
    read_text(*code, context, rule.code);
    const auto& text = context.reporter.source(code->file);
    rule.file = text.name();
    rule.line = text.locate(code->span).line;
  }
  if (const Node* remove = fields.get("remove")) refuse_removal(*remove, source, context);
  fields.read("severity", read_severity, rule.severity);
  rule.period = read_period(fields);
  fields.read("let", read_lets, source.lets);
  rule.conditional = fields.read("when", read_expression, source.when);
  if (source.when) rule.when_text = source.when.node->text;
  if (const Node* condition =
          node.find("remove") == nullptr ? fields.require("require") : fields.get("require")) {
    if (read_expression(*condition, context, source.require)) rule.require_text = condition->text;
  }
  if (fields.read("parameter", read_text, rule.parameter)) {
    source.parameter = fields.get("parameter");
  }
  fields.read("message", read_template, source.message);
  fields.read("provider_message", read_template, source.provider_message);
  fields.read("provider_code", read_text, rule.provider_code);
  source.fix = fields.get("fix");
  if (source.fix != nullptr) rule.fix = read_fix(*source.fix, context);
  fields.read("why", read_text, rule.why);
  fields.read("source", read_source, rule.source);
  return source;
}

}  // namespace

auto read_rules(const Node& node, const Context& context, std::vector<RuleSource>& out) -> bool {
  if (!expect(node, Node::Kind::list, context)) return false;
  std::set<std::string, std::less<>> codes;
  for (const auto& item : node.items) {
    if (!expect(item, Node::Kind::map, context)) continue;
    auto source = read_rule(item, context);
    if (!source.rule.code.empty() && !codes.insert(source.rule.code).second) {
      context.error(code::key, *item.find("code"),
                    fmt::format("rule '{}' stands here twice", source.rule.code));
    }
    out.push_back(std::move(source));
  }
  return true;
}

}  // namespace tariff::catalog
