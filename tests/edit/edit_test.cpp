// Fixes of texts: the cases of cases.txt.
#include <doctest/doctest.h>

#include <fstream>
#include <string>
#include <vector>

#include "edit/support.hpp"

using edit_test::mended;
using edit_test::Wish;
using tariff::InputKind;

namespace {

struct Case {
  std::string name;
  std::string kind;
  std::vector<Wish> wishes;
  std::string envelope;
  bool crlf = false;
  bool bom = false;
  bool open = false;
  bool none = false;
  std::string before;
  std::string after;
};

auto words_of(const std::string& text) -> std::vector<std::string> {
  std::istringstream in{text};
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

// "a b: {"size": "1x1"} - seed n"
auto wish_of(const std::string& text) -> Wish {
  Wish wish;
  const auto colon = text.find(": {");
  wish.ids = words_of(text.substr(0, colon));
  auto json = text.substr(colon + 2);
  if (const auto dash = json.rfind("} - "); dash != std::string::npos) {
    wish.fix.remove = words_of(json.substr(dash + 3));
    json.erase(dash + 1);
  }
  tariff::JsonError error;
  REQUIRE(tariff::parse_json(json, wish.fix.params, error));
  return wish;
}

void read_setting(const std::string& line, Case& out) {
  const auto space = line.find(' ');
  const auto word = line.substr(0, space);
  const auto rest = line.substr(space + 1);
  if (word == "kind") {
    out.kind = rest;
  } else if (word == "fix") {
    out.wishes.push_back(wish_of(rest));
  } else if (word == "in") {
    out.envelope = rest;
  } else {
    REQUIRE(word == "with");
    (rest == "crlf" ? out.crlf : rest == "bom" ? out.bom : out.open) = true;
  }
}

auto read_cases() -> std::vector<Case> {
  std::ifstream in{TARIFF_SOURCE_DIR "/tests/edit/cases.txt"};
  std::vector<Case> cases;
  std::string* text = nullptr;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("== ")) {
      cases.push_back({});
      cases.back().name = line.substr(3);
      text = nullptr;
    } else if (line == "--- before") {
      text = &cases.back().before;
    } else if (line == "--- after") {
      text = &cases.back().after;
    } else if (line == "--- none") {
      cases.back().none = true;
      text = nullptr;
    } else if (text != nullptr) {
      *text += line + "\n";
    } else if (!cases.empty() && !line.empty()) {
      read_setting(line, cases.back());
    }
  }
  return cases;
}

// A blank line stands between two cases.
auto text_of(const Case& each, std::string text, bool has_blank) -> std::string {
  if (has_blank && text.ends_with("\n\n")) text.pop_back();
  if (each.kind == "assets") {
    text = "version: 1\ndefaults: {provider: acme, model: m}\nassets:\n" + text;
  }
  if (each.open) text.pop_back();
  std::string out = each.bom ? "\xEF\xBB\xBF" : "";
  for (const char c : text) {
    if (c == '\n' && each.crlf) out += '\r';
    out += c;
  }
  return out;
}

auto kind_of(const Case& each) -> InputKind {
  InputKind kind{};
  return tariff::parse_input_kind(each.kind, kind) ? kind : InputKind::yaml;
}

}  // namespace

TEST_CASE("fixes keep everything but the values that they change") {
  auto cases = read_cases();
  CHECK(cases.size() >= 60);
  for (auto& each : cases) {
    CAPTURE(each.name);
    const auto before = text_of(each, each.before, false);
    const auto kind = kind_of(each);
    // A text that is not read at all would pass every case without edits.
    REQUIRE(manifest_test::read(before, kind).summary.records > 0);
    for (auto& wish : each.wishes) wish.fix.envelope = each.envelope;
    CHECK(mended(before, kind, each.wishes) == (each.none ? "" : text_of(each, each.after, true)));
  }
}
