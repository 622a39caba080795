// The shape of a YAML or JSON text with the extent of everything, for changing it in place.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tariff::edit {

struct TreeMember;

// A node of the text. Unit: bytes of the text; extents are half-open.
struct Tree {
  enum class Style : std::uint8_t {
    nothing,  // a value that is not written: `key:`
    plain,
    single_quoted,
    double_quoted,
    block_scalar,
    alias,
    flow_list,
    flow_map,
    block_list,
    block_map
  };

  Style style = Style::nothing;
  std::size_t start = 0;  // of its anchor, where it has one
  std::size_t begin = 0;
  std::size_t end = 0;  // behind its last character; a line's end is not part of it
  std::vector<Tree> items;
  std::vector<TreeMember> members;

  [[nodiscard]] auto is_map() const noexcept -> bool {
    return style == Style::flow_map || style == Style::block_map;
  }
  [[nodiscard]] auto is_list() const noexcept -> bool {
    return style == Style::flow_list || style == Style::block_list;
  }
  [[nodiscard]] auto is_anchored() const noexcept -> bool { return start != begin; }
  // The member of that name, or null.
  [[nodiscard]] auto find(std::string_view name) const noexcept -> const TreeMember*;
};

struct TreeMember {
  static constexpr auto no_colon = static_cast<std::size_t>(-1);

  Tree key;  // a scalar
  std::string name;
  std::size_t colon = no_colon;  // `{name}` has none
  Tree value;
};

// Reads a whole YAML document, or JSON, which is YAML here. False: the text is not valid, or says
// something that this reader does not know (tags, several documents, keys that are no scalars,
// pairs in lists). What it reads it takes at the text's word; who needs certainty reads the text
// with the real reader too. Recursion is bounded.
[[nodiscard]] auto read_tree(std::string_view text, Tree& out) -> bool;

}  // namespace tariff::edit
