#include "plan/routes.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace {

using tariff::catalog::Parameter;
using tariff::planning::Dials;
using tariff::planning::Edges;
using tariff::planning::find_routes;
using tariff::planning::Wanted;

const Parameter size_parameter;

auto sizing(std::vector<Edges> presets = {}) -> Dials {
  Dials dials;
  dials.size = &size_parameter;
  dials.presets = std::move(presets);
  return dials;
}

auto wanting(Edges size, bool larger) -> Wanted {
  Wanted wanted;
  wanted.size = size;
  wanted.larger = larger;
  return wanted;
}

auto shaped(Edges ratio, std::int64_t least_pixels = 0) -> Wanted {
  Wanted wanted;
  wanted.ratio = ratio;
  wanted.least_pixels = least_pixels;
  return wanted;
}

auto has(const std::vector<Edges>& sizes, Edges size) -> bool {
  return std::find(sizes.begin(), sizes.end(), size) != sizes.end();
}

// All fit what is wanted, and none stands twice.
void check_sizes(const Wanted& wanted, const std::vector<Edges>& sizes) {
  std::set<std::pair<std::int64_t, std::int64_t>> seen;
  for (const auto& size : sizes) {
    CAPTURE(size.width);
    CAPTURE(size.height);
    CHECK(tariff::planning::fits(wanted, size));
    CHECK(seen.insert({size.width, size.height}).second);
  }
}

}  // namespace

TEST_CASE("without a wish the size is left as it is") {
  CHECK(find_routes({}, sizing({{512, 512}})) == std::vector<Edges>{{}});
}

TEST_CASE("a size that is wanted is the only one") {
  CHECK(find_routes(wanting({640, 480}, false), sizing({{1024, 1024}})) ==
        std::vector<Edges>{{640, 480}});
}

TEST_CASE("larger sizes are presets that cover it, and the next steps of 16") {
  const auto wanted = wanting({500, 400}, true);
  const auto sizes = find_routes(wanted, sizing({{512, 256}, {1024, 1024}, {512, 400}}));
  check_sizes(wanted, sizes);
  CHECK(sizes.front() == Edges{500, 400});
  CHECK(has(sizes, {1024, 1024}));
  CHECK(has(sizes, {512, 400}));
  CHECK(!has(sizes, {512, 256}));
  CHECK(has(sizes, {544, 432}));
  CHECK(!has(sizes, {560, 400}));
}

TEST_CASE("an offer whose size cannot be set is tried as it is") {
  CHECK(find_routes(wanting({500, 400}, true), {}) == std::vector<Edges>{{500, 400}});
  CHECK(find_routes(shaped({16, 9}), {}) == std::vector<Edges>{{}});
}

TEST_CASE("no edge is longer than models make") {
  const auto wanted = wanting({32'768, 32'760}, true);
  for (const auto& size : find_routes(wanted, sizing({{40'000, 40'000}}))) {
    CHECK(size.width <= 32'768);
    CHECK(size.height <= 32'768);
  }
}

TEST_CASE("a shape is tried in presets, and in steps of 16 from the least pixels on") {
  const auto wanted = shaped({16, 9}, 1'000'000);
  const auto sizes = find_routes(wanted, sizing({{1920, 1080}, {1024, 1024}}));
  check_sizes(wanted, sizes);
  CHECK(sizes.front() == Edges{1920, 1080});
  CHECK(has(sizes, {1536, 864}));
  CHECK(!has(sizes, {1280, 720}));
  CHECK(has(sizes, {2048, 1152}));
}

TEST_CASE("a shape is in lowest terms, whatever its edges") {
  for (const Edges ratio : {Edges{1, 1}, Edges{32, 18}, Edges{21, 9}, Edges{2, 3}, Edges{7, 5}}) {
    const auto sizes = find_routes(shaped(ratio), sizing());
    CHECK(sizes.size() > 5);
    check_sizes(shaped(ratio), sizes);
    for (const auto& size : sizes) CHECK((size.width % 16 == 0 && size.height % 16 == 0));
  }
  CHECK(find_routes(shaped({32, 18}), sizing()) == find_routes(shaped({16, 9}), sizing()));
}

TEST_CASE("pixels without a shape are tried in squares and presets") {
  const auto wanted = shaped({}, 1'500'000);
  const auto sizes = find_routes(wanted, sizing({{1536, 1024}, {1024, 1024}}));
  check_sizes(wanted, sizes);
  CHECK(has(sizes, {1536, 1024}));
  CHECK(has(sizes, {1232, 1232}));
  CHECK(!has(sizes, {1216, 1216}));
}

TEST_CASE("shapes and pixels that no model makes have no route") {
  CHECK(find_routes(shaped({999'983, 1}), sizing()).empty());
  CHECK(find_routes(shaped({1, 1}, INT64_MAX), sizing()).empty());
}
