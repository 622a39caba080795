#include "base/near_name.hpp"

#include <algorithm>
#include <array>

namespace tariff::base {

namespace {

constexpr std::size_t longest_name = 64;

// Unit of costs: half edits, so that a difference of case can count half.
constexpr int edit = 2;
constexpr int case_change = 1;

using Row = std::array<int, longest_name + 1>;

auto lower(char c) noexcept -> char {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

auto substitution(char a, char b) noexcept -> int {
  if (a == b) return 0;
  return lower(a) == lower(b) ? case_change : edit;
}

// Optimal string alignment. Both names have at most `longest_name` bytes.
auto distance(std::string_view a, std::string_view b) noexcept -> int {
  Row two_back{};
  Row previous{};
  Row current{};
  for (std::size_t j = 0; j <= b.size(); ++j) previous[j] = static_cast<int>(j) * edit;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    current[0] = static_cast<int>(i) * edit;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      current[j] = std::min({previous[j] + edit, current[j - 1] + edit,
                             previous[j - 1] + substitution(a[i - 1], b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        current[j] = std::min(current[j], two_back[j - 2] + edit);
      }
    }
    two_back = previous;
    previous = current;
  }
  return previous[b.size()];
}

auto differs_only_in_case(std::string_view a, std::string_view b) noexcept -> bool {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace

auto nearest_name(std::string_view name, std::span<const std::string_view> candidates)
    -> std::string_view {
  if (name.size() > longest_name) return {};
  std::string_view best;
  int least = 0;
  for (const auto candidate : candidates) {
    if (candidate.size() > longest_name) continue;
    const int cost = distance(name, candidate);
    const auto longer = static_cast<int>(std::max(name.size(), candidate.size()));
    if (3 * cost > edit * longer && !differs_only_in_case(name, candidate)) continue;
    if (best.empty() || cost < least) {
      best = candidate;
      least = cost;
    }
  }
  return best;
}

}  // namespace tariff::base
