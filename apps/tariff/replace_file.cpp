#include "replace_file.hpp"

#include <fcntl.h>     // open
#include <sys/stat.h>  // fstat, fchmod
#include <unistd.h>    // write, fsync, rename

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

namespace tariff::app {
namespace {

// A file that is closed when it goes.
class OpenFile {
 public:
  explicit OpenFile(int number) : number_(number) {}
  ~OpenFile() {
    if (number_ >= 0) ::close(number_);
  }
  OpenFile(const OpenFile&) = delete;
  auto operator=(const OpenFile&) -> OpenFile& = delete;

  [[nodiscard]] auto number() const noexcept -> int { return number_; }
  [[nodiscard]] auto is_open() const noexcept -> bool { return number_ >= 0; }

  // False: errno says why.
  [[nodiscard]] auto write(std::string_view text) const -> bool {
    while (!text.empty()) {
      const auto written = ::write(number_, text.data(), text.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return false;
      text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
  }

  // Whether the rest of the file is this text and no more.
  [[nodiscard]] auto holds(std::string_view text) const -> bool {
    char block[1U << 16U];
    while (true) {
      const auto count = ::read(number_, block, sizeof block);
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) return count == 0 && text.empty();
      const std::string_view part{block, static_cast<std::size_t>(count)};
      if (!text.starts_with(part)) return false;
      text.remove_prefix(part.size());
    }
  }

 private:
  int number_;
};

auto system_says(std::string& why) -> bool {
  why = std::strerror(errno);
  return false;
}

// Beside the file, so that it can take its place: only within one file system is that one step.
class NewFile {
 public:
  explicit NewFile(const std::filesystem::path& beside)
      : name_((beside.parent_path() / ("." + beside.filename().string() + ".XXXXXX")).string()),
        file_(::mkstemp(name_.data())) {}
  ~NewFile() {
    if (file_.is_open() && !placed_) ::unlink(name_.c_str());
  }
  NewFile(const NewFile&) = delete;
  auto operator=(const NewFile&) -> NewFile& = delete;

  [[nodiscard]] auto is_open() const noexcept -> bool { return file_.is_open(); }

  // With the mode and, where that is allowed, the owner of the old file.
  [[nodiscard]] auto fill(std::string_view text, const struct stat& old) const -> bool {
    // Only the owner of everything may give files away; the group may still be ours to set.
    if (::fchown(file_.number(), old.st_uid, old.st_gid) != 0) {
      const int own_group = ::fchown(file_.number(), static_cast<uid_t>(-1), old.st_gid);
      static_cast<void>(own_group);
    }
    return ::fchmod(file_.number(), old.st_mode & 07777U) == 0 && file_.write(text) &&
           ::fsync(file_.number()) == 0;
  }

  [[nodiscard]] auto take_place_of(const std::filesystem::path& old) -> bool {
    placed_ = ::rename(name_.c_str(), old.c_str()) == 0;
    return placed_;
  }

 private:
  std::string name_;
  OpenFile file_;
  bool placed_ = false;
};

}  // namespace

auto replace_file(const std::string& path, std::string_view before, std::string_view text,
                  std::string& why) -> bool {
  std::error_code error;
  const auto real = std::filesystem::canonical(path, error);
  if (error) {
    why = error.message();
    return false;
  }
  if (!std::filesystem::is_regular_file(real, error)) {
    why = "not a regular file";
    return false;
  }
  // For writing too, though it is only read here: a file that is write-protected stays as it is.
  const OpenFile old{::open(real.c_str(), O_RDWR | O_CLOEXEC)};
  struct stat status {};
  if (!old.is_open() || ::fstat(old.number(), &status) != 0) return system_says(why);
  if (!old.holds(before)) {
    why = "it has changed since it was read";
    return false;
  }
  NewFile replacement{real};
  if (!replacement.is_open() || !replacement.fill(text, status) ||
      !replacement.take_place_of(real)) {
    return system_says(why);
  }
  return true;
}

}  // namespace tariff::app
