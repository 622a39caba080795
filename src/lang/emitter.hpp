// A program under construction: equal instructions become one.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <tuple>

#include "lang/program.hpp"

namespace tariff::lang {

class Emitter {
 public:
  // The register that holds this instruction's value: a new one, or that of an equal instruction.
  auto emit(const Instruction& instruction) -> Register;

  auto number(Rational value) -> Register;
  auto reason(std::string_view text) -> std::uint32_t;  // index into the program's reasons

  // Between begin_fold and end_fold, what is emitted is the fold's body; it can use registers from
  // before it, but nothing after it sees the body's. end_fold returns the fold's register.
  auto begin_fold(Fold kind, std::uint32_t list) -> Register;
  auto end_fold(Register fold, Register value) -> Register;

  // Takes back everything emitted since `mark`.
  [[nodiscard]] auto mark() const noexcept -> std::size_t { return program_.code.size(); }
  void roll_back(std::size_t mark);

  // More instructions than a register file has room for; what follows is not emitted.
  [[nodiscard]] auto full() const noexcept -> bool { return full_; }

  [[nodiscard]] auto program() const noexcept -> const Program& { return program_; }
  void add_table(Table table) { program_.tables.push_back(std::move(table)); }

 private:
  using Key = std::tuple<Op, Register, Register, Register, std::uint32_t>;

  static auto key_of(const Instruction& instruction) -> Key;
  auto push(const Instruction& instruction) -> Register;
  void forget_from(std::size_t mark);
  [[nodiscard]] auto same_fold(std::size_t a, std::size_t b) const -> bool;

  Program program_;
  std::map<Key, Register> known_;
  bool full_ = false;
};

}  // namespace tariff::lang
