#include "progress.hpp"

#include <unistd.h>  // isatty

#include <cstdio>

namespace tariff::app {

// Only where results do not go to the same terminal.
Progress::Progress()
    : enabled_(isatty(STDERR_FILENO) != 0 && isatty(STDOUT_FILENO) == 0),
      next_(Clock::now() + std::chrono::seconds{1}) {}

Progress::~Progress() {
  if (shown_) std::fputs("\r\x1b[K", stderr);
}

void Progress::show() {
  const auto now = Clock::now();
  if (now < next_) return;
  next_ = now + std::chrono::milliseconds{250};
  shown_ = true;
  std::fprintf(stderr, "\r%llu records", static_cast<unsigned long long>(records_));
}

}  // namespace tariff::app
