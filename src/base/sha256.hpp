// SHA-256 (FIPS 180-4): names the content that a catalog or a plan was made from.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace tariff::base {

// Takes bytes in any number of pieces.
class Sha256 {
 public:
  Sha256() = default;
  // `may_use_instructions`: those that some processors have for it; tests compare both ways.
  explicit Sha256(bool may_use_instructions) noexcept
      : may_use_instructions_(may_use_instructions) {}

  void add(std::string_view bytes) noexcept;
  // 64 lower-case hex digits. The object is used up.
  [[nodiscard]] auto finish() -> std::string;

 private:
  void take_blocks(const std::uint8_t* blocks, std::size_t count) noexcept;

  std::array<std::uint32_t, 8> state_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<std::uint8_t, 64> block_{};
  std::size_t filled_ = 0;  // Unit: bytes of block_
  bool may_use_instructions_ = true;
  std::uint64_t length_ = 0;  // Unit: bytes in all
};

[[nodiscard]] auto sha256(std::string_view bytes) -> std::string;

}  // namespace tariff::base
