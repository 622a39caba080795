// Plain values to and from little-endian bytes. Reading never leaves the bytes: the first thing
// that does not fit fails the reader for good, so that callers check once, at the end.
#pragma once

#include <bit>
#include <concepts>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

namespace tariff::catalog {

template <class T>
concept WholeNumber = std::integral<T> && !std::same_as<T, bool>;

// The same number whose bytes in memory are in little-endian order.
template <WholeNumber T>
[[nodiscard]] constexpr auto little_endian(T value) noexcept -> T {
  if constexpr (std::endian::native == std::endian::little || sizeof(T) == 1) {
    return value;
  } else {
    auto bits = static_cast<std::make_unsigned_t<T>>(value);
    std::make_unsigned_t<T> swapped = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i, bits >>= 8) {
      swapped = static_cast<std::make_unsigned_t<T>>((swapped << 8) | (bits & 0xff));
    }
    return static_cast<T>(swapped);
  }
}

class ByteWriter {
 public:
  template <WholeNumber T>
  void number(T value) {
    const T ordered = little_endian(value);
    bytes(&ordered, sizeof ordered);
  }
  void bytes(const void* data, std::size_t size) {
    bytes_.append(static_cast<const char*>(data), size);
  }
  [[nodiscard]] auto take() noexcept -> std::string { return std::move(bytes_); }

 private:
  std::string bytes_;
};

class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) noexcept : rest_(bytes) {}

  // 0 when the bytes are at their end.
  template <WholeNumber T>
  [[nodiscard]] auto number() noexcept -> T {
    T value = 0;
    const auto piece = view(sizeof value);
    if (!piece.empty()) std::memcpy(&value, piece.data(), sizeof value);  // a single move
    return little_endian(value);
  }
  // Copies `size` bytes, or nothing.
  void bytes(void* out, std::size_t size) noexcept {
    const auto piece = view(size);
    if (!piece.empty()) std::memcpy(out, piece.data(), piece.size());
  }
  // The next `size` bytes, or none.
  [[nodiscard]] auto view(std::size_t size) noexcept -> std::string_view {
    if (size > rest_.size()) {
      fail();
      return {};
    }
    const auto piece = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return piece;
  }

  void fail() noexcept {
    failed_ = true;
    rest_ = {};
  }
  [[nodiscard]] auto failed() const noexcept -> bool { return failed_; }
  [[nodiscard]] auto remaining() const noexcept -> std::size_t { return rest_.size(); }

 private:
  std::string_view rest_;
  bool failed_ = false;
};

}  // namespace tariff::catalog
