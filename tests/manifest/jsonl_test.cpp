// Request records and batch lines.
#include <doctest/doctest.h>

#include <sstream>
#include <string>
#include <vector>

#include "manifest/support.hpp"

using manifest_test::at;
using manifest_test::errors;
using manifest_test::only_error;
using manifest_test::read;
using tariff::InputKind;

TEST_CASE("a request record") {
  const auto result = read(
      R"({"id": "r1", "provider": "acme", "model": "painter-2", "operation": "edit", )"
      R"("params": {"größe": 1, "size": "1792x936", "list": [1, {"a": 2}]}, )"
      R"("input_images": [{"width": 1024, "height": 768}, {"format": "png"}], "tier": "batch", )"
      R"("as_of": "2026-11-21", "usage": {"tokens": 5}, "group": "g", "count": 2, )"
      R"("attempts": 3, "any_of": ["a/b"]})",
      InputKind::jsonl);
  CHECK(errors(result).empty());
  REQUIRE(result.records.size() == 1);
  const auto& record = result.records[0];
  const auto& request = record.request;
  CHECK(request.id == "r1");
  CHECK(request.provider == "acme");
  CHECK(request.model == "painter-2");
  CHECK(request.operation == "edit");
  CHECK(request.tier == "batch");
  CHECK(request.as_of->to_string() == "2026-11-21");
  CHECK(request.usage->to_json() == R"({"tokens":5})");
  CHECK(request.params.to_json() == R"({"größe":1,"size":"1792x936","list":[1,{"a":2}]})");
  REQUIRE(request.input_images.size() == 2);
  CHECK(request.input_images[0].width == 1024);
  CHECK(request.input_images[1].format == "png");
  CHECK(record.group == "g");
  CHECK(record.count == 2);
  CHECK(record.attempts == 3);
  CHECK(record.any_of == std::vector<std::string>{"a/b"});
  CHECK(at(record.locate("params.size")) == "1:108");
  CHECK(record.locate("params.size").length == 10);
  CHECK(at(record.locate("params.list[1].a")) == "1:138");
  CHECK(at(record.locate("params.none")) == "1:87");
}

TEST_CASE("a batch line") {
  tariff::InputOptions options;
  options.default_provider = "acme";
  const std::string line =
      R"({"custom_id": "b1", "method": "POST", "url": "/v1/images/generations", )"
      R"("body": {"model": "painter-2", "size": "1x1"}})";
  const auto result = read(line, InputKind::jsonl, options);
  CHECK(errors(result).empty());
  REQUIRE(result.records.size() == 1);
  const auto& record = result.records[0];
  CHECK(record.request.id == "b1");
  CHECK(record.request.provider == "acme");
  CHECK(record.request.model == "painter-2");
  CHECK(record.request.endpoint == "/v1/images/generations");
  CHECK(record.request.params.to_json() == R"({"model":"painter-2","size":"1x1"})");
  CHECK(record.request.tier == "batch");
  CHECK(at(record.locate("params.size")) == "1:111");
  CHECK(read(line, InputKind::jsonl).records[0].request.provider.empty());
}

TEST_CASE("the default provider is for requests that name none, of every kind") {
  tariff::InputOptions options;
  options.default_provider = "acme";
  const auto providers = [&](const std::string& text, InputKind kind) {
    std::string out;
    for (const auto& record : read(text, kind, options).records) {
      out += record.request.provider + ";";
    }
    return out;
  };
  CHECK(providers("{\"model\":\"m\"}\n{\"model\":\"m\",\"provider\":\"other\"}\n{\"id\":\"open\"}\n"
                  "{\"model\":\"m\",\"any_of\":[\"a/b\"]}\n{\"params\":{\"model\":\"m\"}}\n",
                  InputKind::jsonl) == "acme;other;;;acme;");
  CHECK(providers("id,model,provider\na,m,\nb,m,other\n", InputKind::csv) == "acme;other;");
  CHECK(providers("version: 1\ndefaults: {model: m}\nassets:\n  - {id: a, prompt: x}\n"
                  "  - {id: b, prompt: x, provider: other}\n",
                  InputKind::yaml) == "acme;other;");
}

TEST_CASE("lines: byte order mark, CRLF, empty lines, no line end at the end") {
  const auto result = read("\xEF\xBB\xBF{\"id\":\"a\"}\r\n\r\n  \n{\"id\":\"b\"}\n{\"id\":\"c\"}",
                           InputKind::jsonl);
  CHECK(errors(result).empty());
  REQUIRE(result.records.size() == 3);
  CHECK(at(result.records[0].request.location) == "1:1");
  CHECK(at(result.records[1].request.location) == "4:1");
  CHECK(result.records[2].request.id == "c");
  CHECK(result.records[2].request.location.offset == 31);
}

TEST_CASE("a bad line is an error, and the run goes on") {
  const auto result = read("{\"id\":\"a\"}\n{\"id\": ü}\n[1]\n{\"id\":\"d\"}\n", InputKind::jsonl);
  REQUIRE(result.records.size() == 4);
  CHECK(errors(result) ==
        std::vector<std::string>{"2:8 INPUT-SYNTAX expected a value",
                                 "3:1 INPUT-TYPE a record must be a JSON object"});
  CHECK(result.records[3].request.id == "d");
  CHECK(result.summary.unreadable == 2);
}

