#include "report/words.hpp"

#include "report/money_text.hpp"

namespace tariff::report {

auto counted(std::int64_t number, std::string_view noun) -> std::string {
  auto text = MoneyText{}.quantity(Rational{number});
  text += ' ';
  text += noun;
  if (number != 1) text += 's';
  return text;
}

auto joined(const std::vector<std::string>& texts, std::string_view between) -> std::string {
  std::string out;
  for (const auto& text : texts) {
    if (!out.empty()) out += between;
    out += text;
  }
  return out;
}

}  // namespace tariff::report
