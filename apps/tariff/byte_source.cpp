#include "byte_source.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "interrupt.hpp"

namespace tariff::app {
namespace {

// Waits until there is something to read or the user interrupts; false: interrupted.
auto wait_for(int file) -> bool {
  pollfd waited[2] = {{file, POLLIN, 0}, {interrupt_signal(), POLLIN, 0}};
  while (poll(waited, 2, -1) < 0 && errno == EINTR && !interrupted()) continue;
  return !interrupted();
}

}  // namespace

ByteSource::~ByteSource() {
  if (owned_) ::close(file_);
}

auto ByteSource::open(const std::string& path, std::string& why) -> bool {
  owned_ = path != "-";
  file_ = owned_ ? ::open(path.c_str(), O_RDONLY | O_CLOEXEC) : STDIN_FILENO;
  struct stat info {};
  if (file_ < 0 || fstat(file_, &info) != 0) {
    why = std::strerror(errno);
    owned_ = owned_ && file_ >= 0;
    return false;
  }
  if (S_ISDIR(info.st_mode)) {
    why = "is a folder, not a file";
    return false;
  }
  regular_ = S_ISREG(info.st_mode);
  if (!regular_) return true;
  const auto at = lseek(file_, 0, SEEK_CUR);
  start_ = at > 0 ? static_cast<std::uint64_t>(at) : 0;
  if (at >= 0 && info.st_size > at) size_ = static_cast<std::uint64_t>(info.st_size - at);
  return true;
}

auto ByteSource::read(char* to, std::size_t size) -> std::size_t {
  if (error_ != 0 || interrupted() || (!regular_ && !wait_for(file_))) return 0;
  ssize_t got = -1;
  do got = ::read(file_, to, size);
  while (got < 0 && errno == EINTR && !interrupted());
  if (got < 0) {
    if (errno != EINTR) error_ = errno;
    return 0;
  }
  bytes_read_ += static_cast<std::uint64_t>(got);
  return static_cast<std::size_t>(got);
}

auto ByteSource::has_more() const -> bool {
  pollfd waited{file_, POLLIN, 0};
  return regular_ || poll(&waited, 1, 0) > 0;
}

auto ByteSource::read_again(std::uint64_t offset, std::size_t size) const -> std::string {
  std::string text;
  if (!regular_) return text;
  text.resize(size);
  const auto got = pread(file_, text.data(), size, static_cast<off_t>(start_ + offset));
  text.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  return text;
}

void ByteSource::read_ahead(std::size_t wanted, std::string& text) {
  // In pieces: `wanted` may be more than any memory holds.
  constexpr std::size_t piece = std::size_t{1} << 16U;
  while (text.size() < wanted) {
    const auto before = text.size();
    text.resize(before + std::min(wanted - before, piece));
    const auto got = read(text.data() + before, text.size() - before);
    text.resize(before + got);
    if (got == 0) return;
  }
}

}  // namespace tariff::app
