// What could be chosen for an asset: every offer, rendering quality, size and service tier that the
// engine accepts, with its price and score; and why the other offers have nothing.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/bound.hpp"
#include "plan/bases.hpp"
#include "plan/dials.hpp"
#include "plan/wanted.hpp"
#include "tariff/plan.hpp"

namespace tariff::planning {

inline constexpr std::uint16_t as_it_is = UINT16_MAX;

struct Choice {
  std::uint32_t offer = 0;           // of the catalog
  std::uint16_t quality = as_it_is;  // index into Dials::qualities
  std::uint16_t tier = as_it_is;     // index into Dials::tiers
  Edges size;                        // that is set; unknown: nothing is
  Edges comes;                       // the size of what comes, where it is known
  std::string rendered;              // the rendering quality, set or not; empty: there is none
  std::int64_t requests = 1;
  CostKind kind = CostKind::unknown;
  Range cost;  // of all requests. Unit: the plan's currency
  std::optional<QualityScore> score;
};

struct Refused {
  std::uint32_t offer = 0;  // of the catalog
  std::string code;
  std::string message;
};

struct Choices {
  Wanted wanted;
  std::vector<Choice> list;      // in the catalog's order
  std::vector<Refused> refused;  // offers without a choice, in the catalog's order
  std::optional<Diagnostic> problem;
  std::optional<Choice> written;  // the asset as it stands, where that is accepted and has a price
};

// True when the images are larger than asked, and have to be cut.
[[nodiscard]] inline auto is_larger(const Wanted& wanted, const Choice& choice) -> bool {
  return wanted.size.known() && choice.comes.known() && choice.comes != wanted.size;
}

// weight x images. False: it does not fit.
[[nodiscard]] auto share_of(const Record& record, const Wanted& wanted, Rational& out) -> bool;

// weight x images x score; 0 without a score. False: it does not fit.
[[nodiscard]] auto value_of(const Record& record, const Wanted& wanted, const Choice& choice,
                            Rational& out) -> bool;

class ChoiceMaker {
 public:
  ChoiceMaker(const Catalog& catalog, const PlanBudget& budget, const PlanPolicy& policy);

  // Settles the record's provider where it names none.
  [[nodiscard]] auto make(Record& record) -> Choices;

  // Of all costs: the budget's, or without one that of the first price; empty: there was none.
  [[nodiscard]] auto currency() const noexcept -> const std::string& { return currency_; }
  [[nodiscard]] auto quality() const noexcept -> const QualityTable& { return quality_; }
  [[nodiscard]] auto dials_of(std::uint32_t offer, Date day) -> const Dials&;

  // The request of a choice that make() gave for the record, ready to send.
  [[nodiscard]] auto request_of(const Record& record, const Choices& choices, const Choice& choice)
      -> Request;

 private:
  struct Trial;  // one offer for one asset

  void try_offer(Trial& trial, Choices& out);
  void try_settings(Trial& trial);
  void try_sizes(Trial& trial, Choice choice);
  [[nodiscard]] auto weigh(Trial& trial, Choice& choice) -> bool;
  [[nodiscard]] auto price(Trial& trial, const Request& request, Choice& choice) -> bool;
  [[nodiscard]] auto is_good_enough(Trial& trial, const Choice& choice) -> bool;
  [[nodiscard]] auto is_wanted_quality(const std::string& least, const Choice& choice) const
      -> bool;
  [[nodiscard]] auto rate(const catalog::Offer& offer, const Choice& choice) const
      -> std::optional<QualityScore>;
  [[nodiscard]] auto asset_limit(const Record& record) const -> const Money*;
  void weigh_written(const Record& record, Choices& out);

  const Catalog& catalog_;
  const PlanBudget& budget_;
  const PlanSettings& settings_;
  Date as_of_;
  QualityTable quality_;
  std::string currency_;
  std::map<std::pair<std::uint32_t, Date>, Dials> dials_;
  BoundRequest bound_;
};

}  // namespace tariff::planning
