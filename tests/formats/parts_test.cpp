// What the golden run does not reach: names, limits, and texts that are not at hand.
#include <doctest/doctest.h>

#include "formats/edits.hpp"
#include "formats/file_name.hpp"
#include "formats/place.hpp"
#include "formats/sample.hpp"
#include "formats/xml.hpp"

namespace {

using namespace tariff;
using namespace tariff::formats;
using tests::make_finding;
using tests::place_of;
using tests::sample_source;

auto run_in(std::string working, std::string base) -> LintRun {
  LintRun run;
  run.working_folder = std::move(working);
  run.base_folder = std::move(base);
  return run;
}

auto count(std::string_view text, std::string_view wanted) -> int {
  int times = 0;
  for (auto at = text.find(wanted); at != text.npos; at = text.find(wanted, at + 1)) ++times;
  return times;
}

}  // namespace

TEST_CASE("files are named from the root of the repository") {
  const auto inside = run_in("/home/me/shop/art", "/home/me/shop");
  CHECK(report_path("a.yaml", inside) == "art/a.yaml");
  CHECK(report_path("./x/../a.yaml", inside) == "art/a.yaml");
  CHECK(report_path("../b.yaml", inside) == "b.yaml");
  CHECK(report_path("../../c.yaml", inside) == "/home/me/c.yaml");
  CHECK(report_path("/home/me/shop/d.yaml", inside) == "d.yaml");
  CHECK(report_path("/home/me/shopping/e.yaml", inside) == "/home/me/shopping/e.yaml");
  CHECK(report_path("-", inside) == "-");
  CHECK(report_path("", inside).empty());
  CHECK(path_or_root("", inside) == ".");
}

TEST_CASE("without folders, files keep their names") {
  CHECK(report_path("./art/a.yaml", run_in("", "")) == "art/a.yaml");
  CHECK(report_path("a.yaml", run_in("/srv", "")) == "/srv/a.yaml");
}

TEST_CASE("a URI holds nothing that a URI may not hold") {
  CHECK(uri_of("art/h\xC3\xA9ro 1.yaml") == "art/h%C3%A9ro%201.yaml");
  CHECK(uri_of("c:d#e?f%g.yaml") == "c%3Ad%23e%3Ff%25g.yaml");
  CHECK(uri_of("/srv/\xff") == "file:///srv/%FF");
}

