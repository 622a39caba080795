// count_tokens               counts texts from standard input (each: four bytes little-endian, its
//                            length, then the text); prints one count a line
// count_tokens --time FILE…  prints for each file its bytes, its tokens and MB/s of processor time
//
// For scripts/compare-tokens and for comparisons with other tokenisers. Not installed.
#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>

#include "tokens/encodings.hpp"
#include "tokens/exact.hpp"

namespace {

using tariff::tokens::count;
using tariff::tokens::o200k_base;

auto count_standard_input() -> int {
  std::array<unsigned char, 4> size{};
  std::string text;
  while (std::fread(size.data(), 1, size.size(), stdin) == size.size()) {
    text.resize(size[0] | std::size_t{size[1]} << 8 | std::size_t{size[2]} << 16 |
                std::size_t{size[3]} << 24);
    if (std::fread(text.data(), 1, text.size(), stdin) != text.size()) {
      std::fputs("count_tokens: the input ends within a text\n", stderr);
      return 2;
    }
    std::printf("%llu\n", static_cast<unsigned long long>(count(o200k_base, text)));
  }
  return 0;
}

auto processor_seconds() -> double {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

auto time_file(const char* path) -> int {
  std::ifstream in(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  if (!in || text.empty()) {
    std::fprintf(stderr, "count_tokens: %s: cannot be read, or empty\n", path);
    return 2;
  }
  tariff::tokens::Count tokens = 0;
  double best = 0;  // Unit: bytes a second
  for (int run = 0; run < 7; ++run) {
    const double start = processor_seconds();
    double spent = 0;
    double bytes = 0;
    while (spent < 0.05) {
      tokens = count(o200k_base, text);
      bytes += static_cast<double>(text.size());
      spent = processor_seconds() - start;
    }
    best = std::max(best, bytes / spent);
  }
  std::printf("%zu %llu %.1f %s\n", text.size(), static_cast<unsigned long long>(tokens),
              best / 1e6, path);
  return 0;
}

}  // namespace

auto main(int argc, char** argv) -> int {
  if (argc == 1) return count_standard_input();
  if (std::string(argv[1]) != "--time" || argc == 2) {
    std::fputs("usage: count_tokens [--time FILE...]\n", stderr);
    return 2;
  }
  for (int i = 2; i < argc; ++i) {
    if (const int status = time_file(argv[i]); status != 0) return status;
  }
  return 0;
}
