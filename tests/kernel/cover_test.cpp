#include "kernel/cover.hpp"

#include <doctest/doctest.h>

#include <random>

using tariff::kernel::cover;
using tariff::kernel::Product;

namespace {

auto holds(const std::vector<Product>& products, const std::vector<std::size_t>& sizes,
           std::size_t index) -> bool {
  for (const Product& product : products) {
    bool inside = true;
    std::size_t rest = index;
    for (std::size_t axis = 0; axis < sizes.size(); ++axis) {
      inside = inside && (product[axis] >> (rest % sizes[axis]) & 1U) != 0;
      rest /= sizes[axis];
    }
    if (inside) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("a cover holds what came out so, and nothing else") {
  std::mt19937 random{7};
  for (int round = 0; round < 200; ++round) {
    const std::vector<std::size_t> sizes{1 + random() % 4, 1 + random() % 3, 1 + random() % 5};
    std::vector<int> outcomes(sizes[0] * sizes[1] * sizes[2]);
    for (int& outcome : outcomes) outcome = static_cast<int>(random() % 3);
    const auto products = cover(sizes, outcomes, 1);
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
      CHECK(holds(products, sizes, i) == (outcomes[i] == 1));
    }
  }
}

TEST_CASE("what depends on nothing is one product; what factors is one product") {
  CHECK(cover({}, {1}, 1) == std::vector<Product>{Product{}});
  CHECK(cover({}, {0}, 1).empty());
  // Of 2 × 3 combinations those with the second group of the first axis.
  CHECK(cover({2, 3}, {0, 1, 0, 1, 0, 1}, 1) == std::vector<Product>{Product{2, 7}});
}
