#include "search_watch.hpp"

#include <unistd.h>  // isatty

#include <cstdio>

#include "interrupt.hpp"

namespace tariff::app {
namespace {

constexpr std::chrono::milliseconds silence{500};  // at first: short searches say nothing
constexpr std::chrono::milliseconds pause{250};

}  // namespace

SearchWatch::SearchWatch(const Context& context, std::optional<std::chrono::milliseconds> limit,
                         Say say)
    : shows_(!context.writes_to_terminal() && isatty(STDERR_FILENO) != 0),
      start_(Clock::now()),
      limit_(limit),
      next_(start_ + silence),
      say_(say) {}

SearchWatch::~SearchWatch() {
  if (shown_) std::fputs("\r\x1b[K", stderr);
}

auto SearchWatch::should_stop(const KnapsackProgress& progress) -> bool {
  const auto now = Clock::now();
  if (shows_ && now >= next_) show(progress, now);
  return interrupted() || (limit_ && now - start_ >= *limit_);
}

void SearchWatch::show(const KnapsackProgress& progress, Clock::time_point now) {
  next_ = now + pause;
  shown_ = true;
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now - start_).count();
  const auto text = "\r" + say_(progress) + "; " + std::to_string(progress.states) + " states, " +
                    std::to_string(seconds) + " s (Ctrl-C stops)\x1b[K";
  std::fputs(text.c_str(), stderr);
}

}  // namespace tariff::app
