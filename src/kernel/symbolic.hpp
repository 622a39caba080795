// Runs a program on a request of which only the classes of its fields are known.
#pragma once

#include <map>
#include <span>
#include <vector>

#include "catalog/model.hpp"
#include "engine/cell.hpp"
#include "kernel/number.hpp"

namespace tariff::kernel {

// Classes of one slot that a program does not tell apart.
struct Group {
  std::uint8_t first = 0;
  std::uint8_t last = 0;
  std::vector<std::uint8_t> members;
  std::vector<base::Symbol> apart;  // other texts: what they are not
};

// The class of a slot that is read, and the word that the provider chooses where it is open.
struct SlotState {
  const catalog::SlotClasses* classes = nullptr;
  const Group* group = nullptr;
  base::Symbol chosen = base::no_symbol;
};

// What is known of a value.
struct Symbolic {
  enum class Kind : std::uint8_t {
    constant,    // the same for every request of these classes
    number,      // present, and this expression
    truth,       // true or false, and this expression
    other_text,  // a text that is none of those which the program asks this field for
    unknown,     // not expressible
  };
  Kind kind = Kind::unknown;
  engine::Cell cell;
  NumberRange number;
  NodeId truth = no_node;
  const std::vector<base::Symbol>* apart = nullptr;  // other_text: what it is not

  [[nodiscard]] auto is_constant() const noexcept -> bool { return kind == Kind::constant; }
};

// The class of one input image.
struct ImageState {
  bool has_width = false;
  bool has_height = false;
  bool has_bytes = false;
  std::size_t format = 0;  // as catalog::ImageClasses counts them
  std::size_t role = 0;
};

class Folds;

class Run {
 public:
  // `folds` makes the folds that the program has; null: they are not expressible.
  Run(Arithmetic& arithmetic, const lang::Program& program, const catalog::Encoding* encoding,
      Folds* folds)
      : arithmetic_(arithmetic), program_(program), encoding_(encoding), folds_(folds) {}

  [[nodiscard]] auto program() const noexcept -> const lang::Program& { return program_; }
  [[nodiscard]] auto states() const noexcept -> const std::map<std::uint32_t, SlotState>& {
    return states_;
  }
  // The image that `element` reads, and the words of its texts.
  void set(const ImageState& image, const std::vector<base::Symbol>& words) {
    image_ = image;
    words_ = &words;
  }

  // Slots that are not named are absent.
  void set(std::map<std::uint32_t, SlotState> states);
  [[nodiscard]] auto value(lang::Register at) -> const Symbolic&;
  // What a slot holds.
  [[nodiscard]] auto read(std::uint32_t slot) -> Symbolic { return load(slot); }

 private:
  [[nodiscard]] auto evaluate(lang::Register at) -> Symbolic;
  [[nodiscard]] auto load(std::uint32_t slot) -> Symbolic;
  [[nodiscard]] auto number_of(const SlotState& state) -> Symbolic;
  [[nodiscard]] auto tokens(std::uint32_t slot) -> Symbolic;
  [[nodiscard]] auto leaf(const lang::Instruction& instruction) -> Symbolic;
  [[nodiscard]] auto unary(lang::Op op, const Symbolic& a) -> Symbolic;
  [[nodiscard]] auto binary(lang::Op op, const Symbolic& a, const Symbolic& b) -> Symbolic;
  [[nodiscard]] auto arithmetic(lang::Op op, const Symbolic& a, const Symbolic& b) -> Symbolic;
  [[nodiscard]] auto conjunction(const Symbolic& a, const Symbolic& b) -> Symbolic;
  [[nodiscard]] auto negation(const Symbolic& a) -> Symbolic;
  [[nodiscard]] auto equality(const Symbolic& a, const Symbolic& b) -> Symbolic;
  [[nodiscard]] auto select(const Symbolic& condition, const Symbolic& a, const Symbolic& b)
      -> Symbolic;
  [[nodiscard]] auto lookup(const lang::Instruction& instruction) -> Symbolic;
  [[nodiscard]] auto element(lang::Member member) -> Symbolic;
  [[nodiscard]] auto fold(lang::Register at) -> Symbolic;
  [[nodiscard]] auto misses(const lang::Table& table, std::span<const Symbolic* const> keys)
      -> bool;
  [[nodiscard]] auto number(const Symbolic& value) const -> NumberRange;
  [[nodiscard]] auto truth(const Symbolic& value) -> NodeId;

  Arithmetic& arithmetic_;
  const lang::Program& program_;
  const catalog::Encoding* encoding_;
  Folds* folds_;
  ImageState image_;
  const std::vector<base::Symbol>* words_ = nullptr;
  std::map<std::uint32_t, SlotState> states_;
  std::vector<Symbolic> values_;
  std::vector<std::uint8_t> done_;
};

}  // namespace tariff::kernel
