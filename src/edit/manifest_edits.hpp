// Fixes of the assets of a manifest, whose values may stand in defaults, groups and anchors.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "edit/change.hpp"

namespace tariff::edit {

// One asset that a finding's fix would mend, with what is needed to say it in the text.
struct Wanted {
  std::size_t record = 0;  // by its order in the input
  Fix fix;
  Value params;                                          // before the fix
  std::string group;                                     // that it belongs to
  std::uint64_t location = 0;                            // Unit: bytes; where the asset starts
  std::map<std::string, std::uint64_t, std::less<>> at;  // Unit: bytes; parameters by name
};

// `record` is its place in the input's order.
[[nodiscard]] auto make_wanted(std::size_t record, const Record& read, const Fix& fix) -> Wanted;

class ManifestEdits {
 public:
  // `uses`: the place of everything that any record says, once for each time that it says it.
  ManifestEdits(std::string_view text, Syntax syntax, std::vector<std::uint64_t> uses);

  // False: the shape of the text is not known, so that nothing can be said.
  [[nodiscard]] auto is_readable() const noexcept -> bool { return readable_; }
  // The edits that do what all assets of one finding want.
  [[nodiscard]] auto of(const std::vector<Wanted>& all) const -> std::optional<Edits>;

 private:
  Source source_;
  Tree root_;
  bool readable_ = false;
  std::vector<std::uint64_t> uses_;  // sorted
};

}  // namespace tariff::edit
