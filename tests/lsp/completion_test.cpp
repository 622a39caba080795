// What is offered at a place, in texts as they are between two key strokes.
#include <doctest/doctest.h>

#include <algorithm>

#include "lsp/support.hpp"

namespace {

using lsp_test::at;
using lsp_test::Client;
using lsp_test::contains;

constexpr const char* head =
    "version: 1\n"
    "defaults: {provider: openai, model: gpt-image-2}\n"
    "groups:\n"
    "  icons: {quality: low}\n"
    "assets:\n";

auto in_assets(const std::string& marked) -> std::string {
  return head + marked;
}

auto item(const std::vector<tariff::Value>& items, std::string_view label) -> tariff::Value {
  for (const auto& each : items) {
    if (at(each, {"label"}).as_text() == label) return each;
  }
  return {};
}

// The document with a completion accepted.
auto accepted(Client& client, const std::string& marked, std::string_view label,
              const std::string& where = lsp_test::uri) -> std::string {
  const auto chosen = item(client.items(marked, where), label);
  const auto edit = at(chosen, {"textEdit"});
  auto [text, offset] = lsp_test::caret(marked);
  const auto line_start = offset == 0 ? 0 : text.rfind('\n', offset - 1) + 1;
  const auto begin =
      static_cast<std::size_t>(at(edit, {"range", "start", "character"}).as_number().numerator());
  const auto end =
      static_cast<std::size_t>(at(edit, {"range", "end", "character"}).as_number().numerator());
  return text.replace(line_start + begin, end - begin, at(edit, {"newText"}).as_text());
}

}  // namespace

TEST_CASE("sections are offered at the start of a line, those that are there are not") {
  Client client;
  CHECK(client.labels("|") ==
        std::vector<std::string>{"version", "defaults", "groups", "assets", "budget", "plan"});
  const auto labels = client.labels("version: 1\n|\nassets: []\n");
  CHECK(labels == std::vector<std::string>{"defaults", "groups", "budget", "plan"});
  CHECK(client.labels("version: 1\nass|").size() == 5);  // the client narrows it down
}

TEST_CASE("an asset is offered its settings and its offer's parameters") {
  Client client;
  for (const auto* marked :
       {"  - id: a\n    |\n", "  - id: a\n    qu|", "  - id: a\n    |\n  - id: b\n",
        "  - {id: a, |}\n", "  - {id: a, qu|\n", "  - |\n", "  - id: a\n    qu|\n    size: 1x1\n",
        "  - id: a\n    prompt: \"unclosed\n    |\n", "  - id: a\n    |\n    prompt: |\n"}) {
    CAPTURE(marked);
    std::string text = marked;
    if (text.ends_with("prompt: |\n")) text = "  - id: a\n    |\n    prompt: >\n      long text\n";
    const auto labels = client.labels(in_assets(text));
    CHECK(contains(labels, "quality"));
    CHECK(contains(labels, "group"));
    CHECK(contains(labels, "params"));
    CHECK(contains(labels, "output_format"));
    CHECK_FALSE(contains(labels, "total"));
  }
  CHECK_FALSE(contains(client.labels(in_assets("  - id: a\n    |\n")), "id"));
  CHECK(contains(client.labels(in_assets("  - prompt: a\n    |\n")), "id"));
}

TEST_CASE("a group has a budget and no group, defaults have neither") {
  Client client;
  const auto of_group = client.labels("version: 1\ngroups:\n  hero:\n    |\nassets: []\n");
  CHECK(contains(of_group, "budget"));
  CHECK_FALSE(contains(of_group, "group"));
  CHECK_FALSE(contains(of_group, "id"));
  const auto of_defaults = client.labels("version: 1\ndefaults:\n  |\n");
  CHECK(contains(of_defaults, "group"));
  CHECK_FALSE(contains(of_defaults, "budget"));
  CHECK(client.labels("version: 1\nbudget: {|}\n") ==
        std::vector<std::string>{"total", "per_asset", "providers"});
  CHECK(client.labels("version: 1\ngroups: {hero: {budget: {|}}}\n") ==
        std::vector<std::string>{"total", "per_asset"});
}

