// Rate cards: one at a time, without holes, in one currency.
#include <fmt/format.h>

#include <algorithm>

#include "check/findings.hpp"

namespace tariff::check {
namespace {

using catalog::Offer;
using catalog::RateCard;

auto describe(const Period& period) -> std::string {
  const auto from = period.from == Date::distant_past() ? "ever" : period.from.to_string();
  if (period.until == Date::distant_future()) return fmt::format("the card from {}", from);
  return fmt::format("the card from {} until {}", from, period.until.to_string());
}

class CardCheck {
 public:
  CardCheck(const Offer& offer, Findings& out) : offer_(offer), out_(out) {}

  void run() {
    if (offer_.cards.empty()) {
      return add(Severity::note, "CATALOG-CARD-NONE", "it has no rate card: its price is unknown");
    }
    for (const auto& card : offer_.cards) one(card);
    for (std::size_t i = 1; i < offer_.cards.size(); ++i) {
      pair(offer_.cards[i - 1], offer_.cards[i]);
    }
    ends();
  }

 private:
  void add(Severity severity, const char* code, std::string message) {
    out_.add(severity, code, offer_.name(), std::move(message), offer_.file);
  }

  void one(const RateCard& card) {
    const auto name = describe(card.period);
    if (card.source == 0) {
      add(Severity::error, "CATALOG-CARD-SOURCE", fmt::format("{} has no source", name));
    }
    if (card.period.until <= card.period.from) {
      add(Severity::error, "CATALOG-CARD-PERIOD", fmt::format("{} has an empty period", name));
    }
    if (card.currency.empty()) {
      add(Severity::error, "CATALOG-CARD-CURRENCY", fmt::format("{} has no currency", name));
    }
  }

  void pair(const RateCard& earlier, const RateCard& later) {
    if (later.period.from < earlier.period.until) {
      add(Severity::error, "CATALOG-CARD-OVERLAP",
          fmt::format("{} and {} overlap", describe(earlier.period), describe(later.period)));
    } else if (earlier.period.until < later.period.from) {
      add(Severity::warning, "CATALOG-CARD-GAP",
          fmt::format("no card holds from {} until {}", earlier.period.until.to_string(),
                      later.period.from.to_string()));
    }
    if (earlier.currency != later.currency) {
      add(Severity::error, "CATALOG-CARD-CURRENCY",
          fmt::format("its cards are in {} and {}", earlier.currency, later.currency));
    }
  }

  // The days of the offer's life before the first card and after the last.
  void ends() {
    const auto& life = offer_.lifecycle;
    const auto from = offer_.cards.front().period.from;
    const auto until = offer_.cards.back().period.until;
    if (life.available && *life.available < from) {
      add(Severity::note, "CATALOG-CARD-GAP",
          fmt::format("no card holds from {} until {}", life.available->to_string(),
                      from.to_string()));
    }
    if (until != Date::distant_future() && (!life.shut_down || until < *life.shut_down)) {
      add(Severity::note, "CATALOG-CARD-GAP",
          fmt::format("no card holds from {} on", until.to_string()));
    }
  }

  const Offer& offer_;
  Findings& out_;
};

}  // namespace

void check_cards(const Context& /*context*/, const Offer& offer, Findings& out) {
  CardCheck(offer, out).run();
}

}  // namespace tariff::check
