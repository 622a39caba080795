#include "batch/program.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <compare>
#include <limits>
#include <map>
#include <tuple>

#include "base/int128.hpp"
#include "engine/kernel.hpp"

namespace tariff::batch {
namespace {

using catalog::IntegerOp;
using Code = IntegerOp::Code;

constexpr std::size_t nothing = std::numeric_limits<std::size_t>::max();

// How many registers an operation reads.
auto arity(Code code) noexcept -> std::size_t {
  switch (code) {
    case Code::constant:
    case Code::number:
    case Code::tokens_low:
    case Code::tokens_expected:
    case Code::tokens_high:
    case Code::count:
    case Code::image_width:
    case Code::image_height:
    case Code::image_bytes:
    case Code::fold_low:
    case Code::fold_expected:
    case Code::fold_high: return 0;
    case Code::isqrt:
    case Code::add_constant:
    case Code::multiply_constant:
    case Code::minimum_constant:
    case Code::maximum_constant:
    case Code::floor_divide_constant:
    case Code::ceil_divide_constant:
    case Code::modulo_constant:
    case Code::equal_constant:
    case Code::at_most_constant:
    case Code::at_least_constant:
    case Code::logical_not: return 1;
    case Code::select: return 3;
    default: return 2;
  }
}

// The form of an operation with a constant for b, where there is one.
auto with_constant(Code code) noexcept -> std::optional<Code> {
  switch (code) {
    case Code::add: return Code::add_constant;
    case Code::multiply: return Code::multiply_constant;
    case Code::minimum: return Code::minimum_constant;
    case Code::maximum: return Code::maximum_constant;
    case Code::floor_divide: return Code::floor_divide_constant;
    case Code::ceil_divide: return Code::ceil_divide_constant;
    case Code::modulo: return Code::modulo_constant;
    case Code::equal: return Code::equal_constant;
    case Code::less_equal: return Code::at_most_constant;
    default: return std::nullopt;
  }
}

auto is_symmetric(Code code) noexcept -> bool {
  return code == Code::add || code == Code::multiply || code == Code::minimum ||
         code == Code::maximum || code == Code::equal || code == Code::logical_and ||
         code == Code::logical_or;
}

auto divides_by_constant(Code code) noexcept -> bool {
  return code == Code::floor_divide_constant || code == Code::ceil_divide_constant ||
         code == Code::modulo_constant;
}

// A value of the program: each is computed once.
struct Node {
  enum class Kind : std::uint8_t { constant, source, step };
  Kind kind{};
  Code code{};
  std::size_t a = nothing;
  std::size_t b = nothing;
  std::size_t c = nothing;
  std::int64_t k = 0;  // constant, source, or the operation's

  friend auto operator<=>(const Node&, const Node&) noexcept -> std::strong_ordering = default;
};

class Simplifier {
 public:
  explicit Simplifier(const Inputs& inputs) : inputs_(inputs) {}

  // False: it gives up.
  auto add(const IntegerOp& op) -> bool {
    const std::size_t count = arity(op.code);
    Node node{Node::Kind::step, op.code};
    if (count > 0) node.a = value_of_[op.a];
    if (count > 1) node.b = value_of_[op.b];
    if (count > 2) {
      node.c = value_of_[static_cast<std::size_t>(op.k)];
    } else {
      node.k = op.k;
    }
    return (count == 0 ? read(node) : simplify(node)) && remember(op.target, node);
  }

  [[nodiscard]] auto node_of(std::uint8_t reg) const -> std::size_t { return value_of_[reg]; }
  [[nodiscard]] auto nodes() const -> const std::vector<Node>& { return nodes_; }

 private:
  auto read(Node& node) -> bool {
    if (node.code == Code::constant) return make_constant(node, node.k);
    const std::optional<Input> input = inputs_(node.code, static_cast<std::size_t>(node.k));
    if (!input) return false;
    if (!input->varies) return make_constant(node, input->constant);
    node = {Node::Kind::source, {}, nothing, nothing, nothing, input->source};
    return true;
  }

