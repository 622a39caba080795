#include "plan/routes.hpp"

#include <algorithm>
#include <numeric>

#include "base/int128.hpp"

namespace tariff::planning {
namespace {

using Sizes = std::vector<Edges>;

// Edges are tried in these steps, which models that take any size ask for. Unit: pixels
constexpr std::int64_t step = 16;
// So far beyond what is wanted: cost is not monotonic in size, so that a slightly larger image may
// cost less.
constexpr std::int64_t most_steps = 3;
// No model makes a longer edge. Unit: pixels
constexpr std::int64_t longest = 1 << 15;
// Where only a shape is wanted, images of about so many pixels are tried: models have a least size,
// which none of them states as a number that could be asked for. Unit: powers of two of pixels
constexpr int smallest_area = 18;
constexpr int largest_area = 23;

void keep(Sizes& sizes, Edges edges) {
  if (edges.width > longest || edges.height > longest) return;
  if (std::find(sizes.begin(), sizes.end(), edges) == sizes.end()) sizes.push_back(edges);
}

void keep_presets(const Wanted& wanted, const Dials& dials, Sizes& sizes) {
  for (const auto& preset : dials.presets) {
    if (fits(wanted, preset)) keep(sizes, preset);
  }
}

auto round_up(std::int64_t edge) -> std::int64_t {
  return (edge + step - 1) / step * step;
}

void keep_larger(const Wanted& wanted, const Dials& dials, Sizes& sizes) {
  keep_presets(wanted, dials, sizes);
  const auto width = round_up(wanted.size.width);
  const auto height = round_up(wanted.size.height);
  for (std::int64_t i = 0; i < most_steps; ++i) {
    for (std::int64_t j = 0; j < most_steps; ++j) {
      keep(sizes, {width + i * step, height + j * step});
    }
  }
}

// The least k with (a k)(b k) >= pixels.
auto least_factor(Edges shape, std::int64_t pixels) -> std::int64_t {
  std::int64_t low = 1;
  std::int64_t high = longest;
  while (low < high) {
    const auto middle = (low + high) / 2;
    const auto area = base::Int128{shape.width} * middle * shape.height * middle;
    if (area >= pixels) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

// The shape with both edges multiples of the step.
auto in_steps(Edges ratio) -> Edges {
  const auto common = std::gcd(ratio.width, ratio.height);
  ratio = {ratio.width / common, ratio.height / common};
  const auto scale =
      std::lcm(step / std::gcd(step, ratio.width), step / std::gcd(step, ratio.height));
  return {ratio.width * scale, ratio.height * scale};
}

void keep_shapes(const Wanted& wanted, const Dials& dials, Sizes& sizes) {
  keep_presets(wanted, dials, sizes);
  const auto shape = in_steps(wanted.ratio.known() ? wanted.ratio : Edges{1, 1});
  const auto keep_from = [&](std::int64_t pixels) {
    const auto least = least_factor(shape, pixels);
    for (std::int64_t k = least; k < least + most_steps; ++k) {
      keep(sizes, {shape.width * k, shape.height * k});
    }
  };
  keep_from(wanted.least_pixels);
  for (int power = smallest_area; power <= largest_area; ++power) {
    if (const auto pixels = std::int64_t{1} << power; pixels > wanted.least_pixels) {
      keep_from(pixels);
    }
  }
}

}  // namespace

auto find_routes(const Wanted& wanted, const Dials& dials) -> Sizes {
  Sizes sizes;
  const bool shaped = wanted.ratio.known() || wanted.least_pixels > 0;
  if (wanted.size.known()) {
    sizes.push_back(wanted.size);
    if (wanted.larger && dials.can_size()) keep_larger(wanted, dials, sizes);
  } else if (shaped && dials.can_size()) {
    keep_shapes(wanted, dials, sizes);
  } else {
    sizes.push_back({});
  }
  return sizes;
}

}  // namespace tariff::planning
