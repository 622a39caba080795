// Exact counts: against the encoding's own tokeniser (vectors.txt), against merging, against the
// encoding of all prefixes; on long and broken texts; without allocation; from several threads.
#include "tokens/exact.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "support/counting_new.hpp"
#include "tariff/value.hpp"
#include "tokens/encodings.hpp"
#include "tokens/estimate.hpp"

namespace {

using namespace tariff;
using tokens::Count;
using tokens::count;
using tokens::o200k_base;
using tokens::Rank;

auto repeat(std::string_view unit, std::size_t times) -> std::string {
  std::string out;
  out.reserve(unit.size() * times);
  for (; times > 0; --times) out += unit;
  return out;
}

auto valid_text(std::string_view text) -> tokens::ValidText {
  const auto* begin = reinterpret_cast<const unsigned char*>(text.data());
  return {begin, begin + text.size()};
}

struct Vector {
  Count count = 0;
  std::string text;
};

auto read_vectors() -> std::vector<Vector> {
  std::ifstream in(TARIFF_SOURCE_DIR "/tests/tokens/vectors.txt");
  std::vector<Vector> out;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream words(line);
    Vector vector;
    std::size_t times = 0;
    std::string json;
    words >> vector.count >> times >> std::ws;
    std::getline(words, json);
    Value text;
    JsonError error;
    REQUIRE_MESSAGE(parse_json(json, text, error), line);
    vector.text = repeat(text.as_text(), times);
    out.push_back(std::move(vector));
  }
  return out;
}

// Byte pair encoding as it is defined: merge the pair of the lowest rank, until there is none.
auto count_by_merging(std::string_view piece) -> Count {
  std::vector<Rank> parts;
  for (const char byte : piece) {
    parts.push_back(
        tokens::longest_match(o200k_base, reinterpret_cast<const unsigned char*>(&byte), 1).rank);
  }
  while (parts.size() > 1) {
    Rank best = tokens::no_rank;
    std::size_t at = 0;
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
      const Rank rank = tokens::merged(o200k_base, parts[i], parts[i + 1]);
      if (rank >= best) continue;
      best = rank;
      at = i;
    }
    if (best == tokens::no_rank) break;
    parts[at] = best;
    parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(at) + 1);
  }
  return parts.size();
}

// Any bytes, in runs, so that tokens of all lengths come up.
auto random_piece(std::mt19937& random) -> std::string {
  static const std::vector<std::string> units = {"a",    "e",    "th",   "ing", "=",    "-",
                                                 " ",    "\n",   "\t",   "木",  "です", "ов",
                                                 "\xE3", "\x81", "\xFF", "한"};
  std::string out;
  for (auto runs = 1 + random() % 12; runs > 0; --runs) {
    out += repeat(units[random() % units.size()], 1 + random() % (random() % 8 == 0 ? 90 : 3));
    if (random() % 4 == 0) out += static_cast<char>(random() % 256);
  }
  return out;
}

}  // namespace

TEST_CASE("counts are those of the encoding's own tokeniser") {
  const auto vectors = read_vectors();
  REQUIRE(vectors.size() >= 4000);
  for (const auto& vector : vectors) {
    CHECK_MESSAGE(count(o200k_base, vector.text) == vector.count, vector.text.substr(0, 200));
  }
}

TEST_CASE("walking counts as merging does, and as the encoding of prefixes does") {
  std::mt19937 random(20261121);
  for (int i = 0; i < 3000; ++i) {
    const std::string piece = random_piece(random);
    const Count walked = tokens::count_piece(o200k_base, valid_text(piece));
    CHECK(walked == count_by_merging(piece));
    CHECK(walked == tokens::count_by_prefixes(o200k_base, valid_text(piece)));
  }
}

