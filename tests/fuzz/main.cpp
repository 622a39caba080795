// The main() of a fuzz target that is built without libFuzzer: runs the target once on every file
// named on the command line; a folder means the files in it, in order of their names.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" auto LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) -> int;

namespace {

namespace fs = std::filesystem;

auto files_of(const fs::path& path) -> std::vector<fs::path> {
  if (!fs::is_directory(path)) return {path};
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(path)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

auto replay(const fs::path& file) -> bool {
  std::ifstream in(file, std::ios::binary);
  if (!in) {
    std::fprintf(stderr, "%s: cannot be read\n", file.c_str());
    return false;
  }
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  const std::vector<std::uint8_t> input(bytes.begin(), bytes.end());
  // The last line before a crash names the input.
  std::fprintf(stderr, "%s\n", file.c_str());
  return LLVMFuzzerTestOneInput(input.data(), input.size()) == 0;
}

}  // namespace

auto main(int argc, char** argv) -> int {
  std::size_t count = 0;
  bool good = true;
  for (int i = 1; i < argc; ++i) {
    for (const auto& file : files_of(argv[i])) {
      good = replay(file) && good;
      ++count;
    }
  }
  std::printf("%zu inputs replayed\n", count);
  return good ? 0 : 1;
}
