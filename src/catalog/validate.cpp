#include "catalog/validate.hpp"

#include <algorithm>

#include "catalog/limits.hpp"

namespace tariff::catalog {
namespace {

template <class List, class Test>
auto all(const List& items, Test test) -> bool {
  return std::all_of(items.begin(), items.end(), test);
}

auto is_positive(Rational number) -> bool {
  return !number.is_negative() && !number.is_zero();
}

// One offer, with what its numbers refer to.
class OfferCheck {
 public:
  OfferCheck(const CatalogData& data, const Offer& offer) : data_(data), offer_(offer) {}

  [[nodiscard]] auto run() const -> bool {
    return programs() && slots() && findings(offer_.findings) &&
           offer_.rules.size() <= most_rules &&
           all(offer_.parameters, [this](const auto& x) { return parameter(x); }) &&
           all(offer_.rules, [this](const auto& x) { return rule(x); }) &&
           all(offer_.cards, [this](const auto& x) { return card(x); }) &&
           all(offer_.conflicts, [this](const auto& x) { return source(x.source); }) &&
           all(offer_.published, [this](const auto& x) { return published(x); }) &&
           is_consistent(offer_.kernel, offer_, data_.symbols.size()) &&
           source(offer_.lifecycle.source);
  }

 private:
  [[nodiscard]] auto source(SourceId id) const -> bool { return id < data_.sources.size(); }
  [[nodiscard]] auto symbol(Symbol id) const -> bool { return id < data_.symbols.size(); }
  [[nodiscard]] auto slot(SlotId id) const -> bool { return id < offer_.slots.size(); }
  [[nodiscard]] auto slot_or_none(SlotId id) const -> bool { return id == no_slot || slot(id); }

  [[nodiscard]] auto programs() const -> bool {
    const ProgramLimits limits{offer_.slots.size(), data_.symbols.size()};
    return is_consistent(offer_.rule_program, limits) && is_consistent(offer_.text_program, limits);
  }
  [[nodiscard]] auto slots() const -> bool {
    return offer_.slots.size() < no_slot && slot_or_none(offer_.n_slot) &&
           slot_or_none(offer_.tier_slot) && slot_or_none(offer_.images_slot);
  }

  [[nodiscard]] auto text(const Template& text) const -> bool {
    return all(text.pieces, [this](const Template::Piece& piece) {
      return piece.kind != Template::Piece::Kind::expression ||
             has_result(offer_.text_program, piece.value);
    });
  }
  [[nodiscard]] auto finding(const Finding& x) const -> bool {
    return text(x.message) && text(x.provider_message) && source(x.source);
  }
  [[nodiscard]] auto findings(const std::vector<Finding>& list) const -> bool {
    return list.size() == finding_kinds && all(list, [this](const auto& x) { return finding(x); });
  }

  [[nodiscard]] auto word(const Word& x) const -> bool {
    const auto assigns = [this](const Assignment& assign) {
      return slot(assign.slot) && symbol(assign.symbol);
    };
    return symbol(x.symbol) && symbol(x.expected) && source(x.source) && all(x.assigns, assigns) &&
           all(x.among, [this](Symbol id) { return symbol(id); });
  }
  [[nodiscard]] auto parameter(const Parameter& x) const -> bool {
    const bool bound =
        x.type == ParameterType::size
            ? slot(x.width) && slot(x.height) && slot_or_none(x.slot)
            : slot_or_none(x.slot) && slot_or_none(x.width) && slot_or_none(x.height);
    return bound && source(x.source) && all(x.words, [this](const auto& w) { return word(w); }) &&
           all(x.findings, [this](const auto& entry) { return finding(entry.second); });
  }

  [[nodiscard]] auto rule(const Rule& x) const -> bool {
    const bool nearest = x.fix.kind == FixRecipe::Kind::nearest;
    return has_result(offer_.rule_program, x.require) &&
           (!x.conditional || has_result(offer_.rule_program, x.when)) && text(x.message) &&
           text(x.provider_message) && text(x.because) && source(x.source) &&
           (!nearest || (x.fix.step > 0 && x.fix.least > 0));
  }

  [[nodiscard]] auto card(const RateCard& x) const -> bool {
    const auto settle_slots = offer_.slots.size() + x.usage.size();
    const auto symbols = data_.symbols.size();
    const auto figure = [settle_slots](const UsageFigure& f) { return f.slot < settle_slots; };
    return is_consistent(x.program, {offer_.slots.size(), symbols}) &&
           is_consistent(x.settle, {settle_slots, symbols}) && all(x.usage, figure) &&
           x.meters.size() <= most_meters && x.rounding.size() <= most_roundings &&
           all(x.meters, [&](const auto& m) { return meter(x, m); }) &&
           all(x.rounding, [&](const auto& r) { return rounding(x, r); }) &&
           all(x.tiers, [this](const auto& tier) { return source(tier.source); }) &&
           is_positive(x.encoding.least) && is_positive(x.encoding.expected) &&
           is_positive(x.encoding.most) && source(x.source);
  }
  [[nodiscard]] auto meter(const RateCard& card, const MeterSpec& x) const -> bool {
    const bool estimates = has_result(card.program, x.quantity) &&
                           has_result(card.program, x.rate) &&
                           (!x.conditional || has_result(card.program, x.when));
    const bool settles =
        !x.settles || (has_result(card.settle, x.settle) && has_result(card.settle, x.settle_rate));
    return estimates && settles && source(x.source);
  }
  [[nodiscard]] auto rounding(const RateCard& card, const RoundingStep& x) const -> bool {
    return is_positive(x.step) && source(x.source) &&
           (!x.conditional || has_result(card.program, x.when));
  }
  [[nodiscard]] auto published(const PublishedRow& x) const -> bool {
    return source(x.source) && (!x.rounded || is_positive(x.step));
  }

  const CatalogData& data_;
  const Offer& offer_;
};

// Who looks a model up searches a sorted list.
auto is_consistent(const RatingBoard& board, std::size_t sources) -> bool {
  const auto not_before = [](const ModelRating& a, const ModelRating& b) {
    return !(a.model < b.model);
  };
  const auto& ratings = board.ratings;
  Date day;
  return Date::parse(board.dated, day) && board.source < sources &&
         std::adjacent_find(ratings.begin(), ratings.end(), not_before) == ratings.end() &&
         all(ratings, [sources](const ModelRating& x) { return x.source < sources; });
}

}  // namespace

auto is_consistent(const CatalogData& data) -> bool {
  // Symbol 0 and source 0 stand for "none": both exist.
  if (data.symbols.empty() || data.sources.empty()) return false;
  const auto symbol = [&data](Symbol id) { return id < data.symbols.size(); };
  const auto name = [&data](const OfferName& x) {
    return x.offer < data.offers.size() && x.source < data.sources.size();
  };
  const auto board = [&data](const RatingBoard& x) {
    return is_consistent(x, data.sources.size());
  };
  return all(data.symbol_cells, symbol) && all(data.names, name) && all(data.boards, board) &&
         all(data.offers, [&data](const Offer& x) { return OfferCheck(data, x).run(); });
}

}  // namespace tariff::catalog
