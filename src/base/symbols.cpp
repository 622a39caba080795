#include "base/symbols.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace tariff::base {

namespace {

// Of the length and both ends: the time does not depend on the length, which may be a prompt's.
auto hash_of(std::string_view text) noexcept -> std::size_t {
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  const auto taken = std::min(text.size(), sizeof first);
  std::memcpy(&first, text.data(), taken);
  std::memcpy(&last, text.data() + text.size() - taken, taken);
  constexpr std::uint64_t spread = 0x9E3779B97F4A7C15;  // 2^64 / golden ratio
  const auto mixed = (first * spread + last + text.size()) * spread;
  return static_cast<std::size_t>(mixed >> 32U);
}

}  // namespace

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

auto index_symbols(std::span<const std::string> texts) -> std::vector<Symbol> {
  std::vector<Symbol> cells(std::bit_ceil(2 * texts.size() + 1), no_symbol);
  const auto mask = cells.size() - 1;
  for (std::size_t i = 1; i < texts.size(); ++i) {
    auto at = hash_of(texts[i]);
    while (cells[at & mask] != no_symbol) ++at;
    cells[at & mask] = static_cast<Symbol>(i);
  }
  return cells;
}

auto find_symbol(std::span<const std::string> texts, std::span<const Symbol> cells,
                 std::string_view text) noexcept -> Symbol {
  if (text.empty() || cells.empty()) return no_symbol;
  const auto mask = std::bit_floor(cells.size()) - 1;
  auto at = hash_of(text);
  for (const auto end = at + cells.size(); at != end; ++at) {
    const Symbol symbol = cells[at & mask];
    if (symbol == no_symbol || texts[symbol] == text) return symbol;
  }
  return no_symbol;
}

}  // namespace tariff::base
