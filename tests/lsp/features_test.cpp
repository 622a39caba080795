// Hover, quick fixes and symbols.
#include <doctest/doctest.h>

#include "lsp/feature.hpp"
#include "lsp/support.hpp"

namespace {

using lsp_test::at;
using lsp_test::Client;
using lsp_test::contains;
using tariff::Finding;
using tariff::TextEdit;

constexpr const char* start =
    "version: 1\n"
    "defaults: {provider: openai, model: gpt-image-2, quality: low}\n"
    "groups:\n"
    "  hero: {quality: high}\n"
    "assets:\n";

auto in_assets(const std::string& marked) -> std::string {
  return start + marked;
}

// The code actions of findings in a text, as JSON.
struct Actions {
  std::string text;
  std::vector<Finding> findings;
  tariff::lsp::ClientAbilities client{.versioned_edits = true, .code_action_objects = true};
  std::string uri = lsp_test::uri;

  // A finding at a piece of the text, with edits of it.
  void find(std::string code, std::string_view piece, bool safe, std::vector<TextEdit> edits) {
    Finding finding;
    finding.diagnostic.code = std::move(code);
    finding.diagnostic.message = "is wrong";
    finding.diagnostic.location.line = 1;  // any: the offset says where
    finding.diagnostic.location.offset = text.find(piece);
    finding.diagnostic.location.length = static_cast<std::uint32_t>(piece.size());
    finding.change = tariff::Change{"mend it", safe, std::move(edits)};
    findings.push_back(std::move(finding));
  }
  auto at_lines(std::uint32_t first, std::uint32_t last,
                const std::vector<std::string>& only = {}) const -> std::vector<tariff::Value> {
    const tariff::lsp::TextDocument document{uri, "yaml", 7, text, client.encoding};
    tariff::lsp::Analysis analysis;
    analysis.lint.kind = document.kind();
    analysis.lint.findings = findings;
    std::string json;
    tariff::report::JsonWriter out{json};
    tariff::lsp::write_code_actions(out,
                                    {document, analysis, tariff::default_catalog(), {}, client},
                                    {{first, 0}, {last, 99}}, only);
    return lsp_test::parse(json).items();
  }
};

auto titles(const std::vector<tariff::Value>& actions) -> std::vector<std::string> {
  std::vector<std::string> all;
  for (const auto& each : actions) all.push_back(at(each, {"title"}).as_text());
  return all;
}

auto edits_of(const tariff::Value& action) -> std::vector<tariff::Value> {
  const auto changes = at(action, {"edit", "documentChanges"}).items();
  return changes.empty() ? std::vector<tariff::Value>{} : at(changes[0], {"edits"}).items();
}

// The text of a line with the one edit of an action that ignores a finding there.
auto ignored(const std::string& line, std::string_view piece) -> std::string {
  Actions actions;
  actions.text = line + "\nnext: 1\n";
  actions.find("X-1", piece, true, {});
  const auto found = actions.at_lines(0, 0);
  REQUIRE(found.size() == 1);
  CHECK(at(found[0], {"title"}).as_text() == "ignore X-1 here");
  const auto edit = edits_of(found[0]).at(0);
  const auto column = [&](const char* end) {
    return static_cast<std::size_t>(at(edit, {"range", end, "character"}).as_number().numerator());
  };
  auto text = actions.text;
  text.replace(column("start"), column("end") - column("start"), at(edit, {"newText"}).as_text());
  return text.substr(0, text.size() - std::string_view{"\nnext: 1\n"}.size());
}

}  // namespace

TEST_CASE("hover over an asset shows its price and where it is from") {
  Client client;
  for (const auto* marked : {"  - id: home-|hero\n    size: 1024x1024\n    prompt: x\n",
                             "  - |id: home-hero\n    size: 1024x1024\n    prompt: x\n",
                             "  |- id: home-hero\n    size: 1024x1024\n    prompt: x\n",
                             "  - {|id: home-hero, size: 1024x1024, prompt: x}\n"}) {
    CAPTURE(marked);
    const auto text = client.hover(in_assets(marked));
    CHECK(contains(text, "**home-hero** `openai/gpt-image-2/generate`"));
    CHECK(contains(text, "image\\_output\\_tokens"));
    CHECK(contains(text, " a request"));
    CHECK(contains(text, "price from [https://"));
  }
}

TEST_CASE("hover shows what was found and the rule") {
  Client client;
  const auto text =
      client.hover(in_assets("  - id: h|ero\n    size: 1792x936\n    prompt: x\n    count: 3\n"));
  CHECK(contains(text, "**refused** by the provider"));
  CHECK(contains(text, "[OAI-SIZE-016](https://"));
  CHECK(contains(text, "the rule is `"));
}

