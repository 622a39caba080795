#include <algorithm>
#include <array>

#include "manifest/header_sections.hpp"
#include "manifest/node_values.hpp"
#include "manifest/reader.hpp"

namespace tariff::manifest {

namespace {

constexpr std::array<std::string_view, 3> budget_keys{"total", "per_asset", "providers"};

class BudgetReader {
 public:
  BudgetReader(BudgetOf whose, const SectionContext& context)
      : whose_(whose), context_(context), values_(context.file, context.problems) {}

  auto read(const Node& value) -> Budget {
    if (value.kind != Node::Kind::map) {
      values_.error(code::type, "", value.place, "a budget is a mapping such as {total: 40 USD}");
      return {};
    }
    budget_.location = values_.located(value.place);
    for (const auto& [key, member] : value.members) read_member(key, member);
    return std::move(budget_);
  }

 private:
  void read_member(const Node& key, const Node& value) {
    if (key.text == "total") {
      budget_.total = money(value);
    } else if (key.text == "per_asset") {
      budget_.per_asset = money(value);
    } else if (key.text != "providers") {
      values_.error(code::unknown, "", key.place, unknown_name("key", key.text, known_keys()));
    } else if (whose_ == BudgetOf::group) {
      values_.error(code::unknown, "", key.place,
                    "providers belongs to the budget of the manifest, not of a group");
    } else {
      read_providers(value);
    }
  }

  [[nodiscard]] auto known_keys() const -> std::span<const std::string_view> {
    const std::span all{budget_keys};
    return whose_ == BudgetOf::group ? all.first(2) : all;
  }

  void read_providers(const Node& value) {
    if (value.kind != Node::Kind::map) {
      values_.error(code::type, "", value.place,
                    "budgets of providers are a mapping such as {acme: 10 USD}");
      return;
    }
    for (const auto& [name, amount] : value.members) {
      context_.places.emplace("budget.providers." + name.text, values_.located(name.place));
      if (auto limit = money(amount)) budget_.providers.emplace(name.text, std::move(*limit));
    }
  }

  auto money(const Node& value) -> std::optional<Money> {
    const auto space = value.text.find(' ');
    Money money;
    if (value.is_scalar() && space != std::string::npos) {
      money.currency = value.text.substr(space + 1);
      const bool is_currency =
          money.currency.size() == 3 && std::all_of(money.currency.begin(), money.currency.end(),
                                                    [](char c) { return c >= 'A' && c <= 'Z'; });
      if (is_currency && Rational::parse(value.text.substr(0, space), money.amount) &&
          !money.amount.is_negative()) {
        return money;
      }
    }
    values_.error(code::value, "", value.place,
                  "expected an amount and its currency, such as 40 USD");
    return std::nullopt;
  }

  BudgetOf whose_;
  const SectionContext& context_;
  NodeValues values_;
  Budget budget_;
};

}  // namespace

auto read_budget(const Node& value, BudgetOf whose, const SectionContext& context) -> Budget {
  return BudgetReader{whose, context}.read(value);
}

}  // namespace tariff::manifest
