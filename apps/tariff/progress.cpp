#include "progress.hpp"

#include <unistd.h>  // isatty

#include <algorithm>
#include <cstdio>

#include "report/words.hpp"

namespace tariff::app {
namespace {

// Shorter runs show nothing.
constexpr auto patience = std::chrono::milliseconds{500};
constexpr auto period = std::chrono::milliseconds{250};

// "61.2 MB/s".
auto rate_text(std::uint64_t bytes, std::uint64_t milliseconds) -> std::string {
  const auto tenths = bytes / milliseconds / 100;
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " MB/s";
}

// "2 min 5 s".
auto duration_text(std::uint64_t seconds) -> std::string {
  const auto rest = std::to_string(seconds % 60) + " s";
  return seconds < 60 ? rest : std::to_string(seconds / 60) + " min " + rest;
}

}  // namespace

Progress::Progress(bool allowed)
    : enabled_(allowed && isatty(STDERR_FILENO) != 0),
      start_(Clock::now()),
      next_(start_ + patience) {}

Progress::~Progress() {
  if (shown_) std::fputs("\r\x1b[K", stderr);
}

void Progress::begin_input(std::uint64_t size) noexcept {
  size_ = size;
  before_ = bytes_;
}

void Progress::show() {
  unseen_ = 0;
  const auto now = Clock::now();
  if (now < next_) return;
  next_ = now + period;
  shown_ = true;
  const auto spent = std::chrono::duration_cast<std::chrono::milliseconds>(now - start_).count();
  const auto line =
      "\r" + text(static_cast<std::uint64_t>(std::max<std::int64_t>(spent, 1))) + "\x1b[K";
  std::fputs(line.c_str(), stderr);
}

auto Progress::text(std::uint64_t milliseconds) const -> std::string {
  std::string text;
  const auto done = std::min(bytes_ - before_, size_);
  if (size_ != 0) text += std::to_string(done * 100 / size_) + " %, ";
  text += rate_text(bytes_, milliseconds) + ", " +
          report::counted(static_cast<std::int64_t>(records_ * 1000 / milliseconds), "request") +
          "/s";
  // At the pace of the whole run, which inputs that came before are part of.
  if (done != 0) {
    text +=
        ", " +
        duration_text((size_ - done) / std::max<std::uint64_t>(bytes_ / milliseconds, 1) / 1000) +
        " left";
  }
  return text;
}

}  // namespace tariff::app
