// One expression on its way from tree to instructions. Constants stay constants as long as they
// can: an Operand becomes a register only when an instruction needs it there.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lang/compile.hpp"
#include "lang/constants.hpp"
#include "lang/emitter.hpp"

namespace tariff::lang {

// What outlives one expression.
struct Environment {
  Scope scope;
  base::SymbolTable* symbols = nullptr;
  std::vector<std::pair<std::string, Typed>> definitions;
  Emitter emitter;
};

struct Operand {
  enum class Form : std::uint8_t { computed, number, text, boolean, absent };

  Type type = Type::nothing;
  Form form = Form::computed;
  Register at = 0;          // computed
  Rational number;          // number
  std::uint32_t index = 0;  // text: symbol; boolean: 0 or 1; absent: reason

  [[nodiscard]] auto is_constant() const noexcept -> bool { return form != Form::computed; }
  [[nodiscard]] auto is_boolean(bool value) const noexcept -> bool {
    return form == Form::boolean && (index != 0) == value;
  }

  // The same value under the type of the operation that it is the result of.
  [[nodiscard]] auto as(Type result) const -> Operand {
    auto copy = *this;
    copy.type = result;
    return copy;
  }

  [[nodiscard]] static auto of(Rational value) -> Operand;
  [[nodiscard]] static auto of(bool value) -> Operand;
  [[nodiscard]] static auto text(base::Symbol symbol) -> Operand;
  [[nodiscard]] static auto absent(std::uint32_t reason) -> Operand;
};

// The value of a register, as a constant where it is one.
[[nodiscard]] auto operand_of(const Program& program, Typed value) -> Operand;

// The register that holds the operand.
[[nodiscard]] auto place(Emitter& emitter, const Operand& operand) -> Typed;

// condition ? first : otherwise, of types that go together.
[[nodiscard]] auto choose(Emitter& emitter, const Operand& condition, const Operand& first,
                          const Operand& otherwise) -> Operand;

class Lowering {
 public:
  Lowering(Environment& environment, const Ast& ast, SyntaxError& error)
      : environment_(environment), emitter_(environment.emitter), ast_(ast), error_(error) {}

  // Nothing: the error is set.
  using Result = std::optional<Operand>;
  auto lower(NodeId id) -> Result;

 private:
  // Operators (lowering.cpp).
  auto lower_operator(const Node& node) -> Result;
  auto logical_not(const Node& node) -> Result;
  auto logical(const Node& node, Op op) -> Result;
  auto comparison(const Node& node) -> Result;
  auto chain(const Node& node) -> Result;
  auto between(const Node& node) -> Result;
  auto in_list(const Node& node) -> Result;
  auto arithmetic(const Node& node, Op op) -> Result;
  auto conditional(const Node& node) -> Result;
  auto decided(const Node& node, bool condition) -> Result;
  auto pick(const Node& node) -> Result;
  auto pick_key(const std::string& key, bool is_text) -> Operand;

  // Names and quantifiers (names.cpp).
  auto name(const Node& node) -> Result;
  auto element_member(const Node& node, std::string_view member) -> Result;
  auto unknown_name(const Node& node) -> std::nullopt_t;
  auto quantifier(const Node& node) -> Result;
  auto quantified(const Node& node, Fold kind, std::uint32_t list) -> Result;
  // The field that a name stands for, where it stands for one as it is.
  auto field(std::string_view name) -> std::optional<Variable>;

  // Calls (functions.cpp). The function table says which arguments each takes.
  friend struct Function;
  auto call(const Node& node) -> Result;
  auto extreme(const Node& node, Op op) -> Result;
  auto common_divisor(const Node& node, Op op) -> Result;
  auto one_number(const Node& node, Op op) -> Result;
  auto has(const Node& node, Op op) -> Result;
  auto text_measure(const Node& node, Op op) -> Result;
  auto list_length(const Node& node, Op op) -> Result;
  auto lookup(const Node& node, Op op) -> Result;
  auto unknown(const Node& node, Op op) -> Result;
  auto matches(const Node& node, Op op) -> Result;

  // Typed pieces.
  auto lower_as(NodeId id, Type wanted) -> Result;
  auto relate(Op op, const Operand& a, const Operand& b, NodeId place_of_b) -> Result;
  auto relate(NodeKind kind, const Operand& a, const Operand& b, NodeId place_of_a,
              NodeId place_of_b) -> Result;
  auto join(Op op, const Operand& a, const Operand& b) -> Operand;
  auto negated(const Operand& a) -> Operand;
  auto unary(Op op, const Operand& a, Type result, NodeId at) -> Result;
  auto binary(Op op, const Operand& a, const Operand& b, Type result, NodeId at) -> Result;

  auto emit(const Instruction& instruction, Type type) -> Operand;
  auto in_register(const Operand& operand) -> Register { return place(emitter_, operand).at; }
  auto fail(base::Span where, std::string message, std::string hint = "") -> std::nullopt_t;
  auto fail(NodeId id, std::string message, std::string hint = "") -> std::nullopt_t {
    return fail(ast_.at(id).span, std::move(message), std::move(hint));
  }
  auto report(Outcome outcome, NodeId at) -> std::nullopt_t;

  Environment& environment_;
  Emitter& emitter_;
  const Ast& ast_;
  SyntaxError& error_;
  std::string element_;  // the variable of the quantifier whose body this is
};

[[nodiscard]] auto did_you_mean(std::string_view name,
                                const std::vector<std::string_view>& candidates) -> std::string;

}  // namespace tariff::lang
