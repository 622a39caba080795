#include "tokens/exact.hpp"

#include <cstring>

#include "tokens/encodings.hpp"
#include "tokens/pieces.hpp"

namespace tariff::tokens {
namespace {

using Place = const unsigned char*;

// The first eight bytes at `at`, of which there are `size` at least, and `end` is the text's end.
auto first_bytes(Place at, Place end, std::size_t size) noexcept -> std::uint64_t {
  std::uint64_t bytes = 0;
  if (end - at >= 8) {
    std::memcpy(&bytes, at, 8);
  } else {
    std::memcpy(&bytes, at, size);
  }
  return bytes;
}

auto count_to(const Vocabulary& v, std::string_view text, Count limit) noexcept -> Count {
  auto at = reinterpret_cast<Place>(text.data());
  const Place end = at + text.size();
  Count count = 0;
  while (at != end && count <= limit) {
    const Piece piece = next_piece(at, end);
    const auto size = static_cast<std::size_t>(piece.end - at);
    if (!piece.valid) {
      count += count_piece(v, ReplacedText(at, piece.end), limit);
    } else if (size <= Vocabulary::word_bytes &&
               is_word(v, word_key(first_bytes(at, end, size), size))) {
      ++count;
    } else {
      count += count_piece(v, ValidText(at, piece.end), limit);
    }
    at = piece.end;
  }
  return count;
}

}  // namespace

auto find_encoding(std::string_view name) noexcept -> const Vocabulary* {
  return name == "o200k_base" ? &o200k_base : nullptr;
}

auto count(const Vocabulary& encoding, std::string_view text) noexcept -> Count {
  return count_to(encoding, text, no_limit);
}

auto count_until(const Vocabulary& encoding, std::string_view text, Count limit) noexcept
    -> std::optional<Count> {
  if (text.size() / longest_token > limit) return std::nullopt;
  const Count found = count_to(encoding, text, limit);
  if (found > limit) return std::nullopt;
  return found;
}

}  // namespace tariff::tokens
