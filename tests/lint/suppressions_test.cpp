#include "lint/suppressions.hpp"

#include <doctest/doctest.h>

#include "lint/support.hpp"

using namespace tariff;
using test::codes_and_lines;
using Lines = std::vector<std::string>;

namespace {

constexpr auto head =
    "version: 1\n"
    "defaults: {provider: openai, model: gpt-image-2, quality: low}\n"
    "assets:\n";

auto found(const std::string& assets) -> Lines {
  return codes_and_lines(test::lint(head + assets, test::without_advice()));
}

}  // namespace

TEST_CASE("a comment at the end of a line silences that line") {
  CHECK(found("  - {id: a, prompt: x, size: 1000x1000}\n") == Lines{"OAI-SIZE-016:4"});
  CHECK(found("  - {id: a, prompt: x, size: 1000x1000}  # tariff: ignore[OAI-SIZE-016]\n").empty());
  CHECK(
      found("  - {id: a, prompt: x, size: 1000x1000}  # tariff: ignore[OAI]: old page\n").empty());
  CHECK(found("  - {id: a, prompt: x, size: 1000x1000}  # tariff: ignore[OAI-SIZE, BUDGET]\n") ==
        Lines{"LINT-SUPPRESSION-UNUSED:4"});
}

TEST_CASE("a comment on a line of its own silences what begins after it") {
  CHECK(found("  # tariff: ignore[OAI-SIZE-016]\n"
              "  - id: a\n"
              "    prompt: x\n"
              "    size: 1000x1000\n")
            .empty());
  // And no more than that.
  CHECK(found("  # tariff: ignore[OAI-SIZE-016]\n"
              "  - id: a\n"
              "    prompt: x\n"
              "    size: 1000x1000\n"
              "  - {id: b, prompt: y, size: 1000x1000}\n") == Lines{"OAI-SIZE-016:8"});
  CHECK(found("  - id: a\n"
              "    prompt: x\n"
              "    # tariff: ignore[OAI-SIZE-016]\n"
              "\n"
              "    size: 1000x1000\n")
            .empty());
  CHECK(codes_and_lines(test::lint("version: 1\n"
                                   "# tariff: ignore[OAI]\n"
                                   "assets:\n"
                                   "- {id: a, provider: openai, model: gpt-image-2,\n"
                                   "   quality: low, prompt: x, size: 1000x1000}\n",
                                   test::without_advice()))
            .empty());
}

TEST_CASE("two comments one after the other wait for the same line") {
  CHECK(found("  # tariff: ignore[OAI-SIZE-016]\n"
              "  # tariff: ignore[OAI-SIZE-MIN]: tiny\n"
              "  - {id: a, prompt: x, size: 600x600}\n")
            .empty());
}

TEST_CASE("a whole file is silenced by name of the code") {
  CHECK(found("  # tariff: ignore-file[OAI-SIZE]\n"
              "  - {id: a, prompt: x, size: 1000x1000}\n"
              "  - {id: b, prompt: y, size: 1000x1000}\n")
            .empty());
}

TEST_CASE("a comment ends with its day") {
  const auto line = std::string{"  - {id: a, prompt: x, size: 1000x1000}  # tariff: ignore[OAI] "};
  CHECK(found(line + "until 2026-11-21: soon\n").empty());
  CHECK(found(line + "until 2026-11-20: too late\n") ==
        Lines{"OAI-SIZE-016:4", "LINT-SUPPRESSION-EXPIRED:4"});
}

TEST_CASE("what is wrong with a comment is said") {
  const auto line = std::string{"  - {id: a, prompt: x}  # tariff: "};
  for (const auto* wrong : {"ignore", "ignore[]", "ignore[OAI", "ignore [OAI] because", "off",
                            "ignore[OAI] until tomorrow: x", "ignore[OAI] until 2026-02-30"}) {
    CAPTURE(wrong);
    CHECK(found(line + wrong + "\n") == Lines{"LINT-SUPPRESSION-MALFORMED:4"});
  }
  CHECK(found(line + "ignore[OAI-SIZE-016]\n") == Lines{"LINT-SUPPRESSION-UNUSED:4"});
}

TEST_CASE("what looks like a comment and is text silences nothing") {
  CHECK(found("  - {id: a, prompt: \"x # tariff: ignore[OAI]\", size: 1000x1000}\n") ==
        Lines{"OAI-SIZE-016:4"});
  CHECK(found("  - {id: a, prompt: x#tariff: ignore, size: 1000x1000}\n").back() !=
        "LINT-SUPPRESSION-MALFORMED:4");
}

TEST_CASE("a comment that silences nothing has a change that takes it out") {
  const std::string text = std::string{head} + "  - {id: a, prompt: x}  # tariff: ignore[OAI]\n";
  const auto findings = test::lint(text, test::without_advice());
  REQUIRE(findings.size() == 1);
  REQUIRE(findings[0].change);
  REQUIRE(findings[0].change->edits.size() == 1);
  auto mended = text;
  const auto& edit = findings[0].change->edits[0];
  mended.replace(edit.offset, edit.length, edit.text);
  CHECK(mended == std::string{head} + "  - {id: a, prompt: x}\n");
  CHECK(findings[0].change->safe);
}

TEST_CASE("a silenced finding is kept with its reason") {
  const auto findings =
      test::lint(std::string{head} +
                     "  - {id: a, prompt: x, size: 1000x1000}  # tariff: ignore[OAI]: agreed\n",
                 test::without_advice());
  REQUIRE(findings.size() == 1);
  CHECK_FALSE(findings[0].is_active());
  CHECK(findings[0].suppression.reason == "agreed");
  CHECK(findings[0].suppression.location.line == 4);
}
