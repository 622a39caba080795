// One run that has everything that a format could stumble over.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "formats/writer.hpp"

namespace tariff::tests {

inline const std::string sample_name = "images/h\xC3\xA9ro assets.yaml";

// Columns, bytes and line ends differ: 画 has three bytes, one line ends in CRLF.
inline const std::string sample_text =
    "version: 1\n"
    "defaults: {provider: acme, quality: high}  # tariff: ignore[ACME-TIER]: \"old\" contract\r\n"
    "assets:\n"
    "  - id: hero\n"
    "    note: \xE5\xB1\xB1\xE6\xB0\xB4\xE7\x94\xBB, size: 1792x936\n"
    "    prompt: \"100% | `x` <b>&</b> @someone ]]>\"\n"
    "  - id: hero\n"
    "    size: 512x512\n";

inline auto sample_source() -> base::TextSource {
  return {sample_name, sample_text};
}

// Where `text` stands first in the sample.
inline auto place_of(std::string_view text) -> Location {
  const auto at = sample_text.find(text);
  return sample_source().locate(
      {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(text.size())});
}

inline auto edit_of(std::string_view text, std::string replacement) -> TextEdit {
  const auto place = place_of(text);
  return {place.offset, place.length, std::move(replacement)};
}

inline auto make_finding(std::string code, Severity severity, std::string message,
                         Location location) -> Finding {
  Finding finding;
  finding.diagnostic.code = std::move(code);
  finding.diagnostic.severity = severity;
  finding.diagnostic.message = std::move(message);
  finding.diagnostic.location = std::move(location);
  return finding;
}

inline auto size_finding() -> Finding {
  auto finding =
      make_finding("ACME-SIZE-016", Severity::error,
                   "both edges must be multiples of 16; 1792x936 leaves 8", place_of("1792x936"));
  auto& found = finding.diagnostic;
  found.path = "params.size";
  found.because = "936 mod 16 is 8";
  found.provider_message = "Invalid size '1792x936'.";
  found.source = "https://acme.example/docs#size";
  found.fix.emplace();
  found.fix->params = Value::object();
  found.fix->params.set("size", Value::text("1792x944"));
  found.fix->safe = true;
  found.fix->cost_before = Range::exactly(Rational{1});
  found.fix->cost_after = Range::exactly(Rational{1});
  finding.currency = "USD";
  for (const char* id : {"hero", "ic\xC3\xB4ne", "say \"cheese\"", "d"}) {
    finding.assets.push_back({id, place_of("id: hero")});
  }
  finding.asset_count = 15;
  finding.change = Change{
      "set size to \"1792x944\"; the price stays $1.00", true, {edit_of("1792x936", "1792x944")}};
  finding.fingerprint = "00000000000000a1";
  return finding;
}

// What each format has to escape, beside what it cannot hold at all.
inline auto hostile_finding() -> Finding {
  auto finding = make_finding(
      "ACME-PROMPT-001", Severity::warning,
      "the prompt says \"100%\", 'a|b', `x`, <b>&</b>, @someone, ]]>, C:\\temp, a::b\n"
      "second line\ttab \x1b[31mred\x1b[0m \x01 \x7f \xE2\x80\xAE \xEF\xBF\xBF \xff end",
      place_of("\"100% | `x` <b>&</b> @someone ]]>\""));
  finding.assets = {{"hero", place_of("id: hero")}};
  finding.asset_count = 1;
  finding.fingerprint = "00000000000000a2";
  return finding;
}

inline auto duplicate_finding() -> Finding {
  auto second = sample_source().locate(
      {static_cast<std::uint32_t>(sample_text.rfind("hero")), std::uint32_t{4}});
  auto finding = make_finding("MANIFEST-ID-DUPLICATE", Severity::error,
                              "the id \"hero\" is there twice", std::move(second));
  finding.related = {{place_of("hero"), "first said here"},
                     {{.file = "other.yaml", .line = 3, .column = 9}, "and in another file"}};
  finding.assets = {{"hero", place_of("id: hero")}};
  finding.asset_count = 1;
  finding.fingerprint = "00000000000000a3";
  return finding;
}

inline auto saving_finding() -> Finding {
  auto finding =
      make_finding("COST-CHEAPER-SETTING", Severity::note, "a cheaper setting does as well",
                   place_of("provider: acme, quality: high"));
  finding.change = Change{
      "say quality first and lower it",
      false,
      {edit_of("provider: acme", "quality: low"), edit_of("quality: high", "provider: acme")}};
  finding.assets = {{"hero", place_of("id: hero")}, {"", place_of("size: 512")}};
  finding.asset_count = 2;
  finding.fingerprint = "00000000000000a4";
  return finding;
}

inline auto suppressed_findings() -> std::vector<Finding> {
  auto comment =
      make_finding("ACME-TIER", Severity::error, "hidden by a comment", place_of("high"));
  comment.suppression = {Suppression::By::comment, "\"old\" contract", place_of("# tariff:")};
  comment.fingerprint = "00000000000000a5";
  auto baseline =
      make_finding("ACME-TIER", Severity::warning, "hidden by the baseline", place_of("512x512"));
  baseline.suppression.by = Suppression::By::baseline;
  baseline.fingerprint = "00000000000000a6";
  return {comment, baseline};
}

// Places that are not a piece of one line.
inline auto odd_places() -> std::vector<Finding> {
  auto lines = make_finding("MANIFEST-ASSET-DUPLICATE", Severity::warning, "two lines long",
                            place_of("id: hero\n    size: 512x512"));
  auto line_only = make_finding("ACME-LINE", Severity::warning, "only the line is known",
                                {.file = sample_name, .line = 3});
  auto whole =
      make_finding("BUDGET-TOTAL", Severity::error,
                   "the total is over its budget: " + std::string(300, 'x'), {.file = sample_name});
  auto nowhere = make_finding("TEAM-FORMAT", Severity::warning, "of no place at all", {});
  std::vector<Finding> findings{lines, line_only, whole, nowhere};
  char digit = '7';
  for (auto& finding : findings) finding.fingerprint = std::string("00000000000000a") + digit++;
  findings.back().fingerprint = "00000000000000b0";
  return findings;
}

inline auto unreadable_finding() -> Finding {
  auto finding = make_finding("INPUT-SYNTAX", Severity::error, "expected \"}\" before the end",
                              {.file = "-", .line = 3, .column = 7, .offset = 40, .length = 2});
  finding.unreadable = true;
  finding.fingerprint = "00000000000000b1";
  return finding;
}

struct SampleInput {
  std::string name;
  std::vector<Finding> findings;
  bool has_text = true;
};

inline auto sample_inputs() -> std::vector<SampleInput> {
  SampleInput first{sample_name,
                    {size_finding(), hostile_finding(), duplicate_finding(), saving_finding()}};
  for (auto& finding : suppressed_findings()) first.findings.push_back(std::move(finding));
  for (auto& finding : odd_places()) first.findings.push_back(std::move(finding));
  return {std::move(first), {"-", {unreadable_finding()}, false}, {"clean.yaml", {}}};
}

inline auto sample_codes() -> std::vector<LintCode> {
  std::vector<LintCode> codes{
      {.code = "ACME-PROMPT-001", .severity = Severity::warning, .title = "prompts are plain"},
      {.code = "ACME-SIZE-016",
       .severity = Severity::error,
       .title = "edges are multiples of 16",
       .why = "The model works on blocks of 16 \xC3\x97 16 pixels.",
       .source = "https://acme.example/docs#size",
       .dated = "2026-05-13",
       .confidence = "official"},
      {.code = "COST-CHEAPER-SETTING",
       .severity = Severity::note,
       .title = "a setting at least as good costs less"},
      {.code = "INPUT-SYNTAX", .title = "the text is not what its kind allows"},
      {.code = "MANIFEST-ID-DUPLICATE", .title = "an id is there twice"},
      {.code = "TEAM-FORMAT",
       .severity = Severity::warning,
       .title = "images are PNG",
       .source = "the handbook, page 3"}};
  return codes;
}

inline auto sample_run() -> formats::LintRun {
  formats::LintRun run;
  run.run = {"3f2a", Date::of(2026, 11, 21)};
  run.codes = sample_codes();
  run.working_folder = "/home/me/shop/art";
  run.base_folder = "/home/me/shop";
  return run;
}

// What the program prints of `inputs`.
inline auto written(formats::FindingWriter& writer, const std::vector<SampleInput>& inputs)
    -> std::string {
  const auto source = sample_source();
  formats::LintSummary summary;
  auto text = writer.begin();
  for (const auto& input : inputs) {
    ++summary.inputs;
    summary.records += input.has_text ? 6 : 0;
    text += writer.input(input.name);
    for (const auto& finding : input.findings) {
      summary.add(finding);
      if (finding.unreadable) ++summary.unreadable;
      text += writer.finding(finding, input.has_text ? &source : nullptr);
    }
  }
  summary.exit_status = summary.unreadable > 0 ? 2 : summary.errors + summary.warnings > 0 ? 1 : 0;
  return text + writer.end(summary);
}

}  // namespace tariff::tests
