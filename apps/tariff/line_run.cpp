#include "line_run.hpp"

#include <condition_variable>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace tariff::app {
namespace {

// Unit: bytes. What a block with very long lines needed beyond this is given back.
constexpr std::size_t keep_at_most = std::size_t{8} << 20U;

struct Slot {
  manifest::LineBlock block;
  BlockResult result;
  bool done = false;
};

// Every thread does whatever is next: read a block, answer it, and take what is due. Blocks are
// numbered; block i lives in slot i mod the count of slots, which is what bounds the memory.
class Line {
 public:
  explicit Line(const LineRun& run) : run_(run), slots_(run.jobs + 2) {}

  auto run() -> bool {
    std::vector<std::thread> threads;
    try {
      while (threads.size() + 1 < run_.jobs) threads.emplace_back([this] { help(); });
    } catch (const std::system_error&) {
      // No more threads to be had: those that run do it all.
    }
    help();
    for (auto& thread : threads) thread.join();
    return !stopped_;
  }

 private:
  void help() {
    const auto worker = run_.make_worker();
    while (Slot* slot = read_block()) {
      worker->work(slot->block, slot->result);
      slot->result.bytes = slot->block.text.size();
      finish(*slot);
    }
  }

  // Null: there is nothing more to do.
  auto read_block() -> Slot* {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [this] {
      return stopped_ || ended_ || (!reading_ && next_read_ - next_taken_ < slots_.size());
    });
    if (stopped_ || ended_) return nullptr;
    Slot& slot = slots_[next_read_ % slots_.size()];
    reading_ = true;
    lock.unlock();
    const bool more = run_.blocks.next(slot.block);
    lock.lock();
    reading_ = false;
    ended_ = !more;
    if (more) ++next_read_;
    changed_.notify_all();
    return more ? &slot : nullptr;
  }

  // The thread that finishes what is due takes it, and what has been waiting behind it.
  void finish(Slot& finished) {
    std::unique_lock lock{mutex_};
    finished.done = true;
    if (taking_) return;
    taking_ = true;
    while (!stopped_ && slots_[next_taken_ % slots_.size()].done) {
      Slot& slot = slots_[next_taken_ % slots_.size()];
      lock.unlock();
      const bool going = run_.take(slot.result);
      slot.result.clear();
      lock.lock();
      slot.done = false;
      ++next_taken_;
      stopped_ = !going;
      changed_.notify_all();
    }
    taking_ = false;
  }

  const LineRun& run_;
  std::vector<Slot> slots_;
  std::mutex mutex_;  // guards what follows, and which thread a slot belongs to
  std::condition_variable changed_;
  std::uint64_t next_read_ = 0;
  std::uint64_t next_taken_ = 0;
  bool reading_ = false;
  bool taking_ = false;
  bool ended_ = false;
  bool stopped_ = false;
};

}  // namespace

void BlockResult::clear() {
  text.cut(0);
  if (text.capacity() > keep_at_most) text = {};
  results.clear();
  lines.clear();
  tally = {};
}

auto run_lines(const LineRun& run) -> bool {
  return Line{run}.run();
}

}  // namespace tariff::app
