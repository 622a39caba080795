// The tables of one encoding's vocabulary, and the two questions that counting asks of them: which
// is the longest token that a text starts with, and may two tokens stand side by side.
//
// The tables are made at build time by tools/expand_tokens.cpp from a file of merges and are
// read-only data of the library: nothing is built, allocated or locked at run time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace tariff::tokens {

// Tokens are numbered by rank: byte pair encoding merges the pair with the lowest rank first.
using Rank = std::uint32_t;
inline constexpr int rank_bits = 18;
inline constexpr std::size_t longest_token = 128;  // Unit: bytes
inline constexpr Rank first_merged = 256;          // ranks below are single bytes

// The two tokens that merge into a token; a single byte is its own halves.
struct Split {
  Rank left, right;
};

// A perfect hash: a key's bucket says how to shift its hash, so that each key has a slot of its
// own.
struct Slot {
  static constexpr std::uint64_t multiplier = 0x9E37'79B9'7F4A'7C15;

  static constexpr auto mix(std::uint64_t key) noexcept -> std::uint64_t {
    const auto product = key * multiplier;
    return product ^ (product >> 32);
  }
  static constexpr auto bucket(std::uint64_t mixed, int bits) noexcept -> std::size_t {
    return (mixed * multiplier) >> (64 - bits);
  }
  static constexpr auto index(std::uint64_t mixed, std::uint8_t shift, int bits) noexcept
      -> std::size_t {
    return ((mixed + shift) * 0xD6E8'FEB8'6659'FD93) >> (64 - bits);
  }
};

// A node of the trie, which is a double array: the child for byte c is at links[base + c], and is
// there when its label is c.
struct Link {
  static constexpr std::uint32_t label_mask = 0x1FF;  // a byte, and a bit that says "in use"
  static constexpr std::uint32_t in_use = 0x100;
  static constexpr std::uint32_t is_token = 0x200;
  static constexpr int base_shift = 10;
};

struct Vocabulary {
  static constexpr int pair_bucket_bits = 16, pair_bits = 18;
  static constexpr int word_bucket_bits = 16, word_bits = 18;
  static constexpr std::size_t word_bytes = 8;
  static constexpr std::uint64_t no_word = UINT64_MAX;  // padding alone is no token
  // What a slot says is compared with the token's halves, so that any merged token will do.
  static constexpr std::uint32_t no_pair = first_merged;

  const std::uint32_t* links;  // the trie
  const Rank* ranks;           // by place in links; only where a token ends
  const Split* splits;         // by rank
  const std::uint8_t* pair_shifts;
  const std::uint32_t* pairs;  // slot: rank of the merged token, with bits of the hash above
  const std::uint8_t* word_shifts;
  const std::uint64_t* words;  // slot: the bytes of a token of at most eight, padded with 0xFF
  std::uint32_t root;          // base of the trie's root
};

// Tokens of at most eight bytes, as a number: no UTF-8 text holds a byte 0xFF.
// `bytes` must have eight readable bytes, of which the first `size` (1 to 8) count.
inline auto word_key(std::uint64_t bytes, std::size_t size) noexcept -> std::uint64_t {
  return size == Vocabulary::word_bytes ? bytes : bytes | (~std::uint64_t{0} << (8 * size));
}

inline auto is_word(const Vocabulary& v, std::uint64_t key) noexcept -> bool {
  const auto mixed = Slot::mix(key);
  const auto shift = v.word_shifts[Slot::bucket(mixed, Vocabulary::word_bucket_bits)];
  return v.words[Slot::index(mixed, shift, Vocabulary::word_bits)] == key;
}

struct Match {
  Rank rank;
  std::uint32_t size;  // Unit: bytes
};

// Calls found(place, size) for each token that begins `text` and has at most `limit` bytes, shorter
// ones first. The token's rank is at ranks[place].
template <class Found>
void each_prefix(const Vocabulary& v, const unsigned char* text, std::size_t limit,
                 Found found) noexcept {
  std::size_t base = v.root;
  for (std::uint32_t i = 0; i < limit; ++i) {
    const auto place = base + text[i];
    const auto link = v.links[place];
    if ((link & Link::label_mask) != (Link::in_use | text[i])) break;
    if ((link & Link::is_token) != 0) found(static_cast<std::uint32_t>(place), i + 1);
    base = link >> Link::base_shift;
  }
}

// The longest token that begins `text` and has at most `limit` bytes (at least 1: every byte is a
// token).
inline auto longest_match(const Vocabulary& v, const unsigned char* text,
                          std::size_t limit) noexcept -> Match {
  std::uint32_t longest = 0;
  std::uint32_t longest_size = 0;
  each_prefix(v, text, limit, [&](std::uint32_t place, std::uint32_t size) noexcept {
    longest = place;
    longest_size = size;
  });
  return {v.ranks[longest], longest_size};
}

// The token that a pair merges into; `none` if it does not.
inline constexpr Rank no_rank = UINT32_MAX;

inline auto merged(const Vocabulary& v, Rank left, Rank right) noexcept -> Rank {
  const auto mixed = Slot::mix(std::uint64_t{left} << rank_bits | right);
  const auto shift = v.pair_shifts[Slot::bucket(mixed, Vocabulary::pair_bucket_bits)];
  const auto slot = v.pairs[Slot::index(mixed, shift, Vocabulary::pair_bits)];
  if ((slot ^ static_cast<std::uint32_t>(mixed)) >> rank_bits != 0) return no_rank;
  const Rank rank = slot & ((Rank{1} << rank_bits) - 1);
  const Split split = v.splits[rank];
  return split.left == left && split.right == right ? rank : no_rank;
}

// Whether byte pair encoding of `left`'s text followed by `right`'s gives these two tokens again.
// Undoes the merges that made the two, last one first, along the seam: the pair stands unless a
// merge across the seam would have come before one of them.
inline auto may_follow(const Vocabulary& v, Rank left, Rank right) noexcept -> bool {
  Rank limit = no_rank;
  while (true) {
    if (merged(v, left, right) < limit) return false;
    if (left > right) {
      limit = left;
      left = v.splits[left].right;
      if (left != limit) continue;
      limit = right + 1;
      right = v.splits[right].left;
      if (right + 1 == limit) return true;
    } else {
      limit = right + 1;
      right = v.splits[right].left;
      if (right + 1 != limit) continue;
      limit = left;
      left = v.splits[left].right;
      if (left == limit) return true;
    }
  }
}

}  // namespace tariff::tokens
