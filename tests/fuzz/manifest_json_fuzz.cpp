// Any bytes as JSON lines, a JSON document, CSV, or whatever they look like, by the first byte.
#include "manifest_fuzz.hpp"

extern "C" auto LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) -> int {
  if (size == 0) return 0;
  constexpr tariff::InputKind kinds[] = {tariff::InputKind::jsonl, tariff::InputKind::json,
                                         tariff::InputKind::csv, tariff::InputKind::automatic};
  manifest_fuzz::check({reinterpret_cast<const char*>(data) + 1, size - 1}, kinds[data[0] % 4]);
  return 0;
}
