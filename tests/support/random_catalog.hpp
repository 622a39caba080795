// Catalogs with every member filled at random: nonsense, but consistent, and the same for the same
// seed. Members are found by catalog/members.hpp, so that a new one is filled too.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "catalog/bytes.hpp"
#include "catalog/members.hpp"
#include "catalog/model.hpp"

namespace tariff::test {

class RandomCatalog {
 public:
  explicit RandomCatalog(std::uint64_t seed) : random_(seed) {}

  [[nodiscard]] auto make() -> catalog::CatalogData {
    catalog::CatalogData data;
    fill(data);
    for (auto& symbol : data.symbol_cells) limit(symbol, data.symbols.size());
    for (auto& name : data.names) {
      name.offer %= static_cast<std::uint32_t>(data.offers.size());
      limit(name.source, data.sources.size());
    }
    for (auto& offer : data.offers) mend(data, offer);
    for (auto& board : data.boards) mend(data, board);
    return data;
  }

 private:
  template <class T>
  static void limit(T& index, std::size_t size) {
    index = static_cast<T>(index % size);
  }
  auto below(std::uint64_t limit) -> std::uint64_t { return random_() % limit; }

  template <catalog::WholeNumber T>
  void fill(T& value) {
    value = static_cast<T>(random_());
  }
  // Made from the rest: the shipped catalog is what tests it.
  void fill(catalog::Kernel& /*kernel*/) {}
  void fill(bool& value) { value = below(2) == 1; }
  template <class T>
  requires std::is_enum_v<T>
  void fill(T& value) {
    value = static_cast<T>(below(static_cast<std::uint64_t>(catalog::last_of<T>) + 1));
  }
  void fill(std::string& text) {
    text.resize(1 + below(24));
    for (auto& c : text) c = static_cast<char>('a' + below(26));
  }
  void fill(Rational& number) {
    const auto denominator = static_cast<std::int64_t>(1 + below(100));
    const auto numerator = static_cast<std::int64_t>(1 + below(1'000'000));
    if (!Rational::make(numerator, denominator, number)) number = Rational{numerator};
  }
  template <class T, std::size_t n>
  void fill(std::array<T, n>& items) {
    for (auto& item : items) fill(item);
  }
  template <class A, class B>
  void fill(std::pair<A, B>& pair) {
    fill(pair.first);
    fill(pair.second);
  }
  template <class T>
  void fill(std::optional<T>& maybe) {
    fill(maybe.emplace());
  }
  template <class T>
  void fill(std::vector<T>& items) {
    items.resize(1 + below(3));
    for (auto& item : items) fill(item);
  }
  template <class T>
  void fill(catalog::LazyList<T>& list) {
    fill(list.edit());
  }
  template <class T>
  void fill(catalog::LazyItems<T>& list) {
    list.resize(1 + below(3));
    for (auto& item : list) fill(item);
  }
  void fill(Value& value) { value = random_value(3); }
  template <catalog::Described T>
  void fill(T& x) {
    std::apply([this](auto&... member) { (fill(member), ...); }, catalog::members(x));
  }

  auto random_value(int depth) -> Value {
    switch (below(depth > 0 ? 7 : 5)) {
      case 0: return Value{};
      case 1: return Value::boolean(below(2) == 1);
      case 2: return Value::huge_number("1e400");
      case 3: return random_number();
      case 4: return random_text();
      case 5: return Value::array({random_value(depth - 1), random_value(depth - 1)});
      default:
        return Value::object({{"a", random_value(depth - 1)}, {"b", random_value(depth - 1)}});
    }
  }
  auto random_number() -> Value {
    Rational number;
    fill(number);
    auto value = Value::number(number);
    if (below(2) == 1) value.mark_decimal();
    return value;
  }
  auto random_text() -> Value {
    std::string text;
    fill(text);
    return Value::text(std::move(text));
  }

