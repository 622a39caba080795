// Work on numbered things by several threads, with the results in the order of the numbers.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace tariff::app {

// Calls work(i) for each i below `count`, by `jobs` threads, and take(i, result) in order from the
// calling thread. No more than twice `jobs` results wait. take() returns false to end it.
template <class Work, class Take>
void work_in_order(std::size_t count, std::size_t jobs, const Work& work, const Take& take) {
  using Result = decltype(work(std::size_t{}));
  if (jobs <= 1 || count <= 1) {
    for (std::size_t i = 0; i < count; ++i) {
      if (!take(i, work(i))) return;
    }
    return;
  }
  std::mutex mutex;
  std::condition_variable changed;
  std::vector<std::optional<Result>> results(count);
  std::size_t next = 0;
  std::size_t taken = 0;
  bool stopped = false;
  const auto run = [&] {
    std::unique_lock lock{mutex};
    while (true) {
      changed.wait(lock, [&] { return stopped || next == count || next - taken < 2 * jobs; });
      if (stopped || next == count) return;
      const auto i = next++;
      lock.unlock();
      auto result = work(i);
      lock.lock();
      results[i] = std::move(result);
      changed.notify_all();
    }
  };
  std::vector<std::thread> threads;
  try {
    while (threads.size() < jobs) threads.emplace_back(run);
  } catch (const std::system_error&) {
    // No more threads to be had: those that run do it all.
  }
  for (std::size_t i = 0; i < count && !stopped; ++i) {
    std::optional<Result> result;
    {
      std::unique_lock lock{mutex};
      if (threads.empty()) {
        lock.unlock();
        result = work(i);
        lock.lock();
      } else {
        changed.wait(lock, [&] { return results[i].has_value(); });
        result = std::exchange(results[i], std::nullopt);
      }
      taken = i + 1;
      changed.notify_all();
    }
    if (!take(i, std::move(*result))) {
      const std::lock_guard lock{mutex};
      stopped = true;
      changed.notify_all();
    }
  }
  for (auto& thread : threads) thread.join();
}

}  // namespace tariff::app
