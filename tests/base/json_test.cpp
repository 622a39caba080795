// The JSON reader: what it accepts, and what it says of the rest. Each case also goes through the
// checker, which must agree with the fast reader.
#include <doctest/doctest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_check.hpp"
#include "base/text_source.hpp"
#include "tariff/request.hpp"
#include "tariff/value.hpp"

using tariff::JsonError;
using tariff::parse_json;
using tariff::Rational;
using tariff::Value;

namespace {

auto read(std::string_view text) -> Value {
  Value out;
  JsonError error;
  const bool read = parse_json(text, out, error);
  REQUIRE_MESSAGE(read, text << ": " << error.message);
  JsonError check_error;
  REQUIRE(tariff::base::check_json(text, 64, check_error));
  return out;
}

struct Refused {
  std::string_view text;
  std::size_t offset;
  std::string_view message;  // how it starts
};

}  // namespace

TEST_CASE("what is accepted comes back as it was written") {
  for (const auto* text : {"null",
                           "true",
                           "false",
                           "0",
                           "-1",
                           "12.5",
                           "1.0",
                           R"("a")",
                           R"("")",
                           "[]",
                           "{}",
                           R"([1,[2,[]],{}])",
                           R"({"a":1,"b":{"c":[true,null]}})",
                           R"("\"\\\n\t\r")",
                           R"("größe 木 😀")",
                           "9223372036854775807",
                           "-9223372036854775808",
                           "1e400",
                           "123456789012345678901234567890",
                           R"({"":""})",
                           R"("\u0000\u001f")"}) {
    CHECK(read(text).to_json() == text);
  }
  CHECK(read(" \t\r\n[ 1 , 2 ] \n").to_json() == "[1,2]");
  CHECK(read(R"("\u0041\u00e9\u6728\ud83d\ude00\/\b\f")").as_text() == "Aé木😀/\b\f");
}

TEST_CASE("numbers are exact, and remember how they were written") {
  const auto number = [](std::string_view text) { return read(text).as_number().to_fraction(); };
  CHECK(number("0.053") == "53/1000");
  CHECK(number("1e2") == "100");
  CHECK(number("1E+2") == "100");
  CHECK(number("25e-2") == "1/4");
  CHECK(number("0.00e999999999999999999") == "0");
  CHECK(number("-0") == "0");
  CHECK(number("100000000000000000000000000e-26") == "1");
  CHECK(number("0.1000000000000000000000000000000000000000000000000000000000000000") == "1/10");
  CHECK(read("1.0").written_as_decimal());
  CHECK(read("1e2").written_as_decimal());
  CHECK_FALSE(read("100").written_as_decimal());
  for (const auto* huge :
       {"1e400", "-1e19", "9223372036854775808", "1e-19", "1e99999999999999999999",
        "0.12345678901234567890123456789012345678901234567890"}) {
    const auto value = read(huge);
    CHECK(value.is_number());
    CHECK_FALSE(value.number_fits());
    CHECK(value.as_text() == huge);
  }
}

TEST_CASE("what is refused is refused at its place") {
  using namespace std::string_view_literals;
  const std::vector<Refused> cases{
      {"", 0, "expected a value"},
      {"  ", 2, "expected a value"},
      {"nul", 0, "expected a value"},
      {"nulll", 4, "expected ','"},
      {"[1,]", 3, "expected a value"},
      {"[1 2]", 3, "expected ',' or ']'"},
      {"[1", 2, "expected ',' or ']'"},
      {"[1}", 2, "expected ',' or ']'"},
      {"[", 1, "expected a value"},
      {"{\"a\":1,}", 7, "expected a member name"},
      {"{\"a\" 1}", 5, "expected ':'"},
      {"{a:1}", 1, "expected a member name"},
      {"{\"a\":}", 5, "expected a value"},
      {"{\"a\":1 \"b\":2}", 7, "expected ',' or '}'"},
      {"{\"a\":1", 6, "expected ',' or '}'"},
      {"[01]", 1, "expected a value"},
      {"[1.]", 1, "expected a value"},
      {"[.5]", 1, "expected a value"},
      {"[+1]", 1, "expected a value"},
      {"[1e]", 1, "expected a value"},
      {"[0x1]", 2, "expected ','"},
      {"[NaN]", 1, "expected a value"},
      {"[-]", 1, "expected a value"},
      {"[\"a]", 1, "this string has no end"},
      {"\"a", 0, "this string has no end"},
      {"\"a\\", 2, "not a valid escape"},
      {"[\"\\x\"]", 2, "not a valid escape"},
      {"[\"\\u12g4\"]", 2, "not a valid escape"},
      {"[\"\\ud800\"]", 2, "not a valid escape"},
      {"[\"\\udc00\"]", 2, "not a valid escape"},
      {"[\"\\ud800\\u0041\"]", 2, "not a valid escape"},
      {"[\"\\ud800\\ue000\"]", 2, "not a valid escape"},
      {"[\"a\nb\"]", 3, "control characters"},
      {"[\"a\0b\"]"sv, 3, "control characters"},
      {"[1,\0 2]"sv, 3, "NUL byte"},
      {"[\"\xff\"]", 2, "not valid UTF-8"},
      {"[\"\xc0\xaf\"]", 2, "not valid UTF-8"},
      {"[\"\xed\xa0\x80\"]", 2, "not valid UTF-8"},
      {"\"\xf5\"", 1, "not valid UTF-8"},
      {"[1] 2", 4, "text after the end"},
      {"[1]]", 3, "text after the end"},
      {"{}{}", 2, "text after the end"},
      {"1 2", 2, "text after the end"},
      {"\"a\" \"b\"", 4, "text after the end"},
      {"[1,2] [1]", 6, "text after the end"},
      {"'a'", 0, "expected a value"},
      {"[1 // one\n]", 3, "expected ',' or ']'"},
      {"\xef\xbb\xbf[1]", 0, "expected a value"},
      {"{\"a\":1,\"a\":2}", 7, "member name \"a\" occurs twice"},
      {"{\"x\":{\"a\":1,\"b\":[], \"\\u0061\":2}}", 20, "member name \"a\" occurs twice"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.text);
    Value out = Value::integer(7);
    JsonError error;
    REQUIRE_FALSE(parse_json(c.text, out, error));
    CHECK(error.offset == c.offset);
    CHECK_MESSAGE(error.message.starts_with(c.message), error.message);
    CHECK(out == Value::integer(7));
  }
}