TEST_CASE("what is wrong is said at its place") {
  using namespace std::string_literals;
  struct Case {
    std::string line;
    const char* error;
  };
  for (const auto& c : std::vector<Case>{
           {R"({"id": 5})", "1:8 INPUT-TYPE id: id must be a string"},
           {R"({"provider": ["a"]})", "1:14 INPUT-TYPE provider: provider must be a string"},
           {R"({"model": {}})", "1:11 INPUT-TYPE model: model must be a string"},
           {R"({"params": []})", "1:12 INPUT-TYPE params: params must be an object"},
           {R"({"params": "x"})", "1:12 INPUT-TYPE params: params must be an object"},
           {R"({"usage": 1})", "1:11 INPUT-TYPE usage: usage must be an object"},
           {R"({"as_of": "2026-02-30"})",
            "1:11 INPUT-TYPE as_of: as_of must be a day, written \"2026-01-31\""},
           {R"({"as_of": 20260101})",
            "1:11 INPUT-TYPE as_of: as_of must be a day, written \"2026-01-31\""},
           {R"({"count": 0})", "1:11 INPUT-TYPE count: count must be a whole number, at least 1"},
           {R"({"count": 1e400})",
            "1:11 INPUT-TYPE count: count must be a whole number, at least 1"},
           {R"({"any_of": ["a", 1]})",
            "1:12 INPUT-TYPE any_of: any_of must be an array of strings"},
           {R"({"input_images": {}})",
            "1:18 INPUT-TYPE input_images: input_images must be an array of objects"},
           {R"({"input_images": [{}, "x"]})",
            "1:23 INPUT-TYPE input_images[1]: an input image must be an object such as "
            "{\"width\": 1024}"},
           {R"({"input_images": [{"width": 1.5}]})",
            "1:29 INPUT-TYPE input_images[0].width: width must be a whole number, at least 1"},
           {R"({"input_images": [{"height": -1}]})",
            "1:30 INPUT-TYPE input_images[0].height: height must be a whole number, at least 1"},
           {R"({"input_images": [{"hieght": 1}]})",
            "1:30 INPUT-UNKNOWN input_images[0].hieght: unknown member 'hieght'; did you mean "
            "'height'?"},
           {R"({"pramas": {}})",
            "1:12 INPUT-UNKNOWN pramas: unknown member 'pramas'; did you mean 'params'?"},
           {R"({"custom_id": 5, "url": "/x", "body": {}})",
            "1:15 INPUT-TYPE custom_id: custom_id must be a string"},
           {R"({"custom_id": "a", "body": {}})", "1:1 INPUT-MISSING a batch line needs a url"},
           {R"({"custom_id": "a", "url": "/x"})", "1:1 INPUT-MISSING a batch line needs a body"},
           {R"({"custom_id": "a", "url": "/x", "body": 1})",
            "1:41 INPUT-TYPE params: body must be an object"},
           {R"({"custom_id": "a", "url": "/x", "body": {}, "method": "GET"})",
            "1:55 INPUT-VALUE method: method must be \"POST\""},
           {R"({"id": "a", "id": "b"})", "1:13 INPUT-SYNTAX member name \"id\" occurs twice"},
           {"{\"id\": \"ü\xff\"}", "1:10 INPUT-SYNTAX not valid UTF-8"},
           {"{\"id\": \"a\0\"}"s,
            "1:10 INPUT-SYNTAX control characters in strings must be escaped"},
           {"{\"id\": \0}"s, "1:8 INPUT-SYNTAX NUL byte"},
           {"{\"id\": \"a\"} x", "1:13 INPUT-SYNTAX text after the end of the JSON value"},
           {"{\"id\": \"a\"", "1:11 INPUT-SYNTAX expected ',' or '}'"},
           {"\"x\"", "1:1 INPUT-TYPE a record must be a JSON object"},
           {"{\"params\": " + std::string(100, '[') + std::string(100, ']') + "}",
            "1:75 INPUT-SYNTAX nested too deeply"},
       }) {
    CAPTURE(c.line);
    CHECK(only_error(c.line, InputKind::jsonl) == c.error);
  }
}

TEST_CASE("all errors of a record are collected, up to a limit") {
  CHECK(errors(read(R"({"id": 1, "model": 2, "params": 3})", InputKind::jsonl)).size() == 3);
  std::string many = "{\"id\":\"a\"";
  for (int i = 0; i < 1000; ++i) many += ",\"x" + std::to_string(i) + "\":1";
  CHECK(errors(read(many + "}", InputKind::jsonl)).size() == 21);
}