TEST_CASE("the plan is offered its keys and their words") {
  Client client;
  const auto keys = client.labels("version: 1\nplan:\n  larger: true\n  |\nassets: []\n");
  CHECK(contains(keys, "maximize"));
  CHECK(contains(keys, "min_quality"));
  CHECK(contains(keys, "providers"));
  CHECK_FALSE(contains(keys, "larger"));  // it is there
  CHECK_FALSE(contains(keys, "pinned"));  // of an asset
  CHECK_FALSE(contains(keys, "steps"));
  CHECK(client.labels("version: 1\nplan: {quality: {|}}\n") ==
        std::vector<std::string>{"steps", "scores"});
  CHECK(client.labels("version: 1\nplan:\n  providers:\n    |\n") ==
        std::vector<std::string>{"at_most"});
  CHECK(client.labels("version: 1\nplan: {plan_on: |}\n") ==
        std::vector<std::string>{"low", "expected", "high"});
  CHECK(client.labels("version: 1\nplan: {keep: [model, |]}\n").size() == 4);
  CHECK(client.labels("version: 1\nplan:\n  immediate: |\n").size() == 2);
  CHECK(client.labels("version: 1\nplan: {quality: {steps: {|}}}\n").empty());
  const auto names = client.labels("version: 1\nplan: {only: [|]}\n");
  CHECK(contains(names, "fal"));
  CHECK(contains(names, "fal/openai/gpt-image-2"));
  CHECK(contains(names, "gpt-image-2"));
  CHECK(client.labels("version: 1\nassets: [{id: a, forbid: [|]}]\n") == names);
}

TEST_CASE("under params only parameters are offered") {
  Client client;
  for (const auto* marked : {"  - id: a\n    params: {|}\n", "  - id: a\n    params:\n      |\n",
                             "  - id: a\n    params: {size: 1024x1024, q|"}) {
    CAPTURE(marked);
    const auto labels = client.labels(in_assets(marked));
    CHECK(contains(labels, "quality"));
    CHECK_FALSE(contains(labels, "group"));
  }
}

TEST_CASE("the values of a parameter are offered, the offer's own") {
  Client client;
  for (const auto* marked :
       {"  - id: a\n    quality: |\n", "  - id: a\n    quality:|\n", "  - id: a\n    quality: lo|",
        "  - id: a\n    quality: \"|\"\n", "  - id: a\n    quality: \"lo|\n",
        "  - {id: a, quality: |}\n", "  - {id: a, quality: |\n",
        "  - id: a\n    params: {quality: |, size: 1024x1024}\n",
        "  - id: a\n    quality: |   # the best\n"}) {
    CAPTURE(marked);
    const auto labels = client.labels(in_assets(marked));
    CHECK(contains(labels, "low"));
    CHECK(contains(labels, "high"));
    CHECK(contains(labels, "auto"));
    CHECK_FALSE(contains(labels, "group"));
  }
  const auto sizes = client.labels(in_assets("  - id: a\n    size: |\n"));
  CHECK(contains(sizes, "auto"));
  // The asset's own offer goes over the defaults'.
  const auto presets = client.labels(in_assets(
      "  - id: a\n    provider: fal\n    model: openai/gpt-image-2\n    image_size: |\n"));
  CHECK(contains(presets, "square_hd"));
}

TEST_CASE("what the catalog or the manifest names is offered by name") {
  Client client;
  CHECK(contains(client.labels(in_assets("  - id: a\n    provider: |\n")), "fal"));
  const auto models = client.labels(in_assets("  - id: a\n    provider: fal\n    model: |\n"));
  CHECK(contains(models, "openai/gpt-image-2"));
  CHECK_FALSE(contains(models, "gpt-image-2"));
  const auto operations = client.labels(in_assets("  - id: a\n    operation: |\n"));
  CHECK(operations == std::vector<std::string>{"generate", "edit"});
  CHECK(client.labels(in_assets("  - id: a\n    group: |\n")) == std::vector<std::string>{"icons"});
  for (const auto* marked : {"  - id: a\n    any_of: [|]\n", "  - id: a\n    any_of: [|",
                             "  - id: a\n    any_of:\n      - |\n",
                             "  - id: a\n    any_of: [openai/gpt-image-2, f|]\n"}) {
    CAPTURE(marked);
    const auto labels = client.labels(in_assets(marked));
    CHECK(contains(labels, "fal/openai/gpt-image-2"));
    CHECK(contains(labels, "openai/gpt-image-2/edit"));
  }
}

