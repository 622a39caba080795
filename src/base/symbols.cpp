#include "base/symbols.hpp"

namespace tariff::base {

auto SymbolTable::intern(std::string_view text) -> Symbol {
  if (text.empty()) return no_symbol;
  if (const auto found = index_.find(text); found != index_.end()) return found->second;
  const auto symbol = static_cast<Symbol>(texts_.size());
  texts_.emplace_back(text);
  index_.emplace(std::string{text}, symbol);
  return symbol;
}

auto SymbolTable::find(std::string_view text) const noexcept -> Symbol {
  const auto found = index_.find(text);
  return found == index_.end() ? no_symbol : found->second;
}

}  // namespace tariff::base
