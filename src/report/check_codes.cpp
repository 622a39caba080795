// What `tariff catalog check` says: the list of docs/catalog-checks.md.
#include <array>

#include "report/own_codes.hpp"

namespace tariff::report {
namespace {

constexpr auto error = Severity::error;
constexpr auto warning = Severity::warning;
constexpr auto note = Severity::note;

constexpr std::array codes{
    OwnCode{"CATALOG-RULE-SOURCE", error, "a rule has no source"},
    OwnCode{"CATALOG-RULE-NEVER", error,
            "a rule can never speak: its `when` is never true, or its `require` always holds"},
    OwnCode{"CATALOG-RULE-ALWAYS", error, "a rule of severity error refuses every request"},
    OwnCode{"CATALOG-RULE-PERIOD", error,
            "a rule's period is empty (error), or outside the model's life (warning)"},
    OwnCode{"CATALOG-RULE-PARAMETER", warning,
            "a rule or its fix names a parameter that the operation does not have"},
    OwnCode{"CATALOG-RULE-SHADOWED", warning,
            "another rule of the offer finds all that this one finds, as seriously and on the "
            "same days"},
    OwnCode{"CATALOG-RULE-UNTRIED", warning,
            "no example triggers the rule (packs that inherit a rule share its examples)"},
    OwnCode{"CATALOG-EXAMPLE-NONE", warning, "an offer has no accepted, or no rejected, example"},
    OwnCode{"CATALOG-DEFAULT-ILLEGAL", error, "a default is not a value that its parameter takes"},
    OwnCode{"CATALOG-DEFAULT-REFUSED", error,
            "a default is refused in every request that was tried"},
    OwnCode{"CATALOG-WORD-REFUSED", error,
            "a listed word is refused in every request that was tried, and no conflict or "
            "published row says so"},
    OwnCode{"CATALOG-WORD-PERIOD", error, "the period of a word is empty"},
    OwnCode{"CATALOG-PARAMETER-SOURCE", note, "parameters have no source"},
    OwnCode{"CATALOG-CARD-SOURCE", error, "a rate card has no source"},
    OwnCode{"CATALOG-CARD-PERIOD", error, "a card's period is empty"},
    OwnCode{"CATALOG-CARD-OVERLAP", error, "two cards of an offer hold on the same day"},
    OwnCode{"CATALOG-CARD-GAP", warning,
            "no card holds between two cards (warning), or before the first or after the last in "
            "the model's life (note)"},
    OwnCode{"CATALOG-CARD-CURRENCY", error,
            "a card has no currency, or the cards of an offer have two"},
    OwnCode{"CATALOG-CARD-NONE", note, "an offer has no card: its price is unknown"},
    OwnCode{"CATALOG-QUALITY-PRICE", note,
            "a better quality (in the listed order) costs less than the one before it"},
    OwnCode{"CATALOG-RATING-UNUSED", note,
            "a table of ratings rates a model that no offer of its operation renders"},
    OwnCode{"CATALOG-LIFECYCLE-ORDER", error,
            "the dates of preview, available, deprecated, shut down are out of order"},
    OwnCode{"CATALOG-LIFECYCLE-SUCCESSOR", warning,
            "`replaced_by` names a model that the catalog does not have"},
    OwnCode{"CATALOG-CONFLICT-RULE", error,
            "a conflict names no rule, finding, parameter, meter or table of its pack"},
    OwnCode{"CATALOG-CONFLICT-EXAMPLE", error,
            "a conflict names no example or published row of its pack, or gives none"},
    OwnCode{"CATALOG-CONFLICT-SOURCE", error, "a conflict has no source"},
    OwnCode{"CATALOG-SOURCE-DATE", error,
            "a source does not say when it was read (error), was read in the future, or is dated "
            "after it was read (warnings)"},
    OwnCode{"CATALOG-SOURCE-OLD", note, "a source was read more than 180 days ago"},
};

}  // namespace

auto check_codes() noexcept -> std::span<const OwnCode> {
  return codes;
}

}  // namespace tariff::report