TEST_CASE("nothing is offered in prompts, comments and files that are no manifests") {
  Client client;
  CHECK(client.labels(in_assets("  - id: a\n    prompt: \"a fox|\"\n")).empty());
  CHECK(client.labels(in_assets("  - id: a\n    # qual|\n")).empty());
  CHECK(client.labels(in_assets("  - id: |\n")).empty());
  CHECK(client.labels("services:\n  web:\n    |\nvolumes: {}\n").empty());
}

TEST_CASE("what is accepted fits the text around it") {
  Client client{R"({"capabilities": {}})"};
  CHECK(accepted(client, in_assets("  - id: a\n    qu|"), "quality") ==
        in_assets("  - id: a\n    quality: "));
  CHECK(accepted(client, in_assets("  - id: a\n    qu|ality: low\n"), "output_format") ==
        in_assets("  - id: a\n    output_format: low\n"));
  CHECK(accepted(client, in_assets("  - id: a\n    quality:|\n"), "low") ==
        in_assets("  - id: a\n    quality: low\n"));
  CHECK(accepted(client, in_assets("  - id: a\n    quality: \"lo|\"\n"), "low") ==
        in_assets("  - id: a\n    quality: \"low\"\n"));
  CHECK(accepted(client, "version: 1\nbud|", "budget") == "version: 1\nbudget: {total: 0 USD}");
}

TEST_CASE("JSON manifests") {
  Client client{R"({"capabilities": {}})"};
  const std::string where = "file:///home/images.json";
  const std::string start =
      R"({"version": 1, "defaults": {"provider": "openai", "model": "gpt-image-2"},)"
      "\n \"assets\": [\n  {\"id\": \"a\", ";
  CHECK(accepted(client, start + "|}]}", "quality", where) == start + "\"quality\": }]}");
  CHECK(accepted(client, start + "\"qu|\"}]}", "quality", where) == start + "\"quality\"}]}");
  CHECK(accepted(client, start + "\"qu|\n}]}", "quality", where) == start + "\"quality\": \n}]}");
  CHECK(accepted(client, start + "\"quality\": |}]}", "low", where) ==
        start + "\"quality\": \"low\"}]}");
  CHECK(accepted(client, start + "\"quality\": \"|\"}]}", "low", where) ==
        start + "\"quality\": \"low\"}]}");
}

TEST_CASE("snippets only for clients that know them") {
  const auto marked = in_assets("  - id: a\n    qu|");
  Client knows;
  const auto snippet = item(knows.items(marked), "quality");
  CHECK(at(snippet, {"insertTextFormat"}).to_json() == "2");
  CHECK(contains(at(snippet, {"textEdit", "newText"}).as_text(), "${1|"));
  CHECK(at(snippet, {"documentation", "kind"}).as_text() == "markdown");
  Client plain{R"({"capabilities": {}})"};
  const auto text = item(plain.items(marked), "quality");
  CHECK(at(text, {"insertTextFormat"}).to_json() == "1");
  CHECK(at(text, {"textEdit", "newText"}).as_text() == "quality: ");
  CHECK(at(text, {"documentation", "kind"}).as_text() == "plaintext");
}

TEST_CASE("a setting that shares its name with a field is offered once") {
  Client client;
  const auto labels = client.labels("version: 1\nassets:\n  - id: a\n    |\n");
  CHECK(std::count(labels.begin(), labels.end(), "aspect") == 1);
  CHECK(contains(labels, "width"));
}
