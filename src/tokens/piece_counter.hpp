// How many tokens byte pair encoding makes of one piece, without merging: walks from token to
// token, each the longest that may follow the one before, and steps back where none may. The result
// is that of merging, because two tokens may stand side by side in a text exactly when they are the
// encoding of their own two texts together.
// Source: the idea is that of github/rust-gems, crate bpe (MIT), which proves it.
//
// Cost: time in proportion to the piece, and memory that does not depend on it: the walk remembers
// its last few hundred bytes. A text that made it step back further would be counted by
// count_by_prefixes(), which needs no stepping back; none is known.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "tokens/piece_text.hpp"
#include "tokens/vocabulary.hpp"

namespace tariff::tokens {

using Count = std::uint64_t;
inline constexpr Count no_limit = UINT64_MAX;

// The tokens so far, as far back as the walk may step.
class Trail {
 public:
  [[nodiscard]] auto count() const noexcept -> Count { return count_; }
  [[nodiscard]] auto last() const noexcept -> Match {
    const auto packed = tokens_[(count_ - 1) % tokens_.size()];
    return {packed & ((Rank{1} << rank_bits) - 1), packed >> rank_bits};
  }
  void push(Match token) noexcept {
    tokens_[count_ % tokens_.size()] = token.rank | token.size << rank_bits;
    ++count_;
  }
  void pop() noexcept { --count_; }

  // Places where no token may end. `end` is one that the walk looks at.
  [[nodiscard]] auto is_dead(std::size_t end) noexcept -> bool {
    while (end / 64 > newest_) dead_[++newest_ % dead_.size()] = 0;
    return (dead_[end / 64 % dead_.size()] >> (end % 64) & 1) != 0;
  }
  void bury(std::size_t end) noexcept {
    dead_[end / 64 % dead_.size()] |= std::uint64_t{1} << (end % 64);
  }
  // Whether what stands behind `at` is still remembered.
  [[nodiscard]] auto reaches(std::size_t at) const noexcept -> bool {
    return newest_ * 64 + 64 <= at + look_behind;
  }

 private:
  static constexpr std::size_t reach = look_behind;
  std::array<std::uint32_t, reach> tokens_;       // a ring
  std::array<std::uint64_t, reach / 64> dead_{};  // a ring, one bit a place
  std::size_t newest_ = 0;                        // word of dead_ that is the furthest ahead
  Count count_ = 0;
};

// Counts by the encoding of every prefix: a prefix ends with the one token that may follow the
// encoding of what is before it. Slower, and nothing to step back from; the tests' oracle too.
template <class Text>
auto count_by_prefixes(const Vocabulary& v, Text text) noexcept -> Count {
  struct Prefix {
    Rank last = no_rank;
    Count count = 0;
  };
  std::array<Prefix, 2 * longest_token> ring{};  // by end of the prefix
  const auto at_ring = [&](std::size_t end) noexcept -> Prefix& { return ring[end % ring.size()]; };
  std::size_t at = 0;
  for (std::size_t left = text.prepare(0); left > 0; left = text.prepare(++at)) {
    const Prefix before = at_ring(at);
    at_ring(at) = {};
    const auto* bytes = text.bytes(at);
    std::size_t limit = left < longest_token ? left : longest_token;
    while (limit > 0) {
      const Match token = longest_match(v, bytes, limit);
      auto& prefix = at_ring(at + token.size);
      if (prefix.last == no_rank && (at == 0 || may_follow(v, before.last, token.rank))) {
        prefix = {token.rank, before.count + 1};
      }
      limit = token.size - 1;
    }
  }
  return at_ring(at).count;
}

// The walk itself. Any row of tokens that may follow each other is the encoding, so that the order
// of trying them is free: first the last token once more (long runs of one character have many
// tokens, few of which fit), then the longest, then shorter ones.
template <class Text>
class Walk {
 public:
  Walk(const Vocabulary& v, Text& text) noexcept
      : v_(v), text_(text), left_(text.prepare(0)), next_(longest_match(v, text.bytes(0), left_)) {}

  // The first token is the whole piece.
  [[nodiscard]] auto is_whole() const noexcept -> bool { return next_.size == left_; }

  // False: the walk would have to step back further than it remembers.
  [[nodiscard]] auto count(Count limit, Count& out) noexcept -> bool {
    while (true) {
      if (fits()) {
        step();
        if (left_ == 0 || (limit != no_limit && trail_.count() > limit + look_behind)) break;
        continue;
      }
      while (next_.size == 1) {
        if (!step_back()) return false;
      }
      next_ = shorter();
    }
    out = trail_.count();
    return true;
  }

 private:
  [[nodiscard]] auto fits() noexcept -> bool {
    return !trail_.is_dead(at_ + next_.size) &&
           (trail_.count() == 0 || may_follow(v_, trail_.last().rank, next_.rank));
  }

  void step() noexcept {
    const Match taken = next_;
    trail_.push(taken);
    at_ += taken.size;
    prefixes_at_ = nowhere;
    left_ = text_.prepare(at_);
    if (left_ == 0) return;
    const auto* bytes = text_.bytes(at_);
    const bool again =
        left_ >= taken.size && std::memcmp(bytes - taken.size, bytes, taken.size) == 0 && fits();
    if (!again) next_ = longest_match(v_, bytes, left_);
  }

  // The next token to try, when next_ does not fit. There is one: every byte is a token.
  [[nodiscard]] auto shorter() noexcept -> Match {
    if (prefixes_at_ != at_) {
      prefixes_at_ = at_;
      prefix_count_ = 0;
      each_prefix(v_, text_.bytes(at_), next_.size - 1,
                  [this](std::uint32_t place, std::uint32_t size) noexcept {
                    prefixes_[prefix_count_++] = {place, size};
                  });
    }
    const auto [place, size] = prefixes_[--prefix_count_];
    return {v_.ranks[place], size};
  }

  // No token fits here, and none may end here. What the token before was instead of others is next_
  // again: those that are shorter follow, or all if it was tried before longer ones.
  [[nodiscard]] auto step_back() noexcept -> bool {
    if (trail_.count() == 0 || !trail_.reaches(at_)) return false;
    trail_.bury(at_);
    next_ = trail_.last();
    trail_.pop();
    at_ -= next_.size;
    prefixes_at_ = nowhere;
    if (!trail_.reaches(at_)) return false;
    if (trail_.count() != 0 && trail_.last().rank == next_.rank) {
      next_.size = static_cast<std::uint32_t>(std::min(text_.prepare(at_), longest_token)) + 1;
    }
    return true;
  }

  struct Prefix {
    std::uint32_t place, size;
  };
  static constexpr std::size_t nowhere = SIZE_MAX;

  const Vocabulary& v_;
  Text& text_;
  std::size_t at_ = 0;    // where the next token begins
  std::size_t left_ = 0;  // readable bytes there
  Match next_;            // to be tried
  Trail trail_;
  std::size_t prefixes_at_ = nowhere;  // of which place the following are
  std::size_t prefix_count_ = 0;       // still to be tried, the longest last
  std::array<Prefix, longest_token> prefixes_;
};

// The tokens of a piece; of a piece with more than `limit`, any number above the limit.
template <class Text>
auto count_piece(const Vocabulary& v, Text text, Count limit = no_limit) noexcept -> Count {
  const Text from_the_start = text;
  Walk<Text> walk(v, text);
  if (walk.is_whole()) return 1;
  Count count = 0;
  return walk.count(limit, count) ? count : count_by_prefixes(v, from_the_start);
}

}  // namespace tariff::tokens
