// Whether the same images can be had for less: elsewhere, at another service tier, or at a size
// that is no smaller. What many assets share is said once, with what it saves in all.
#pragma once

#include <map>
#include <string>
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

  void try_hosts(const Current& now);
  void try_tiers(const Current& now);
  void try_sizes(const Current& now);
  // The expected cost of one request; false when it is refused, unknown or in another currency.
  auto cost_of(const Request& request, const Current& now, Rational& out) -> bool;
  [[nodiscard]] auto saves(const Rational& now, const Rational& then) const -> bool;
  void keep(const Current& now, const char* code, const std::string& path, const std::string& what,
            const Rational& then);

  const Catalog& catalog_;
  Date today_;
  const LintSettings& settings_;
  BoundRequest bound_;
  std::map<std::string, Way> ways_;  // by code, offer and way
};

}  // namespace tariff::lint
