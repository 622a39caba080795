// Text that a file under tests/golden/ holds. TARIFF_UPDATE_GOLDEN=1 writes the files anew.
#pragma once

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace tariff::tests {

inline void check_golden(const std::string& name, const std::string& got) {
  const auto path = std::filesystem::path{TARIFF_SOURCE_DIR} / "tests" / "golden" / name;
  if (std::getenv("TARIFF_UPDATE_GOLDEN") != nullptr) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream{path, std::ios::binary} << got;
    return;
  }
  std::ifstream file{path, std::ios::binary};
  REQUIRE_MESSAGE(file.good(), "no golden file " << path.string());
  const std::string wanted{std::istreambuf_iterator<char>{file}, {}};
  CHECK(got == wanted);
}

}  // namespace tariff::tests
