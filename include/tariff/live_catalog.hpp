// A catalog that is replaced while threads use it: what a service holds that reloads its prices.
//
//     tariff::LiveCatalog live{tariff::default_catalog()};
//     // any thread, for each request or batch of them:
//     const auto catalog = live.read();
//     if (binding.bind(*catalog, request)) answer = tariff::decide(*catalog, binding, day);
//     // one thread, when prices change:
//     if (const auto loaded = tariff::load_catalog(folders); loaded.catalog) {
//       live.replace(*loaded.catalog);
//     }
//
// Readers take no lock and register nowhere: read() is one atomic step on a cache line that few
// threads share, and so is letting go. Neither side waits for the other, however long a guard is
// held. Whoever lets go of a replaced catalog last frees it, there and then.
#pragma once

#include <memory>

#include "tariff/catalog.hpp"

namespace tariff {

namespace live {
struct Versions;  // src/verdict/live_catalog.cpp
struct Version;
struct Stripe;
}  // namespace live

inline namespace v0 {

class TARIFF_API LiveCatalog {
 public:
  // Keeps one catalog alive and unchanged. A Binding views into the catalog that it was bound to:
  // the guard must outlive it, or its next bind(). To keep a catalog longer than is good for a
  // guard, copy it: a copy shares the data.
  class TARIFF_API Guard {
   public:
    ~Guard() { release(); }
    Guard(Guard&& other) noexcept;
    auto operator=(Guard&& other) noexcept -> Guard&;

    [[nodiscard]] auto operator*() const noexcept -> const Catalog& { return *catalog_; }
    [[nodiscard]] auto operator->() const noexcept -> const Catalog* { return catalog_; }

   private:
    friend class LiveCatalog;
    Guard(const Catalog* catalog, live::Version* version, live::Stripe* stripe) noexcept
        : catalog_(catalog), version_(version), stripe_(stripe) {}
    void release() noexcept;

    const Catalog* catalog_;
    live::Version* version_;  // null: moved from
    live::Stripe* stripe_;    // where the guard is counted; any thread may let go of it
  };

  explicit LiveCatalog(Catalog initial);
  ~LiveCatalog();  // no guard may be left
  LiveCatalog(const LiveCatalog&) = delete;
  auto operator=(const LiveCatalog&) -> LiveCatalog& = delete;

  // The newest catalog. Lock-free: it tries again only when another thread got on. A read that
  // begins after replace() has returned sees that catalog or a later one.
  [[nodiscard]] auto read() const noexcept -> Guard;

  // From now on, read() gives `next`. Callers of replace() wait for each other, never for readers.
  void replace(Catalog next);

 private:
  std::unique_ptr<live::Versions> versions_;
};

}  // namespace v0
}  // namespace tariff
