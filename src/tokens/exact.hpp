// Exact counts of tokens, for the encodings whose vocabularies are in the library.
//
//     if (const auto* encoding = tokens::find_encoding("o200k_base")) {
//       const auto tokens = tokens::count(*encoding, "A misty alpine valley at dawn");
//     }
//
// A text is counted as ordinary text: what looks like a special token ("<|endoftext|>") has no
// special meaning. Bytes that are not UTF-8 are counted as a JSON writer sends them: each maximal
// subpart of a character as U+FFFD. NUL is a character like others.
//
// Both functions may be called from any number of threads, never allocate and never fail.
// Cost: time in proportion to the text, whatever it holds.
#pragma once

#include <optional>
#include <string_view>

#include "tokens/piece_counter.hpp"
#include "tokens/vocabulary.hpp"

namespace tariff::tokens {

// nullptr: no such vocabulary is here, and only bounds can be told (tokens/estimate.hpp).
[[nodiscard]] auto find_encoding(std::string_view name) noexcept -> const Vocabulary*;

// Unit: tokens.
[[nodiscard]] auto count(const Vocabulary& encoding, std::string_view text) noexcept -> Count;

// The count, or nothing when it is above `limit`; stops reading soon after it knows.
[[nodiscard]] auto count_until(const Vocabulary& encoding, std::string_view text,
                               Count limit) noexcept -> std::optional<Count>;

}  // namespace tariff::tokens
