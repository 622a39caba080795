// Random expressions of the rule language, the same for the same seed on every machine.
//
//     ExpressionGenerator random{seed};
//     Ast any = random.well_formed();              // any tree that parse() can give
//     Ast typed = random.well_typed(Type::number); // compiles in ExpressionGenerator::scope()
//
// A well-typed tree compiles, unless the arithmetic of its constants does not fit 64 bits.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "lang/ast.hpp"
#include "lang/compile.hpp"

namespace tariff::testing {

// splitmix64: small, and specified, unlike the distributions of <random>. Bytes that are given are
// drawn first, so that a fuzzer decides.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  explicit Random(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

  auto next() -> std::uint64_t {
    state_ += 0x9e3779b97f4a7c15U;
    auto z = state_;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
  }
  auto below(std::size_t limit) -> std::size_t {
    if (bytes_.empty()) return static_cast<std::size_t>(next() % limit);
    std::size_t drawn = 0;
    for (auto rest = limit - 1; rest > 0 && !bytes_.empty(); rest >>= 8U) {
      drawn = drawn << 8U | bytes_.front();
      bytes_ = bytes_.subspan(1);
    }
    return drawn % limit;
  }
  auto chance(std::size_t percent) -> bool { return below(100) < percent; }
  template <typename T>
  auto pick(const std::vector<T>& items) -> const T& {
    return items[below(items.size())];
  }

 private:
  std::uint64_t state_ = 0;
  std::span<const std::uint8_t> bytes_;
};

class ExpressionGenerator {
 public:
  using NodeId = lang::NodeId;
  using NodeKind = lang::NodeKind;
  using Type = lang::Type;

  explicit ExpressionGenerator(std::uint64_t seed) : random_(seed) {}
  explicit ExpressionGenerator(Random random) : random_(random) {}

  // Fields of every type, slots in this order.
  static auto scope() -> lang::Scope {
    lang::Scope scope;
    scope.variables = {{"width", {Type::integer, 0}}, {"height", {Type::integer, 1}},
                       {"n", {Type::integer, 2}},     {"guidance", {Type::number, 3}},
                       {"aspect", {Type::number, 4}}, {"quality", {Type::text, 5}},
                       {"prompt", {Type::text, 6}},   {"stream", {Type::boolean, 7}},
                       {"mask", {Type::boolean, 8}},  {"input_images", {Type::list, 9}}};
    return scope;
  }

  auto well_formed(int depth = 5) -> lang::Ast {
    ast_ = {};
    ast_.root = any(depth);
    return std::move(ast_);
  }

  auto well_typed(Type type, int depth = 5) -> lang::Ast {
    ast_ = {};
    in_quantifier_ = false;
    ast_.root = typed(type, depth);
    return std::move(ast_);
  }

 private:
  auto add(NodeKind kind, std::vector<NodeId> children = {}, std::string text = "") -> NodeId {
    auto& node = ast_.nodes.emplace_back();
    node.kind = kind;
    node.children = std::move(children);
    node.text = std::move(text);
    return static_cast<NodeId>(ast_.nodes.size() - 1);
  }

  // ---- Leaves

  auto number(std::size_t limit) -> NodeId {
    const auto id = add(NodeKind::number);
    auto value = Rational{static_cast<std::int64_t>(random_.below(limit))};
    if (random_.chance(20)) {
      static_cast<void>(Rational::make(value.numerator(), random_.chance(50) ? 4 : 10, value));
    }
    ast_.nodes[id].number = value;
    return id;
  }
  auto integer(std::size_t least, std::size_t limit) -> NodeId {
    const auto id = add(NodeKind::number);
    ast_.nodes[id].number = Rational{static_cast<std::int64_t>(least + random_.below(limit))};
    return id;
  }
  auto text() -> NodeId {
    static const std::vector<std::string> texts = {
        "low", "medium", "high", "png", "", "größe", "two words", "it's", "say \"a\"", "16", "in"};
    return add(NodeKind::text, {}, random_.pick(texts));
  }
  auto boolean() -> NodeId {
    const auto id = add(NodeKind::boolean);
    ast_.nodes[id].number = Rational{static_cast<std::int64_t>(random_.below(2))};
    return id;
  }
  auto named(const std::vector<std::string>& names) -> NodeId {
    return add(NodeKind::name, {}, random_.pick(names));
  }

  // ---- Any tree

  auto any_leaf() -> NodeId {
    switch (random_.below(4)) {
      case 0: return number(2'000'000);
      case 1: return text();
      case 2: return boolean();
      default:
        return named({"width", "quality", "image.width", "notable", "intent", "_x1", "orbit"});
    }
  }

