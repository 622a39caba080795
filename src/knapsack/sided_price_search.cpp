// Subgradients with dilation of space along the difference of two successive ones: it makes long,
// narrow valleys of the bound round, which plain steps would only zigzag in.
//
// Source: N. Shor, Minimization methods for non-differentiable functions, Springer (1985).
#include <algorithm>

#include "knapsack/rough_number.hpp"
#include "knapsack/sided_prices.hpp"

namespace tariff::knapsack {

namespace {

using base::Int128;
using Vector = std::vector<Rough>;

auto dot(const Vector& a, const Vector& b) -> Rough {
  Rough sum;
  for (std::size_t i = 0; i < a.size(); ++i) sum = sum + a[i] * b[i];
  return sum;
}

// A price times its cap is a coordinate, so that rows of all sizes are alike.
class PriceSearch {
 public:
  PriceSearch(const SidedPricing& pricing, SidedWatch& watch, Prices& prices, PricedPlan& best)
      : pricing_(pricing),
        needed_(pricing.scaled(watch.needed())),
        watch_(watch),
        prices_(prices),
        best_(best),
        rows_(pricing.model().rows.size()) {}

  void run(PriceEffort effort) {
    for (std::uint32_t row = 0; row < rows_; ++row) {
      cap_.emplace_back(Int128{pricing_.model().rows[row].cap});
    }
    pricing_.evaluate(prices_, best_);
    start();
    std::size_t stale = 0;
    const auto most_rounds = effort == PriceEffort::full ? 60 + 12 * rows_ : 8 + 2 * rows_;
    for (; round_ < most_rounds && stale < 10 + 2 * rows_ && !is_done(); ++round_) {
      const auto before = best_.bound;
      const auto direction = dilated(gradient_);
      if (direction.empty()) return;
      walk(direction);
      stale = before - best_.bound > least_gain() ? 0 : stale + 1;
    }
  }

 private:
  // A look at so many items takes as long as a step of the core.
  static constexpr std::size_t items_for_step = 32;
  // Rounds in which the length of steps is found.
  static constexpr std::size_t first_rounds = 6;

  [[nodiscard]] auto is_done() const -> bool { return best_.bound < needed_ || watch_.is_over(); }

  // Less is not worth another round.
  [[nodiscard]] auto least_gain() const -> Int128 {
    return watch_.found() ? (best_.bound - needed_) >> 12 : best_.bound >> 36;
  }

  void start() {
    for (std::size_t row = 0; row < rows_; ++row) {
      point_.push_back(Rough{prices_[row]} * cap_[row]);
    }
    matrix_.assign(rows_, Vector(rows_));
    for (std::size_t row = 0; row < rows_; ++row) matrix_[row][row] = Rough{1};
    gradient_ = gradient_of(best_);
    // Short: it soon grows, while a long one leads far away from prices that are nearly right.
    step_ = Rough{std::max<Int128>(best_.bound - needed_, 1)} / Rough{1024};
  }

  // Below 0 the bound is taken to rise again, faster than it can fall anywhere.
  [[nodiscard]] auto gradient_of(const PricedPlan& plan) const -> Vector {
    Vector out;
    for (std::size_t row = 0; row < rows_; ++row) {
      out.push_back(point_[row].is_negative() ? Rough{-2} : Rough{plan.left[row]} / cap_[row]);
    }
    return out;
  }

  // The way down: the matrix times the gradient in the dilated space, of length 1 there.
  [[nodiscard]] auto dilated(const Vector& gradient) const -> Vector {
    auto inner = transposed_times(gradient);
    const auto length = dot(inner, inner).root();
    if (length.is_zero()) return {};
    for (auto& part : inner) part = part / length;
    Vector out;
    for (const auto& line : matrix_) out.push_back(dot(line, inner));
    return out;
  }

  [[nodiscard]] auto transposed_times(const Vector& vector) const -> Vector {
    Vector out(rows_);
    for (std::size_t i = 0; i < rows_; ++i) {
      for (std::size_t k = 0; k < rows_; ++k) out[k] = out[k] + matrix_[i][k] * vector[i];
    }
    return out;
  }

