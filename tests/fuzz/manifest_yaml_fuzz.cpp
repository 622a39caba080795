// Any bytes as a YAML manifest: every place must lie in the text, and reading must end.
#include "manifest_fuzz.hpp"

extern "C" auto LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) -> int {
  manifest_fuzz::check({reinterpret_cast<const char*>(data), size}, tariff::InputKind::yaml);
  return 0;
}
