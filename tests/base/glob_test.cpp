#include "base/glob.hpp"

#include <doctest/doctest.h>
#include <fnmatch.h>

#include <chrono>
#include <random>
#include <string>

using tariff::base::Glob;
using Entry = Glob::Entry;

namespace {

auto file(const char* pattern, std::string_view path) -> bool {
  return Glob{pattern}.matches(path, Entry::file);
}

auto folder(const char* pattern, std::string_view path) -> bool {
  return Glob{pattern}.matches(path, Entry::folder);
}

}  // namespace

TEST_CASE("a pattern without a slash names an entry at any depth") {
  CHECK(file("cats.yaml", "cats.yaml"));
  CHECK(file("cats.yaml", "art/spring/cats.yaml"));
  CHECK_FALSE(file("cats.yaml", "cats.yaml.old"));
  CHECK_FALSE(file("art", "art/cats.yaml"));
  CHECK(file("*", "a/b"));
  CHECK(file("**", "a/b"));
}

TEST_CASE("a slash anchors a pattern at its folder") {
  CHECK(file("/cats.yaml", "cats.yaml"));
  CHECK_FALSE(file("/cats.yaml", "art/cats.yaml"));
  CHECK(file("art/cats.yaml", "art/cats.yaml"));
  CHECK_FALSE(file("art/cats.yaml", "old/art/cats.yaml"));
  CHECK_FALSE(file("art//cats.yaml", "art/cats.yaml"));
  CHECK(file("art\\/cats.yaml", "art/cats.yaml"));
}

TEST_CASE("a slash at the end asks for a folder") {
  CHECK(folder("drafts/", "art/drafts"));
  CHECK_FALSE(file("drafts/", "art/drafts"));
  CHECK_FALSE(folder("drafts//", "art/drafts"));
  CHECK(folder("art/*/", "art/drafts"));
  CHECK_FALSE(folder("/", "art"));
}

TEST_CASE("stars") {
  CHECK(file("*.yaml", "art/cats.yaml"));
  CHECK(file("*.yaml", ".yaml"));
  CHECK(file("c*t*.ya*ml", "cats.yaml"));
  CHECK_FALSE(file("art/*.yaml", "art/spring/cats.yaml"));
  CHECK(file("a***b", "axxb"));
  CHECK_FALSE(file("a/x**b", "a/xx/b"));
  CHECK(file("c?ts", "cats"));
  CHECK_FALSE(file("art?cats", "art/cats"));
}

TEST_CASE("two stars that are a whole name are any number of folders") {
  CHECK(file("**/cats.yaml", "cats.yaml"));
  CHECK(file("**/cats.yaml", "a/b/cats.yaml"));
  CHECK(file("art/**/cats.yaml", "art/cats.yaml"));
  CHECK(file("art/**/cats.yaml", "art/a/b/cats.yaml"));
  CHECK_FALSE(file("art/**/cats.yaml", "cats.yaml"));
  CHECK(file("art/**", "art/a/b"));
  CHECK_FALSE(folder("art/**", "art"));
  CHECK(file("**/**", "a"));
  CHECK(file("a/**/b/**/c", "a/b/x/b/y/c"));
  CHECK_FALSE(file("a/**/b/**/c", "a/b/x/b/y/d"));
  CHECK(folder("a/**/", "a/b"));
  CHECK_FALSE(folder("a/**/", "a"));
}

TEST_CASE("brackets") {
  CHECK(file("[a-c]1", "b1"));
  CHECK_FALSE(file("[a-c]1", "d1"));
  CHECK(file("[!a-c]1", "d1"));
  CHECK(file("[^a-c]1", "d1"));
  CHECK(file("[]x]", "]"));
  CHECK(file("[a-]", "-"));
  CHECK(file("[\\]]", "]"));
  CHECK(file("[[:digit:]_]", "7"));
  CHECK(file("[[:digit:]_]", "_"));
  CHECK_FALSE(file("[[:digit:]_]", "a"));
  CHECK(file("[[:x]", ":"));
  CHECK_FALSE(file("a[!b]c", "a/c"));
  CHECK_FALSE(file("a[b/]c", "a/c"));
  CHECK(file("a[b/]c", "abc"));
  CHECK_FALSE(file("[c-a]", "b"));
}

TEST_CASE("what cannot be read matches nothing") {
  for (const char* pattern :
       {"[", "[a", "[!", "[a-", "a\\", "[[:nothing:]]", "[[:alpha:", "[\\", ""}) {
    CAPTURE(pattern);
    for (const char* path : {"a", "[", "[a", "a\\", "\\"}) CHECK_FALSE(file(pattern, path));
  }
}

TEST_CASE("a backslash takes a byte literally") {
  CHECK(file("\\*", "*"));
  CHECK_FALSE(file("\\*", "a"));
  CHECK(file("\\!a", "!a"));
  CHECK(file("a\\ ", "a "));
}

TEST_CASE("names are bytes") {
  CHECK(file("山水*", "山水.yaml"));
  CHECK(file("a?", "a\xFF"));
  CHECK(file("[\x80-\xFF]", "\xC3"));
}

TEST_CASE("a folder covers what is below it") {
  CHECK(Glob{"drafts"}.covers("art/drafts/spring/cats.yaml"));
  CHECK(Glob{"drafts/"}.covers("drafts/cats.yaml"));
  CHECK_FALSE(Glob{"drafts/"}.covers("art/drafts"));
  CHECK(Glob{"*.yaml"}.covers("art/cats.yaml"));
  CHECK_FALSE(Glob{"/drafts"}.covers("art/drafts/cats.yaml"));
}

TEST_CASE("agrees with fnmatch where that says the same") {
  static constexpr const char* pieces[] = {"a", "b", "*", "?", "/", "[ab]", "[!a]", "*"};
  static constexpr char letters[] = {'a', 'b', '/', 'c'};
  std::mt19937 random{7};  // NOLINT: the same run every time
  const auto pick = [&](unsigned bound) { return random() % bound; };
  int matched = 0;
  for (int round = 0; round < 200'000; ++round) {
    std::string pattern = "a/";
    for (auto count = 1 + pick(7); count > 0; --count) pattern += pieces[pick(8)];
    std::string path = "a/";
    for (auto count = 1 + pick(7); count > 0; --count) path += letters[pick(4)];
    const auto irregular = [](const std::string& text) {
      return text.find("//") != std::string::npos || text.ends_with('/');
    };
    if (irregular(pattern) || irregular(path) || pattern.find("**") != std::string::npos) continue;
    const bool wanted = fnmatch(pattern.c_str(), path.c_str(), FNM_PATHNAME) == 0;
    matched += static_cast<int>(wanted);
    if (file(pattern.c_str(), path) != wanted) FAIL_CHECK(pattern << " and " << path);
  }
  CHECK(matched > 1000);
}

TEST_CASE("no pattern takes long") {
  const auto begin = std::chrono::steady_clock::now();
  std::string stars;
  std::string folders;
  std::string path;
  for (int i = 0; i < 200; ++i) {
    stars += "*a";
    folders += "**/a/";
    path += "a/";
  }
  CHECK_FALSE(Glob{stars + "b"}.matches(std::string(4000, 'a'), Entry::file));
  CHECK_FALSE(Glob{folders + "b"}.matches(path + path + path + "c", Entry::file));
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds{2});
}
