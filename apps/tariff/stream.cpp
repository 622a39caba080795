#include "stream.hpp"

#include <cerrno>

namespace tariff::app {
namespace {

constexpr std::size_t block_size = std::size_t{256} << 10U;

}  // namespace

auto RememberingBuffer::underflow() -> int_type {
  block_.resize(block_size);
  errno = 0;
  const auto size = std::fread(block_.data(), 1, block_.size(), file_);
  if (size == 0 && std::ferror(file_) != 0) error_ = errno;
  if (size == 0) return traits_type::eof();
  if (bytes_read_ + size <= keep_) {
    text_.append(block_, 0, size);
  } else {
    text_ = {};
    keep_ = 0;
  }
  bytes_read_ += size;
  setg(block_.data(), block_.data(), block_.data() + size);
  return traits_type::to_int_type(block_[0]);
}

auto RememberedSnippets::source_of(const Location& place) -> const base::TextSource* {
  const auto& text = buffer_.remembered();
  if (place.file != name_ || place.offset + place.length > text.size()) return nullptr;
  if (source_ == nullptr || source_->text().size() != text.size()) {
    source_ = std::make_unique<base::TextSource>(name_, text);
  }
  return source_.get();
}

}  // namespace tariff::app
