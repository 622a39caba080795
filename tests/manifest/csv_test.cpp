#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "manifest/support.hpp"

using manifest_test::at;
using manifest_test::errors;
using manifest_test::only_error;
using manifest_test::read;
using tariff::InputKind;

TEST_CASE("rows become records") {
  const auto result = read(
      "\xEF\xBB\xBFid,provider,model,size,n,stream,prompt,as_of,group,count,any_of\r\n"
      "a,acme,painter-2,1024x1024,2,true,1984,2026-11-21,hero,3,\r\n"
      "\r\n"
      "b,acme,painter-2,,0.5,TRUE,\"a \"\"big\"\"\nmöwe, at sea\",,,,x/y; z/w\r\n"
      "c,,,1x1,,,,,,,",
      InputKind::csv);
  CHECK(errors(result).empty());
  REQUIRE(result.records.size() == 3);
  const auto& a = result.records[0];
  CHECK(a.request.id == "a");
  CHECK(a.request.provider == "acme");
  CHECK(a.request.model == "painter-2");
  CHECK(a.request.params.to_json() ==
        R"({"size":"1024x1024","n":2,"stream":true,"prompt":"1984"})");
  CHECK(a.request.as_of->to_string() == "2026-11-21");
  CHECK(a.group == "hero");
  CHECK(a.count == 3);
  CHECK(at(a.locate("params.size")) == "2:18");
  CHECK(a.locate("params.size").length == 9);
  const auto& b = result.records[1];
  CHECK(b.request.params.to_json() ==
        "{\"n\":0.5,\"stream\":\"TRUE\",\"prompt\":\"a \\\"big\\\"\\nmöwe, at sea\"}");
  CHECK(b.any_of == std::vector<std::string>{"x/y", "z/w"});
  CHECK(at(b.locate("any_of")) == "5:18");
  CHECK(result.records[2].request.id == "c");
  CHECK(at(result.records[2].request.location) == "6:1");
}

TEST_CASE("bad rows are errors, and the run goes on") {
  struct Case {
    std::string row;
    const char* error;
  };
  using namespace std::string_literals;
  for (const auto& c : std::vector<Case>{
           {"a", "2:1 INPUT-SYNTAX this row has 1 cells, the header has 3"},
           {"a,1,2,3", "2:1 INPUT-SYNTAX this row has 4 cells, the header has 3"},
           {"a,0,", "2:3 INPUT-TYPE count: count must be a whole number, at least 1"},
           {"a,1.5,", "2:3 INPUT-TYPE count: count must be a whole number, at least 1"},
           {"a,,x", "2:4 INPUT-TYPE as_of: as_of must be a day, written 2026-01-31"},
           {"ü,\"1\" ,", "2:6 INPUT-SYNTAX text after the closing quote of a cell"},
           {"a,1\"2,",
            "2:4 INPUT-SYNTAX a quote inside a cell; quote the whole cell and write "
            "\"\" for it"},
           {"\xff,,", "2:1 INPUT-SYNTAX this cell is not valid UTF-8"},
           {"a\0,,"s, "2:2 INPUT-SYNTAX NUL byte"},
       }) {
    CAPTURE(c.row);
    const auto result = read("id,count,as_of\n" + c.row + "\nz,,\n", InputKind::csv);
    REQUIRE(result.records.size() == 2);
    CHECK(errors(result) == std::vector<std::string>{c.error});
    CHECK(result.records[1].request.id == "z");
  }
  CHECK(only_error("id,x\na,\"no end\nb,1\n", InputKind::csv) ==
        "2:3 INPUT-SYNTAX this quoted cell has no end");
}

TEST_CASE("bad headers") {
  CHECK(only_error("id,,x\na,b,c\n", InputKind::csv) ==
        "1:4 INPUT-MISSING a column without a name");
  CHECK(only_error("id,x,id\na,b,c\n", InputKind::csv) ==
        "1:6 INPUT-DUPLICATE a column that is there twice");
  CHECK(read("", InputKind::csv).records.empty());
  CHECK(read("id\n", InputKind::csv).records.empty());
  CHECK_FALSE(errors(read(std::string(100'000, ','), InputKind::csv)).empty());
}

TEST_CASE("rows over the limit are skipped") {
  tariff::InputOptions options;
  options.max_line = 100;
  const auto result =
      read("id,x\na,\"" + std::string(100'000, '\n') + "\"\nb,1\n", InputKind::csv, options);
  REQUIRE(result.records.size() == 2);
  CHECK(errors(result) ==
        std::vector<std::string>{"2:1 INPUT-LIMIT this row is longer than 100 bytes"});
  CHECK(result.records[1].request.id == "b");
}