TEST_CASE("a duplicate among many members is found") {
  std::string text = "{";
  for (int i = 0; i < 2000; ++i) text += "\"k" + std::to_string(i) + "\":0,";
  Value out;
  JsonError error;
  CHECK(parse_json(text + "\"z\":0}", out, error));
  CHECK_FALSE(parse_json(text + "\"k1234\":0}", out, error));
  CHECK(error.offset == text.size());
}

TEST_CASE("nesting is limited") {
  const auto nested = [](std::size_t levels) {
    return std::string(levels, '[') + std::string(levels, ']');
  };
  Value out;
  JsonError error;
  CHECK(parse_json(nested(64), out, error));
  CHECK_FALSE(parse_json(nested(65), out, error));
  CHECK(error.message == "nested too deeply");
  CHECK(error.offset == 64);
  CHECK_FALSE(parse_json(nested(1'000'000), out, error, 1'000'000));
  CHECK_FALSE(parse_json(std::string(1'000'000, '['), out, error));
  CHECK_FALSE(parse_json("[]", out, error, 0));
  CHECK(parse_json("1", out, error, 0));
}

TEST_CASE("the reader and the checker agree on mangled texts") {
  std::mt19937_64 random{3};
  const std::string seed =
      R"({"id":"r1","params":{"size":"1x2","n":-1.5e3,"s":"\u00e9\n"},"l":[1,true,null,{},[]]} )";
  const std::string_view bytes = "{}[]\",:\\ue1-.0 tn\x01\xff\xc3\n";
  for (int i = 0; i < 50'000; ++i) {
    auto text = seed;
    for (auto changes = 1 + random() % 3; changes > 0; --changes) {
      const auto at = random() % text.size();
      const char with = bytes[random() % bytes.size()];
      if (random() % 3 == 0) {
        text.erase(at, 1 + random() % 4);
      } else if (random() % 2 == 0) {
        text.insert(at, 1, with);
      } else {
        text[at] = with;
      }
      if (text.empty()) text = "x";
    }
    Value out;
    JsonError error;
    JsonError check_error;
    const bool read = parse_json(text, out, error);
    const bool valid = tariff::base::check_json(text, 64, check_error);
    const bool duplicate = error.message.ends_with("occurs twice");
    CAPTURE(text);
    REQUIRE(read == (valid && !duplicate));
    if (!read) REQUIRE(error.message != "not valid JSON");
    if (read) {
      Value again;
      REQUIRE(parse_json(out.to_json(), again, error));
      REQUIRE(again == out);
    }
  }
}

TEST_CASE("values are set, replaced and removed in order") {
  auto value = Value::object();
  value.set("b", Value::integer(1)).set("a", Value::text("x")).set("b", Value::boolean(true));
  CHECK(value.to_json() == R"({"b":true,"a":"x"})");
  CHECK(value.erase("b"));
  CHECK_FALSE(value.erase("b"));
  CHECK(value.find("b") == nullptr);
  CHECK(value.find("a")->as_text() == "x");
  Value null;
  null.set("a", Value{});
  CHECK(null.to_json() == R"({"a":null})");
  CHECK(Value::number(Rational{}).mark_decimal().to_json() == "0.0");
  CHECK(Value::text("a\xff"
                    "b")
            .to_json() ==
        "\"a\xEF\xBF\xBD"
        "b\"");
}

TEST_CASE("objects are equal whatever the order of their members") {
  CHECK(read(R"({"a":1,"b":2})") == read(R"({"b":2,"a":1.0})"));
  CHECK_FALSE(read(R"({"a":1,"b":2})") == read(R"({"a":1,"c":2})"));
  CHECK_FALSE(read(R"({"a":1})") == read(R"({"a":1,"b":2})"));
  CHECK_FALSE(read("1") == read("\"1\""));
  CHECK_FALSE(read("[1,2]") == read("[2,1]"));
}

TEST_CASE("a request is made from a provider's own body") {
  tariff::Request request;
  JsonError error;
  REQUIRE(tariff::Request::from_json("p", "", R"({"model":"m","size":"1x1"})", request, error));
  CHECK(request.provider == "p");
  CHECK(request.model == "m");
  CHECK(request.params.to_json() == R"({"model":"m","size":"1x1"})");
  REQUIRE(tariff::Request::from_json("p", "other", R"({"model":"m"})", request, error));
  CHECK(request.model == "other");
  CHECK_FALSE(tariff::Request::from_json("p", "m", "  [1]", request, error));
  CHECK(error.offset == 2);
  CHECK(error.message == "a request body is a JSON object");
  CHECK_FALSE(tariff::Request::from_json("p", "m", "{", request, error));
}
