// Counting the tokens of prompts: texts of nine languages (bench/data), a short prompt, and the
// texts on which byte pair encoding by merging takes quadratic time. items are bytes, so that the
// time is that of one byte.
#include <fstream>
#include <iterator>
#include <string>

#include "bench/support/measure.hpp"
#include "tokens/encodings.hpp"
#include "tokens/exact.hpp"

namespace {

using namespace tariff;
using benchmark::DoNotOptimize;
using benchmark::State;
using tokens::Count;
using tokens::o200k_base;

void count_text(State& state, const std::string& text, Count expected) {
  bench::require(tokens::count(o200k_base, text) == expected, "the number of tokens");
  bench::measure(
      state, [&] { DoNotOptimize(tokens::count(o200k_base, text)); }, text.size());
}

void count_language(State& state, const char* language, Count expected) {
  std::ifstream in(std::string(TARIFF_SOURCE_DIR "/bench/data/") + language + ".txt",
                   std::ios::binary);
  count_text(state, std::string{std::istreambuf_iterator<char>(in), {}}, expected);
}

// One call, not one byte.
void count_prompt(State& state) {
  const std::string prompt =
      "A misty alpine valley at dawn, watercolor on rough paper, muted blues and greens, soft "
      "light "
      "through pine trees, 35mm";
  bench::require(prompt.size() == 117 && tokens::count(o200k_base, prompt) == 27,
                 "the short prompt");
  bench::measure(state, [&] { DoNotOptimize(tokens::count(o200k_base, prompt)); });
}

void count_repeated(State& state, const char* unit, Count expected) {
  std::string text;
  while (text.size() < 1'000'000) text += unit;
  count_text(state, text, expected);
}

void count_until_limit(State& state) {
  const std::string text(1'000'000, 'a');
  bench::require(!tokens::count_until(o200k_base, text, 1000), "more than the limit");
  bench::measure(state, [&] { DoNotOptimize(tokens::count_until(o200k_base, text, 1000)); });
}

BENCHMARK(count_prompt)->Name("count_tokens/prompt_117_bytes");
BENCHMARK_CAPTURE(count_language, en, "en", 2017)->Name("count_tokens/en");
BENCHMARK_CAPTURE(count_language, de, "de", 2537)->Name("count_tokens/de");
BENCHMARK_CAPTURE(count_language, fr, "fr", 2635)->Name("count_tokens/fr");
BENCHMARK_CAPTURE(count_language, ru, "ru", 2785)->Name("count_tokens/ru");
BENCHMARK_CAPTURE(count_language, zh, "zh", 2252)->Name("count_tokens/zh");
BENCHMARK_CAPTURE(count_language, ja, "ja", 3540)->Name("count_tokens/ja");
BENCHMARK_CAPTURE(count_language, ko, "ko", 2743)->Name("count_tokens/ko");
BENCHMARK_CAPTURE(count_language, ar, "ar", 2378)->Name("count_tokens/ar");
BENCHMARK_CAPTURE(count_language, hi, "hi", 3178)->Name("count_tokens/hi");
BENCHMARK_CAPTURE(count_repeated, letters, "a", 125000)->Name("count_tokens/million_letters");
BENCHMARK_CAPTURE(count_repeated, spaces, " ", 7813)->Name("count_tokens/million_spaces");
BENCHMARK_CAPTURE(count_repeated, digits, "1", 333334)->Name("count_tokens/million_digits");
BENCHMARK_CAPTURE(count_repeated, lines, "\n", 62500)->Name("count_tokens/million_lines");
BENCHMARK_CAPTURE(count_repeated, dots, ".", 15625)->Name("count_tokens/million_dots");
BENCHMARK_CAPTURE(count_repeated, marks, "\u0301", 500000)->Name("count_tokens/million_marks");
BENCHMARK_CAPTURE(count_repeated, han, "\u7684", 333334)->Name("count_tokens/million_han");
BENCHMARK_CAPTURE(count_repeated, family, "\U0001F468\u200D\U0001F469\u200D\U0001F467", 444448)
    ->Name("count_tokens/million_emoji");
BENCHMARK_CAPTURE(count_repeated, invalid, "\xFF", 125000)->Name("count_tokens/million_not_utf8");
BENCHMARK(count_until_limit)->Name("count_tokens_until/1000_of_a_million");

}  // namespace

BENCHMARK_MAIN();
