// Every format, byte for byte, over one run that has everything, and over one without findings.
// `TARIFF_UPDATE_GOLDEN=1 build/release/tests/test_formats` writes tests/golden/formats anew;
// tests/formats/validate then holds the files against the schemas of their formats.
#include <doctest/doctest.h>

#include <array>

#include "formats/sample.hpp"
#include "support/golden.hpp"

namespace {

using namespace tariff;
using formats::FormatKind;

struct Format {
  FormatKind kind;
  const char* file;
};

constexpr std::array<Format, 10> all{{{FormatKind::text, "text.txt"},
                                      {FormatKind::concise, "concise.txt"},
                                      {FormatKind::json, "json.json"},
                                      {FormatKind::jsonl, "jsonl.jsonl"},
                                      {FormatKind::sarif, "sarif.sarif"},
                                      {FormatKind::github, "github.txt"},
                                      {FormatKind::gitlab, "gitlab.json"},
                                      {FormatKind::junit, "junit.xml"},
                                      {FormatKind::rdjson, "rdjson.json"},
                                      {FormatKind::markdown, "markdown.md"}}};

void check(const std::string& file, formats::FindingWriter& writer,
           const std::vector<tests::SampleInput>& inputs) {
  INFO(file);
  tests::check_golden("formats/" + file, tests::written(writer, inputs));
}

}  // namespace

TEST_CASE("the sample is the text that the places of the golden files are in") {
  tests::check_golden("formats/sample.yaml", tests::sample_text);
}

TEST_CASE("formats: a run that has everything") {
  const auto run = tests::sample_run();
  for (const auto& [kind, file] : all) {
    check(file, *formats::make_writer(kind, run), tests::sample_inputs());
  }
}

TEST_CASE("formats: a run without findings") {
  const auto run = tests::sample_run();
  for (const auto& [kind, file] : all) {
    check(std::string{"clean-"} + file, *formats::make_writer(kind, run), {{"clean.yaml", {}}});
  }
}

TEST_CASE("formats: text and concise lines in colour") {
  auto run = tests::sample_run();
  run.text.color = true;
  for (const auto& [kind, file] : {all[0], all[1]}) {
    check(std::string{"colour-"} + file, *formats::make_writer(kind, run), tests::sample_inputs());
  }
}

TEST_CASE("formats: statistics") {
  const auto run = tests::sample_run();
  check("statistics.txt", *formats::make_statistics_writer(FormatKind::text, run),
        tests::sample_inputs());
  check("statistics.json", *formats::make_statistics_writer(FormatKind::json, run),
        tests::sample_inputs());
}
