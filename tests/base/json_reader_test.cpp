// Reading many texts into the same value: nothing of one shows in the next, and once the buffers
// have their sizes nothing is allocated.
#include "base/json_reader.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "base/json_text.hpp"
#include "support/counting_new.hpp"

namespace {

using namespace tariff;

class TextGenerator {
 public:
  explicit TextGenerator(std::uint64_t seed) : random_(seed) {}

  auto next() -> std::string { return value(0); }

  // Now and then no JSON.
  auto mangled() -> std::string {
    std::string text = next();
    const std::string_view bytes = "{}[]\",:\\ue1-.0 tn\x01\xff\xc3\n";
    for (auto changes = below(3); changes > 0 && !text.empty(); --changes) {
      text[below(text.size())] = bytes[below(bytes.size())];
    }
    return text;
  }

 private:
  auto below(std::size_t end) -> std::size_t { return static_cast<std::size_t>(random_() % end); }

  auto value(int depth) -> std::string {
    switch (below(depth < 4 ? 9 : 6)) {
      case 0: return "null";
      case 1: return "true";
      case 2: return std::to_string(below(1'000'000));
      case 3: return "-1.50e3";
      case 4: return "1e400";
      case 5: return text();
      case 6: return list(depth);
      default: return object(depth);
    }
  }

  auto text() -> std::string {
    std::string out = "\"";
    const std::vector<std::string> pieces{"a", "größe", "\\n", "\\u00e9", "a long piece of text "};
    for (auto count = below(12); count > 0; --count) out += pieces[below(pieces.size())];
    return out + '"';
  }

  auto list(int depth) -> std::string {
    std::string out = "[";
    for (auto count = below(5); count > 0; --count) {
      out += value(depth + 1) + (count > 1 ? " , " : "");
    }
    return out + "]";
  }

  auto object(int depth) -> std::string {
    std::string out = "{";
    const auto count = below(20) == 0 ? 30 : below(6);
    for (std::size_t i = 0; i < count; ++i) {
      const auto name = below(60) == 0 ? std::size_t{0} : i;
      out += (i > 0 ? ",\"" : "\"") + std::string(below(2) * 20, 'n') + std::to_string(name) +
             "\":" + value(depth + 1);
    }
    return out + "}";
  }

  std::mt19937_64 random_;
};

}  // namespace

TEST_CASE("a reader that is used again reads as a new one") {
  TextGenerator random{11};
  base::JsonReader reader;
  Value again;
  JsonError again_error;
  std::size_t refused = 0;
  for (int i = 0; i < 20'000; ++i) {
    const std::string text = random.mangled();
    CAPTURE(text);
    Value fresh;
    JsonError fresh_error;
    const bool read = parse_json(text, fresh, fresh_error);
    REQUIRE(reader.read(text, again, again_error) == read);
    REQUIRE(again_error.message == fresh_error.message);
    REQUIRE(again_error.offset == fresh_error.offset);
    if (read) REQUIRE(again.to_json() == fresh.to_json());
    if (read) REQUIRE(again == fresh);
    if (!read) ++refused;
  }
  CHECK(refused > 1'000);
  CHECK(refused < 15'000);
}

TEST_CASE("reading the same texts again allocates nothing") {
  if (!testing::counts_allocations) return;
  TextGenerator random{12};
  std::vector<std::string> texts;
  for (int i = 0; i < 200; ++i) {
    std::string text = random.next();
    // Beyond what fits a number, the spelling is kept and costs a buffer when it is long.
    texts.push_back(std::move(text));
  }
  base::JsonReader reader;
  Value out;
  JsonError error;
  const auto read_all = [&] {
    std::size_t read = 0;
    for (const std::string& text : texts) read += reader.read(text, out, error) ? 1U : 0U;
    return read;
  };
  // A buffer may serve a larger text in each round, until all have the size of the largest.
  std::size_t read = 0;
  for (int round = 0; round < 50; ++round) read = read_all();
  CHECK(read > texts.size() / 2);
  std::erase_if(texts, [&](const std::string& text) { return !reader.read(text, out, error); });
  for (int round = 0; round < 50; ++round) read = read_all();
  const auto before = testing::allocations();
  CHECK(read_all() == texts.size());
  CHECK((testing::allocations() - before).calls == 0);
}

TEST_CASE("the memory of a very large text is given back") {
  if (!testing::counts_allocations) return;
  base::JsonReader reader;
  Value out;
  JsonError error;
  std::string large = "[";
  for (int i = 0; i < 300'000; ++i) large += "0,";
  large += "0]";
  REQUIRE(reader.read(large, out, error));
  REQUIRE(reader.read("[1]", out, error));
  CHECK(out.items().capacity() < 100);
  REQUIRE(reader.read('"' + std::string(2'000'000, 'x') + '"', out, error));
  REQUIRE(reader.read("\"y\"", out, error));
  CHECK(out.as_text().capacity() < 100);
}

TEST_CASE("where a plain run ends") {
  for (std::size_t length = 0; length < 40; ++length) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string text(length, '~');
      text += static_cast<char>(byte);
      text += "\xff~\"";
      const bool ends = byte < 0x20 || byte == '"' || byte == '\\';
      CAPTURE(byte);
      for (std::size_t at = 0; at <= length; ++at) {
        REQUIRE(base::plain_end(text, at) == (ends ? length : text.size() - 1));
      }
    }
  }
  CHECK(base::plain_end("", 0) == 0);
  CHECK(base::plain_end("plain text", 3) == 10);
}

TEST_CASE("a value is copied, moved and changed whole") {
  const std::vector<Value> all{
      Value{},
      Value::boolean(true),
      Value::integer(7),
      Value::number(Rational{3}).mark_decimal(),
      Value::huge_number("1e400000000000000000000"),
      Value::text("a text that is too long to be kept inside"),
      Value::array({Value::integer(1), Value::text("a")}),
      Value::object({{"a", Value::array({Value::text("b")})}}),
  };
  for (const Value& from : all) {
    for (const Value& to : all) {
      Value target = to;
      target = from;
      CHECK(target.to_json() == from.to_json());
      target = to;
      Value source = from;
      target = std::move(source);
      CHECK(target.to_json() == from.to_json());
      CHECK(target == from);
    }
    Value self = from;
    const Value& alias = self;
    self = alias;
    CHECK(self == from);
    CHECK(from.as_boolean() == from.is_boolean());
    CHECK(from.items().empty() == !from.is_array());
    CHECK(from.members().empty() == !from.is_object());
    CHECK(from.as_text().empty() == !(from.is_text() || !from.number_fits()));
    Value edited = from;
    edited.edit_text() = "x";
    CHECK(edited.to_json() == "\"x\"");
    edited = from;
    edited.items() = {Value{}};
    CHECK(edited.to_json() == "[null]");
    edited = from;
    edited.members() = {{"m", Value{}}};
    CHECK(edited.to_json() == R"({"m":null})");
  }
  Value nested = Value::array({Value::array({Value::text("inside")})});
  nested = std::move(nested.items().front());
  CHECK(nested.to_json() == R"(["inside"])");
}
