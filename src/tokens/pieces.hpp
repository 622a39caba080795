// Cuts a text into the pieces that are encoded one by one, as the regular expression of o200k_base
// does:
//
//   [^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?
//   [^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?
//   \p{N}{1,3}
//   ' '?[^\s\p{L}\p{N}]+[\r\n/]*
//   \s*[\r\n]+
//   \s+(?!\S)
//   \s+
//
// (the first alternative that matches wins), but in one pass that gives back at most the last blank
// of a run, or the upper-case letters behind its last caseless one; what is given back is never
// given back again. So cutting a text costs time in proportion to its length, whatever it holds.
#pragma once

#include <cstddef>

namespace tariff::tokens {

struct Piece {
  const unsigned char* end;
  bool valid;  // UTF-8
};

// The piece at `at`, which must be before `end`. At least one byte long.
[[nodiscard]] auto next_piece(const unsigned char* at, const unsigned char* end) noexcept -> Piece;

}  // namespace tariff::tokens
