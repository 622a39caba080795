// Output tokens of every legal size at every quality, against the published formula written down
// here a second time: in exact integers, half up, and in doubles as the published calculator does.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "engine/bound.hpp"
#include "engine/resolve.hpp"
#include "pricing/price.hpp"
#include "tariff/tariff.hpp"

namespace {

using tariff::Range;
using tariff::Rational;

struct Quality {
  const char* name;
  std::int64_t grid;
};

struct Model {
  const char* name;
  std::vector<Quality> qualities;
};

const std::vector<Model>& models() {
  static const std::vector<Quality> newer = {
      {"low", 16}, {"medium", 24}, {"high", 48}, {"xhigh", 64}, {"max", 96}};
  static const std::vector<Model> all = {
      {"gpt-image-2", {{"low", 16}, {"medium", 48}, {"high", 96}}},
      {"gpt-image-2.5-flare", newer},
      {"gpt-image-2.5-sunburst", newer},
  };
  return all;
}

auto tokens_of_rows(std::int64_t grid, std::int64_t rows, std::int64_t area) -> std::int64_t {
  return (grid * rows * (2'000'000 + area) + 3'999'999) / 4'000'000;
}

auto half_even_rows(std::int64_t grid, std::int64_t longest, std::int64_t shortest)
    -> std::int64_t {
  const std::int64_t whole = grid * shortest / longest;
  const std::int64_t rest = grid * shortest % longest;
  const bool up = 2 * rest > longest || (2 * rest == longest && whole % 2 == 1);
  return whole + (up ? 1 : 0);
}

auto half_up_rows(std::int64_t grid, std::int64_t longest, std::int64_t shortest) -> std::int64_t {
  return (2 * grid * shortest + longest) / (2 * longest);
}

// The order of operations of the published JavaScript.
auto calculator_rows(std::int64_t grid, std::int64_t longest, std::int64_t shortest)
    -> std::int64_t {
  const double rows =
      static_cast<double>(grid) / (static_cast<double>(longest) / static_cast<double>(shortest));
  const double whole = std::floor(rows);
  if (rows - whole == 0.5) return static_cast<std::int64_t>(whole + std::fmod(whole, 2.0));
  return static_cast<std::int64_t>(std::floor(rows + 0.5));
}

auto is_legal(std::int64_t width, std::int64_t height) -> bool {
  const std::int64_t area = width * height;
  return area >= 655'360 && area <= 8'294'400 &&
         std::max(width, height) <= 3 * std::min(width, height);
}

auto output_tokens(const tariff::pricing::Price& price) -> Range {
  for (std::size_t i = 0; i < price.meter_count; ++i) {
    if (price.meters[i].spec->name == "image_output_tokens") return price.meters[i].quantity;
  }
  return {};
}

auto slot_of(const tariff::catalog::Offer& offer, const char* name) -> std::size_t {
  const auto found = std::find_if(offer.slots.begin(), offer.slots.end(),
                                  [&](const auto& slot) { return slot.name == name; });
  return static_cast<std::size_t>(found - offer.slots.begin());
}

struct Tally {
  std::uint64_t cases = 0;
  std::uint64_t wrong = 0;
  std::uint64_t ranges = 0;
};

void check_quality(const Model& model, const Quality& quality, Tally& tally) {
  tariff::Request request{.provider = "openai", .model = model.name};
  request.set("prompt", "a").set("size", "1024x1024").set("quality", quality.name);
  tariff::BoundRequest bound;
  tariff::Diagnostic why;
  REQUIRE(tariff::engine::resolve(tariff::default_catalog(), request, bound, why));
  const auto day = tariff::Date::of(2026, 11, 21);
  auto& width_slot = bound.slots[slot_of(*bound.offer, "width")].number;
  auto& height_slot = bound.slots[slot_of(*bound.offer, "height")].number;
  for (std::int64_t width = 16; width <= 3840; width += 16) {
    for (std::int64_t height = 16; height <= 3840; height += 16) {
      if (!is_legal(width, height)) continue;
      width_slot = Range::exactly(Rational{width});
      height_slot = Range::exactly(Rational{height});
      const Range found = output_tokens(tariff::pricing::price(bound, day));
      const auto [shortest, longest] = std::minmax(width, height);
      const auto tokens = [&, s = shortest, l = longest](auto rows) {
        return tokens_of_rows(quality.grid, rows(quality.grid, l, s), width * height);
      };
      const std::int64_t exact = tokens(half_even_rows);
      const auto [least, most] =
          std::minmax({exact, tokens(half_up_rows), tokens(calculator_rows)});
      const Range expected{Rational{least}, Rational{exact}, Rational{most}};
      ++tally.cases;
      tally.wrong += found == expected ? 0U : 1U;
      tally.ranges += least == most ? 0U : 1U;
    }
  }
}

}  // namespace

TEST_CASE("every legal size has the published tokens, and a range where the roundings differ") {
  Tally two_families;
  for (const Model& model : models()) {
    Tally tally;
    for (const Quality& quality : model.qualities) check_quality(model, quality, tally);
    CAPTURE(model.name);
    CHECK(tally.wrong == 0);
    CHECK(tally.cases == 29'146 * model.qualities.size());
    if (std::string{model.name}.ends_with("sunburst")) continue;  // shares flare's formula
    two_families.cases += tally.cases;
    two_families.ranges += tally.ranges;
  }
  CHECK(two_families.cases == 233'168);
  CHECK(two_families.ranges == 602);
}
