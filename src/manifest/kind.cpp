#include <algorithm>
#include <array>
#include <utility>

#include "tariff/manifest.hpp"

namespace tariff {
inline namespace v0 {

namespace {

using Name = std::pair<std::string_view, InputKind>;

constexpr std::array names{Name{"auto", InputKind::automatic}, Name{"yaml", InputKind::yaml},
                           Name{"json", InputKind::json}, Name{"jsonl", InputKind::jsonl},
                           Name{"csv", InputKind::csv}};

constexpr std::array extensions{Name{"yaml", InputKind::yaml},    Name{"yml", InputKind::yaml},
                                Name{"json", InputKind::json},    Name{"jsonl", InputKind::jsonl},
                                Name{"ndjson", InputKind::jsonl}, Name{"csv", InputKind::csv}};

auto same_letters(std::string_view a, std::string_view b) noexcept -> bool {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return (x >= 'A' && x <= 'Z' ? x - 'A' + 'a' : x) == y; });
}

}  // namespace

auto to_string(InputKind kind) noexcept -> const char* {
  for (const auto& [name, named] : names) {
    if (named == kind) return name.data();
  }
  return "auto";
}

auto parse_input_kind(std::string_view name, InputKind& out) noexcept -> bool {
  const auto* found = std::find_if(names.begin(), names.end(),
                                   [&](const Name& each) { return each.first == name; });
  if (found == names.end()) return false;
  out = found->second;
  return true;
}

auto input_kind_of(std::string_view path) noexcept -> InputKind {
  const auto dot = path.find_last_of("./");
  if (dot == std::string_view::npos || path[dot] != '.') return InputKind::automatic;
  for (const auto& [extension, kind] : extensions) {
    if (same_letters(path.substr(dot + 1), extension)) return kind;
  }
  return InputKind::automatic;
}

}  // namespace v0
}  // namespace tariff
