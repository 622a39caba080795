// Comparisons as text, JSON and Markdown.
#include "diff/sample.hpp"
#include "report/markdown_text.hpp"
#include "report/utf8.hpp"
#include "support/golden.hpp"

namespace {

using namespace tariff;
using namespace tariff::tests;

auto limit_check() -> IncreaseCheck {
  IncreaseLimit limit;
  std::string why;
  REQUIRE(parse_increase_limit("10%", limit, why));
  return check_increase(sample().totals, limit);
}

// Names that take the most room when they are escaped, on both sides of a large change.
auto large_diff(const std::string& letter) -> ManifestDiff {
  std::string name;
  for (int i = 0; i < 300; ++i) name += letter;
  auto base = side(name.c_str(), 0);
  auto head = side(name.c_str(), 0);
  for (int i = 0; i < 500; ++i) {
    const auto own = std::to_string(i) + name;
    ManifestHeader header;
    header.budget.total = Money{number("1"), "USD"};
    base.begin_file("b" + own, header);
    head.begin_file("h" + own, header);
    base.add({says("prompt", own.c_str())}, priced("a" + own, "1", own));
    head.add({says("prompt", ("x" + own).c_str())}, priced("a" + own, "2", own));
    auto found = finding(own.c_str(), Severity::error, own.c_str(), own.c_str(), own.c_str());
    found.diagnostic.message = own;
    (i % 2 == 0 ? base : head).add_finding(std::move(found));
  }
  return compare_states(std::move(base).finish(), std::move(head).finish());
}

}  // namespace

TEST_CASE("a comparison as text, as JSON and as Markdown") {
  check_golden("diff/diff.txt", to_text(sample(), limit_check()));
  check_golden("diff/diff.json", to_json(sample(), limit_check()));
  check_golden("diff/diff.md", to_markdown(sample(), limit_check()));
}

TEST_CASE("a comparison of nothing with nothing") {
  const auto diff = compare_states(State{}, State{});
  check_golden("diff/empty.txt", to_text(diff, {}));
  check_golden("diff/empty.json", to_json(diff, {}));
  check_golden("diff/empty.md", to_markdown(diff, {}));
}

TEST_CASE("colour is there only when asked for") {
  CHECK(to_text(sample(), limit_check()).find('\x1b') == std::string::npos);
  CHECK(to_text(sample(), limit_check(), {.color = true}).find('\x1b') != std::string::npos);
}

TEST_CASE("Markdown begins with the marker by which its comment is found") {
  CHECK(to_markdown(sample(), {}).starts_with(std::string{markdown_marker} + "\n"));
}

TEST_CASE("Markdown stays below what a comment may hold, and says what is left out") {
  for (const auto* letter : {"a", "|", "<", "@", "#", "`", "*", "\xff", "\x01", "山"}) {
    const auto text = to_markdown(large_diff(letter), {});
    CHECK_MESSAGE(text.size() <= most_markdown, letter);
    CHECK(text.find(" more") != std::string::npos);
    CHECK(text.ends_with("</sub>\n"));
  }
}

TEST_CASE("text shows so many assets and counts the rest; JSON has them all") {
  const auto diff = large_diff("a");
  REQUIRE(diff.assets.size() == 500);
  CHECK(to_text(diff, {}).find("and 400 more") != std::string::npos);
  const auto json = to_json(diff, {});
  std::size_t kinds = 0;
  for (auto at = json.find("\"kind\":"); at != std::string::npos;
       at = json.find("\"kind\":", at + 1)) {
    ++kinds;
  }
  CHECK(kinds == 500);
}

TEST_CASE("nothing in a name is read as Markdown") {
  using report::markdown_code;
  using report::markdown_text;
  CHECK(markdown_text("a|b", 20) == "a&#124;b");
  CHECK(markdown_text("a\\|b", 20) == "a\\\\&#124;b");
  CHECK(markdown_text("<b>*x*</b>", 20) == "&lt;b&gt;\\*x\\*&lt;/b&gt;");
  CHECK(markdown_text("@team #12", 20) == "@<!-- -->team #<!-- -->12");
  CHECK(markdown_text("https://example.com", 40) == "https:<!-- -->//example.com");
  CHECK(markdown_text("www.example.com", 40) == "www<!-- -->.example.com");
  CHECK(markdown_text("$1 and $2", 20) == "\\$1 and \\$2");
  CHECK(markdown_text("a\nb", 20) == "a\\\\u{a}b");
  CHECK(markdown_text("long enough", 6) == "long …");
  CHECK(markdown_code("hero-1", 20) == "`hero-1`");
  CHECK(markdown_code("a`b", 20) == "a\\`b");
  CHECK(markdown_code("a|b", 20) == "a&#124;b");
  CHECK(markdown_code("", 20).empty());
}
