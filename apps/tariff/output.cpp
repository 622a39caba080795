#include "output.hpp"

#include <unistd.h>  // isatty

#include <cerrno>
#include <cstring>

namespace tariff::app {

Output::~Output() {
  if (owned_ && file_ != nullptr) std::fclose(file_);
}

auto Output::open(const std::string& path, std::string& why) -> bool {
  if (owned_ && !close(why)) return false;
  file_ = stdout;
  if (path.empty() || path == "-") return true;
  file_ = std::fopen(path.c_str(), "wb");
  owned_ = file_ != nullptr;
  if (file_ == nullptr) why = std::strerror(errno);
  return file_ != nullptr;
}

auto Output::write(std::string_view text) -> bool {
  if (text.empty()) return error_ == 0;
  if (error_ == 0 && std::fwrite(text.data(), 1, text.size(), file_) != text.size()) {
    error_ = errno;
  }
  return error_ == 0;
}

auto Output::flush() -> bool {
  if (error_ == 0 && std::fflush(file_) != 0) error_ = errno;
  return error_ == 0;
}

auto Output::close(std::string& why) -> bool {
  if (file_ == nullptr) return true;
  if (std::fflush(file_) != 0 && error_ == 0) error_ = errno;
  if (owned_ && std::fclose(file_) != 0 && error_ == 0) error_ = errno;
  if (owned_) file_ = nullptr;
  owned_ = false;
  if (error_ == 0 || error_ == EPIPE) return true;
  why = std::strerror(error_);
  return false;
}

auto Output::is_terminal() const -> bool {
  return file_ != nullptr && isatty(fileno(file_)) != 0;
}

}  // namespace tariff::app
