// The compiled catalog: plain values only, so that it can be compared, printed, written to an
// image and embedded. What a person reads (messages, sources) sits beside what the evaluator
// reads (programs, slots), never inside it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/symbols.hpp"
#include "catalog/deferred.hpp"
#include "catalog/kernel.hpp"
#include "catalog/ratings.hpp"
#include "catalog/source_id.hpp"
#include "lang/compile.hpp"
#include "lang/program.hpp"
#include "tariff/date.hpp"
#include "tariff/diagnostic.hpp"
#include "tariff/rational.hpp"
#include "tariff/value.hpp"

namespace tariff::catalog {

using base::Symbol;

// Index into an offer's slots.
using SlotId = std::uint16_t;
inline constexpr SlotId no_slot = UINT16_MAX;

struct Source {
  std::string file;  // the YAML file that states it
  std::string id;
  std::string url;
  std::string about;
  std::string dated;  // "2026-05-13" or empty
  std::string read;
  std::string confidence;

  friend auto operator==(const Source&, const Source&) -> bool = default;
};

struct Conflict {
  std::string id;
  std::string claim;
  std::string against;
  std::string resolution;
  SourceId source = 0;
  std::vector<std::string> rules;
  std::vector<std::string> examples;

  friend auto operator==(const Conflict&, const Conflict&) -> bool = default;
};

// A text with expressions in it: pieces of literal text and of values, in order.
struct Template {
  struct Piece {
    enum class Kind : std::uint8_t { literal, parameter, expression };
    Kind kind{};
    std::string text;          // the literal; the parameter's or expression's own text
    lang::Register value = 0;  // expression: register of the rule's `texts` program
    friend auto operator==(const Piece&, const Piece&) -> bool = default;
  };
  std::vector<Piece> pieces;

  [[nodiscard]] auto empty() const noexcept -> bool { return pieces.empty(); }
  friend auto operator==(const Template&, const Template&) -> bool = default;
};

// What reading a request can find; the order is that of finding_defaults() in catalog/findings.hpp.
enum class FindingKind : std::uint8_t {
  unknown_parameter,
  missing_parameter,
  wrong_type,
  value_not_listed,
  below_minimum,
  above_maximum,
  too_short,
  too_long,
  too_few_items,
  too_many_items,
  malformed_size,
  size_not_listed,
  ignored_parameter,
  not_yet_available,
  model_deprecated,
  model_shut_down,
  name_deprecated,
};
inline constexpr std::size_t finding_kinds = 17;

struct Finding {
  std::string code;
  Severity severity = Severity::error;
  // Placeholders of both are pieces of kind `parameter` with the placeholder's name.
  Template message;           // empty: the engine's own words
  Template provider_message;  // empty: not known
  std::string provider_code;
  SourceId source = 0;

  friend auto operator==(const Finding&, const Finding&) -> bool = default;
};

// A slot of an offer: one field that its programs can read.
struct Slot {
  std::string name;  // canonical field, or the parameter's own name
  lang::Type type{};
  bool canonical = false;

  friend auto operator==(const Slot&, const Slot&) -> bool = default;
};

// What a word of an enum or size parameter means for one field: a known value or a range.
struct Assignment {
  SlotId slot = no_slot;
  bool is_text = false;
  Range number;
  Symbol symbol = base::no_symbol;

  friend auto operator==(const Assignment&, const Assignment&) -> bool = default;
};

struct Word {
  Symbol symbol = base::no_symbol;
  std::string text;
  std::vector<Assignment> assigns;    // fields that the word means, beside the parameter's own
  std::vector<Symbol> among;          // the provider chooses one of these; empty: the word itself
  Symbol expected = base::no_symbol;  // the likeliest of `among`
  Period period;                      // when the word is accepted
  SourceId source = 0;

  friend auto operator==(const Word&, const Word&) -> bool = default;
};

enum class ParameterType : std::uint8_t {
  text,
  integer,
  number,
  boolean,
  enumeration,
  size,
  images,
  image,
  any
};

struct Parameter {
  std::string name;
  ParameterType type{};
  SlotId slot = no_slot;    // the field it sets (its own when it binds none); size: no_slot
  SlotId width = no_slot;   // size only
  SlotId height = no_slot;  // size only
  bool required = false;
  bool nullable = false;
  bool ignored = false;
  bool refused = false;
  bool text_form = true;     // size: takes "WxH"
  bool object_form = false;  // size: takes {width, height}
  std::string separator = "x";
  std::string reference;  // images: an item is an object whose member of this name has the address
  std::optional<Value> preset;  // `default`: the value that the provider takes when none is given
  std::vector<Word> words;
  std::vector<std::array<std::int64_t, 2>> sizes;  // size: only these; empty: any
  std::optional<Rational> minimum;                 // range, length or items, by type
  std::optional<Rational> maximum;
  std::vector<std::pair<FindingKind, Finding>> findings;  // instead of the offer's
  std::string about;
  SourceId source = 0;

