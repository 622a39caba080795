// Any bytes as YAML: every extent must lie inside the one around it and in order, and the values
// that the reader of manifests finds must stand where the tree says that values stand.
#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>
#include <string_view>

#include "edit/fix_planner.hpp"
#include "edit/tree.hpp"
#include "tariff/edit.hpp"

namespace {

using tariff::edit::Tree;

void check(const Tree& node, std::size_t begin, std::size_t end) {
  if (node.start < begin || node.begin < node.start || node.end < node.begin || node.end > end) {
    std::abort();
  }
  auto at = node.begin;
  for (const auto& item : node.items) {
    check(item, at, node.end);
    at = item.end;
  }
  for (const auto& member : node.members) {
    check(member.key, at, node.end);
    check(member.value, member.key.end, node.end);
    at = member.value.end;
  }
}

// Mends the first record of a manifest, if that can be said: the planner itself holds what it
// plans against the reader.
void mend(const std::string& text) {
  tariff::InputOptions options;
  options.max_value = 8192;
  options.max_nodes = 1000;
  tariff::Fix fix;
  fix.params = tariff::Value::object();
  fix.params.set("size", tariff::Value::text("16x16"));
  fix.remove = {"seed"};
  std::istringstream in{text};
  tariff::ManifestHeader header;
  std::vector<tariff::Diagnostic> diagnostics;
  tariff::edit::FixPlanner planner{text, tariff::InputKind::yaml, options};
  bool first = true;
  const auto take = [&](tariff::Record&& record) {
    planner.add(record);
    if (first) planner.want(0, fix);
    first = false;
    return true;
  };
  tariff::read_manifest(in, tariff::InputKind::yaml, options, header, take, diagnostics);
  for (const auto& [finding, edits] : planner.finish(header, diagnostics.size())) {
    const auto changed = tariff::apply_edits(text, edits);
    if (!changed || *changed == text) std::abort();
  }
}

}  // namespace

extern "C" auto LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) -> int {
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  Tree root;
  if (tariff::edit::read_tree(text, root)) check(root, 0, text.size());
  mend(std::string{text});
  return 0;
}