TEST_CASE("runs of any length cost no more than their length") {
  struct Run {
    std::string_view unit;
    Count count;
  };
  // A million bytes each: anything that is not linear would not end.
  for (const auto& [unit, expected] : std::vector<Run>{{"a", 125'000},
                                                       {"1", 333'334},
                                                       {"\n", 62'500},
                                                       {"=", 15'625},
                                                       {" ", 7'813},
                                                       {"\u0301", 500'000},
                                                       {"\u7684", 333'334}}) {
    const std::string text = repeat(unit, 1'000'000 / unit.size() + (unit.size() == 3 ? 1 : 0));
    CHECK_MESSAGE(count(o200k_base, text) == expected, unit);
  }
}

TEST_CASE("bytes that are not UTF-8 count as U+FFFD") {
  const std::string replacement = "\xEF\xBF\xBD";
  struct Broken {
    std::string bytes;
    std::string as;
  };
  for (const auto& [bytes, as] : std::vector<Broken>{
           {"\xFF", replacement},
           {"a\xC3", "a" + replacement},
           {"caf\xE9 au lait", "caf" + replacement + " au lait"},  // Latin-1
           {"\xE2\x82x", replacement + "x"},
           {"\xED\xA0\x80", repeat(replacement, 3)},
           {"\xF0\x9F\x98", replacement},
           {"ok \xC0\xAF ok", "ok " + replacement + replacement + " ok"},
           {repeat("\x80", 5000), repeat(replacement, 5000)},
           {repeat("!\xFF?", 3001), repeat("!" + replacement + "?", 3001)},
       }) {
    CHECK(count(o200k_base, bytes) == count(o200k_base, as));
  }
}

TEST_CASE("what looks like a special token is text, and NUL a character") {
  CHECK(count(o200k_base, "<|endoftext|>") == 7);
  CHECK(count(o200k_base, std::string_view("\0", 1)) == 1);
  CHECK(count(o200k_base, std::string(8, '\0')) == 4);
  CHECK(count(o200k_base, "") == 0);
}

TEST_CASE("count_until says the count up to the limit") {
  for (const std::string& text :
       {std::string("A misty alpine valley at dawn"), repeat("a", 4000), repeat("\xFF", 4000)}) {
    const Count all = count(o200k_base, text);
    CHECK(tokens::count_until(o200k_base, text, all) == all);
    CHECK(tokens::count_until(o200k_base, text, all + 1) == all);
    CHECK(tokens::count_until(o200k_base, text, all - 1) == std::nullopt);
    CHECK(tokens::count_until(o200k_base, text, 0) == std::nullopt);
  }
  CHECK(tokens::count_until(o200k_base, "", 0) == 0);
}

TEST_CASE("counting allocates nothing") {
  if (!testing::counts_allocations) return;
  const std::string text = repeat("Ein Tal im Nebel, 東京都 \xFF=====", 500);
  const auto before = testing::allocations();
  const Count found = count(o200k_base, text);
  const auto made = testing::allocations() - before;
  CHECK(found > 0);
  CHECK(made.calls == 0);
}

TEST_CASE("threads count at the same time") {
  const auto vectors = read_vectors();
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (const auto& vector : vectors) {
        if (count(o200k_base, vector.text) != vector.count) ++wrong;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(wrong == 0);
}

TEST_CASE("an estimate is exact where the vocabulary is here, else bounds") {
  const std::string prompt = "A misty alpine valley at dawn";
  Range range;
  REQUIRE(tokens::count(prompt, catalog::Encoding{.name = "o200k_base"}, range));
  CHECK(range == Range::exactly(Rational{7}));
  REQUIRE(tokens::count("", catalog::Encoding{.name = "o200k_base"}, range));
  CHECK(range == Range::exactly(Rational{0}));

  const catalog::Encoding unknown{
      .name = "mystery", .least = Rational{1}, .expected = Rational{4}, .most = Rational{16}};
  CHECK(tokens::find_encoding(unknown.name) == nullptr);
  REQUIRE(tokens::count(prompt, unknown, range));
  CHECK(range == Range{Rational{2}, Rational{8}, Rational{29}});
}
