#include <fmt/format.h>

#include <algorithm>

#include "catalog/build.hpp"
#include "catalog/limits.hpp"

namespace tariff::catalog {
namespace {

class RuleBuilder {
 public:
  RuleBuilder(const OfferInput& input, const Vocabulary& vocabulary, const Context& context)
      : context_(context),
        vocabulary_(vocabulary),
        parameters_(parameter_names(input.pack)),
        conditions_(vocabulary, context),
        texts_(vocabulary, context) {}

  void announce(const RuleSource& source) {
    conditions_.announce(source.lets);
    conditions_.announce(source.when);
    conditions_.announce(source.require);
    texts_.announce(source.lets);
    texts_.announce(source.require);
    for (const auto* text : {&source.message, &source.provider_message}) {
      for (const auto& piece : text->pieces) texts_.announce(piece.expression);
    }
  }

  auto build(const RuleSource& source) -> Rule {
    Rule rule = source.rule;
    const auto mark = conditions_.enter(source.lets);
    rule.when = conditions_.compile(source.when, Wanted::boolean);
    rule.require = conditions_.compile(source.require, Wanted::boolean);
    conditions_.leave(mark);
    const auto text_mark = texts_.enter(source.lets);
    rule.message = build_template(source.message);
    rule.provider_message = build_template(source.provider_message);
    rule.because = build_because(source.require);
    texts_.leave(text_mark);
    check_parameters(source);
    return rule;
  }

  void finish(const Node& owner, Offer& offer) {
    offer.rule_program = conditions_.finish(owner);
    offer.text_program = texts_.finish(owner);
  }

 private:
  // A bare name of a parameter prints what the request wrote.
  [[nodiscard]] auto is_parameter(const TemplateSource::Piece& piece) const -> bool {
    return piece.expression && parameters_.contains(piece.text);
  }

  // "width mod 16 is 8": what the condition compares, as far as it is not written out.
  auto build_because(const Expression& require) -> Template {
    using Kind = Template::Piece::Kind;
    Template out;
    for (const auto operand : lang::compared_operands(require.ast)) {
      Expression part = require;
      part.ast.root = operand;
      const std::string spelling = lang::print(part.ast);
      const auto told = [&](const auto& piece) { return piece.text == spelling; };
      if (std::any_of(out.pieces.begin(), out.pieces.end(), told)) continue;
      out.pieces.push_back(
          {Kind::literal, (out.pieces.empty() ? "" : "; ") + spelling + " is ", 0});
      out.pieces.push_back({Kind::expression, spelling, texts_.compile(part, Wanted::any)});
    }
    return out;
  }

  auto build_template(const TemplateSource& source) -> Template {
    using Kind = Template::Piece::Kind;
    Template out;
    for (const auto& piece : source.pieces) {
      if (!piece.expression) {
        out.pieces.push_back({Kind::literal, piece.text, 0});
      } else if (is_parameter(piece)) {
        out.pieces.push_back({Kind::parameter, piece.text, 0});
      } else {
        const auto value = texts_.compile(piece.expression, Wanted::any);
        out.pieces.push_back({Kind::expression, piece.text, value});
      }
    }
    return out;
  }

  // What the rule and its fix name must be parameters of some operation of the pack.
  void check_parameters(const RuleSource& source) {
    if (source.parameter != nullptr) check_parameter(source.parameter->text, *source.parameter);
    if (source.fix == nullptr) return;
    const auto& fix = source.rule.fix;
    for (const auto& member : fix.set.members()) check_parameter(member.name, *source.fix);
    for (const auto& name : fix.remove) check_parameter(name, *source.fix);
  }

  void check_parameter(const std::string& name, const Node& at) {
    if (parameters_.contains(name)) return;
    const std::vector<std::string_view> names(parameters_.begin(), parameters_.end());
    context_.reporter.add(code::reference, at.place(),
                          fmt::format("no parameter '{}'{}", name, suggestion(name, names)),
                          vocabulary_.note);
  }

  const Context& context_;
  const Vocabulary& vocabulary_;
  std::set<std::string, std::less<>> parameters_;
  ProgramBuilder conditions_;
  ProgramBuilder texts_;
};

}  // namespace

void build_rules(const OfferInput& input, const Vocabulary& vocabulary, const Context& context,
                 Offer& offer) {
  if (input.operation.rules.size() > most_rules) {
    context.error(code::key, *input.pack.tree,
                  fmt::format("an operation has at most {} rules; {} has {}", most_rules,
                              input.operation.name, input.operation.rules.size()));
  }
  RuleBuilder builder{input, vocabulary, context};
  for (const auto& source : input.operation.rules) builder.announce(source);
  for (const auto& source : input.operation.rules) offer.rules.push_back(builder.build(source));
  builder.finish(*input.pack.tree, offer);
}

}  // namespace tariff::catalog
