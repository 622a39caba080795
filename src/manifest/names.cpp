#include "manifest/names.hpp"

#include <functional>

namespace tariff::manifest {

namespace {

auto hash_of(std::string_view name) noexcept -> std::uint32_t {
  const auto hash = std::uint64_t{std::hash<std::string_view>{}(name)};
  return static_cast<std::uint32_t>(hash ^ (hash >> 32U));
}

}  // namespace

auto NameTable::add(std::string_view name, bool& added) -> std::uint32_t {
  if (2 * (ends_.size() + 1) > slots_.size()) grow();
  const auto hash = hash_of(name);
  auto at = hash & (slots_.size() - 1);
  added = false;
  for (; slots_[at] != 0; at = (at + 1) & (slots_.size() - 1)) {
    const auto number = slots_[at] - 1;
    if (hashes_[number] == hash && this->name(number) == name) return number;
  }
  added = true;
  text_.append(name);
  ends_.push_back(text_.size());
  hashes_.push_back(hash);
  slots_[at] = static_cast<std::uint32_t>(ends_.size());
  return slots_[at] - 1;
}

void NameTable::grow() {
  slots_.assign(slots_.empty() ? 64 : 4 * slots_.size(), 0);
  for (std::uint32_t number = 0; number < hashes_.size(); ++number) {
    auto at = hashes_[number] & (slots_.size() - 1);
    while (slots_[at] != 0) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = number + 1;
  }
}

}  // namespace tariff::manifest
