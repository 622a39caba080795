// Arbitrary bytes as a prompt: the pieces cover it, walking counts as the encoding of prefixes
// does, and count_until agrees with count.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "tokens/encodings.hpp"
#include "tokens/exact.hpp"
#include "tokens/pieces.hpp"

namespace {

using namespace tariff::tokens;

void require(bool condition) {
  if (!condition) std::abort();
}

auto count_slowly(const unsigned char* at, const unsigned char* end) -> Count {
  Count count = 0;
  while (at != end) {
    const Piece piece = next_piece(at, end);
    require(piece.end > at && piece.end <= end);
    count += count_by_prefixes(o200k_base, ReplacedText(at, piece.end));
    at = piece.end;
  }
  return count;
}

}  // namespace

extern "C" auto LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) -> int {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const Count found = count(o200k_base, text);
  require(found == count_slowly(data, data + size));
  require(count_until(o200k_base, text, found) == found);
  if (found > 0) require(!count_until(o200k_base, text, found - 1));
  return 0;
}
