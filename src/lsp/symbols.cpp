// The groups and assets of a manifest, for the outline of an editor.
#include <string>

#include "lsp/feature.hpp"
#include "lsp/outline.hpp"

namespace tariff::lsp {
namespace {

using report::JsonWriter;
using Kind = OutlineNode::Kind;

// As the protocol numbers them.
enum SymbolKind : std::int64_t { namespace_symbol = 3, array_symbol = 18, object_symbol = 19 };

struct Symbol {
  std::string_view name;
  std::string_view detail;
  SymbolKind kind{};
  ByteRange range;
  ByteRange name_range;  // inside of `range`
};

class SymbolWriter {
 public:
  SymbolWriter(JsonWriter& out, const Feature& of) : out_(out), of_(of) {}

  void run(const OutlineNode& root) {
    out_.begin_array();
    for (const auto& member : root.members) {
      if (member.key.text == "groups" && member.value.kind == Kind::map) {
        section(member, array_symbol, [&] { groups(member.value); });
      } else if (member.key.text == "assets" && member.value.kind == Kind::list) {
        section(member, array_symbol, [&] { assets(member.value); });
      } else if (member.has_colon && !member.key.text.empty()) {
        section(member, object_symbol, [] {});
      }
    }
    out_.end_array();
  }

 private:
  template <class Children>
  void section(const OutlineMember& member, SymbolKind kind, Children children) {
    begin({member.key.text, {}, kind, member.range, member.key.range}, {});
    nested(member.key.text, children);
  }

  // The children stand inside of their parent, or behind it with its name.
  template <class Children>
  void nested(std::string_view parent, Children children) {
    const bool inside = of_.client.nested_symbols;
    if (inside) out_.key("children").begin_array();
    if (!inside) out_.end_object();
    parent_ = parent;
    children();
    parent_ = {};
    if (inside) out_.end_array().end_object();
  }

  void groups(const OutlineNode& map) {
    for (const auto& member : map.members) {
      if (member.key.text.empty() || !member.has_colon) continue;
      begin({member.key.text, {}, namespace_symbol, member.range, member.key.range}, parent_);
      out_.end_object();
    }
  }

  void assets(const OutlineNode& list) {
    for (const auto& item : list.items) {
      const auto* id = item.find("id");
      const bool named = id != nullptr && !id->text.empty();
      const std::string_view name = named ? id->text : "(no id)";
      begin(
          {name, item.text_of("model"), object_symbol, item.range, named ? id->range : item.range},
          parent_);
      out_.end_object();
    }
  }

  void begin(const Symbol& symbol, std::string_view parent) {
    out_.begin_object().member("name", symbol.name);
    out_.key("kind").integer(symbol.kind);
    if (!of_.client.nested_symbols) {
      out_.key("location").begin_object().member("uri", of_.document.uri()).key("range");
      write_range(out_, of_.document, symbol.range);
      out_.end_object().optional_member("containerName", parent);
      return;
    }
    out_.optional_member("detail", symbol.detail).key("range");
    write_range(out_, of_.document, symbol.range);
    out_.key("selectionRange");
    write_range(out_, of_.document, symbol.name_range);
  }

  JsonWriter& out_;
  const Feature& of_;
  std::string_view parent_;
};

}  // namespace

void write_symbols(JsonWriter& out, const Feature& of) {
  SymbolWriter{out, of}.run(read_outline(of.document.text()));
}

}  // namespace tariff::lsp
