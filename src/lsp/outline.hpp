// The shape of a YAML or JSON text that need not be valid: what an editor holds between two key
// strokes. Read by indentation and brackets, without judging; what cannot be understood is left
// out. The reader of manifests (src/manifest) decides what a text means; this only says where in it
// a caret stands, and what is written around it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lsp/text_document.hpp"

namespace tariff::lsp {

// Stands for the caret where one is put into a text: a part of a word, and behind a colon it counts
// as a blank. No text holds it.
inline constexpr char caret_mark = '\x01';

struct OutlineMember;

struct OutlineNode {
  enum class Kind : std::uint8_t { nothing, scalar, list, map };

  Kind kind = Kind::nothing;
  ByteRange range;          // of all of it
  ByteRange inner;          // scalar: without its quotes
  bool quoted = false;      // scalar
  bool closed = true;       // scalar: its closing quote is there
  bool flow = false;        // written in brackets
  std::string_view text;    // scalar: as written, without quotes
  std::string_view anchor;  // "&name"
  std::string_view alias;   // scalar "*name"
  std::vector<OutlineNode> items;
  std::vector<OutlineMember> members;

  // The value of a member of a map; null when there is none.
  [[nodiscard]] auto find(std::string_view key) const noexcept -> const OutlineNode*;
  // The text of a member that is a scalar; empty otherwise.
  [[nodiscard]] auto text_of(std::string_view key) const noexcept -> std::string_view;
};

struct OutlineMember {
  OutlineNode key;         // a scalar
  bool has_colon = false;  // false: a key that is still being written
  OutlineNode value;
  ByteRange range;  // key and value
};

// Views into `text`, which must outlive the result.
[[nodiscard]] auto read_outline(std::string_view text) -> OutlineNode;

// One step from the root towards a place.
struct OutlineStep {
  const OutlineNode* node = nullptr;      // the map or list
  const OutlineMember* member = nullptr;  // of a map
  std::size_t index = 0;                  // of the member or the item
};

// What stands at a place, and the way to it.
struct OutlinePlace {
  std::vector<OutlineStep> steps;
  const OutlineNode* node = nullptr;  // the innermost there
  bool on_key = false;                // `node` is the key of the last step's member

  // The name of a step: the key, or empty for an item of a list.
  [[nodiscard]] auto name(std::size_t step) const noexcept -> std::string_view;
};

[[nodiscard]] auto find_place(const OutlineNode& root, std::size_t offset) -> OutlinePlace;

}  // namespace tariff::lsp