  friend auto operator==(const Parameter&, const Parameter&) -> bool = default;
};

struct FixRecipe {
  enum class Kind : std::uint8_t { none, nearest, sizes, set, remove };
  Kind kind{};
  std::int64_t step = 1;            // nearest. Unit: pixels
  std::int64_t least = 1;           // nearest: shortest edge to try
  std::int64_t most = 0;            // nearest: longest edge to try
  Value set = Value::object();      // set: parameters and values
  std::vector<std::string> remove;  // remove: parameters
  bool changes_meaning = false;

  friend auto operator==(const FixRecipe&, const FixRecipe&) -> bool = default;
};

struct Rule {
  std::string code;
  Severity severity = Severity::error;
  Period period;
  bool conditional = false;  // has `when`
  lang::Register when = 0;   // registers of the offer's `rules` program
  lang::Register require = 0;
  std::string parameter;  // whose path the finding gets; may be empty
  std::string when_text;  // as written, for people
  std::string require_text;
  Template message;
  Template provider_message;
  Template because;  // how the condition computes: "width mod 16 is {width mod 16}"
  std::string provider_code;
  FixRecipe fix;
  std::string why;
  SourceId source = 0;
  std::string file;  // where the rule is written
  std::uint32_t line = 0;

  friend auto operator==(const Rule&, const Rule&) -> bool = default;
};

struct UsageFigure {
  SlotId slot = no_slot;
  std::vector<std::string> path;  // members of the reported usage object

  friend auto operator==(const UsageFigure&, const UsageFigure&) -> bool = default;
};

struct MeterSpec {
  std::string name;
  bool per_image = false;  // quantity is of one image; n multiplies it
  bool conditional = false;
  lang::Register when = 0;  // registers of the card's program
  lang::Register quantity = 0;
  lang::Register rate = 0;  // Unit: the card's unit for one `per`
  Rational per{1};
  bool settles = false;
  lang::Register settle = 0;  // registers of the card's settle program
  lang::Register settle_rate = 0;
  SourceId source = 0;

  friend auto operator==(const MeterSpec&, const MeterSpec&) -> bool = default;
};

struct RoundingStep {
  enum class Of : std::uint8_t { request, image, meter };
  Of of{};
  std::string meter;
  Rational step{1};
  Rounding direction{};
  bool conditional = false;
  lang::Register when = 0;
  SourceId source = 0;

  friend auto operator==(const RoundingStep&, const RoundingStep&) -> bool = default;
};

struct Tier {
  std::string name;
  Rational factor{1};
  bool known = true;
  std::string reason;      // why the price of this tier is not known
  std::int64_t delay = 0;  // how long the answer may take, beyond the usual. Unit: hours
  SourceId source = 0;

  friend auto operator==(const Tier&, const Tier&) -> bool = default;
};

// How a text is turned into tokens, as far as is known without a tokeniser.
struct Encoding {
  std::string name;
  Rational least{1}, expected{4}, most{128};  // Unit: bytes per token

  friend auto operator==(const Encoding&, const Encoding&) -> bool = default;
};

struct RateCard {
  Period period;
  std::string currency;
  std::string unit;   // "credits"; empty: the currency itself
  Rational worth{1};  // Unit: currency per unit
  Rational factor{1};
  std::vector<Tier> tiers;
  std::vector<MeterSpec> meters;
  std::vector<RoundingStep> rounding;
  std::vector<std::string> excluded;
  Encoding encoding;
  lang::Program program;  // estimates
  lang::Program settle;   // settlement: slots as the estimate's, then the usage figures
  std::vector<UsageFigure> usage;
  SourceId source = 0;

  friend auto operator==(const RateCard&, const RateCard&) -> bool = default;
};

struct Lifecycle {
  std::optional<Date> available, preview, deprecated, shut_down;
  std::vector<std::string> replaced_by;
  SourceId source = 0;