  static auto make_constant(Node& node, std::int64_t value) -> bool {
    node = {Node::Kind::constant, {}, nothing, nothing, nothing, value};
    return true;
  }

  [[nodiscard]] auto constant(std::size_t value) const -> const std::int64_t* {
    if (value == nothing || nodes_[value].kind != Node::Kind::constant) return nullptr;
    return &nodes_[value].k;
  }

  auto simplify(Node& node) -> bool {
    if (is_symmetric(node.code) && constant(node.a) != nullptr) std::swap(node.a, node.b);
    const bool all = constant(node.a) != nullptr &&
                     (node.b == nothing || constant(node.b) != nullptr) &&
                     (node.c == nothing || constant(node.c) != nullptr);
    if (all) return fold(node);
    if (const std::int64_t* b = constant(node.b)) return fold_operand(node, *b);
    if (node.code == Code::select && constant(node.a) != nullptr) {
      node = nodes_[*constant(node.a) != 0 ? node.b : node.c];
    }
    drop_neutral(node);
    return true;
  }

  // Computes it with the machine that one request has.
  auto fold(Node& node) -> bool {
    catalog::IntegerProgram program;
    std::uint8_t next = 0;
    for (const std::size_t operand : {node.a, node.b, node.c}) {
      const std::int64_t* value = constant(operand);
      program.push_back({Code::constant, next++, 0, 0, value == nullptr ? 0 : *value});
    }
    program.push_back({node.code, next, 0, 1, node.code == Code::select ? 2 : node.k});
    engine::IntegerRegisters registers;
    if (!engine::run(program, BoundRequest{}, registers)) return false;
    return make_constant(node, registers.values[next]);
  }

  auto fold_operand(Node& node, std::int64_t b) -> bool {
    if (node.code == Code::subtract && b != std::numeric_limits<std::int64_t>::min()) {
      node.code = Code::add_constant;
      b = -b;
    } else if (const auto code = with_constant(node.code)) {
      node.code = *code;
      if (divides_by_constant(*code) && b <= 0) return false;
    } else {
      return true;
    }
    node.b = nothing;
    node.k = b;
    drop_neutral(node);
    return true;
  }

  void drop_neutral(Node& node) const {
    const bool same =
        (node.code == Code::add_constant && node.k == 0) ||
        (node.code == Code::multiply_constant && node.k == 1) ||
        ((node.code == Code::floor_divide_constant || node.code == Code::ceil_divide_constant) &&
         node.k == 1) ||
        ((node.code == Code::minimum || node.code == Code::maximum) && node.a == node.b);
    if (node.kind == Node::Kind::step && same) node = nodes_[node.a];
  }

  auto remember(std::uint8_t target, const Node& node) -> bool {
    const auto [at, is_new] = known_.try_emplace(node, nodes_.size());
    if (is_new) nodes_.push_back(node);
    value_of_[target] = at->second;
    return true;
  }

  const Inputs& inputs_;
  std::vector<Node> nodes_;
  std::map<Node, std::size_t> known_;
  std::array<std::size_t, catalog::most_integer_registers> value_of_{};
};

// Gives out registers, each again after its last use.
class Allocator {
 public:
  Allocator(const std::vector<Node>& nodes, const std::vector<std::size_t>& outputs)
      : nodes_(nodes), outputs_(outputs), last_use_(nodes.size(), 0), home_(nodes.size(), 0) {}

  auto run() -> std::optional<Program> {
    find_uses();
    // Sources are loaded before the first step.
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (nodes_[i].kind != Node::Kind::source || last_use_[i] == 0) continue;
      home_[i] = take();
      out_.loads.push_back({small(home_[i]), small(static_cast<std::size_t>(nodes_[i].k))});
    }
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (last_use_[i] == 0 || nodes_[i].kind == Node::Kind::source) continue;
      emit(i);
    }
    if (out_.registers > catalog::most_integer_registers) return std::nullopt;
    for (const std::size_t output : outputs_) out_.outputs.push_back(small(home_[output]));
    return std::move(out_);
  }

