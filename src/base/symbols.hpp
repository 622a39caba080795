// Interned names: every text that a rule or table mentions becomes a small number, so that the
// evaluator compares integers.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tariff::base {

// Unit: index into the catalog's symbol texts. 0 is "a text that no rule mentions".
using Symbol = std::uint32_t;
inline constexpr Symbol no_symbol = 0;

// Grows while a catalog is compiled; afterwards only its texts are kept, and an index of them.
class SymbolTable {
 public:
  SymbolTable() : texts_{""} {}

  auto intern(std::string_view text) -> Symbol;
  [[nodiscard]] auto find(std::string_view text) const noexcept -> Symbol;  // or no_symbol
  [[nodiscard]] auto text(Symbol symbol) const noexcept -> std::string_view {
    return texts_[symbol];
  }
  [[nodiscard]] auto texts() const noexcept -> const std::vector<std::string>& { return texts_; }

 private:
  std::vector<std::string> texts_;
  std::map<std::string, Symbol, std::less<>> index_;
};

// A table to find symbols by their texts: open addressing, as long as a power of two, at most half
// full. Plain data, so that an image can hold it; no_symbol is a free cell.
[[nodiscard]] auto index_symbols(std::span<const std::string> texts) -> std::vector<Symbol>;

// Or no_symbol. `cells` are those that index_symbols() made of the texts; others do no harm, as
// long as each is a symbol.
[[nodiscard]] auto find_symbol(std::span<const std::string> texts, std::span<const Symbol> cells,
                               std::string_view text) noexcept -> Symbol;

}  // namespace tariff::base
