#include "interrupt.hpp"

#include <fcntl.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): sigaction
#include <unistd.h>

#include <atomic>

namespace tariff::app {
namespace {

std::atomic<int> caught{0};
static_assert(std::atomic<int>::is_always_lock_free, "a signal handler writes it");
int wake_pipe[2] = {-1, -1};

// The handler is gone by now (SA_RESETHAND). Nothing but what a handler may call.
void on_signal(int signal) {
  caught = signal;
  const char byte = 0;
  if (wake_pipe[1] >= 0 && write(wake_pipe[1], &byte, 1) < 0) return;
}

}  // namespace

void catch_interrupts() {
  if (pipe2(wake_pipe, O_CLOEXEC | O_NONBLOCK) != 0) wake_pipe[0] = wake_pipe[1] = -1;
  struct sigaction action {};
  action.sa_handler = on_signal;
  action.sa_flags = static_cast<int>(SA_RESTART | SA_RESETHAND);
  for (const int signal : {SIGINT, SIGTERM}) {
    struct sigaction before {};
    // Who starts the program may want it to go on (nohup and the like).
    if (sigaction(signal, nullptr, &before) == 0 && before.sa_handler == SIG_IGN) continue;
    sigaction(signal, &action, nullptr);
  }
}

auto interrupted() noexcept -> bool {
  return caught.load(std::memory_order_relaxed) != 0;
}

auto interrupt_signal() noexcept -> int {
  return wake_pipe[0];
}

void end_if_interrupted() {
  if (!interrupted()) return;
  signal(caught, SIG_DFL);
  raise(caught);
}

}  // namespace tariff::app
