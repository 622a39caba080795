// The grammar of the rule language (docs/rule-language.md), one rule a line as there. The only
// file that sees Boost.Spirit X3.
//
// Rules yield ids of nodes in an arena; the actions push them. Every rule that can stand right of
// `>` is named in the user's words, since that name is the message: "expected a value".
#include <boost/fusion/include/at_c.hpp>
#include <boost/spirit/home/x3.hpp>
#include <functional>
#include <utility>

#include "base/near_name.hpp"
#include "lang/ast.hpp"
#include "lang/scan.hpp"
#include "lang/spelling.hpp"

namespace x3 = boost::spirit::x3;

// X3 names a failed expectation only when it is a rule or a literal. These look through what is
// wrapped around one.
namespace boost::spirit::x3 {

template <typename Subject, typename Action>
struct get_info<action<Subject, Action>> {
  auto operator()(const action<Subject, Action>& parser) const -> std::string {
    return what(parser.subject);
  }
};
template <typename Subject>
struct get_info<raw_directive<Subject>> {
  auto operator()(const raw_directive<Subject>& parser) const -> std::string {
    return what(parser.subject);
  }
};
template <typename Subject>
struct get_info<lexeme_directive<Subject>> {
  auto operator()(const lexeme_directive<Subject>& parser) const -> std::string {
    return what(parser.subject);
  }
};
template <typename Left, typename Right>
struct get_info<sequence<Left, Right>> {
  auto operator()(const sequence<Left, Right>& parser) const -> std::string {
    return what(parser.left);
  }
};
template <typename Left, typename Right>
struct get_info<alternative<Left, Right>> {
  auto operator()(const alternative<Left, Right>& parser) const -> std::string {
    return what(parser.left) + " or " + what(parser.right);
  }
};

}  // namespace boost::spirit::x3

namespace tariff::lang {

namespace {

using Iterator = const char*;

struct Link {
  NodeKind relation{};
  NodeId operand = no_node;
  base::Span where;  // of the operand
};

// What the actions write to.
struct Building {
  std::string_view text;
  Ast ast;
  SyntaxError error;  // the first mistake that is not a matter of "expected …"
  std::uint32_t max_height = 0;
  std::vector<std::uint32_t> heights;  // of each node's tree

