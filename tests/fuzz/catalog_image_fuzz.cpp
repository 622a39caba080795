// Any bytes as a catalog image: as they are, and as the payload of a good frame, since the checksum
// would keep most of them out. What can be read must be written back as the same bytes.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "catalog/image.hpp"
#include "catalog/image_frame.hpp"

namespace {

void check(std::string_view image) {
  tariff::catalog::CatalogData data;
  if (!tariff::catalog::read_image(image, data)) return;
  if (tariff::catalog::write_image(data) != image) std::abort();
}

}  // namespace

extern "C" auto LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) -> int {
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  check(bytes);
  check(tariff::catalog::frame_image(bytes));
  return 0;
}
