// How a catalog is replaced under readers without a lock.
//
// Each catalog sits in a Version, with counts of the guards that hold it, one a stripe, so that
// threads seldom meet on a cache line. A stripe's word is its count and one bit, `closed`.
//
//   read     load `current`; raise the count of the thread's stripe, unless it is closed; look
//            whether `current` is still that version, else let go and begin again.
//   replace  open a spare version with the new catalog; point `current` at it; close the stripes
//            of the old one and add up the counts found there.
//   release  lower the stripe's count. Was the stripe closed, the guard is among those added up:
//            take one from the version's `left`. Who brings `left` to 0 frees the catalog.
//
// Why nothing is freed too early, or never. Raising and closing are atomic steps on one word: a
// guard is counted before the stripe closes, and so is in the sum, or it is not given. After that,
// each guard of the sum takes exactly one from `left`, and replace() adds the sum once. Before the
// addition `left` is at most 0 and only falls, and a fall never ends at 0; after it, `left` is the
// number of guards still out. So it comes to 0 by exactly one step, when no guard is left.
//
// Why a late reader does no harm. Versions are reused, and not freed before the LiveCatalog itself:
// a reader that stopped after loading `current` touches a living word. It finds it closed, or open
// with a catalog that was put there since; then what it raised counts for that catalog, rightly
// (so the same address coming back is no danger), and the second look at `current` tells whether
// readers may have it yet. Without that look a reader could see a new catalog and then an old one.
//
// Memory order. Opening is a release store and raising an acquire step on the same word (steps
// between continue the release sequence): who raised a count sees the catalog. Closing releases
// and a failed raise acquires: who finds a stripe closed sees the newer `current`. Releasing and
// `left` are acquire-release: who frees comes after all use, and reopening after that, by `spare`.
#include "tariff/live_catalog.hpp"

#include <array>
#include <atomic>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace tariff {
namespace live {

constexpr std::uint64_t closed = std::uint64_t{1} << 63U;
constexpr std::size_t stripe_count = 16;
constexpr std::size_t cache_line = 64;

struct alignas(cache_line) Stripe {
  std::atomic<std::uint64_t> word{closed};

  // False when the stripe is closed.
  auto raise() noexcept -> bool {
    std::uint64_t seen = word.load(std::memory_order_acquire);
    while ((seen & closed) == 0) {
      if (word.compare_exchange_weak(seen, seen + 1, std::memory_order_acq_rel,
                                     std::memory_order_acquire)) {
        return true;
      }
    }
    return false;
  }

  // False when the stripe is closed: the guard is to be taken from `left`.
  auto lower() noexcept -> bool {
    return (word.fetch_sub(1, std::memory_order_acq_rel) & closed) == 0;
  }
};

struct Version {
  std::optional<Catalog> catalog;  // written only while the stripes are closed and nobody is left
  std::array<Stripe, stripe_count> stripes;
  alignas(cache_line) std::atomic<std::int64_t> left{0};
  std::atomic<bool> spare{true};

  void open(Catalog next) {
    catalog.emplace(std::move(next));
    left.store(0, std::memory_order_relaxed);
    spare.store(false, std::memory_order_relaxed);
    for (Stripe& stripe : stripes) stripe.word.store(0, std::memory_order_release);
  }

  void close() noexcept {
    std::int64_t held = 0;
    for (Stripe& stripe : stripes) {
      held += static_cast<std::int64_t>(stripe.word.fetch_or(closed, std::memory_order_acq_rel));
    }
    change_left(held);
  }

  void release(Stripe& stripe) noexcept {
    if (!stripe.lower()) change_left(-1);
  }

 private:
  void change_left(std::int64_t by) noexcept {
    if (left.fetch_add(by, std::memory_order_acq_rel) + by != 0) return;
    catalog.reset();
    spare.store(true, std::memory_order_release);
  }
};

struct Versions {
  std::atomic<Version*> current{nullptr};
  std::mutex writer;
  std::vector<std::unique_ptr<Version>> all;  // as many as were alive at once; of the writer

  auto find_spare() -> Version& {
    for (const auto& version : all) {
      if (version->spare.load(std::memory_order_acquire)) return *version;
    }
    return *all.emplace_back(std::make_unique<Version>());
  }
};

namespace {

// Each thread has its own stripe until there are more threads than stripes.
auto stripe_of_thread() noexcept -> std::size_t {
  static std::atomic<std::size_t> threads{0};
  thread_local std::size_t mine = stripe_count;  // constant: no guard around its initialisation
  if (mine == stripe_count) {
    mine = threads.fetch_add(1, std::memory_order_relaxed) % stripe_count;
  }
  return mine;
}

}  // namespace
}  // namespace live

inline namespace v0 {

LiveCatalog::Guard::Guard(Guard&& other) noexcept
    : catalog_(other.catalog_),
      version_(std::exchange(other.version_, nullptr)),
      stripe_(other.stripe_) {}

auto LiveCatalog::Guard::operator=(Guard&& other) noexcept -> Guard& {
  if (this == &other) return *this;
  release();
  catalog_ = other.catalog_;
  version_ = std::exchange(other.version_, nullptr);
  stripe_ = other.stripe_;
  return *this;
}

void LiveCatalog::Guard::release() noexcept {
  if (version_ != nullptr) version_->release(*stripe_);
}

LiveCatalog::LiveCatalog(Catalog initial) : versions_(std::make_unique<live::Versions>()) {
  live::Version& version = versions_->find_spare();
  version.open(std::move(initial));
  versions_->current.store(&version, std::memory_order_release);
}

LiveCatalog::~LiveCatalog() {
  versions_->current.load(std::memory_order_relaxed)->close();
  for ([[maybe_unused]] const auto& version : versions_->all) {
    assert(version->spare.load(std::memory_order_acquire) && "a guard outlives its LiveCatalog");
  }
}

auto LiveCatalog::read() const noexcept -> Guard {
  const std::atomic<live::Version*>& current = versions_->current;
  const std::size_t own = live::stripe_of_thread();
  for (;;) {
    live::Version* const version = current.load(std::memory_order_acquire);
    live::Stripe& stripe = version->stripes[own];
    if (!stripe.raise()) continue;
    if (current.load(std::memory_order_acquire) == version) {
      return Guard{&*version->catalog, version, &stripe};
    }
    version->release(stripe);
  }
}

void LiveCatalog::replace(Catalog next) {
  const std::lock_guard lock{versions_->writer};
  live::Version& opened = versions_->find_spare();
  opened.open(std::move(next));
  versions_->current.exchange(&opened, std::memory_order_acq_rel)->close();
}

}  // namespace v0
}  // namespace tariff