 private:
  // Position 0: never used. Outputs are used behind the end.
  void find_uses() {
    for (const std::size_t output : outputs_) last_use_[output] = nodes_.size() + 1;
    for (std::size_t i = nodes_.size(); i-- > 0;) {
      if (last_use_[i] == 0) continue;
      for (const std::size_t operand : {nodes_[i].a, nodes_[i].b, nodes_[i].c}) {
        if (operand != nothing) last_use_[operand] = std::max(last_use_[operand], i + 1);
      }
    }
  }

  static auto small(std::size_t value) -> std::uint8_t { return static_cast<std::uint8_t>(value); }

  auto take() -> std::size_t {
    if (free_.empty()) return out_.registers++;
    const std::size_t found = free_.back();
    free_.pop_back();
    return found;
  }

  void emit(std::size_t i) {
    const Node& node = nodes_[i];
    const auto home = [&](std::size_t value) { return value == nothing ? 0 : home_[value]; };
    Step step;
    step.code = node.kind == Node::Kind::constant ? Code::constant : node.code;
    step.a = small(home(node.a));
    step.b = small(home(node.b));
    step.c = small(home(node.c));
    step.k = node.k;
    if (divides_by_constant(step.code)) step.by = divisor(node.k);
    home_[i] = take();  // before operands are freed: loops need not care for aliases
    step.target = small(home_[i]);
    std::array<std::size_t, 3> operands{node.a, node.b, node.c};
    std::sort(operands.begin(), operands.end());
    const auto end = std::unique(operands.begin(), operands.end());
    for (auto at = operands.begin(); at != end; ++at) {
      if (*at != nothing && last_use_[*at] == i + 1) free_.push_back(home_[*at]);
    }
    out_.steps.push_back(step);
  }

  const std::vector<Node>& nodes_;
  const std::vector<std::size_t>& outputs_;
  std::vector<std::size_t> last_use_;
  std::vector<std::size_t> home_;
  std::vector<std::size_t> free_;
  Program out_;
};

// The operations that `wanted` depends on: what else the program computes may give up.
auto needed(const catalog::IntegerProgram& from, std::span<const std::uint8_t> wanted)
    -> std::vector<bool> {
  std::vector<bool> is_needed(from.size(), false);
  std::array<bool, catalog::most_integer_registers> read{};
  for (const std::uint8_t reg : wanted) read[reg] = true;
  for (std::size_t i = from.size(); i-- > 0;) {
    const IntegerOp& op = from[i];
    if (!read[op.target]) continue;
    is_needed[i] = true;
    const std::size_t count = arity(op.code);
    if (count > 0) read[op.a] = true;
    if (count > 1) read[op.b] = true;
    if (count > 2) read[static_cast<std::size_t>(op.k)] = true;
  }
  return is_needed;
}

}  // namespace

auto divisor(std::int64_t k) noexcept -> Divisor {
  const auto unsigned_k = static_cast<std::uint64_t>(k);
  const auto log = static_cast<unsigned>(std::bit_width(unsigned_k - 1));  // k <= 2^log
  const auto multiplier = [&](unsigned shift) {
    const base::UInt128 power = base::UInt128{1} << shift;
    return static_cast<std::uint64_t>((power + unsigned_k - 1) / unsigned_k);
  };
  Divisor out;
  out.long_shift = static_cast<std::uint8_t>(63 + log);
  out.long_multiplier = multiplier(63 + log);
  if (log <= 31) {
    out.short_shift = static_cast<std::uint8_t>(31 + log);
    out.short_multiplier = multiplier(31 + log);
  }
  return out;
}

auto prepare(const catalog::IntegerProgram& from, std::span<const std::uint8_t> wanted,
             const Inputs& inputs) -> std::optional<Program> {
  Simplifier simplifier{inputs};
  const std::vector<bool> is_needed = needed(from, wanted);
  for (std::size_t i = 0; i < from.size(); ++i) {
    if (is_needed[i] && !simplifier.add(from[i])) return std::nullopt;
  }
  std::vector<std::size_t> outputs;
  for (const std::uint8_t reg : wanted) outputs.push_back(simplifier.node_of(reg));
  return Allocator{simplifier.nodes(), outputs}.run();
}

}  // namespace tariff::batch