  // Goes on until the bound would rise along the way.
  void walk(const Vector& direction) {
    constexpr int most_steps = 12;
    const auto before = gradient_;
    int steps = 0;
    for (bool down = true; down && steps < most_steps && !is_done(); ++steps) {
      for (std::size_t row = 0; row < rows_; ++row) {
        point_[row] = point_[row] - step_ * direction[row];
      }
      gradient_ = look();
      down = !(dot(gradient_, direction) < Rough{}) && !dot(gradient_, direction).is_zero();
      if (steps >= 1)
        step_ = round_ < first_rounds ? step_ * Rough{2} : step_ * Rough{6} / Rough{5};
    }
    if (steps == 1) step_ = step_ * Rough{4} / Rough{5};
    dilate(before);
  }

  // The gradient at the point, whose prices are kept when they are better.
  auto look() -> Vector {
    Prices prices(rows_);
    for (std::uint32_t row = 0; row < rows_; ++row) {
      if (point_[row].is_negative()) continue;
      prices[row] = (point_[row] / cap_[row]).to_integer(pricing_.greatest_price(row));
    }
    pricing_.evaluate(prices, here_);
    watch_.is_over(pricing_.model().items.size() / items_for_step);
    auto gradient = gradient_of(here_);
    if (here_.bound < best_.bound) {
      std::swap(best_, here_);
      prices_ = std::move(prices);
    }
    return gradient;
  }

  // Shrinks space along the difference of the gradients.
  void dilate(const Vector& before) {
    Vector difference;
    for (std::size_t row = 0; row < rows_; ++row) {
      difference.push_back(gradient_[row] - before[row]);
    }
    auto inner = transposed_times(difference);
    const auto length = dot(inner, inner).root();
    if (length.is_zero()) return;
    for (auto& part : inner) part = part / length;
    for (auto& line : matrix_) {
      const auto part = dot(line, inner) * Rough{3} / Rough{5};
      for (std::size_t k = 0; k < rows_; ++k) line[k] = line[k] - part * inner[k];
    }
  }

  const SidedPricing& pricing_;
  Int128 needed_;
  SidedWatch& watch_;
  Prices& prices_;
  PricedPlan& best_;
  PricedPlan here_;
  std::size_t rows_;
  std::size_t round_ = 0;
  Vector cap_;
  Vector point_;
  Vector gradient_;
  std::vector<Vector> matrix_;
  Rough step_;
};

// Exact where the search above is only near: each price alone to where its row is no longer
// exceeded. With many copies, a price that is off by little is off by much in all.
class PricePolish {
 public:
  PricePolish(const SidedPricing& pricing, Prices& prices, PricedPlan& best)
      : pricing_(pricing), prices_(prices), best_(best) {}

  void run() {
    for (std::uint32_t row = 0; row < prices_.size(); ++row) polish(row);
  }

 private:
  void polish(std::uint32_t row) {
    const auto most = pricing_.greatest_price(row);
    auto low = prices_[row];  // the row is exceeded, or the price is 0
    auto high = low;          // it is not, or the price is the greatest
    Int128 step = 1;
    if (is_exceeded(row, low)) {
      for (; high < most && is_exceeded(row, high); step *= 2) high = std::min(most, high + step);
    } else {
      for (; low > 0 && !is_exceeded(row, low); step *= 2) low = std::max<Int128>(0, low - step);
    }
    while (high - low > 1) {
      const auto middle = low + (high - low) / 2;
      (is_exceeded(row, middle) ? low : high) = middle;
    }
  }

  // Looking keeps the price when the bound is lower.
  auto is_exceeded(std::uint32_t row, Int128 price) -> bool {
    auto prices = prices_;
    prices[row] = price;
    pricing_.evaluate(prices, here_);
    const bool exceeded = here_.left[row] < 0;
    if (here_.bound < best_.bound) {
      std::swap(best_, here_);
      prices_ = std::move(prices);
    }
    return exceeded;
  }

  const SidedPricing& pricing_;
  Prices& prices_;
  PricedPlan& best_;
  PricedPlan here_;
};

// Items times rows: so few that polishing takes no time.
constexpr std::size_t most_polished = std::size_t{1} << 14U;

}  // namespace

void find_prices(const SidedPricing& pricing, PriceEffort effort, SidedWatch& watch, Prices& prices,
                 PricedPlan& best) {
  PriceSearch{pricing, watch, prices, best}.run(effort);
  const auto size = pricing.model().items.size() * prices.size();
  if (size <= most_polished && best.bound >= pricing.scaled(watch.needed())) {
    PricePolish{pricing, prices, best}.run();
  }
}

}  // namespace tariff::knapsack
