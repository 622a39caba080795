// compare_tokens FILE...: how many tokens Tariff counts in each text. See scripts/compare-peers.
#include <filesystem>

#include "bench/compare/timing.hpp"
#include "tokens/encodings.hpp"
#include "tokens/exact.hpp"

auto main(int argc, char** argv) -> int {
  using namespace tariff;
  for (int i = 1; i < argc; ++i) {
    const std::vector<std::string> texts{bench::read_file(argv[i])};
    bench::report(
        "tokens/" + std::filesystem::path{argv[i]}.stem().string(),
        [](const std::string& text) { return tokens::count(tokens::o200k_base, text); }, texts,
        [](tokens::Count count) { return std::to_string(count); });
  }
}
