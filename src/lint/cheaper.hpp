// Whether the same images can be had for less: elsewhere, at another service tier, or at a size
// that is no smaller. What many assets share is said once, with what it saves in all.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "catalog/model.hpp"
#include "engine/bound.hpp"
#include "tariff/evaluate.hpp"
#include "tariff/lint.hpp"

namespace tariff::lint {

// For the records of one input.
class CheaperWays {
 public:
  CheaperWays(const Catalog& catalog, Date today, const LintSettings& settings)
      : catalog_(catalog), today_(today), settings_(settings) {}

  // `request` is the one that was judged and accepted, `offer` the one that judged it.
  void add(OfferId offer, const Request& request, const Record& record, const RecordResult& result);

  [[nodiscard]] auto finish() -> std::vector<Finding>;

 private:
  // One way, and what the assets for which it is the best would cost.
  struct Way {
    Finding finding;
    Rational now;   // Unit: the currency
    Rational then;  // Unit: the currency
    bool fits = true;
  };

  struct Current;  // the request that something is to be cheaper than

  // What is best for a kind of request. Looked for once for all requests that differ in their texts
  // alone: what those cost hangs on the texts too, which way is the cheapest does not.
  struct Best {
    std::optional<OfferId> host;
    std::vector<std::string> tiers;
    std::string size;  // in words; empty: no other size is cheaper
    Value size_value;
  };

  auto best_of(const Current& now) -> const Best&;
  auto find_host(const Current& now) -> std::optional<OfferId>;
  auto find_tiers(const Current& now) -> std::vector<std::string>;
  void find_size(const Current& now, Best& best);

  void keep_host(const Current& now, OfferId host);
  void keep_tier(const Current& now, const std::string& tier);
  void keep_size(const Current& now, const Best& best);
  // The expected cost of one request; false when it is refused, unknown or in another currency.
  auto cost_of(const Request& request, const Current& now, Rational& out) -> bool;
  [[nodiscard]] auto saves(const Rational& now, const Rational& then) const -> bool;
  void keep(const Current& now, const char* code, const std::string& path, const std::string& what,
            const Rational& then);

  const Catalog& catalog_;
  Date today_;
  const LintSettings& settings_;
  BoundRequest bound_;
  std::unordered_map<std::string, Best> known_;  // by offer, tier and what is no text
  std::map<std::string, Way> ways_;              // by code, offer and way
};

}  // namespace tariff::lint