TEST_CASE("hover shows several requests together") {
  Client client;
  CHECK(contains(client.hover(in_assets("  - id: a|\n    prompt: x\n    count: 3\n    "
                                        "size: 1024x1024\n")),
                 "for 3 requests"));
}

TEST_CASE("hover over a parameter says what it takes") {
  Client client;
  for (const auto* marked :
       {"  - id: a\n    qual|ity: low\n", "  - id: a\n    quality: l|ow\n",
        "  - id: a\n    params: {quality: l|ow}\n", "  - id: a\n    params: {qu|ality: low}\n"}) {
    CAPTURE(marked);
    const auto text = client.hover(in_assets(marked));
    CHECK(contains(text, "**quality**: enum"));
    CHECK(contains(text, "'medium'"));
    CHECK(contains(text, "source: [https://"));
  }
}

TEST_CASE("hover over other keys") {
  Client client;
  CHECK(contains(client.hover(in_assets("  - id: a\n    co|unt: 2\n")), "Images wanted"));
  CHECK(contains(client.hover(in_assets("  - id: a\n    model: gpt-im|age-2\n")),
                 "`openai/gpt-image-2/generate`"));
  const auto totals = in_assets("  - id: a\n    group: her|o\n    prompt: x\n");
  CHECK(contains(client.hover(totals), "**group hero**: 1 asset"));
  CHECK(contains(client.hover("vers|ion: 1\nassets: []\n"), "Version of the format"));
  CHECK(contains(client.hover("version: 1\nasse|ts: []\n"), "**in total**: 0 assets"));
  CHECK(contains(client.hover("version: 1\nplan: {lar|ger: true}\nassets: []\n"), "cut to size"));
  CHECK(contains(client.hover("version: 1\nplan: {quality: {ste|ps: {}}}\nassets: []\n"),
                 "relative to the others"));
  CHECK(contains(client.hover(in_assets("  - id: a\n    asp|ect: 16:9\n")), "Width to height"));
  CHECK(client.hover(in_assets("  - id: a\n    prompt: x   |\n")).empty());
  CHECK(client.hover("services:\n  w|eb: 1\n").empty());
}

TEST_CASE("hover in lines of records") {
  Client client;
  const auto text = client.hover(
      R"({"id":"r|1","provider":"openai","model":"gpt-image-2","params":{"prompt":"x","quality":)"
      R"("low","size":"1024x1024"}})"
      "\n",
      "file:///w/a.jsonl");
  CHECK(contains(text, "**r1**"));
  CHECK(contains(text, " a request"));
}

TEST_CASE("hover is plain for clients that show nothing else") {
  Client client{R"({"capabilities":{"textDocument":{"hover":{"contentFormat":["plaintext"]}}}})"};
  const auto answer = client.ask("textDocument/hover", in_assets("  - id: |a\n    prompt: x\n"));
  CHECK(at(answer, {"contents", "kind"}).as_text() == "plaintext");
  CHECK_FALSE(contains(at(answer, {"contents", "value"}).as_text(), "**"));
}

TEST_CASE("what would run in Markdown is escaped") {
  Client client;
  const auto text = client.hover(in_assets("  - id: \"|<b>*x*[y](z)\"\n    prompt: x\n"));
  CHECK(contains(text, "\\<b\\>\\*x\\*\\[y\\](z)"));
}

TEST_CASE("findings at the place become quick fixes, the safe ones preferred") {
  Actions actions;
  actions.text = "a: 1\nb: 2\nc: 3\n";
  actions.find("X-1", "1", true, {{3, 1, "11"}});
  actions.find("X-2", "2", false, {{8, 1, "22"}});
  const auto first = actions.at_lines(0, 0, {"quickfix"});
  CHECK(titles(first) == std::vector<std::string>{"mend it", "ignore X-1 here"});
  CHECK(at(first[0], {"isPreferred"}).as_boolean());
  CHECK(at(at(first[0], {"diagnostics"}).items().at(0), {"code"}).as_text() == "X-1");
  CHECK(edits_of(first[0]).at(0).to_json() ==
        R"({"range":{"start":{"line":0,"character":3},"end":{"line":0,"character":4}},)"
        R"("newText":"11"})");
  const auto unsafe = actions.at_lines(1, 1, {"quickfix"});
  CHECK(titles(unsafe) == std::vector<std::string>{"mend it (unsafe)", "ignore X-2 here"});
  CHECK(at(unsafe[0], {"isPreferred"}).is_null());
  CHECK(actions.at_lines(2, 2, {"quickfix"}).empty());
  CHECK(actions.at_lines(0, 2, {"refactor"}).empty());
}

