// Any bytes as a rule pack and as a rate card file: errors, never a crash; what loads, loads twice
// the same.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/text_source.hpp"
#include "catalog/load.hpp"

namespace {

constexpr auto fields = R"(format: tariff/fields@1
fields:
  prompt: {type: text}
  n: {type: integer}
  width: {type: integer}
  height: {type: integer}
  area: {type: integer, derive: width * height}
  quality: {type: text}
  input_images: {type: list}
)";

}  // namespace

extern "C" auto LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) -> int {
  const std::string text{reinterpret_cast<const char*>(data), size};
  const std::vector<tariff::catalog::SourceFile> files{{"rules/fields.yaml", fields},
                                                       {"rules/a/b.yaml", text}};
  const auto first = tariff::catalog::load(files);
  const auto second = tariff::catalog::load(files);
  if ((first.data == nullptr) == first.diagnostics.empty()) std::abort();
  if (first.diagnostics.size() != second.diagnostics.size()) std::abort();
  for (const auto& each : first.diagnostics) {
    if (tariff::base::find_invalid_utf8(each.message) != std::string_view::npos) std::abort();
  }
  if (first.data != nullptr && !(*first.data == *second.data)) std::abort();
  return 0;
}
