// What docs/manifest.md shows is read, and told, as it says.
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "base/text_source.hpp"
#include "tariff/lint.hpp"
#include "tariff/tariff.hpp"

namespace {

using namespace tariff;

auto blocks_of(const std::string& kind) -> std::vector<std::string> {
  std::ifstream in{std::string{TARIFF_SOURCE_DIR} + "/docs/manifest.md"};
  const std::string page{std::istreambuf_iterator<char>{in}, {}};
  std::vector<std::string> blocks;
  const auto fence = "\n```" + kind + "\n";
  for (auto at = page.find(fence); at != std::string::npos; at = page.find(fence, at)) {
    at += fence.size();
    blocks.push_back(page.substr(at, page.find("\n```\n", at) + 1 - at));
  }
  return blocks;
}

// What is said of the text itself, whatever the providers' rules say of the requests.
auto told_of(const std::string& text) -> std::string {
  static const auto loaded = [] {
    const std::vector<std::string> folders{std::string{TARIFF_SOURCE_DIR} + "/tests/data/acme"};
    return load_catalog(folders);
  }();
  REQUIRE(loaded.catalog != nullptr);
  const Linter linter{*loaded.catalog, Date::of(2026, 11, 21), {}};
  LintInput input;
  input.name = "images.yaml";
  input.kind = InputKind::yaml;
  input.text = text;
  const base::TextSource source{"images.yaml", text};
  std::string told;
  for (const auto& finding : linter.lint(input).findings) {
    const auto& code = finding.diagnostic.code;
    const bool of_text = code.starts_with("INPUT-") || code.starts_with("MANIFEST-");
    if (of_text) told += base::render(finding.diagnostic, &source);
  }
  return told;
}

}  // namespace

TEST_CASE("the manifests of docs/manifest.md are read without an error") {
  const auto blocks = blocks_of("yaml");
  CHECK(blocks.size() == 3);
  for (const auto& block : blocks) CHECK(told_of(block) == "");
}

TEST_CASE("the mistakes of docs/manifest.md are told as it says") {
  const auto blocks = blocks_of("mistake");
  CHECK(blocks.size() == 3);
  for (const auto& block : blocks) {
    const auto cut = block.find("---\n");
    REQUIRE(cut != std::string::npos);
    CHECK(told_of(block.substr(0, cut)) == block.substr(cut + 4));
  }
}