  // A program of five instructions: any of them but the fold's body may be read.
  auto random_program(std::size_t slots, std::size_t symbols) -> lang::Program {
    using lang::Op;
    lang::Program program;
    fill(program);
    for (auto& table : program.tables) mend(table, symbols);
    const auto slot = static_cast<std::uint32_t>(below(slots));
    program.code = {{Op::number, 0, 0, 0, 0, 0},
                    {Op::slot, 0, 0, 0, 0, slot},
                    {Op::add, 0, 0, 1, 0, 0},
                    {Op::select, 0, 0, 1, 2, 0},
                    {Op::fold, 0, static_cast<lang::Register>(slot), 2, 0, 1},
                    {Op::element, 0, 0, 0, 0, 3},
                    {Op::less, 0, 5, 1, 0, 0}};
    return program;
  }
  void mend(lang::Table& table, std::size_t symbols) {
    table.cells.resize(table.keys.size());
    for (auto& is_text : table.key_is_text) is_text %= 2;
    for (auto& key : table.keys) {
      for (auto& part : key) part = static_cast<std::int64_t>(below(symbols));
    }
  }

  void mend(const catalog::CatalogData& data, catalog::Offer& offer) {
    const auto slots = offer.slots.size();
    const auto symbols = data.symbols.size();
    const auto source = [&data](auto& x) { limit(x.source, data.sources.size()); };
    const auto at = [](lang::Register& value) { limit(value, 5); };
    offer.rule_program = random_program(slots, symbols);
    offer.text_program = random_program(slots, symbols);
    const auto mend_text = [&](catalog::Template& text) {
      for (auto& piece : text.pieces) at(piece.value);
    };
    const auto mend_finding = [&](catalog::Finding& finding) {
      mend_text(finding.message);
      mend_text(finding.provider_message);
      source(finding);
    };
    limit(offer.n_slot, slots);
    limit(offer.tier_slot, slots);
    offer.images_slot = catalog::no_slot;
    source(offer.lifecycle);
    offer.findings.resize(catalog::finding_kinds);
    for (auto& finding : offer.findings) mend_finding(finding);
    for (auto& parameter : offer.parameters) {
      limit(parameter.slot, slots);
      limit(parameter.width, slots);
      limit(parameter.height, slots);
      source(parameter);
      for (auto& [kind, finding] : parameter.findings) mend_finding(finding);
      for (auto& word : parameter.words) mend(data, offer, word);
    }
    for (auto& rule : offer.rules) {
      at(rule.when);
      at(rule.require);
      mend_text(rule.message);
      mend_text(rule.provider_message);
      mend_text(rule.because);
      source(rule);
      rule.fix.step = 16;
      rule.fix.least = 16;
    }
    for (auto& card : offer.cards) mend(data, offer, card);
    for (auto& conflict : offer.conflicts) source(conflict);
    for (auto& row : offer.published) source(row);
  }
  void mend(const catalog::CatalogData& data, catalog::RatingBoard& board) {
    board.dated = Date{static_cast<std::int32_t>(below(20'000))}.to_string();
    limit(board.source, data.sources.size());
    std::map<std::string, catalog::ModelRating> sorted;
    for (auto& rating : board.ratings) {
      limit(rating.source, data.sources.size());
      sorted.emplace(rating.model, rating);
    }
    board.ratings.clear();
    for (const auto& [model, rating] : sorted) board.ratings.push_back(rating);
  }
  void mend(const catalog::CatalogData& data, const catalog::Offer& offer, catalog::Word& word) {
    limit(word.symbol, data.symbols.size());
    limit(word.expected, data.symbols.size());
    limit(word.source, data.sources.size());
    for (auto& symbol : word.among) limit(symbol, data.symbols.size());
    for (auto& assign : word.assigns) {
      limit(assign.slot, offer.slots.size());
      limit(assign.symbol, data.symbols.size());
    }
  }
  void mend(const catalog::CatalogData& data, const catalog::Offer& offer,
            catalog::RateCard& card) {
    const auto slots = offer.slots.size();
    card.program = random_program(slots, data.symbols.size());
    card.settle = random_program(slots + card.usage.size(), data.symbols.size());
    limit(card.source, data.sources.size());
    for (auto& figure : card.usage) limit(figure.slot, slots + card.usage.size());
    for (auto& tier : card.tiers) limit(tier.source, data.sources.size());
    for (auto& meter : card.meters) {
      for (auto* at :
           {&meter.when, &meter.quantity, &meter.rate, &meter.settle, &meter.settle_rate}) {
        limit(*at, 5);
      }
      limit(meter.source, data.sources.size());
    }
    for (auto& step : card.rounding) {
      limit(step.when, 5);
      limit(step.source, data.sources.size());
    }
  }

  std::mt19937_64 random_;
};

[[nodiscard]] inline auto random_catalog(std::uint64_t seed) -> catalog::CatalogData {
  return RandomCatalog(seed).make();
}

}  // namespace tariff::test
