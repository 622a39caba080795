// Says on a terminal how far a search for a plan has come, and when it has to stop.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "context.hpp"
#include "tariff/knapsack.hpp"

namespace tariff::app {

class SearchWatch {
 public:
  // What the search has found, for the line on the terminal.
  using Say = std::string (*)(const KnapsackProgress& progress);

  // The time limit, if there is one, is counted from here.
  SearchWatch(const Context& context, std::optional<std::chrono::milliseconds> limit, Say say);
  ~SearchWatch();
  SearchWatch(const SearchWatch&) = delete;
  auto operator=(const SearchWatch&) -> SearchWatch& = delete;

  // True when the time is up or the user interrupts.
  auto should_stop(const KnapsackProgress& progress) -> bool;

 private:
  using Clock = std::chrono::steady_clock;

  void show(const KnapsackProgress& progress, Clock::time_point now);

  bool shows_;
  bool shown_ = false;
  Clock::time_point start_;
  std::optional<std::chrono::milliseconds> limit_;
  Clock::time_point next_;
  Say say_;
};

}  // namespace tariff::app
