// A line on a terminal's standard error that says how far a long run has come.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace tariff::app {

class Progress {
 public:
  // `allowed`: results do not go to the same terminal.
  explicit Progress(bool allowed);
  ~Progress();
  Progress(const Progress&) = delete;
  auto operator=(const Progress&) -> Progress& = delete;

  // Unit: bytes; 0: not known.
  void begin_input(std::uint64_t size) noexcept;

  // So much more has been done. Cost: two counts, except every so often.
  void add(std::uint64_t records, std::uint64_t bytes) {
    records_ += records;
    bytes_ += bytes;
    unseen_ += records;
    if (enabled_ && unseen_ >= 64) show();
  }

 private:
  using Clock = std::chrono::steady_clock;

  void show();
  [[nodiscard]] auto text(std::uint64_t milliseconds) const -> std::string;

  bool enabled_;
  bool shown_ = false;
  std::uint64_t records_ = 0;
  std::uint64_t unseen_ = 0;  // records since the clock was looked at
  std::uint64_t bytes_ = 0;   // of all inputs
  std::uint64_t size_ = 0;    // of this input
  std::uint64_t before_ = 0;  // bytes of the inputs before it
  Clock::time_point start_;
  Clock::time_point next_;
};

}  // namespace tariff::app
