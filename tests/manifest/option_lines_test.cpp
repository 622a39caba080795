#include "manifest/option_lines.hpp"

#include <doctest/doctest.h>

#include <string>

using tariff::Diagnostic;
using tariff::manifest::OptionLines;

namespace {

// The message about a line that stands alone, as "column: message"; empty: it reads.
auto problem_of(std::string_view line) -> std::string {
  OptionLines lines{"in.jsonl"};
  Diagnostic error;
  if (lines.read(line, 1, 0, error)) return {};
  CHECK(error.location.file == "in.jsonl");
  CHECK(error.location.line == 1);
  return std::to_string(error.location.column) + ": " + error.message;
}

}  // namespace

TEST_CASE("plain lines and others say the same") {
  // The second line says it with escapes, other spaces and another order.
  OptionLines lines{"in.jsonl"};
  Diagnostic error;
  REQUIRE(
      lines.read(R"({"asset": "a", "count": 3, "options": [{"id": "x", "cost": 5, "utility": -7},)"
                 R"( {"id": "y", "cost": 9223372036854775807, "utility": 0}]})",
                 1, 0, error));
  REQUIRE(lines.read(
      R"({"options":[{"utility":-7,"id":"\u0078","cost":5.0},{"cost":9223372036854775807)"
      R"(,"id":"y","utility":0}],"count":3e0,"asset":"\u0062é"})",
      2, 100, error));
  const auto& table = lines.table();
  REQUIRE(table.classes.size() == 2);
  CHECK(table.assets.name(0) == "a");
  CHECK(table.assets.name(1) == "bé");
  CHECK(table.option_names.size() == 2);
  for (const auto& entry : table.classes) {
    CHECK(entry.copies == 3);
    REQUIRE(entry.size == 2);
    CHECK(table.options[entry.first].cost == 5);
    CHECK(table.options[entry.first].utility == -7);
    CHECK(table.options[entry.first + 1].cost == 9223372036854775807);
    CHECK(table.option_names.name(table.ids[entry.first]) == "x");
    CHECK(table.option_names.name(table.ids[entry.first + 1]) == "y");
  }
}

TEST_CASE("what is wrong is said where it is") {
  const std::string option = R"({"id": "x", "cost": 1, "utility": 2})";
  const auto with = [](const std::string& options) {
    return R"({"asset": "a", "options": [)" + options + "]}";
  };
  CHECK(problem_of(with(option)).empty());
  CHECK(problem_of("[]") == "1: a line must be a JSON object");
  CHECK(problem_of(with(option) + "x") == "66: text after the end of the JSON value");
  CHECK(problem_of("{}") == "1: \"asset\" is missing: the asset's name");
  CHECK(problem_of(R"({"asset": 1, "options": []})") == "11: \"asset\" must be a text");
  CHECK(problem_of(R"({"asset": "a"})") == "1: \"options\" is missing");
  CHECK(problem_of(with("")) == "27: an asset needs at least one option");
  CHECK(problem_of(with("1")) == "28: an option must be a JSON object");
  CHECK(problem_of(with(R"({"id": "x", "cost": 1})")) == "28: \"utility\" is missing");
  CHECK(problem_of(with(option + "," + option)) == "72: this option stands twice");
  CHECK(problem_of(with(R"({"id": "x", "cost": -1, "utility": 2})")) ==
        "48: \"cost\" must not be negative");
  CHECK(problem_of(with(R"({"id": "x", "cost": 01, "utility": 2})")).starts_with("48: "));
  CHECK(problem_of(with(R"({"id": "x", "cost": "1", "utility": 2})")) ==
        "48: \"cost\" must be a whole number");
  CHECK(problem_of(with(R"({"id": "x", "cost": 1, "utility": 0.5})")) ==
        "62: \"utility\" must be a whole number of 64 bits");
  CHECK(problem_of(R"({"asset": "a", "sise": 1, "options": []})") == "16: unknown member 'sise'");
  CHECK(problem_of(R"({"asset": "a", "asset": "a", "options": []})").starts_with("16: "));
  for (const std::string count : {"0", "-1", "1000000001"}) {
    CHECK(problem_of(R"({"asset": "a", "count": )" + count + R"(, "options": []})") ==
          "25: \"count\" must be between 1 and 1000000000");
  }
}

TEST_CASE("assets stand once, whatever lines are wrong between them") {
  OptionLines lines{"in.jsonl"};
  Diagnostic error;
  const auto line = [](const std::string& name) {
    return R"({"asset": ")" + name + R"(", "options": [{"id": "x", "cost": 1, "utility": 2}]})";
  };
  for (std::uint32_t i = 1; i <= 1000; ++i) {
    REQUIRE(lines.read(line("asset-" + std::to_string(i)), 2 * i, 0, error));
    REQUIRE_FALSE(lines.read("{", 2 * i + 1, 0, error));
  }
  for (std::uint32_t i = 1; i <= 1000; ++i) {
    REQUIRE_FALSE(lines.read(line("asset-" + std::to_string(i)), 3000, 0, error));
    REQUIRE(error.message == "this asset stands in line " + std::to_string(2 * i) + " already");
  }
}

TEST_CASE("no prefix of a line crashes or passes") {
  const std::string line =
      R"({"asset": "\u00e9", "count": 3, "options": [{"id": "x", "cost": 5, "utility": -7}]})";
  for (std::size_t length = 0; length < line.size(); ++length) {
    CAPTURE(length);
    CHECK(problem_of(line.substr(0, length)) != "");
  }
  CHECK(problem_of(line).empty());
}
