// A line on a terminal's standard error that says how far a long run has come.
#pragma once

#include <chrono>
#include <cstdint>

namespace tariff::app {

class Progress {
 public:
  Progress();
  ~Progress();
  Progress(const Progress&) = delete;
  auto operator=(const Progress&) -> Progress& = delete;

  // One more record. Cost: nothing but a count, except every thousandth time.
  void step() {
    if ((++records_ & 1023U) == 0 && enabled_) show();
  }

 private:
  void show();

  using Clock = std::chrono::steady_clock;
  bool enabled_ = false;
  bool shown_ = false;
  std::uint64_t records_ = 0;
  Clock::time_point next_;
};

}  // namespace tariff::app
