#include "catalog/image_frame.hpp"

#include "catalog/bytes.hpp"

namespace tariff::catalog {
namespace {

constexpr std::string_view magic = "TARIFFC\n";

// Finds damage, not forgery. Eight bytes a step: loading the catalog waits for it.
auto checksum(std::string_view bytes) noexcept -> std::uint64_t {
  constexpr std::uint64_t odd = 0x9e3779b97f4a7c15;
  std::uint64_t sum = bytes.size() * odd;
  const auto mix = [&sum](std::uint64_t word) {
    sum = (sum ^ word) * odd;
    sum ^= sum >> 29;
  };
  ByteReader reader(bytes);
  while (reader.remaining() >= 8) mix(reader.number<std::uint64_t>());
  while (reader.remaining() > 0) mix(reader.number<std::uint8_t>());
  return sum;
}

struct Frame {
  std::string_view payload;
  std::uint64_t sum = 0;
};

auto read_frame(std::string_view bytes, Frame& out) noexcept -> bool {
  ByteReader reader(bytes);
  if (bytes.size() > max_image_bytes || reader.view(magic.size()) != magic) return false;
  if (reader.number<std::uint32_t>() != image_version) return false;
  if (reader.number<std::uint32_t>() != 0) return false;
  const auto size = reader.number<std::uint64_t>();
  out.sum = reader.number<std::uint64_t>();
  if (reader.failed() || size != reader.remaining()) return false;
  out.payload = reader.view(reader.remaining());
  return true;
}

}  // namespace

auto frame_image(std::string_view payload) -> std::string {
  ByteWriter writer;
  writer.bytes(magic.data(), magic.size());
  writer.number(image_version);
  writer.number(std::uint32_t{0});
  writer.number(std::uint64_t{payload.size()});
  writer.number(checksum(payload));
  writer.bytes(payload.data(), payload.size());
  return writer.take();
}

auto open_frame(std::string_view bytes, std::string_view& payload) noexcept -> bool {
  Frame frame;
  if (!read_frame(bytes, frame)) return false;
  payload = frame.payload;
  return true;
}

auto unframe_image(std::string_view bytes, std::string_view& payload) noexcept -> bool {
  Frame frame;
  if (!read_frame(bytes, frame) || checksum(frame.payload) != frame.sum) return false;
  payload = frame.payload;
  return true;
}

}  // namespace tariff::catalog
