#include "catalog/table_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace tariff::catalog {
namespace {

using Key = std::array<std::int64_t, 3>;

class RowReader {
 public:
  RowReader(lang::Table& table, const Context& context) : table_(table), context_(context) {}

  void read(const Node& rows, std::size_t level, Key key) {
    if (!expect(rows, Node::Kind::map, context_)) return;
    for (const auto& entry : rows.entries) {
      if (!read_key(entry.key, level, key)) continue;
      if (level + 1 < table_.key_is_text.size()) {
        read(entry.value, level + 1, key);
      } else {
        read_cell(entry, key);
      }
    }
  }

 private:
  auto read_key(const Node& node, std::size_t level, Key& key) const -> bool {
    if (level >= key.size()) return false;  // no table has so many keys
    if (table_.key_is_text[level] == 0) return read_whole(node, context_, key[level]);
    key[level] = context_.symbols.intern(node.text);
    return true;
  }

  void read_cell(const Node::Entry& entry, const Key& key) {
    lang::Table::Cell cell;
    cell.known = !entry.value.is(Node::Kind::null);
    if (cell.known && !read_range(entry.value, context_, cell.value)) return;
    table_.keys.push_back(key);
    table_.cells.push_back(cell);
    places_.push_back(&entry.key);
  }

 public:
  // Lookups are binary searches.
  void sort() {
    std::vector<std::size_t> order(table_.keys.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return table_.keys[a] < table_.keys[b]; });
    lang::Table sorted = table_;
    for (std::size_t i = 0; i < order.size(); ++i) {
      sorted.keys[i] = table_.keys[order[i]];
      sorted.cells[i] = table_.cells[order[i]];
      if (i > 0 && sorted.keys[i] == sorted.keys[i - 1]) {
        context_.error(code::key, *places_[order[i]], "this row stands here twice");
      }
    }
    table_ = std::move(sorted);
  }

 private:
  lang::Table& table_;
  const Context& context_;
  std::vector<const Node*> places_;  // of each row's last key
};

auto read_key_types(const Node& node, const Context& context, std::vector<std::uint8_t>& out)
    -> bool {
  constexpr std::array<std::string_view, 2> types{"integer", "text"};
  if (!expect(node, Node::Kind::list, context)) return false;
  if (node.items.empty() || node.items.size() > 3) {
    context.error(code::type, node, "a table has 1 to 3 keys");
    return false;
  }
  for (const auto& item : node.items) {
    std::size_t type = 0;
    if (!read_choice(item, context, types, type)) return false;
    out.push_back(static_cast<std::uint8_t>(type));
  }
  return true;
}

auto read_table(const Node::Entry& entry, const Context& context) -> lang::Table {
  lang::Table table;
  table.name = entry.key.text;
  Mapping fields{entry.value, "table", context};
  SourceId source = 0;
  fields.read("source", read_source, source);
  const Node* keys = fields.require("keys");
  const Node* rows = fields.require("rows");
  if (keys == nullptr || rows == nullptr) return table;
  if (!read_key_types(*keys, context, table.key_is_text)) {
    table.key_is_text.clear();
    return table;
  }
  RowReader reader{table, context};
  reader.read(*rows, 0, Key{});
  reader.sort();
  return table;
}

}  // namespace

auto read_tables(const Node& node, const Context& context, std::vector<lang::Table>& out) -> bool {
  if (!expect(node, Node::Kind::map, context)) return false;
  for (const auto& entry : node.entries) out.push_back(read_table(entry, context));
  return true;
}

}  // namespace tariff::catalog
