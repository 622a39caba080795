// Which places of a text are already to be changed.
#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <vector>

#include "tariff/lint.hpp"

namespace tariff::edit {

class Taken {
 public:
  // False, and nothing is taken: some of them touch what is taken. Touching counts, since two
  // insertions at one place would have no order.
  auto add(const std::vector<TextEdit>& edits) -> bool {
    const bool free = std::all_of(edits.begin(), edits.end(),
                                  [&](const TextEdit& edit) { return is_free(edit); });
    if (!free) return false;
    for (const auto& edit : edits) ends_.emplace(edit.offset, edit.offset + edit.length);
    return true;
  }

 private:
  [[nodiscard]] auto is_free(const TextEdit& edit) const -> bool {
    const auto next = ends_.lower_bound(edit.offset);
    if (next != ends_.end() && next->first <= edit.offset + edit.length) return false;
    return next == ends_.begin() || std::prev(next)->second < edit.offset;
  }

  std::map<std::uint64_t, std::uint64_t> ends_;  // Unit: bytes; by where the changes begin
};

}  // namespace tariff::edit
