#include "knapsack/reach.hpp"

#include <algorithm>

namespace tariff::knapsack {

namespace {

using base::Int128;

// Products of smaller ones fit.
constexpr Int128 small = Int128{1} << 62;

// Rounded down; less where a product may not fit.
auto share(Int128 rate, Int128 part, std::int64_t whole) noexcept -> Int128 {
  if (rate < small && part < small) return rate * part / whole;
  return part / whole < small && rate < small ? rate * (part / whole) : 0;
}

}  // namespace

Reach::Reach(Multiplier multiplier, bool up, std::vector<Span> spans, Int128 most_loss) {
  // Upwards by the steepest, downwards by the flattest first.
  std::sort(spans.begin(), spans.end(), [up](const Span& a, const Span& b) {
    const auto left = Int128{a.utility} * b.cost;
    const auto right = Int128{b.utility} * a.cost;
    return up ? left > right : left < right;
  });
  Int128 from = 0;
  Int128 loss = 0;
  for (const auto& span : spans) {
    const auto rate = multiplier.loss(span.cost, span.utility);
    pieces_.push_back({from, loss, up ? rate : -rate, span.cost});
    from += span.most;
    loss += share(pieces_.back().rate, span.most, span.cost);
    if (loss > most_loss) break;
  }
  pieces_.push_back({from, loss, up ? Int128{multiplier.utility} : most_loss + 1, 1});
}

auto Reach::least_loss(Int128 distance) const noexcept -> Int128 {
  const auto after =
      std::upper_bound(pieces_.begin(), pieces_.end(), distance,
                       [](Int128 wanted, const Piece& piece) { return wanted < piece.from; });
  if (after == pieces_.begin()) return 0;
  const auto& piece = *(after - 1);
  return piece.loss + share(piece.rate, distance - piece.from, piece.cost);
}

}  // namespace tariff::knapsack
