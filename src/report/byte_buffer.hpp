// Bytes on their way out: written in place, never initialised, in memory that is used again.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>

namespace tariff::report {

class ByteBuffer {
 public:
  // Where `size` bytes may be written behind what there is; end_at() says how far they went.
  auto room(std::size_t size) -> char* {
    if (capacity_ - size_ < size) grow(size);
    return bytes_.get() + size_;
  }
  void end_at(const char* end) noexcept { size_ = static_cast<std::size_t>(end - bytes_.get()); }

  void append(std::string_view text) {
    if (text.empty()) return;
    std::memcpy(room(text.size()), text.data(), text.size());
    size_ += text.size();
  }
  // Forgets what was written behind the first `size` bytes.
  void cut(std::size_t size) noexcept { size_ = std::min(size, size_); }

  [[nodiscard]] auto view() const noexcept -> std::string_view { return {bytes_.get(), size_}; }
  [[nodiscard]] auto size() const noexcept -> std::size_t { return size_; }
  [[nodiscard]] auto capacity() const noexcept -> std::size_t { return capacity_; }

 private:
  void grow(std::size_t size) {
    const auto capacity = std::max(size_ + size, 2 * capacity_);
    auto bytes = std::make_unique_for_overwrite<char[]>(capacity);
    if (size_ != 0) std::memcpy(bytes.get(), bytes_.get(), size_);
    bytes_ = std::move(bytes);
    capacity_ = capacity;
  }

  std::unique_ptr<char[]> bytes_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace tariff::report