TEST_CASE("XML holds what XML allows") {
  CHECK(xml_text("a<b>&\"]]>\n\x1b\x7f") == "a&lt;b&gt;&amp;&quot;]]&gt;\n\\u{1b}\\u{7f}");
  CHECK(xml_text("\xEF\xBF\xBE\xEF\xBF\xBF\xff") == "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
  CHECK(xml_attribute("name", "a\nb\"") == " name=\"a&#10;b&quot;\"");
}

TEST_CASE("columns are counted in code points and in bytes") {
  const auto source = sample_source();
  const auto extent = extent_of(place_of("1792x936"), &source);
  REQUIRE(extent);
  CHECK(extent->begin.line == 5);
  CHECK(extent->begin.column == 22);
  CHECK(extent->begin.byte_column == 28);
  CHECK(extent->end.column == 30);
  CHECK(extent->end.byte_column == 36);
}

TEST_CASE("a place that the text does not bear out has no extent") {
  const auto source = sample_source();
  auto place = place_of("1792x936");
  CHECK_FALSE(extent_of(place, nullptr));
  place.offset = 0;
  CHECK_FALSE(extent_of(place, &source));
  place = place_of("1792x936");
  place.length = 10'000;
  CHECK_FALSE(extent_of(place, &source));
  place = place_of("1792x936");
  place.file = "other.yaml";
  CHECK_FALSE(extent_of(place, &source));
}

TEST_CASE("a part of the text is enough") {
  const auto start = tests::sample_text.find("    note:");
  const base::TextSource part{tests::sample_name, tests::sample_text.substr(start, 60), 5, start};
  const auto extent = extent_of(place_of("1792x936"), &part);
  REQUIRE(extent);
  CHECK(extent->begin.byte_column == 28);
  CHECK(extent->end.line == 5);
  CHECK_FALSE(extent_of(place_of("id: hero"), &part));
}

TEST_CASE("edits before, at and after the place, and on other lines, are placed") {
  const auto source = sample_source();
  auto finding = make_finding("X", Severity::error, "x", place_of("1792x936"));
  const auto edit = [](std::string_view at) {
    const auto place = place_of(at);
    return TextEdit{place.offset, 0, "+"};
  };
  finding.change =
      Change{"", true, {edit("acme"), edit("size: 1792"), edit("1792x936"), edit("x936")}};
  const auto placed = placed_edits(finding, &source);
  REQUIRE(placed.size() == 4);
  CHECK(placed[0].extent.begin.line == 2);
  CHECK(placed[0].extent.begin.column == 22);
  CHECK(placed[1].extent.begin.column == 16);
  CHECK(placed[2].extent.begin.column == 22);
  CHECK(placed[3].extent.end.column == 26);
  const auto merged = merged_edit(finding, &source);
  REQUIRE(merged);
  CHECK(merged->text.starts_with("+acme, quality"));
  CHECK(merged->text.ends_with("+size: +1792+"));

  finding.change->edits.push_back({tests::sample_text.size(), 1, ""});
  CHECK(placed_edits(finding, &source).empty());
  CHECK_FALSE(merged_edit(finding, &source));
}

TEST_CASE("a Markdown comment stays within what a comment may hold") {
  const LintRun run;
  const auto writer = make_writer(FormatKind::markdown, run);
  auto text = writer->begin();
  for (int i = 0; i < 5000; ++i) {
    text += writer->finding(make_finding("X", Severity::error, "too long", {}), nullptr);
  }
  text += writer->end({});
  CHECK(text.size() < 65'536);
  CHECK(text.size() > 30'000);
  const auto shown = count(text, "| error |");
  CHECK(text.find("…and " + std::to_string(5000 - shown) + " more.") != text.npos);
}

TEST_CASE("no text splits a row of the Markdown table or becomes markup") {
  const auto row_of = [](const std::string& message, const std::string& file) {
    auto finding = make_finding("X", Severity::error, message, {file, 1, 1, 0, 0});
    finding.change = Change{message, true, {}};
    const LintRun run;
    const auto writer = make_writer(FormatKind::markdown, run);
    CHECK(writer->finding(finding, nullptr).empty());
    const auto written = writer->end({});
    const auto begin = written.find("| error |");
    REQUIRE(begin != written.npos);
    return written.substr(begin, written.find('\n', begin) - begin);
  };
  for (const std::string text :
       {"a|b", "a\\|b", "a\\\\|b", "`|`", "\\", "|", "`` <img src=x>", "![x](u)", "@team"}) {
    INFO(text);
    CHECK(count(row_of(text, text), "|") == 6);
    const auto row = row_of(text, "a.yaml");
    CHECK(row.find("<img") == row.npos);
    CHECK(row.find("![") == row.npos);
    CHECK(row.find("@team") == row.npos);
  }
}

TEST_CASE("SARIF notes only so many unreadable parts") {
  const LintRun run;
  const auto writer = make_writer(FormatKind::sarif, run);
  auto text = writer->begin();
  for (int i = 0; i < 1000; ++i) text += writer->finding(tests::unreadable_finding(), nullptr);
  CHECK(count(text, "\"level\":\"error\"") == 1000);
  CHECK(count(writer->end({}), "\"level\":\"error\"") == 100);
}

TEST_CASE("a quiet run has no summary") {
  LintRun run;
  run.quiet = true;
  CHECK(make_writer(FormatKind::text, run)->end({}).empty());
  CHECK(make_writer(FormatKind::concise, run)->end({}).empty());
  CHECK(make_statistics_writer(FormatKind::text, run)->end({}).empty());
}

TEST_CASE("what fails a JUnit run is what fails the run") {
  LintRun run;
  run.fail_level = Severity::error;
  const auto writer = make_writer(FormatKind::junit, run);
  auto text = writer->input("a.yaml");
  text += writer->finding(make_finding("X", Severity::warning, "x", {}), nullptr);
  text += writer->finding(make_finding("Y", Severity::error, "y", {}), nullptr);
  text += writer->end({});
  CHECK(text.find("tests=\"2\" failures=\"1\" errors=\"0\"") != text.npos);
}

TEST_CASE("the summary counts what is active, and what is suppressed apart") {
  LintSummary summary;
  for (const auto& input : tests::sample_inputs()) {
    for (const auto& finding : input.findings) summary.add(finding);
  }
  CHECK(summary.errors == 4);
  CHECK(summary.warnings == 4);
  CHECK(summary.notes == 1);
  CHECK(summary.suppressed_by_comment == 1);
  CHECK(summary.suppressed_by_baseline == 1);
  LintSummary plain;
  plain.errors = 3;
  plain.warnings = 1;
  plain.records = 12;
  plain.fixable = 4;
  CHECK(plain.to_text() == "3 errors and 1 warning in 12 requests; 4 findings with a fix");
}
