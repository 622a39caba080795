// Reading a catalog that may be replaced at any time, alone and from eight threads, quiet and while
// another thread replaces it; and the same by the standard library's own means.
#include "tariff/live_catalog.hpp"

#include <atomic>
#include <chrono>
#include <memory>
#include <thread>

#include "bench/support/measure.hpp"

namespace {

using namespace tariff;
using bench::measure;
using benchmark::DoNotOptimize;
using benchmark::State;

auto live() -> LiveCatalog& {
  static LiveCatalog catalog{default_catalog()};
  return catalog;
}

// Replaces a thousand times a second, as long as it lives: more often than anybody will.
class Writer {
 public:
  Writer() : thread_([this] { run(); }) {}
  ~Writer() {
    over_ = true;
    thread_.join();
  }
  Writer(const Writer&) = delete;
  auto operator=(const Writer&) -> Writer& = delete;

 private:
  void run() const {
    while (!over_) {
      live().replace(default_catalog());
      std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
  }

  std::atomic<bool> over_{false};
  std::thread thread_;
};

void read_once(State& state) {
  measure(state, [] { DoNotOptimize(live().read()->offer_count()); });
}

void read_quiet(State& state) {
  read_once(state);
}

void read_replaced(State& state) {
  std::unique_ptr<Writer> writer;
  if (state.thread_index() == 0) writer = std::make_unique<Writer>();
  read_once(state);
}

void read_shared_pointer(State& state) {
  static std::atomic<std::shared_ptr<const Catalog>> catalog{
      std::make_shared<const Catalog>(default_catalog())};
  measure(state, [] { DoNotOptimize(catalog.load(std::memory_order_acquire)->offer_count()); });
}

BENCHMARK(read_quiet)->Name("live_catalog_read")->Threads(1)->Threads(8);
BENCHMARK(read_replaced)->Name("live_catalog_read/replaced")->Threads(1)->Threads(8);
BENCHMARK(read_shared_pointer)->Name("atomic_shared_ptr_read")->Threads(1)->Threads(8);

}  // namespace

BENCHMARK_MAIN();
