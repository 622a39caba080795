// The short way of reading a record reads what the long way reads, or leaves it to that.
#include "manifest/plain_record.hpp"

#include <doctest/doctest.h>

#include "manifest/json_record.hpp"

namespace {

using namespace tariff;
using manifest::PlainRecord;
using manifest::read_plain_record;

auto read_long(const std::string& text) -> Record {
  auto json = std::make_shared<JsonText>();
  json->text = text;
  return manifest::read_json_record(json, {});
}

void check_same(const std::string& text, PlainRecord& plain) {
  CAPTURE(text);
  REQUIRE(read_plain_record(text, {}, plain));
  const auto record = read_long(text);
  const auto& a = plain.request;
  const auto& b = record.request;
  CHECK_FALSE(record.error);
  CHECK(a.id == b.id);
  CHECK(a.provider == b.provider);
  CHECK(a.model == b.model);
  CHECK(a.operation == b.operation);
  CHECK(a.endpoint == b.endpoint);
  CHECK(a.params == b.params);
  CHECK(a.input_images == b.input_images);
  CHECK(a.tier == b.tier);
  CHECK(a.as_of == b.as_of);
  CHECK(a.usage == b.usage);
  CHECK(plain.group == record.group);
  CHECK(record.any_of.empty());
  CHECK(record.count == 1);
  CHECK(record.attempts == 1);
}

}  // namespace

TEST_CASE("plain records are read alike both ways, in memory that is used again") {
  PlainRecord plain;
  for (int round = 0; round < 2; ++round) {
    check_same(R"({"id":"a","provider":"acme","model":"m","params":{"n":2,"prompt":"x","l":[1]}})",
               plain);
    check_same(R"({"model":"m"})", plain);
    check_same(R"({"id":null,"model":"m","params":null,"any_of":[],"count":1,"attempts":1})",
               plain);
    check_same(R"({"model":"m","any_of":null,"count":null,"tier":null,"usage":null})", plain);
    check_same(R"({"params":{"model":"inside"},"operation":"edit","tier":"batch","group":"g"})",
               plain);
    check_same(R"({"model":"m","as_of":"2026-01-31","usage":{"images":3},"endpoint":"/v1"})",
               plain);
    check_same(R"({"model":"m","input_images":[{"width":3,"height":4,"role":"mask"},{}]})", plain);
    check_same(R"({"custom_id":"b","method":"POST","url":"/v1","body":{"model":"m","n":1}})",
               plain);
  }
}

TEST_CASE("what is not plain is left to the long way") {
  PlainRecord plain;
  for (const char* text : {
           "",
           "7",
           "[]",
           "{",
           R"({"id":"a"})",
           R"({"model":""})",
           R"({"model":7})",
           R"({"model":"m","model":"m"})",
           R"({"model":"m","modle":"x"})",
           R"({"model":"m","params":7})",
           R"({"model":"m","params":[]})",
           R"({"model":"m","count":2})",
           R"({"model":"m","count":0})",
           R"({"model":"m","attempts":3})",
           R"({"model":"m","any_of":["x"]})",
           R"({"model":"m","as_of":"today"})",
           R"({"model":"m","usage":7})",
           R"({"model":"m","tier":7})",
           R"({"model":"m","input_images":[7]})",
           R"({"model":"m","input_images":{}})",
           R"({"model":"m","input_images":[{"width":0}]})",
           R"({"model":"m","input_images":[{"size":1}]})",
           R"({"custom_id":"b","url":"/v1"})",
           R"({"custom_id":"b","url":"/v1","body":7})",
           R"({"custom_id":"b","body":{"model":"m"}})",
           R"({"custom_id":"b","method":"GET","url":"/v1","body":{"model":"m"}})",
           R"({"id":"b","url":"/v1","body":{"model":"m"}})",
       }) {
    CAPTURE(text);
    CHECK_FALSE(read_plain_record(text, {}, plain));
  }
}
