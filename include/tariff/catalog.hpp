// The catalog: every provider's rules and prices, and ratings of models, compiled. An immutable
// value that any number of threads may share; reloading is loading another one and swapping the
// pointer to it.
//
//     const tariff::Catalog& catalog = tariff::default_catalog();   // embedded: no file is read
//     tariff::LoadResult overlaid = tariff::load_catalog({"my-prices"});
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tariff/date.hpp"
#include "tariff/diagnostic.hpp"
#include "tariff/request.hpp"
#include "tariff/verdict.hpp"

namespace tariff {

namespace catalog {
struct CatalogData;  // src/catalog/model.hpp
}

inline namespace v0 {

// An index into Catalog::offers(); stable for one catalog.
enum class OfferId : std::uint32_t {};

// What `list` and `compare` show of an offer.
struct OfferSummary {
  OfferId id{};
  std::string name;  // "acme/lumen-2/generate"
  std::string provider;
  std::string model;
  std::string operation;
  std::string title;
  std::string status;  // "current", "preview", "deprecated", "shut down", "not yet available"
};

// What the embedded catalog says of an offer is read when it is first asked for: by the first
// summary(), bind(), evaluate(), … that concerns the offer, or by warm_up(). That allocates, waits
// for no other thread, and shows in no answer; afterwards it is as if it had always been there.
class TARIFF_API Catalog {
 public:
  explicit Catalog(std::shared_ptr<const catalog::CatalogData> data) noexcept;

  // Which offer a request means. False: `why` is a diagnostic that offers near names.
  [[nodiscard]] auto find(const Request& request, OfferId& out, Diagnostic& why) const -> bool;

  [[nodiscard]] auto offer_count() const noexcept -> std::size_t;
  [[nodiscard]] auto summary(OfferId offer, Date as_of) const -> OfferSummary;
  [[nodiscard]] auto summaries(Date as_of) const -> std::vector<OfferSummary>;

  // Reads now what requests would read later: for who wants even the first answers without delay.
  void warm_up() const;

  // Content hash (hex) of the sources that the catalog was compiled from.
  [[nodiscard]] auto hash() const noexcept -> std::string_view;

  [[nodiscard]] auto data() const noexcept -> const catalog::CatalogData& { return *data_; }

 private:
  std::shared_ptr<const catalog::CatalogData> data_;
};

// The catalog that is compiled into the library. Cost: the first call opens the embedded image,
// which takes some tens of microseconds; an offer's own part is read with its first request.
[[nodiscard]] TARIFF_API auto default_catalog() -> const Catalog&;

struct LoadResult {
  std::shared_ptr<const Catalog> catalog;  // null when there is any error
  std::vector<Diagnostic> diagnostics;     // sorted by place
};

// The shipped catalog with the YAML of these folders laid over it: a file with a pack's or card's
// name replaces or extends that one, a file of ratings adds a board or another day of one. Each
// folder has some of `rules/`, `data/pricing/` and `data/quality/` (`pricing/` and `quality/` will
// do). Reads files; never throws.
[[nodiscard]] TARIFF_API auto load_catalog(std::span<const std::string> folders) -> LoadResult;

}  // namespace v0
}  // namespace tariff
