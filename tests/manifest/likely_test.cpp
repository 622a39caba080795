#include "manifest/likely.hpp"

#include <doctest/doctest.h>

using tariff::InputKind;
using tariff::manifest::is_likely_input;

TEST_CASE("manifests are told by their assets") {
  CHECK(is_likely_input(InputKind::yaml, "version: 1\nassets:\n  - {id: a}\n"));
  CHECK(is_likely_input(InputKind::yaml, "# art\n---\nassets: []\n"));
  CHECK(is_likely_input(InputKind::yaml, "\xEF\xBB\xBF\"assets\" :\n"));
  CHECK(is_likely_input(InputKind::yaml, "  version: 1\n  assets:\n    - {}\n"));
  CHECK(is_likely_input(InputKind::yaml, "{version: 1, assets: [{id: a}]}"));
  CHECK(is_likely_input(InputKind::yaml, "{version: 1, defaults: {}}"));
  CHECK(is_likely_input(InputKind::json, R"({"groups": {"a": {}}, "assets": [{"id": "x"}]})"));
}

TEST_CASE("a broken manifest is still one") {
  CHECK(is_likely_input(InputKind::yaml, "version: 1\ndefaults: {quality: low}\nasets:\n  - {}\n"));
  CHECK(is_likely_input(InputKind::yaml, "assets: [\n  : {{\n"));
  CHECK(is_likely_input(InputKind::json, R"({"assets": [{"id": )"));
  CHECK(is_likely_input(InputKind::jsonl, R"({"id": "r1", "params": {"size")"));
}

TEST_CASE("other YAML is not ours") {
  CHECK_FALSE(is_likely_input(InputKind::yaml, "version: \"3\"\nservices:\n  web: {}\n"));
  CHECK_FALSE(is_likely_input(InputKind::yaml, "version: 1\nhandlers: {}\n"));
  CHECK_FALSE(is_likely_input(InputKind::yaml, "version: 10\ndefaults: {}\n"));
  CHECK_FALSE(is_likely_input(InputKind::yaml, "site:\n  assets:\n    - logo.png\n"));
  CHECK_FALSE(is_likely_input(InputKind::yaml, "note: |\n  assets: these\n# assets:\n"));
  CHECK_FALSE(is_likely_input(InputKind::yaml, ""));
  CHECK_FALSE(is_likely_input(InputKind::yaml, "- assets\n- b\n"));
}

TEST_CASE("records are told by what only they have") {
  CHECK(is_likely_input(InputKind::json, R"([{"id": "a", "params": {}}])"));
  CHECK(is_likely_input(InputKind::jsonl, R"({"custom_id": "a", "method": "POST", "body": {}})"));
  CHECK(is_likely_input(InputKind::jsonl, "{\"provider\": \"acme\", \"model\": \"lumen-2\"}\n"));
  CHECK(is_likely_input(InputKind::jsonl, "broken\n{\"id\": \"b\", \"any_of\": []}\n"));
  CHECK_FALSE(is_likely_input(InputKind::json, R"({"name": "site", "version": "1.0.0"})"));
  CHECK_FALSE(is_likely_input(InputKind::json, R"({"files": {"params": 1}, "model": "b"})"));
  CHECK_FALSE(is_likely_input(InputKind::json, R"({"a": "\"params\": 1"})"));
  CHECK_FALSE(is_likely_input(InputKind::json, R"([1, 2, {"b": {"assets": 1}}, [{"assets": 1}]])"));
  CHECK_FALSE(is_likely_input(InputKind::jsonl, "{\"text\": \"params\", \"label\": 1}\n"));
}

TEST_CASE("tables are told by their header") {
  CHECK(is_likely_input(InputKind::csv, "id,prompt,size\n1,a fox,1024x1024\n"));
  CHECK(is_likely_input(InputKind::csv, "\"provider\",\"model\"\r\nacme,lumen-2\r\n"));
  CHECK_FALSE(is_likely_input(InputKind::csv, "year,model\n1984,prompt\n"));
  CHECK_FALSE(is_likely_input(InputKind::csv, ""));
}
