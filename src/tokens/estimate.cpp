#include "tokens/estimate.hpp"

#include <algorithm>

#include "tokens/exact.hpp"

namespace tariff::tokens {
namespace {

// Tokens of `bytes` bytes when each has `per_token`, rounded up: a text is cut into whole tokens.
auto tokens_of(Rational bytes, Rational per_token, Rational& out) noexcept -> bool {
  Rational quotient;
  std::int64_t whole = 0;
  if (!checked_div(bytes, per_token, quotient) || !checked_ceil(quotient, whole)) return false;
  out = Rational{whole};
  return true;
}

}  // namespace

auto count(std::string_view text, const catalog::Encoding& encoding, Range& out) noexcept -> bool {
  if (const auto* vocabulary = find_encoding(encoding.name)) {
    out = Range::exactly(Rational{static_cast<std::int64_t>(count(*vocabulary, text))});
    return true;
  }
  const Rational bytes{static_cast<std::int64_t>(text.size())};
  if (!tokens_of(bytes, encoding.most, out.low) ||
      !tokens_of(bytes, encoding.expected, out.expected) ||
      !tokens_of(bytes, encoding.least, out.high)) {
    return false;
  }
  out.expected = std::clamp(out.expected, out.low, out.high);
  return true;
}

}  // namespace tariff::tokens