  auto any_list(std::size_t count, int depth) -> std::vector<NodeId> {
    std::vector<NodeId> ids;
    for (std::size_t i = 0; i < count; ++i) ids.push_back(any(depth - 1));
    return ids;
  }

  auto any(int depth) -> NodeId {
    if (depth <= 0 || random_.chance(10)) return any_leaf();
    const auto choice = random_.below(33);
    const auto kind = static_cast<NodeKind>(choice);
    switch (kind) {
      case NodeKind::number:
      case NodeKind::text:
      case NodeKind::boolean:
      case NodeKind::name: return any_leaf();
      case NodeKind::negate:
      case NodeKind::logical_not: return add(kind, any_list(1, depth));
      case NodeKind::chain: return any_chain(depth);
      case NodeKind::between:
      case NodeKind::not_between:
      case NodeKind::conditional: return add(kind, any_list(3, depth));
      case NodeKind::in_list:
      case NodeKind::not_in_list: return add(kind, any_list(2 + random_.below(3), depth));
      case NodeKind::pick: return any_pick(depth);
      case NodeKind::call: {
        static const std::vector<std::string> names = {"min", "max", "f", "table", "has", "count"};
        return add(kind, any_list(random_.below(4), depth), random_.pick(names));
      }
      case NodeKind::quantifier: return any_quantifier(depth);
      default:
        if (kind > NodeKind::quantifier) return any_leaf();
        return add(kind, any_list(2, depth));
    }
  }

  auto any_chain(int depth) -> NodeId {
    static const std::vector<std::vector<std::string>> directions = {
        {"<", "<="}, {">", ">="}, {"="}};
    const auto& operators = random_.pick(directions);
    const auto count = 3 + random_.below(2);
    std::string spelling = random_.pick(operators);
    for (std::size_t i = 2; i < count; ++i) spelling += ' ' + random_.pick(operators);
    return add(NodeKind::chain, any_list(count, depth), spelling);
  }

  auto any_pick(int depth) -> NodeId {
    static const std::vector<std::string> keys = {"low",  "high",   "\"two words\"", "16",
                                                  "1024", "\"in\"", "'a \"b\"'"};
    const auto count = 1 + random_.below(3);
    const auto id = add(NodeKind::pick, any_list(count + 1, depth));
    for (std::size_t i = 0; i < count; ++i) ast_.nodes[id].keys.push_back(random_.pick(keys));
    return id;
  }

  auto any_quantifier(int depth) -> NodeId {
    static const std::vector<std::string> words = {"sum", "count", "any", "all", "min", "max"};
    const auto id = add(NodeKind::quantifier, any_list(1, depth), random_.pick(words));
    ast_.nodes[id].keys = {"image", "input_images"};
    return id;
  }

  // ---- Typed trees

  auto typed(Type type, int depth) -> NodeId {
    switch (type) {
      case Type::boolean: return condition(depth);
      case Type::text: return typed_text(depth);
      case Type::integer: return typed_integer(depth);
      default: return typed_number(depth);
    }
  }

  auto condition(int depth) -> NodeId {
    if (depth <= 0) return random_.chance(20) ? boolean() : named({"stream", "mask"});
    --depth;
    switch (random_.below(10)) {
      case 0: return add(NodeKind::logical_not, {condition(depth)});
      case 1: return add(NodeKind::logical_and, {condition(depth), condition(depth)});
      case 2: return add(NodeKind::logical_or, {condition(depth), condition(depth)});
      case 3: return typed_chain(depth);
      case 4: return membership(depth);
      case 5: return quantified({"any", "all"}, Type::boolean, depth);
      case 6:
        return add(NodeKind::call, {named({"width", "quality", "guidance", "input_images"})},
                   "has");
      case 7: return choice(Type::boolean, depth);
      case 8:
        return add(random_.chance(50) ? NodeKind::equal : NodeKind::not_equal,
                   {typed_text(depth), typed_text(depth)});
      default:
        return add(
            static_cast<NodeKind>(static_cast<std::size_t>(NodeKind::equal) + random_.below(6)),
            {typed_number(depth), typed_number(depth)});
    }
  }

  auto typed_chain(int depth) -> NodeId {
    std::vector<NodeId> operands = {typed_number(depth), typed_number(depth), typed_number(depth)};
    if (random_.chance(50)) {
      return add(random_.chance(70) ? NodeKind::between : NodeKind::not_between, operands);
    }
    return add(NodeKind::chain, operands, random_.chance(50) ? "<= <" : "> >=");
  }

  auto membership(int depth) -> NodeId {
    const bool texts = random_.chance(50);
    std::vector<NodeId> items;
    for (std::size_t i = 0; i < 2 + random_.below(3); ++i) {
      items.push_back(texts ? typed_text(depth) : typed_number(depth));
    }
    return add(random_.chance(70) ? NodeKind::in_list : NodeKind::not_in_list, items);
  }

