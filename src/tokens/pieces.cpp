#include "tokens/pieces.hpp"

#include "tokens/characters.hpp"

namespace tariff::tokens {
namespace {

using Place = const unsigned char*;

// Reads characters from a place on, and remembers whether all of them were UTF-8.
class Scanner {
 public:
  Scanner(Place at, Place end) noexcept : at_(at), end_(end) { read(); }

  [[nodiscard]] auto at() const noexcept -> Place { return at_; }
  [[nodiscard]] auto next() const noexcept -> Place { return at_ + now_.size; }
  [[nodiscard]] auto is(CharSet set) const noexcept -> bool { return (now_.set & set) != 0; }
  [[nodiscard]] auto is(char ascii) const noexcept -> bool {
    return at_ != end_ && *at_ == static_cast<unsigned char>(ascii);
  }
  [[nodiscard]] auto at_end() const noexcept -> bool { return at_ == end_; }
  // Whether all characters that were passed are UTF-8.
  [[nodiscard]] auto valid() const noexcept -> bool { return valid_; }

  void pass() noexcept {
    valid_ = valid_ && now_.valid;
    at_ += now_.size;
    read();
  }
  void pass_all(CharSet set) noexcept {
    while (is(set)) pass();
  }

 private:
  void read() noexcept { now_ = next_character(at_, end_); }

  Place at_, end_;
  Character now_;
  bool valid_ = true;
};

// (?i:'s|'t|'re|'ve|'m|'ll|'d)? with the case folding of Unicode, in which U+017F is an s.
auto after_contraction(Place at, Place end) noexcept -> Place {
  if (end - at < 2 || *at != '\'') return at;
  const auto lower_case = [&](int i) noexcept -> int { return at[i] | 0x20; };
  switch (lower_case(1)) {
    case 's':
    case 't':
    case 'm':
    case 'd': return at + 2;
    default: break;
  }
  if (end - at < 3) return at;
  if (at[1] == 0xC5 && at[2] == 0xBF) return at + 3;
  const auto first = lower_case(1);
  const auto second = lower_case(2);
  const bool two =
      ((first == 'r' || first == 'v') && second == 'e') || (first == 'l' && second == 'l');
  return two ? at + 3 : at;
}

// Letters and marks, `from` on: where the word ends. `start` is the piece's first character.
auto word(Scanner& scanner, Place end, Place after_mark) noexcept -> Place {
  Place last = nullptr;  // behind the last caseless letter or mark of the run
  const Place begin = scanner.at();
  while (scanner.is(upper | caseless | mark)) {
    const bool takes_lower = scanner.is(caseless | mark);
    scanner.pass();
    if (takes_lower) last = scanner.at();
  }
  if (scanner.is(lower)) {
    scanner.pass_all(lower | caseless | mark);
    return after_contraction(scanner.at(), end);
  }
  if (last != nullptr) return after_contraction(last, end);
  if (after_mark != nullptr) return after_contraction(after_mark, end);
  return after_contraction(scanner.at() == begin ? begin : scanner.at(), end);
}

// A run of white space. The last blank before a word is left to the word.
auto white_space(Scanner& scanner) noexcept -> Place {
  const Place begin = scanner.at();
  Place after_lines = nullptr;
  Place last = begin;
  while (scanner.is(blank | line_end)) {
    last = scanner.at();
    const bool ends_line = scanner.is(line_end);
    scanner.pass();
    if (ends_line) after_lines = scanner.at();
  }
  if (after_lines != nullptr) return after_lines;
  if (scanner.at_end() || last == begin) return scanner.at();
  return last;
}

auto punctuation(Scanner& scanner) noexcept -> Place {
  scanner.pass_all(other | mark);
  while (scanner.is(line_end) || scanner.is('/')) scanner.pass();
  return scanner.at();
}

}  // namespace

auto next_piece(Place at, Place end) noexcept -> Piece {
  Scanner scanner(at, end);
  const auto done = [&](Place to) noexcept { return Piece{to, scanner.valid()}; };
  if (scanner.is(letter)) return done(word(scanner, end, nullptr));
  if (scanner.is(number)) {
    for (int i = 0; i < 3 && scanner.is(number); ++i) scanner.pass();
    return done(scanner.at());
  }
  if (scanner.is(line_end)) return done(white_space(scanner));

  const bool is_mark = scanner.is(mark);
  const bool is_blank = scanner.is(blank);
  const bool is_space = scanner.is(' ');
  scanner.pass();
  const Place second = scanner.at();
  if (is_mark || scanner.is(letter | mark))
    return done(word(scanner, end, is_mark ? second : nullptr));
  if (!is_blank || (is_space && scanner.is(other))) return done(punctuation(scanner));
  Scanner again(at, end);
  const Place to = white_space(again);
  return {to, again.valid()};
}

}  // namespace tariff::tokens
