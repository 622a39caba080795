// From what packs and card files say to compiled offers.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "catalog/program_builder.hpp"
#include "catalog/source_model.hpp"

namespace tariff::catalog {

// What one offer is made of. `cards` is null when there is no card file: its price is unknown.
struct OfferInput {
  const FieldsSource& fields;
  const PackSource& pack;
  const OperationSource& operation;
  const CardFileSource* cards = nullptr;
};

// The slots of an offer by name. Canonical fields come first and have the same numbers in all
// offers; then the pack's own fields, `tier`, and the figures of reported usage.
struct SlotMap {
  std::vector<Slot> slots;
  std::map<std::string, SlotId, std::less<>> by_name;  // usage figures too
  std::size_t figures = 0;                             // how many of `slots` are usage figures

  [[nodiscard]] auto find(std::string_view name) const -> SlotId;
};

// What a parameter of this type gives its field.
[[nodiscard]] auto given_type(ParameterType type) noexcept -> lang::Type;

[[nodiscard]] auto build_slots(const OfferInput& input, const Context& context) -> SlotMap;

[[nodiscard]] auto build_parameters(const OfferInput& input, const SlotMap& slots,
                                    const Context& context) -> std::vector<Parameter>;

// Fills in the rules and both of their programs.
void build_rules(const OfferInput& input, const Vocabulary& vocabulary, const Context& context,
                 Offer& offer);

[[nodiscard]] auto build_cards(const OfferInput& input, const SlotMap& slots,
                               const Vocabulary& vocabulary, const Context& context)
    -> std::vector<RateCard>;

[[nodiscard]] auto build_offer(const OfferInput& input, const Context& context) -> Offer;

// Whether an entry that names its operation (or none: the pack's first) is of this one.
[[nodiscard]] auto is_of(const Node* operation, const OfferInput& input) -> bool;

// Reports operations that the pack does not have.
void check_operation(const Node* operation, const PackSource& pack, const Context& context);

// Every parameter name of any of the pack's operations.
[[nodiscard]] auto parameter_names(const PackSource& pack) -> std::set<std::string, std::less<>>;

}  // namespace tariff::catalog
