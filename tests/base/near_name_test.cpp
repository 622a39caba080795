#include "base/near_name.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <string_view>

using tariff::base::nearest_name;

TEST_CASE("the nearest name") {
  constexpr std::array<std::string_view, 6> names{"size",       "quality", "background",
                                                  "moderation", "n",       "output_format"};
  struct Case {
    std::string_view name;
    std::string_view nearest;
  };
  for (const auto& c :
       {Case{"sise", "size"}, Case{"szie", "size"}, Case{"SIZE", "size"},
        Case{"Quality", "quality"}, Case{"qualty", "quality"},
        Case{"outputFormat", "output_format"}, Case{"backgroud", "background"}, Case{"n", "n"},
        Case{"m", ""}, Case{"N", "n"}, Case{"colour", ""}, Case{"", ""}, Case{"si", ""}}) {
    CAPTURE(c.name);
    CHECK(nearest_name(c.name, names) == c.nearest);
  }
}

TEST_CASE("ties go to the earlier candidate, long names match nothing") {
  constexpr std::array<std::string_view, 2> names{"cat", "bat"};
  CHECK(nearest_name("rat", names) == "cat");
  CHECK(nearest_name(std::string(65, 'a'), names).empty());
  const std::string long_name(65, 'a');
  const std::array<std::string_view, 1> long_names{long_name};
  CHECK(nearest_name(std::string(64, 'a'), long_names).empty());
  CHECK(nearest_name("a", {}).empty());
}