TEST_CASE("all safe fixes at once, without those in each other's way") {
  Actions actions;
  actions.text = "a: 1\nb: 2\nc: 3\n";
  actions.find("X-1", "3", true, {{13, 1, "33"}});
  actions.find("X-2", "1", true, {{3, 1, "11"}});
  actions.find("X-3", "1", true, {{3, 1, "11"}});  // the same, found twice
  actions.find("X-4", "2", false, {{8, 1, "22"}});
  actions.find("X-5", "c: 3", true, {{8, 6, ""}});  // reaches into the first
  for (const auto* only : {"source.fixAll", "source", "source.fixAll.tariff"}) {
    const auto all = actions.at_lines(0, 0, {only});
    REQUIRE(all.size() == 1);
    CHECK(at(all[0], {"kind"}).as_text() == "source.fixAll.tariff");
    const auto edits = edits_of(all[0]);
    REQUIRE(edits.size() == 2);
    CHECK(at(edits[0], {"newText"}).as_text() == "11");
    CHECK(at(edits[1], {"newText"}).as_text() == "33");
  }
  CHECK(actions.at_lines(0, 0, {"source.fix"}).empty());
}

TEST_CASE("suppressed findings are neither shown nor mended") {
  Actions actions;
  actions.text = "a: 1\n";
  actions.find("X-1", "1", true, {{3, 1, "11"}});
  actions.findings[0].suppression.by = tariff::Suppression::By::comment;
  CHECK(actions.at_lines(0, 0).empty());
}

TEST_CASE("edits say their version only to clients that ask for it") {
  Actions actions;
  actions.text = "a: 1\n";
  actions.find("X-1", "1", true, {{3, 1, "11"}});
  CHECK(at(actions.at_lines(0, 0)[0], {"edit"}).to_json().find("\"version\":7") !=
        std::string::npos);
  actions.client.versioned_edits = false;
  CHECK(at(at(actions.at_lines(0, 0)[0], {"edit", "changes"}), {lsp_test::uri}).is_array());
  actions.client.code_action_objects = false;
  CHECK(actions.at_lines(0, 0).empty());
}

TEST_CASE("a finding is ignored by a comment at its line") {
  CHECK(ignored("size: 1x1", "1x1") == "size: 1x1  # tariff: ignore[X-1]: ");
  CHECK(ignored("size: 1x1   ", "1x1") == "size: 1x1  # tariff: ignore[X-1]: ");
  CHECK(ignored("  size: 1x1 # why", "1x1") == "  # tariff: ignore[X-1]: \n  size: 1x1 # why");
  CHECK(ignored("size: 1x1 # tariff: ignore[X-0]: since", "1x1") ==
        "size: 1x1 # tariff: ignore[X-0, X-1]: since");
  CHECK(ignored("prompt: \"a # b\"", "\"a") == "prompt: \"a # b\"  # tariff: ignore[X-1]: ");
  CHECK(ignored("prompt: \"a # b", "\"a") == "# tariff: ignore[X-1]: \nprompt: \"a # b");
  CHECK(ignored("prompt: don't", "don't") == "prompt: don't  # tariff: ignore[X-1]: ");
}

TEST_CASE("nothing is ignored by comments where there are none") {
  Actions actions;
  actions.uri = "file:///w/a.json";
  actions.text = "{\"a\": 1}";
  actions.find("X-1", "1", true, {});
  CHECK(actions.at_lines(0, 0).empty());
}

TEST_CASE("groups and assets are symbols") {
  const auto text = in_assets("  - id: a\n    prompt: x\n  - {prompt: y}\n");
  const std::string document = R"({"textDocument":{"uri":"file:///home/images.yaml"}})";
  Client client;
  client.open(text);
  const auto all = at(client.request("textDocument/documentSymbol", document), {"result"}).items();
  REQUIRE(all.size() == 4);
  CHECK(at(all[2], {"name"}).as_text() == "groups");
  CHECK(at(at(all[2], {"children"}).items().at(0), {"name"}).as_text() == "hero");
  const auto assets = at(all[3], {"children"}).items();
  REQUIRE(assets.size() == 2);
  CHECK(at(assets[0], {"name"}).as_text() == "a");
  CHECK(at(assets[0], {"selectionRange"}).to_json() ==
        R"({"start":{"line":5,"character":8},"end":{"line":5,"character":9}})");
  CHECK(at(assets[0], {"range", "end", "line"}).to_json() == "6");
  CHECK(at(assets[1], {"name"}).as_text() == "(no id)");

  Client flat{"{}"};
  flat.open(text);
  const auto list = at(flat.request("textDocument/documentSymbol", document), {"result"}).items();
  REQUIRE(list.size() == 7);
  CHECK(at(list[5], {"containerName"}).as_text() == "assets");
  CHECK(at(list[5], {"location", "uri"}).as_text() == lsp_test::uri);
}
