#include "stream.hpp"

namespace tariff::app {
namespace {

constexpr std::size_t block_size = std::size_t{256} << 10U;
// Of a longer pipe findings are shown without their line.
constexpr std::size_t remembered_of_pipe = std::size_t{16} << 20U;
// A line that starts further back is not shown.
constexpr std::size_t furthest_back = std::size_t{16} << 20U;
constexpr std::size_t usually_back = std::size_t{4} << 10U;

}  // namespace

RememberingBuffer::RememberingBuffer(ByteSource& source, std::string head)
    : source_(source),
      block_(std::move(head)),
      keep_(source.can_read_again() ? 0 : remembered_of_pipe) {}

auto RememberingBuffer::underflow() -> int_type {
  if (begun_ || block_.empty()) {
    block_.resize(block_size);
    block_.resize(source_.read(block_.data(), block_.size()));
  }
  begun_ = true;
  if (block_.empty()) return traits_type::eof();
  if (text_.size() + block_.size() <= keep_) {
    text_ += block_;
  } else {
    text_ = {};
    keep_ = 0;
  }
  setg(block_.data(), block_.data(), block_.data() + block_.size());
  return traits_type::to_int_type(block_[0]);
}

auto RememberedSnippets::source_of(const Location& place) -> const base::TextSource* {
  if (place.file == name_ && buffer_.source().can_read_again()) return read_again(place);
  const auto& text = buffer_.remembered();
  if (place.file != name_ || place.offset + place.length > text.size()) return nullptr;
  if (source_ == nullptr || source_->text().size() != text.size()) {
    source_ = std::make_unique<base::TextSource>(name_, text);
  }
  return source_.get();
}

auto RememberedSnippets::read_again(const Location& place) -> const base::TextSource* {
  for (auto reach = usually_back; reach <= furthest_back; reach *= 8) {
    const auto begin = place.offset > reach ? place.offset - reach : 0;
    const auto at = static_cast<std::size_t>(place.offset - begin);
    const auto text = buffer_.source().read_again(begin, at + usually_back);
    if (text.size() < at) return nullptr;  // the file has changed
    const auto before = at == 0 ? std::string::npos : text.rfind('\n', at - 1);
    if (before == std::string::npos && begin != 0) continue;
    const auto start = before == std::string::npos ? 0 : before + 1;
    const auto end = text.find('\n', at);
    source_ = std::make_unique<base::TextSource>(name_, text.substr(start, end - start), place.line,
                                                 begin + start);
    return source_.get();
  }
  return nullptr;
}

}  // namespace tariff::app
