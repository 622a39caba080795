#include "catalog/document.hpp"

#include <doctest/doctest.h>

#include "support.hpp"

using namespace tariff;
using namespace tariff::catalog;

namespace {

struct Read {
  std::optional<Node> root;
  std::string errors;
};

auto read(std::string text, DocumentLimits limits = {}) -> Read {
  std::vector<base::TextSource> files;
  files.emplace_back("x/f.yaml", std::move(text));
  Reporter reporter{std::move(files)};
  auto root = read_document(0, reporter, limits);
  return {std::move(root), test::summary(reporter.take())};
}

// What of the file stands for `part` of the value of key `e`.
auto shown(const std::string& text, std::string_view part) -> std::string {
  const auto result = read(text);
  REQUIRE_MESSAGE(result.root, result.errors);
  const Node* node = result.root->find("e");
  REQUIRE(node != nullptr);
  const auto at = node->text.find(part);
  REQUIRE_MESSAGE(at != std::string::npos, node->text);
  const auto span =
      node->map.to_file({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(part.size())});
  return text.substr(span.begin, span.length);
}

}  // namespace

TEST_CASE("scalars map back to the file") {
  CHECK(shown("e: width mod 16 = 0\n", "mod") == "mod");
  CHECK(shown("# größe\ne: width mod 16 = 0 # c\n", "16") == "16");
  CHECK(shown("e: 'a = \"b\" and c'\n", "and c") == "and c");
  CHECK(shown("e: 'it''s here, x'\n", "here") == "here");
  CHECK(shown("e: \"say \\\"x\\\" or y\"\n", "or y") == "or y");
  CHECK(shown("e: |\n  first and\n    second\n  third\n", "second") == "second");
  CHECK(shown("e: |\n  first and\n  third\n", "third") == "third");
  CHECK(shown("e: >-\n  first and\n  second or\n  third\n", "third") == "third");
  CHECK(shown("e: first and\n   second or\n   third\n", "third") == "third");
  CHECK(shown("e: 'first and\n   second or\n   third'\n", "second") == "second");
  CHECK(shown("f: {e: a + b, g: 1}\ne: [x]\n" + std::string{"h: 1\n"}, "").empty());
}

TEST_CASE("an escape that cannot be followed stands for the scalar's start") {
  const std::string text = "e: \"\\u00e9 and x\"\n";
  const auto result = read(text);
  REQUIRE(result.root);
  const auto& node = *result.root->find("e");
  CHECK(node.map.to_file({3, 3}).begin == node.map.span().begin);
}

TEST_CASE("nodes know their kinds and places") {
  const auto result = read("a: 1\nb: '1'\nc: [x, y]\nd:\n  e: null\nf:\n");
  REQUIRE(result.root);
  const auto& root = *result.root;
  CHECK_FALSE(root.find("a")->quoted);
  CHECK(root.find("b")->quoted);
  CHECK(root.find("c")->items.size() == 2);
  CHECK(root.find("c")->items[1].span == base::Span{19, 1});
  CHECK(root.find("d")->find("e")->is(Node::Kind::null));
  CHECK(root.find("f")->is(Node::Kind::null));
  CHECK(root.find("f")->span == base::Span{35, 1});
  CHECK(root.find("g") == nullptr);
}

TEST_CASE("what is not strict YAML is refused where it stands") {
  const auto errors = [](std::string text) {
    const auto result = read(std::move(text));
    CHECK_FALSE(result.root);
    return result.errors;
  };
  CHECK(errors("a: 1\nb: 2\na: 3\n") == "f.yaml:3:1 CATALOG-YAML key 'a' stands here twice\n");
  CHECK(errors("a: &x 1\nb: *x\n") ==
        "f.yaml:1:4 CATALOG-YAML anchors are not allowed\n"
        "f.yaml:2:4 CATALOG-YAML aliases are not allowed\n");
  CHECK(errors("a: !!int 1\n") == "f.yaml:1:4 CATALOG-YAML tags are not allowed\n");
  CHECK(errors("a: 1\n---\nb: 2\n").find("second document") != std::string::npos);
  CHECK(errors("a: 1\n...\njunk\n").find("second document") != std::string::npos);
  CHECK(errors("a: [1, 2\n").find("CATALOG-YAML not YAML: ") != std::string::npos);
  CHECK(errors("") == "f.yaml:1:1 CATALOG-YAML expected a mapping\n");
  CHECK(errors("- a\n").find("expected a mapping") != std::string::npos);
  CHECK(errors("? [a]\n: b\n").find("a key must be a text") != std::string::npos);
  CHECK(errors("a: \xFF\n") == "f.yaml:1:4 CATALOG-YAML not UTF-8\n");
  CHECK(errors(std::string{"a: \0b\n", 6}) == "f.yaml:1:4 CATALOG-YAML a control character\n");
  CHECK(errors("\xEF\xBB\xBF"
               "a: 1\n")
            .find("byte order mark") != std::string::npos);
}

TEST_CASE("size, depth and number of values are bounded") {
  CHECK_FALSE(read("a: " + std::string(33, '[') + std::string(33, ']')).root);
  CHECK_FALSE(read("a: " + std::string(5000, '[')).root);
  CHECK_FALSE(read(std::string(20'000, '{')).root);
  CHECK_FALSE(read("a: [1, 2, 3]", {.nodes = 3}).root);
  CHECK_FALSE(read("a: 12345678", {.bytes = 10}).root);
  CHECK(read("a: [1, 2, 3]", {.nodes = 6}).root);
}