TEST_CASE("a line over the limit is skipped without being kept") {
  tariff::InputOptions options;
  options.max_line = 100;
  const auto result =
      read("{\"id\":\"a\"}\n{\"id\":\"" + std::string(500'000, 'x') + "\"}\n{\"id\":\"c\"}\n",
           InputKind::jsonl, options);
  REQUIRE(result.records.size() == 3);
  CHECK(errors(result) ==
        std::vector<std::string>{"2:1 INPUT-LIMIT this line is longer than 100 bytes"});
  CHECK(result.records[2].request.id == "c");
  CHECK(at(result.records[2].request.location) == "3:1");
}

TEST_CASE("the sink may end the reading") {
  std::istringstream in{"{}\n{}\n{}\n"};
  tariff::ManifestHeader header;
  std::vector<tariff::Diagnostic> diagnostics;
  int seen = 0;
  const auto summary = tariff::read_manifest(
      in, InputKind::jsonl, {}, header, [&](tariff::Record&&) { return ++seen < 2; }, diagnostics);
  CHECK(seen == 2);
  CHECK(summary.records == 2);
}

TEST_CASE("JSON documents: one record or an array of them") {
  auto result = read("{\n  \"id\": \"a\",\n  \"params\": {\"n\": 1}\n}\n", InputKind::json);
  CHECK(errors(result).empty());
  REQUIRE(result.records.size() == 1);
  CHECK(at(result.records[0].locate("params.n")) == "3:19");

  result = read(" [{\"id\": \"ü\"}, {\"id\": \"b\",\n \"n\": 1}, 5]", InputKind::json);
  REQUIRE(result.records.size() == 3);
  CHECK(at(result.records[1].request.location) == "1:16");
  CHECK(at(result.records[1].locate("id")) == "1:23");
  CHECK(errors(result) ==
        std::vector<std::string>{"2:7 INPUT-UNKNOWN n: unknown member 'n'",
                                 "2:11 INPUT-TYPE a record must be a JSON object"});

  CHECK(only_error("[{}, ", InputKind::json) ==
        "1:6 INPUT-SYNTAX expected a value, found the end "
        "of the text");
  CHECK(only_error("", InputKind::json) ==
        "1:1 INPUT-SYNTAX expected a value, found the end of "
        "the text");
  tariff::InputOptions options;
  options.max_line = 10;
  CHECK(only_error("[{\"id\": \"ü\"}]", InputKind::json, options).starts_with("1:1 INPUT-LIMIT"));
}

TEST_CASE("kinds by name, extension and content") {
  using tariff::input_kind_of;
  CHECK(input_kind_of("a/b.yaml") == InputKind::yaml);
  CHECK(input_kind_of("b.YML") == InputKind::yaml);
  CHECK(input_kind_of("x.jsonl") == InputKind::jsonl);
  CHECK(input_kind_of("x.ndjson") == InputKind::jsonl);
  CHECK(input_kind_of("x.json") == InputKind::json);
  CHECK(input_kind_of("x.csv") == InputKind::csv);
  CHECK(input_kind_of("x.txt") == InputKind::automatic);
  CHECK(input_kind_of("json") == InputKind::automatic);
  CHECK(input_kind_of("a.json/b") == InputKind::automatic);
  InputKind kind = InputKind::csv;
  CHECK(tariff::parse_input_kind("yaml", kind));
  CHECK(kind == InputKind::yaml);
  CHECK_FALSE(tariff::parse_input_kind("xml", kind));
  CHECK(std::string{tariff::to_string(InputKind::jsonl)} == "jsonl");

  const auto told = [](const std::string& text) {
    return read(text, InputKind::automatic).summary.kind;
  };
  CHECK(told("") == InputKind::jsonl);
  CHECK(told("{\"id\": \"a\"}\n{\"id\": \"b\"}\n") == InputKind::jsonl);
  CHECK(told("{\"id\": \"a\"}") == InputKind::jsonl);
  CHECK(told("{\n\"id\": \"a\"}") == InputKind::json);
  CHECK(told("{\"version\": 1, \"assets\": []}\n") == InputKind::json);
  CHECK(told(" [{}]") == InputKind::json);
  CHECK(told("id,provider,size\n") == InputKind::csv);
  CHECK(told("# plan\nversion: 1\n") == InputKind::yaml);
  CHECK(told("\xEF\xBB\xBFversion: 1\n") == InputKind::yaml);
}

TEST_CASE("a byte order mark counts in the offsets of JSON documents") {
  const std::string mark = "\xEF\xBB\xBF";
  const auto offset_of = [&](const std::string& text) {
    const auto result = read(mark + text, InputKind::json);
    REQUIRE(result.records.size() == 1);
    return result.records[0].locate("params.size").offset;
  };
  const std::string record = R"({"id": "a", "model": "m", "params": {"size": "x"}})";
  const std::string manifest =
      R"({"version": 1, "assets": [{"id": "a", "model": "m", "size": "x"}]})";
  CHECK(offset_of(record) == mark.size() + record.find("\"x\""));
  CHECK(offset_of("[" + record + "]") == mark.size() + 1 + record.find("\"x\""));
  CHECK(offset_of(manifest) == mark.size() + manifest.find("\"x\""));
  const auto broken = read(mark + "{\"id\": }", InputKind::json);
  REQUIRE(broken.diagnostics.size() == 1);
  CHECK(broken.diagnostics[0].location.offset == mark.size() + 7);
}
