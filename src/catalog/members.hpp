// The members of the catalog's structs, in order, without naming them: what is written once here
// serves writing, reading and generating values alike. A struct whose number of members is not the
// one stated below does not compile, so that none can be forgotten.
#pragma once

#include <cstddef>
#include <tuple>
#include <type_traits>

#include "catalog/model.hpp"

namespace tariff::catalog {

// The number of members; 0: not a struct that this file knows.
template <class T>
inline constexpr std::size_t arity = 0;
template <>
inline constexpr std::size_t arity<Date> = 1;
template <>
inline constexpr std::size_t arity<Period> = 2;
template <>
inline constexpr std::size_t arity<Range> = 3;
template <>
inline constexpr std::size_t arity<lang::Instruction> = 6;
template <>
inline constexpr std::size_t arity<lang::Table::Cell> = 2;
template <>
inline constexpr std::size_t arity<lang::Table> = 4;
template <>
inline constexpr std::size_t arity<lang::Program> = 4;
template <>
inline constexpr std::size_t arity<Source> = 7;
template <>
inline constexpr std::size_t arity<Conflict> = 7;
template <>
inline constexpr std::size_t arity<Template::Piece> = 3;
template <>
inline constexpr std::size_t arity<Template> = 1;
template <>
inline constexpr std::size_t arity<Finding> = 6;
template <>
inline constexpr std::size_t arity<Slot> = 3;
template <>
inline constexpr std::size_t arity<Assignment> = 4;
template <>
inline constexpr std::size_t arity<Word> = 7;
template <>
inline constexpr std::size_t arity<Parameter> = 21;
template <>
inline constexpr std::size_t arity<FixRecipe> = 7;
template <>
inline constexpr std::size_t arity<Rule> = 18;
template <>
inline constexpr std::size_t arity<UsageFigure> = 2;
template <>
inline constexpr std::size_t arity<MeterSpec> = 11;
template <>
inline constexpr std::size_t arity<RoundingStep> = 7;
template <>
inline constexpr std::size_t arity<Tier> = 6;
template <>
inline constexpr std::size_t arity<Encoding> = 4;
template <>
inline constexpr std::size_t arity<RateCard> = 14;
template <>
inline constexpr std::size_t arity<Lifecycle> = 6;
template <>
inline constexpr std::size_t arity<Example> = 11;
template <>
inline constexpr std::size_t arity<PublishedRow> = 14;
template <>
inline constexpr std::size_t arity<IntegerOp> = 5;
template <>
inline constexpr std::size_t arity<SlotClasses> = 6;
template <>
inline constexpr std::size_t arity<RuleTerm> = 3;
template <>
inline constexpr std::size_t arity<RuleEpoch> = 2;
template <>
inline constexpr std::size_t arity<IntegerRange> = 4;
template <>
inline constexpr std::size_t arity<MeterShape> = 4;
template <>
inline constexpr std::size_t arity<PriceShape> = 6;
template <>
inline constexpr std::size_t arity<PriceKernel> = 5;
template <>
inline constexpr std::size_t arity<ImageClasses> = 1;
template <>
inline constexpr std::size_t arity<ImageShape> = 4;
template <>
inline constexpr std::size_t arity<ImageFold> = 3;
template <>
inline constexpr std::size_t arity<Kernel> = 13;
template <>
inline constexpr std::size_t arity<Offer> = 23;
template <>
inline constexpr std::size_t arity<OfferName> = 8;
template <>
inline constexpr std::size_t arity<CanonicalField> = 5;
template <>
inline constexpr std::size_t arity<ModelRating> = 6;
template <>
inline constexpr std::size_t arity<QualityStep> = 2;
template <>
inline constexpr std::size_t arity<RatingBoard> = 12;
template <>
inline constexpr std::size_t arity<CatalogData> = 8;

// The last enumerator of an enumeration that starts at 0 and has no holes.
template <class T>
inline constexpr T last_of = T{};
template <>
inline constexpr auto last_of<Severity> = Severity::error;
template <>
inline constexpr auto last_of<Rounding> = Rounding::half_even;
template <>
inline constexpr auto last_of<lang::Type> = lang::Type::nothing;
template <>
inline constexpr auto last_of<lang::Op> = lang::Op::fold;
template <>
inline constexpr auto last_of<Template::Piece::Kind> = Template::Piece::Kind::expression;
template <>
inline constexpr auto last_of<FindingKind> = FindingKind::name_deprecated;
template <>
inline constexpr auto last_of<ParameterType> = ParameterType::any;
template <>
inline constexpr auto last_of<FixRecipe::Kind> = FixRecipe::Kind::remove;
template <>
inline constexpr auto last_of<ImageFold::Kind> = ImageFold::Kind::any;
template <>
inline constexpr auto last_of<IntegerOp::Code> = IntegerOp::Code::select;
template <>
inline constexpr auto last_of<RoundingStep::Of> = RoundingStep::Of::meter;

template <class T>
concept Described = (arity<std::remove_const_t<T>> != 0);

// References to the members, as a tuple.
template <Described T>
[[nodiscard]] auto members(T& x) noexcept {
  constexpr auto count = arity<std::remove_const_t<T>>;
  if constexpr (count == 1) {
    auto& [a] = x;
    return std::tie(a);
  } else if constexpr (count == 2) {
    auto& [a, b] = x;
    return std::tie(a, b);
  } else if constexpr (count == 3) {
    auto& [a, b, c] = x;
    return std::tie(a, b, c);
  } else if constexpr (count == 4) {
    auto& [a, b, c, d] = x;
    return std::tie(a, b, c, d);
  } else if constexpr (count == 5) {
    auto& [a, b, c, d, e] = x;
    return std::tie(a, b, c, d, e);
  } else if constexpr (count == 6) {
    auto& [a, b, c, d, e, f] = x;
    return std::tie(a, b, c, d, e, f);
  } else if constexpr (count == 7) {
    auto& [a, b, c, d, e, f, g] = x;
    return std::tie(a, b, c, d, e, f, g);
  } else if constexpr (count == 8) {
    auto& [a, b, c, d, e, f, g, h] = x;
    return std::tie(a, b, c, d, e, f, g, h);
  } else if constexpr (count == 9) {
    auto& [a, b, c, d, e, f, g, h, i] = x;
    return std::tie(a, b, c, d, e, f, g, h, i);
  } else if constexpr (count == 10) {
    auto& [a, b, c, d, e, f, g, h, i, j] = x;
    return std::tie(a, b, c, d, e, f, g, h, i, j);
  } else if constexpr (count == 11) {
    auto& [a, b, c, d, e, f, g, h, i, j, k] = x;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k);
  } else if constexpr (count == 12) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l] = x;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k, l);
  } else if constexpr (count == 13) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m] = x;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m);
  } else if constexpr (count == 14) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n] = x;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n);
  } else if constexpr (count == 15) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o] = x;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o);
  } else if constexpr (count == 16) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] = x;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p);
  } else if constexpr (count == 17) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q] = x;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q);
  } else if constexpr (count == 18) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r] = x;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r);
  } else if constexpr (count == 19) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s] = x;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s);
  } else if constexpr (count == 20) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t] = x;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t);
  } else if constexpr (count == 21) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u] = x;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u);
  } else if constexpr (count == 22) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v] = x;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v);
  } else if constexpr (count == 23) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w] = x;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w);
  } else if constexpr (count == 24) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, y] = x;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, y);
  } else {
    static_assert(count <= 24, "one more case is needed here");
  }
}

}  // namespace tariff::catalog
