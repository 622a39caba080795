#include "result_cache.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "support/temp_folder.hpp"

using namespace tariff;
using namespace tariff::app;
using test::TempFolder;

namespace {

auto subject() -> CacheSubject {
  return {.catalog = "c0ffee",
          .day = {},
          .settings = "{}",
          .provider = "acme",
          .name = "a.yaml",
          .kind = InputKind::yaml,
          .text = "assets: []"};
}

auto sample() -> CachedResult {
  CachedResult result;
  result.findings.resize(2);
  result.findings[0].diagnostic.code = "ACME-SIZE-016";
  result.findings[1].fingerprint = "0123456789abcdef";
  result.tally.records = 7;
  result.tally.notes = 3;
  result.kind = InputKind::yaml;
  return result;
}

auto file_of(const TempFolder& folder, const std::string& key) -> std::string {
  return folder / ("cache/" + key + ".lint");
}

auto bytes_of(const std::string& path) -> std::string {
  std::ifstream in{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

}  // namespace

TEST_CASE("a key differs with all that a result depends on") {
  const auto key = cache_key(subject());
  CHECK(key.size() == 64);
  CHECK(cache_key(subject()) == key);
  const auto differs = [&key](auto change) {
    auto other = subject();
    change(other);
    return cache_key(other) != key;
  };
  CHECK(differs([](auto& s) { s.catalog = "c0ffed"; }));
  CHECK(differs([](auto& s) { REQUIRE(Date::parse("2026-11-21", s.day)); }));
  CHECK(differs([](auto& s) { s.settings = "{ }"; }));
  CHECK(differs([](auto& s) { s.provider = ""; }));
  CHECK(differs([](auto& s) { s.name = "b.yaml"; }));
  CHECK(differs([](auto& s) { s.kind = InputKind::json; }));
  CHECK(differs([](auto& s) { s.text = "assets: [ ]"; }));
  // The same bytes, cut elsewhere.
  CHECK(differs([](auto& s) {
    s.settings = "{}acme";
    s.provider = "";
  }));
}

TEST_CASE("what is stored is found, by another cache too") {
  const TempFolder folder;
  const auto key = cache_key(subject());
  {
    ResultCache cache{folder / "cache"};
    CHECK_FALSE(cache.find(key, {}).has_value());
    cache.store(key, sample());
  }
  const ResultCache cache{folder / "cache"};
  const auto found = cache.find(key, {});
  REQUIRE(found.has_value());
  REQUIRE(found->findings.size() == 2);
  CHECK(found->findings[0].diagnostic.code == "ACME-SIZE-016");
  CHECK(found->findings[1].fingerprint == "0123456789abcdef");
  CHECK(found->tally.records == 7);
  CHECK(found->tally.notes == 3);
  CHECK(found->kind == InputKind::yaml);
  CHECK(bytes_of(folder / "cache/.gitignore") == "*\n");
}

TEST_CASE("an entry holds only while the texts beside the input are the same") {
  const TempFolder folder;
  std::map<std::string, std::string> texts{{"a.txt", "a fox"}};
  const ReadText read_text = [&texts](const std::string& path, std::string& text) {
    if (texts.contains(path)) text = texts[path];
    return texts.contains(path);
  };
  TextReads reads{read_text};
  std::string text;
  CHECK(reads.reader()("a.txt", text));
  CHECK(text == "a fox");
  CHECK_FALSE(reads.reader()("b.txt", text));
  auto result = sample();
  result.reads = reads.take();
  REQUIRE(result.reads.size() == 2);

  ResultCache cache{folder / "cache"};
  const auto key = cache_key(subject());
  cache.store(key, result);
  CHECK(cache.find(key, read_text).has_value());
  texts["b.txt"] = "";
  CHECK_FALSE(cache.find(key, read_text).has_value());
  texts.erase("b.txt");
  texts["a.txt"] = "an ox";
  CHECK_FALSE(cache.find(key, read_text).has_value());
  texts.clear();
  CHECK_FALSE(cache.find(key, read_text).has_value());
}

TEST_CASE("a damaged or foreign entry is as none") {
  const TempFolder folder;
  ResultCache cache{folder / "cache"};
  const auto key = cache_key(subject());
  cache.store(key, sample());
  const auto bytes = bytes_of(file_of(folder, key));
  REQUIRE(cache.find(key, {}).has_value());
  const auto name = "cache/" + key + ".lint";
  for (std::size_t at = 0; at < bytes.size(); at += 7) {
    auto damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 1);
    folder.write(name, damaged);
    CHECK_FALSE(cache.find(key, {}).has_value());
    folder.write(name, std::string_view{bytes}.substr(0, at));
    CHECK_FALSE(cache.find(key, {}).has_value());
  }
  const std::string other(64, '0');
  folder.write("cache/" + other + ".lint", bytes);
  CHECK_FALSE(cache.find(other, {}).has_value());
  folder.write(name, bytes);
  CHECK(cache.find(key, {}).has_value());
}

TEST_CASE("without a folder nothing is cached, and nothing fails") {
  const TempFolder folder;
  folder.write("file", "");
  for (const auto& where : {std::string{}, folder / "file", folder / "file/below"}) {
    ResultCache cache{where};
    cache.store(cache_key(subject()), sample());
    CHECK_FALSE(cache.find(cache_key(subject()), {}).has_value());
  }
  CHECK(bytes_of(folder / "file").empty());
}

TEST_CASE("what was used longest ago goes first") {
  namespace fs = std::filesystem;
  const TempFolder folder;
  std::vector<std::string> keys;
  for (const char* name : {"a", "b", "c"}) {
    auto each = subject();
    each.name = name;
    keys.push_back(cache_key(each));
  }
  std::uintmax_t size = 0;
  {
    ResultCache cache{folder / "cache"};
    for (const auto& key : keys) cache.store(key, sample());
    size = fs::file_size(file_of(folder, keys[0]));
    const auto now = fs::file_time_type::clock::now();
    for (int i = 0; i < 3; ++i) {
      fs::last_write_time(file_of(folder, keys[static_cast<std::size_t>(i)]),
                          now - std::chrono::hours{3 - i});
    }
    CHECK(cache.find(keys[0], {}).has_value());  // now the youngest
  }
  {
    ResultCache cache{folder / "cache", 2 * size};
    cache.store(keys[2], sample());
  }
  CHECK(fs::exists(file_of(folder, keys[0])));
  CHECK_FALSE(fs::exists(file_of(folder, keys[1])));
  CHECK(fs::exists(file_of(folder, keys[2])));
}
