// What stands around a catalog's bytes, so that other bytes are told apart at once.
//
//   offset 0   8 bytes   magic "TARIFFC\n"
//          8   u32       format version
//         12   u32       0
//         16   u64       length of the payload
//         24   u64       checksum of the payload
//         32             payload
// All numbers are little-endian.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tariff::catalog {

// Raised whenever the model or its byte form changes: an image of another version is not read.
inline constexpr std::uint32_t image_version = 4;

// The shipped catalog has well under 1 MB; a forged image shall not exhaust memory.
inline constexpr std::size_t max_image_bytes = std::size_t{64} << 20;

[[nodiscard]] auto frame_image(std::string_view payload) -> std::string;

// Without a look at the payload, for bytes that are known to be whole. False: the frame is not one
// of this version.
[[nodiscard]] auto open_frame(std::string_view bytes, std::string_view& payload) noexcept -> bool;

// False when the frame is not one of this version or the payload is damaged.
[[nodiscard]] auto unframe_image(std::string_view bytes, std::string_view& payload) noexcept
    -> bool;

}  // namespace tariff::catalog