  auto typed_text(int depth) -> NodeId {
    if (depth > 0 && random_.chance(15)) return choice(Type::text, depth - 1);
    if (in_quantifier_ && random_.chance(40)) return named({"image.format", "image.role"});
    return random_.chance(50) ? text() : named({"quality", "prompt"});
  }

  auto typed_integer(int depth) -> NodeId {
    if (depth <= 0) {
      if (in_quantifier_ && random_.chance(40)) {
        return named({"image.width", "image.height", "image.bytes"});
      }
      return random_.chance(40) ? integer(0, 13) : named({"width", "height", "n"});
    }
    --depth;
    switch (random_.below(11)) {
      case 0: return add(NodeKind::negate, {typed_integer(depth)});
      case 1: return add(NodeKind::add, {typed_integer(depth), typed_integer(depth)});
      case 2: return add(NodeKind::subtract, {typed_integer(depth), typed_integer(depth)});
      case 3: return add(NodeKind::multiply, {typed_integer(depth), typed_integer(0)});
      case 4: return add(NodeKind::integer_divide, {typed_integer(depth), divisor()});
      case 5: return add(NodeKind::modulo, {typed_integer(depth), divisor()});
      case 6: {
        static const std::vector<std::string> names = {"floor", "ceil", "round_half_even",
                                                       "round_half_up"};
        return add(NodeKind::call, {typed_number(depth)}, random_.pick(names));
      }
      case 7: return add(NodeKind::call, {typed_integer(depth), typed_integer(depth)}, "gcd");
      case 8: {
        const auto magnitude = add(NodeKind::call, {typed_integer(depth)}, "abs");
        return add(NodeKind::call, {magnitude}, "isqrt");
      }
      case 9: return quantified({"count"}, Type::boolean, depth);
      default:
        return random_.chance(50) ? add(NodeKind::call, {named({"prompt"})}, "length")
                                  : add(NodeKind::call, {named({"input_images"})}, "count");
    }
  }

  auto typed_number(int depth) -> NodeId {
    if (depth <= 0) {
      return random_.chance(40) ? number(13) : named({"width", "height", "guidance", "aspect"});
    }
    --depth;
    switch (random_.below(11)) {
      case 0: return typed_integer(depth + 1);
      case 1: return add(NodeKind::add, {typed_number(depth), typed_number(depth)});
      case 2: return add(NodeKind::subtract, {typed_number(depth), typed_number(depth)});
      case 3: return add(NodeKind::multiply, {typed_number(depth), typed_number(0)});
      case 4: return add(NodeKind::divide, {typed_number(depth), divisor()});
      case 5: return extreme(depth);
      case 6: return choice(Type::number, depth);
      case 7: return typed_pick(depth);
      case 8: return quantified({"sum", "min", "max"}, Type::number, depth);
      case 9: return add(NodeKind::call, {typed_number(depth)}, "abs");
      default: return add(NodeKind::negate, {typed_number(depth)});
    }
  }

  auto extreme(int depth) -> NodeId {
    static const std::vector<std::string> names = {"min", "max", "spread"};
    std::vector<NodeId> arguments = {typed_number(depth), typed_number(depth)};
    if (random_.chance(30)) arguments.push_back(typed_number(depth));
    return add(NodeKind::call, arguments, random_.pick(names));
  }

  // Not a constant zero.
  auto divisor() -> NodeId {
    return random_.chance(60) ? integer(1, 16) : named({"width", "height", "n"});
  }

  auto choice(Type type, int depth) -> NodeId {
    const auto test = condition(depth);
    const auto first = typed(type, depth);
    return add(NodeKind::conditional, {test, first, typed(type, depth)});
  }

  auto typed_pick(int depth) -> NodeId {
    const bool texts = random_.chance(60);
    const auto index = texts ? typed_text(0) : typed_integer(depth);
    const auto first = typed_number(depth);
    const auto id = add(NodeKind::pick, {index, first, typed_number(depth)});
    ast_.nodes[id].keys = texts ? std::vector<std::string>{"low", "\"two words\""}
                                : std::vector<std::string>{"2", "1024"};
    return id;
  }

  auto quantified(const std::vector<std::string>& words, Type body, int depth) -> NodeId {
    if (in_quantifier_) return typed(words[0] == "any" ? Type::boolean : Type::integer, 0);
    in_quantifier_ = true;
    const auto id = add(NodeKind::quantifier, {typed(body, depth)}, random_.pick(words));
    in_quantifier_ = false;
    ast_.nodes[id].keys = {"image", "input_images"};
    return id;
  }

  Random random_;
  lang::Ast ast_;
  bool in_quantifier_ = false;
};

}  // namespace tariff::testing
