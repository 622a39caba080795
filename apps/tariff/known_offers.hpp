// The offers that records have named so far, found again by what the records say. One for each
// thread.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "engine/bound.hpp"
#include "report/quote_lines.hpp"
#include "tariff/catalog.hpp"

namespace tariff::app {

struct KnownOffer {
  std::string provider;  // of requests that name none
  const catalog::Offer* offer = nullptr;
  const catalog::OfferName* name = nullptr;
  report::QuoteLines lines;
};

class KnownOffers {
 public:
  explicit KnownOffers(const Catalog& catalog) : catalog_(catalog) {}

  // The offer that the request means; the request is bound to it and gets its provider. Null: there
  // is none.
  auto bind(Request& request, BoundRequest& bound) -> KnownOffer*;

 private:
  struct Hash {
    using is_transparent = void;
    auto operator()(std::string_view text) const noexcept -> std::size_t {
      return std::hash<std::string_view>{}(text);
    }
  };

  auto find(Request& request, BoundRequest& bound) -> KnownOffer*;
  void make_key(const Request& request);

  const Catalog& catalog_;
  std::unordered_map<std::string, KnownOffer, Hash, std::equal_to<>> known_;
  std::string key_;
};

}  // namespace tariff::app