  [[nodiscard]] auto span(Iterator begin, Iterator end) const -> base::Span {
    while (end > begin && is_blank(end[-1])) --end;  // X3 may have skipped past the last token
    return {static_cast<std::uint32_t>(begin - text.data()),
            static_cast<std::uint32_t>(end - begin)};
  }
  void fail(base::Span where, std::string message, std::string hint = "") {
    if (error.message.empty()) error = {where, std::move(message), std::move(hint)};
  }
  auto add(NodeKind kind, const std::vector<NodeId>& children = {}) -> NodeId {
    const auto id = static_cast<NodeId>(ast.nodes.size());
    ast.nodes.emplace_back().kind = kind;
    heights.push_back(1);
    for (const auto child : children) append(id, child);
    return id;
  }
  void append(NodeId parent, NodeId child) {
    ast.nodes[parent].children.push_back(child);
    grow(parent, child);
  }
  void grow(NodeId parent, NodeId child) {
    heights[parent] = std::max(heights[parent], heights[child] + 1);
    if (heights[parent] > max_height) {
      fail(ast.nodes[child].span, "the expression chains too many operators; use `let`");
    }
  }
  // The span from the first child to the last.
  void cover_children(NodeId id) {
    const auto& children = ast.nodes[id].children;
    const auto begin = ast.nodes[children.front()].span.begin;
    ast.nodes[id].span = {begin, ast.nodes[children.back()].span.end() - begin};
  }
};

struct BuildingTag;

template <typename Context>
auto building(const Context& context) -> Building& {
  return x3::get<BuildingTag>(context).get();
}

// ---- Actions: `_val` is the node of the rule, `_attr` what was just read.

constexpr auto pass = [](auto& context) { x3::_val(context) = x3::_attr(context); };
constexpr auto push = [](auto& context) { x3::_val(context).push_back(x3::_attr(context)); };

template <NodeKind kind>
constexpr auto make = [](auto& context) { x3::_val(context) = building(context).add(kind); };

template <NodeKind kind>
constexpr auto make_named = [](auto& context) {
  auto& state = building(context);
  x3::_val(context) = state.add(kind);
  state.ast.nodes.back().text = x3::_attr(context);
};

template <int value>
constexpr auto make_boolean = [](auto& context) {
  auto& state = building(context);
  x3::_val(context) = state.add(NodeKind::boolean);
  state.ast.nodes.back().number = Rational{value};
};

constexpr auto make_number = [](auto& context) {
  auto& state = building(context);
  const auto digits = x3::_attr(context);
  const std::string_view spelling{digits.begin(), static_cast<std::size_t>(digits.size())};
  x3::_val(context) = state.add(NodeKind::number);
  if (!Rational::parse(spelling, state.ast.nodes.back().number)) {
    state.fail(state.span(digits.begin(), digits.end()), "the number does not fit 64 bits");
  }
};

constexpr auto make_text = [](auto& context) {
  auto& state = building(context);
  const auto raw = x3::_attr(context);
  x3::_val(context) = state.add(NodeKind::text);
  state.ast.nodes.back().text.assign(raw.begin() + 1, raw.end() - 1);
};

constexpr auto append = [](auto& context) {
  building(context).append(x3::_val(context), x3::_attr(context));
};
constexpr auto append_all = [](auto& context) {
  for (const auto child : x3::_attr(context)) building(context).append(x3::_val(context), child);
};
constexpr auto put_first = [](auto& context) {
  auto& state = building(context);
  auto& children = state.ast.nodes[x3::_val(context)].children;
  children.insert(children.begin(), x3::_attr(context));
  state.grow(x3::_val(context), x3::_attr(context));
};
constexpr auto add_key = [](auto& context) {
  building(context).ast.nodes[x3::_val(context)].keys.push_back(x3::_attr(context));
};

// a, then `or b`: the node so far becomes the left child.
template <NodeKind kind>
constexpr auto binary = [](auto& context) {
  auto& state = building(context);
  const auto id = state.add(kind, {x3::_val(context), x3::_attr(context)});
  state.cover_children(id);
  x3::_val(context) = id;
};
constexpr auto binary_of = [](auto& context) {
  using boost::fusion::at_c;
  auto& state = building(context);
  const auto id =
      state.add(at_c<0>(x3::_attr(context)), {x3::_val(context), at_c<1>(x3::_attr(context))});
  state.cover_children(id);
  x3::_val(context) = id;
};

template <NodeKind kind>
constexpr auto membership = [](auto& context) {
  auto& state = building(context);
  const auto id = state.add(kind, {x3::_val(context)});
  for (const auto item : x3::_attr(context)) state.append(id, item);
  x3::_val(context) = id;
};
template <NodeKind kind>
constexpr auto range = [](auto& context) {
  using boost::fusion::at_c;
  auto& state = building(context);
  x3::_val(context) = state.add(
      kind, {x3::_val(context), at_c<0>(x3::_attr(context)), at_c<1>(x3::_attr(context))});
};

constexpr auto push_link = [](auto& context) {
  using boost::fusion::at_c;
  const auto operand = at_c<1>(x3::_attr(context));
  x3::_val(context).push_back(
      {at_c<0>(x3::_attr(context)), operand, building(context).ast.nodes[operand].span});
};

auto operator_text(NodeKind kind) -> const char* {
  switch (kind) {
    case NodeKind::equal: return "=";
    case NodeKind::not_equal: return "!=";
    case NodeKind::less: return "<";
    case NodeKind::less_equal: return "<=";
    case NodeKind::greater: return ">";
    default: return ">=";
  }
}

// Relations that may stand in one chain have the same direction; `!=` stands alone.
auto direction(NodeKind kind) -> int {
  if (kind == NodeKind::equal) return 0;
  if (kind == NodeKind::not_equal) return 2;
  return kind == NodeKind::less || kind == NodeKind::less_equal ? -1 : 1;
}

auto make_comparison(Building& state, NodeId first, const std::vector<Link>& links) -> NodeId {
  if (links.size() == 1) return state.add(links[0].relation, {first, links[0].operand});
  const auto id = state.add(NodeKind::chain, {first});
  std::string operators;
  for (const auto& link : links) {
    if (direction(link.relation) != direction(links[0].relation) || direction(link.relation) == 2) {
      state.fail(link.where, "a chain of comparisons must run one way",
                 "join two comparisons with `and`");
    }
    state.append(id, link.operand);
    operators += operators.empty() ? "" : " ";
    operators += operator_text(link.relation);
  }
  state.ast.nodes[id].text = operators;
  return id;
}

constexpr auto compare = [](auto& context) {
  x3::_val(context) = make_comparison(building(context), x3::_val(context), x3::_attr(context));
};

// Gives the node of the rule the place that was just read.
constexpr auto spanned = [](auto& context) {
  auto& state = building(context);
  const auto where = x3::_attr(context);
  state.ast.nodes[x3::_val(context)].span = state.span(where.begin(), where.end());
};

constexpr auto word_key = [](auto& context) {
  const auto raw = x3::_attr(context);
  x3::_val(context).assign(raw.begin(), raw.end());
};
constexpr auto text_key = [](auto& context) {
  const auto raw = x3::_attr(context);
  x3::_val(context) = spell_key(std::string(raw.begin() + 1, raw.end() - 1));
};
constexpr auto integer_key = [](auto& context) {
  auto& state = building(context);
  const auto raw = x3::_attr(context);
  Rational number;
  if (!Rational::parse(std::string(raw.begin(), raw.end()), number)) {
    state.fail(state.span(raw.begin(), raw.end()), "the number does not fit 64 bits");
  }
  x3::_val(context) = number.to_fraction();
};

// ---- Tokens

using x3::lexeme;
using x3::lit;
using x3::raw;

const auto tail = x3::ascii::alnum | x3::ascii::char_('_');
const auto digits = x3::ascii::digit >> *(-lit('_') >> x3::ascii::digit);

auto keyword(const char* word) {
  return lexeme[lit(word) >> !tail];
}

const x3::symbols<x3::unused_type> reserved{
    {"and", "or", "not", "in", "between", "if", "then", "else", "mod", "div", "true", "false"},
    "keyword"};
const x3::symbols<x3::unused_type> quantifier_words{{"sum", "count", "any", "all", "min", "max"},
                                                    "quantifier"};

const x3::symbols<NodeKind> relation{{{"=", NodeKind::equal},
                                      {"!=", NodeKind::not_equal},
                                      {"<", NodeKind::less},
                                      {"<=", NodeKind::less_equal},
                                      {">", NodeKind::greater},
                                      {">=", NodeKind::greater_equal}},
                                     "comparison"};
const x3::symbols<NodeKind> additive{{{"+", NodeKind::add}, {"-", NodeKind::subtract}}, "operator"};

const x3::rule<struct WordTag, std::string> word{"a name"};
const auto word_def =
    raw[lexeme[!(reserved >> !tail) >> (x3::ascii::alpha | x3::ascii::char_('_')) >> *tail]];

const x3::rule<struct DottedTag, std::string> dotted{"a name"};
const auto dotted_def = raw[lexeme[word >> -(lit('.') > word)]];

const x3::rule<struct QuantifierWordTag, std::string> quantifier_word{"a quantifier"};
const auto quantifier_word_def = raw[lexeme[quantifier_words >> !tail]];

const x3::rule<struct MultiplicativeTag, NodeKind> multiplicative{"operator"};
const auto multiplicative_def = (lit('*') >> x3::attr(NodeKind::multiply)) |
                                (lit('/') >> x3::attr(NodeKind::divide)) |
                                (keyword("div") >> x3::attr(NodeKind::integer_divide)) |
                                (keyword("mod") >> x3::attr(NodeKind::modulo));

const auto quoted_text = lexeme[('"' >> *~x3::ascii::char_("\"\r\n") >> '"') |
                                ('\'' >> *~x3::ascii::char_("'\r\n") >> '\'')];

const x3::rule<struct KeyTag, std::string> key{"a key"};
const auto key_def =
    raw[word][word_key] | raw[quoted_text][text_key] | raw[lexeme[digits]][integer_key];

const x3::rule<struct EndOfCall> end_of_call{"',' or ')'"};
const auto end_of_call_def = lit(')');
const x3::rule<struct EndOfList> end_of_list{"',' or ']'"};
const auto end_of_list_def = lit(']');
const x3::rule<struct EndOfPick> end_of_pick{"',' or '}'"};
const auto end_of_pick_def = lit('}');
const x3::rule<struct EndOfText> end_of_expression{"an operator"};
const auto end_of_expression_def = x3::eoi;

// ---- The six levels

const x3::rule<struct ExpressionTag, NodeId> expression{"a value"};
const x3::rule<struct DisjunctionTag, NodeId> disjunction{"a value"};
const x3::rule<struct ConjunctionTag, NodeId> conjunction{"a value"};
const x3::rule<struct NegationTag, NodeId> negation{"a value"};
const x3::rule<struct ComparisonTag, NodeId> comparison{"a value"};
const x3::rule<struct SumTag, NodeId> sum{"a value"};
const x3::rule<struct ProductTag, NodeId> product{"a value"};
const x3::rule<struct UnaryTag, NodeId> unary{"a value"};
const x3::rule<struct PrimaryTag, NodeId> primary{"a value"};
const x3::rule<struct ConditionalTag, NodeId> conditional{"a condition"};
const x3::rule<struct QuantifierTag, NodeId> quantifier{"a quantifier"};
const x3::rule<struct CallTag, NodeId> call{"a call"};
const x3::rule<struct PickTag, NodeId> pick{"a pick"};
const x3::rule<struct LinksTag, std::vector<Link>> links{"a comparison"};
const x3::rule<struct ItemsTag, std::vector<NodeId>> items{"'['"};
const x3::rule<struct ArgumentsTag, std::vector<NodeId>> arguments{"a value or ')'"};

const auto expression_def = conditional[pass] | disjunction[pass];

const auto conditional_def =
    raw[keyword("if")[make<NodeKind::conditional>] > expression[append] > keyword("then") >
        expression[append] > keyword("else") > expression[append]][spanned];

const auto disjunction_def = conjunction[pass] >>
                             *(keyword("or") > conjunction)[binary<NodeKind::logical_or>];

const auto conjunction_def = negation[pass] >>
                             *(keyword("and") > negation)[binary<NodeKind::logical_and>];

const auto negation_def =
    raw[keyword("not")[make<NodeKind::logical_not>] > negation[append]][spanned] | comparison[pass];

const auto comparison_def =
    raw[sum[pass] >>
        -(links[compare] |  //
          (keyword("in") > items[membership<NodeKind::in_list>]) |
          (keyword("between") > sum > keyword("and") > sum)[range<NodeKind::between>] |
          (keyword("not") > ((keyword("in") > items[membership<NodeKind::not_in_list>]) |
                             (keyword("between") > sum > keyword("and") >
                              sum)[range<NodeKind::not_between>])))][spanned];

const auto links_def = +(relation > sum)[push_link];

const auto items_def = '[' > expression[push] > *(',' > expression[push]) > end_of_list;

const auto sum_def = product[pass] >> *(additive > product)[binary_of];

const auto product_def = unary[pass] >> *(multiplicative > unary)[binary_of];

const auto unary_def =
    raw[lit('-')[make<NodeKind::negate>] > unary[append]][spanned] | primary[pass];

const auto primary_def = raw[raw[lexeme[digits >> -('.' >> digits)]][make_number] |  //
                             raw[quoted_text][make_text] |                           //
                             keyword("true")[make_boolean<1>] |                      //
                             keyword("false")[make_boolean<0>] |                     //
                             quantifier[pass] | call[pass] |                         //
                             dotted[make_named<NodeKind::name>] |                    //
                             pick[pass] |                                            //
                             (lit('(') > expression[pass] > ')')][spanned];

const auto pick_def = lit('{')[make<NodeKind::pick>] > key[add_key] > ':' > expression[append] >
                      *(',' > key[add_key] > ':' > expression[append]) > end_of_pick >
                      '[' > expression[put_first] > ']';

const auto call_def =
    (&(word >> '(') >> word[make_named<NodeKind::call>] >> '(') > arguments[append_all];

const auto arguments_def = lit(')') | (expression[push] > *(',' > expression[push]) > end_of_call);

// The look-ahead tells `min(image in input_images: …)` from the function `min(a, b)`.
const auto quantifier_def =
    (&(quantifier_word >> '(' >> word >> keyword("in") >> !lit('[')) >>
     quantifier_word[make_named<NodeKind::quantifier>] >> '(' >> word[add_key] >> keyword("in")) >
    word[add_key] > ':' > expression[append] > ')';

BOOST_SPIRIT_DEFINE(word, dotted, quantifier_word, multiplicative, key, end_of_call, end_of_list,
                    end_of_pick, end_of_expression)
BOOST_SPIRIT_DEFINE(expression, disjunction, conjunction, negation, comparison, sum, product, unary,
                    primary)
BOOST_SPIRIT_DEFINE(conditional, quantifier, call, pick, links, items, arguments)

// ---- Messages

struct Foreign {
  std::string_view spelling;
  std::string_view meant;
};

// What people write who come from other languages.
constexpr Foreign foreign_operators[] = {
    {"&&", "and"}, {"||", "or"},  {"==", "="},  {"%", "mod"}, {"!", "not"},
    {"<>", "!="},  {"//", "div"}, {"=>", ">="}, {"=<", "<="}, {"?", "if … then … else"}};

auto did_you_mean(std::string_view meant) -> std::string {
  return "did you mean '" + std::string{meant} + "'";
}

auto hint_for(std::string_view text, std::size_t at) -> std::string {
  // The second '=' of '==' is where a value was expected.
  const auto from =
      at > 0 && (text[at] == '=' || text[at] == '>' || text[at] == '<' || text[at] == '/') ? at - 1
                                                                                           : at;
  for (const auto& foreign : foreign_operators) {
    if (text.substr(at).starts_with(foreign.spelling) ||
        (foreign.spelling.size() == 2 && text.substr(from).starts_with(foreign.spelling))) {
      return did_you_mean(foreign.meant);
    }
  }
  const auto token = text.substr(at, token_length(text, at));
  if (token.empty() || !is_word_start(token.front()) || is_keyword(token)) return "";
  const auto near = base::nearest_name(token, keywords);
  return near.empty() ? "" : did_you_mean(near);
}

auto expected(std::string_view text, std::size_t at, std::string what) -> SyntaxError {
  while (at < text.size() && is_blank(text[at])) ++at;
  for (auto& c : what) c = c == '"' ? '\'' : c;
  SyntaxError error;
  error.message = "expected " + what;
  if (at < text.size()) {
    error.hint = hint_for(text, at);
  } else {
    while (at > 0 && is_blank(text[at - 1])) --at;  // right behind the last token
  }
  error.where = {static_cast<std::uint32_t>(at),
                 static_cast<std::uint32_t>(token_length(text, at))};
  if (at == text.size() || is_blank(text[at])) error.where.length = 0;
  return error;
}

// False: `error` holds what was expected where.
auto run_grammar(Building& state, SyntaxError& error) -> bool {
  const auto grammar =
      x3::with<BuildingTag>(std::ref(state))[x3::eps > expression > end_of_expression];
  Iterator begin = state.text.data();
  const Iterator end = begin + state.text.size();
  try {
    return x3::phrase_parse(begin, end, grammar, x3::ascii::space, state.ast.root);
  } catch (const x3::expectation_failure<Iterator>& failure) {
    const auto at = static_cast<std::size_t>(failure.where() - state.text.data());
    error = expected(state.text, at, failure.which());
    return false;
  }
}

}  // namespace

auto parse(std::string_view text, Ast& out, SyntaxError& error, ParseLimits limits) -> bool {
  out = {};
  if (!scan(text, limits, error)) return false;
  Building state{.text = text.empty() ? std::string_view{""} : text,
                 .ast = {},
                 .error = {},
                 .max_height = limits.height,
                 .heights = {}};
  const bool parsed = run_grammar(state, error);
  if (!state.error.message.empty()) {
    error = std::move(state.error);
    return false;
  }
  if (parsed) out = std::move(state.ast);
  return parsed;
}

}  // namespace tariff::lang
