// A manifest broken in 500 generated ways gives 500 findings, each at the line that was broken, and
// no error anywhere else. What a request says is broken alike as a JSON line and as a CSV row.
#include "lint/mutations.hpp"

#include <doctest/doctest.h>

#include <map>
#include <set>
#include <sstream>

#include "lint/support.hpp"

using namespace tariff;
using namespace tariff::test;

namespace {

constexpr std::size_t wanted = 500;

// Fixes and their edits have tests of their own, and take most of the time.
auto quick_linter() -> const Linter& {
  static const Linter linter = [] {
    auto settings = without_advice();
    settings.fixes = false;
    settings.edits = false;
    return Linter{default_catalog(), lint_day, settings};
  }();
  return linter;
}

auto findings_of(const Written& written) -> std::vector<Finding> {
  return quick_linter()
      .lint({.name = "images", .kind = written.kind, .text = written.text})
      .findings;
}

// The lines around one, for people.
auto around(const std::string& text, std::uint32_t line) -> std::string {
  std::istringstream in{text};
  std::string out;
  std::string each;
  for (std::uint32_t number = 1; std::getline(in, each); ++number) {
    if (number + 4 < line || number > line + 4) continue;
    out += (number == line ? "> " : "  ") + std::to_string(number) + " | " + each.substr(0, 160);
    out += "\n";
  }
  return out;
}

auto listed(const std::vector<Finding>& findings) -> std::string {
  std::string out;
  for (const auto& finding : findings) {
    const auto& diagnostic = finding.diagnostic;
    out += "  " + diagnostic.code + " in line " + std::to_string(diagnostic.location.line) + ": " +
           diagnostic.message + "\n";
  }
  return out;
}

struct Broken {
  const Mutation* mutation = nullptr;
  std::string code;
  Draft draft;
};

// What is wrong with the findings; empty: nothing.
auto verdict(const Broken& broken, const Written& written, const std::vector<Finding>& findings)
    -> std::string {
  const auto line = written.line_of(broken.draft.finding);
  std::set<std::uint32_t> lines{line};
  for (const auto& place : broken.draft.also) lines.insert(written.line_of(place));
  bool found = false;
  std::string wrong;
  for (const auto& finding : findings) {
    const auto at = finding.diagnostic.location.line;
    found = found || (finding.diagnostic.code == broken.code && at == line);
    if (finding.diagnostic.severity == Severity::error && !lines.contains(at)) {
      wrong = "an error in line " + std::to_string(at);
    }
  }
  if (!found) wrong = broken.code + " is not found in line " + std::to_string(line);
  if (wrong.empty()) return wrong;
  return broken.mutation->name + ": " + wrong + "\n" + around(written.text, line) +
         listed(findings);
}

// Breaks a copy of the manifest at a section drawn at random; nothing where that does not apply.
auto break_somewhere(const Manifest& clean, const Mutation& mutation, Random& random)
    -> std::optional<Broken> {
  Broken broken{&mutation, {}, {}};
  auto& draft = broken.draft;
  draft.manifest = clean;
  draft.section = random.index(clean.sections.size());
  draft.host = clean.host_of(draft.section);
  broken.code = code_of(mutation, draft.host);
  if (!mutation.make(draft, random)) return std::nullopt;
  return broken;
}

// Distinct broken manifests, as many of each mutation as of the others where it has so many.
auto break_often(const Manifest& clean, const std::vector<Mutation>& kinds) -> std::vector<Broken> {
  Random random{20261121};
  std::vector<Broken> all;
  std::set<std::string> texts;
  for (int round = 0; all.size() < wanted && round < 100; ++round) {
    for (const auto& mutation : kinds) {
      for (int attempt = 0; attempt < 200 && all.size() < wanted; ++attempt) {
        auto broken = break_somewhere(clean, mutation, random);
        if (!broken || !texts.insert(as_yaml(broken->draft.manifest).text).second) continue;
        all.push_back(std::move(*broken));
        break;
      }
    }
  }
  return all;
}

struct Broken500 {
  Manifest clean = clean_manifest(4, 48);
  std::vector<Mutation> kinds = mutations();
  std::vector<Broken> all = break_often(clean, kinds);
};

auto broken_500() -> const Broken500& {
  static const Broken500 made;
  return made;
}

auto serious(const std::vector<Finding>& findings) -> std::vector<Finding> {
  auto out = findings;
  std::erase_if(out, [](const Finding& f) { return f.diagnostic.severity == Severity::note; });
  return out;
}

// Lints each broken manifest in the kinds of input up to `in`; gives how many say the broken member
// there.
auto check_all(Written (*write)(const Manifest&), In in) -> std::size_t {
  std::size_t checked = 0;
  for (const auto& broken : broken_500().all) {
    if (broken.mutation->in > in) continue;
    const auto written = write(broken.draft.manifest);
    if (written.line_of(broken.draft.finding) == 0) continue;
    ++checked;
    if (const auto wrong = verdict(broken, written, findings_of(written)); !wrong.empty())
      FAIL_CHECK(wrong);
  }
  return checked;
}

}  // namespace

TEST_CASE("the manifest that is broken is clean in every kind of input") {
  const auto& clean = broken_500().clean;
  for (const auto& written : {as_yaml(clean), as_json_lines(clean), as_csv(clean)}) {
    const auto findings = serious(findings_of(written));
    INFO(to_string(written.kind), "\n", listed(findings));
    CHECK(findings.empty());
  }
}

TEST_CASE("a manifest broken in 500 ways gives 500 findings at the right line") {
  REQUIRE(broken_500().all.size() == wanted);
  std::map<std::string, int> kinds;
  for (const auto& broken : broken_500().all) ++kinds[broken.mutation->name];
  CHECK(kinds.size() == broken_500().kinds.size());
  CHECK(check_all(as_yaml, In::yaml) == wanted);
}

TEST_CASE("the same requests as JSON lines give the same findings at theirs") {
  CHECK(check_all(as_json_lines, In::not_csv) > 300);
}

TEST_CASE("the same requests as rows of CSV give the same findings at theirs") {
  CHECK(check_all(as_csv, In::all) > 200);
}
