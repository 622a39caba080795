// Strict YAML: a tree of nodes that know their places. One document, UTF-8, no duplicate keys, no
// anchors, aliases or tags, bounded size and depth.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/reporter.hpp"
#include "catalog/scalar_map.hpp"

namespace tariff::catalog {

struct DocumentLimits {
  std::size_t bytes = 4 << 20;  // the longest shipped file has about 20 KB
  std::size_t depth = 32;       // nested lists and mappings: readers recurse over them
  std::size_t nodes = 20'000;   // the longest shipped file has about 3,000; look-ups are linear
};

struct Node {
  enum class Kind : std::uint8_t { null, scalar, list, map };
  struct Entry;

  Kind kind{};
  bool quoted = false;         // scalar: written with quotes or as a block
  std::uint32_t file = 0;      // index into the files of the load
  base::Span span;             // in that file
  std::string text;            // scalar
  ScalarMap map;               // scalar: where the bytes of `text` stand
  std::vector<Node> items;     // list
  std::vector<Entry> entries;  // map, in the file's order

  [[nodiscard]] auto is(Kind other) const noexcept -> bool { return kind == other; }
  [[nodiscard]] auto place() const noexcept -> Place { return {file, span}; }
  // The value of a key, or null. Linear: mappings are small.
  [[nodiscard]] auto find(std::string_view key) const noexcept -> const Node*;
};

struct Node::Entry {
  Node key;  // a scalar
  Node value;
};

// Reads a file of the reporter's. Nothing when it is not good YAML: every error is reported.
[[nodiscard]] auto read_document(std::uint32_t file, Reporter& reporter, DocumentLimits limits = {})
    -> std::optional<Node>;

}  // namespace tariff::catalog