  friend auto operator==(const Lifecycle&, const Lifecycle&) -> bool = default;
};

struct Example {
  std::string name;
  bool accepted = true;
  Value params = Value::object();
  std::vector<Value> input_images;  // as written; read like a record's
  std::string tier;
  std::optional<Date> as_of;
  std::optional<std::vector<std::string>> warns;
  std::vector<std::string> codes;
  std::string provider_message;
  std::string file;
  std::uint32_t line = 0;

  friend auto operator==(const Example&, const Example&) -> bool = default;
};

struct PublishedRow {
  std::string table;  // name of the published table
  std::string of;     // meter, or "total"
  bool rounded = false;
  Rational step{1};
  Rounding direction{};
  Value params = Value::object();
  std::vector<Value> input_images;
  std::string tier;
  std::optional<Date> as_of;
  Range is;  // a range where the page states one
  std::vector<std::string> broken;
  SourceId source = 0;
  std::string file;
  std::uint32_t line = 0;

  friend auto operator==(const PublishedRow&, const PublishedRow&) -> bool = default;
};

struct Offer {
  // The first four are its key: the image finds them without reading the offer.
  std::string provider;
  std::string model;
  std::string operation;
  std::string endpoint;
  std::string title;
  std::string renders;  // the model that renders, by the name that all its hosts share
  std::string envelope;
  std::string file;  // the rule pack's
  Lifecycle lifecycle;
  std::vector<Slot> slots;
  std::vector<Parameter> parameters;  // in the pack's order
  std::vector<Finding> findings;      // finding_kinds of them
  lang::Program rule_program;         // conditions; derived fields resolved inside
  lang::Program text_program;         // what messages print
  std::vector<Rule> rules;            // in the pack's order
  std::vector<RateCard> cards;        // sorted by period; none: the price is unknown
  // What people and checks read, and no request: still unread when the rest of the offer is.
  LazyList<Conflict> conflicts;  // the pack's, then the card file's
  LazyList<Example> examples;
  LazyList<PublishedRow> published;

  // Slots that the evaluator itself knows by meaning; no_slot where the offer has none.
  SlotId n_slot = no_slot;
  SlotId tier_slot = no_slot;
  SlotId images_slot = no_slot;

  Kernel kernel;  // what the programs come down to; made by kernel::specialise()

  [[nodiscard]] auto name() const -> std::string {
    return provider + "/" + model + "/" + operation;
  }
  friend auto operator==(const Offer&, const Offer&) -> bool = default;
};

// What a request names an offer by. Views into the offer, or into the image that it is read from.
struct OfferKey {
  std::string_view provider;
  std::string_view model;
  std::string_view operation;
  std::string_view endpoint;

  friend auto operator==(const OfferKey&, const OfferKey&) -> bool = default;
};

// A name that a request may use for a model at a provider.
struct OfferName {
  std::string provider;
  std::string model;  // name or alias
  std::uint32_t offer = 0;
  bool fixes_operation = false;  // the name means this operation and no other
  bool canonical = true;         // the model's own name
  std::optional<Date> deprecated;
  std::string about;
  SourceId source = 0;

  friend auto operator==(const OfferName&, const OfferName&) -> bool = default;
};

struct CanonicalField {
  std::string name;
  lang::Type type{};
  std::string unit;
  std::string about;
  std::string derive;  // expression, or empty

  friend auto operator==(const CanonicalField&, const CanonicalField&) -> bool = default;
};

struct CatalogData {
  std::string hash;
  std::vector<std::string> symbols;     // by Symbol
  std::vector<Symbol> symbol_cells;     // to find them by text
  LazyItems<Source> sources{Source{}};  // [0] is "none stated"
  std::vector<CanonicalField> fields;
  std::vector<OfferName> names;  // sorted by provider, model, offer
  LazyItems<Offer> offers;       // sorted by provider, model, pack's order of operations
  LazyList<RatingBoard> boards;  // sorted by id, day

  // Does not read the offer.
  [[nodiscard]] auto key(std::size_t offer) const noexcept -> OfferKey;
  [[nodiscard]] auto find_symbol(std::string_view text) const noexcept -> Symbol;
  [[nodiscard]] auto text(Symbol symbol) const noexcept -> std::string_view {
    return symbols[symbol];
  }
  friend auto operator==(const CatalogData&, const CatalogData&) -> bool = default;
};

}  // namespace tariff::catalog
