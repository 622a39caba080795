#include "catalog/pack_reader.hpp"

#include <fmt/format.h>

#include "catalog/expression_reader.hpp"
#include "catalog/finding_reader.hpp"
#include "catalog/merge.hpp"
#include "catalog/parameter_reader.hpp"
#include "catalog/rule_reader.hpp"
#include "catalog/table_reader.hpp"

namespace tariff::catalog {
namespace {

// Each operation reads the shared parameters and rules anew.
constexpr std::size_t most_operations = 16;

auto read_name(const Node& node, const Context& context) -> NameSource {
  NameSource source;
  Mapping fields{node, "name", context};
  if (const Node* name = fields.require("name")) read_text(*name, context, source.name.model);
  source.name.canonical = false;
  fields.read("deprecated", read_date, source.name.deprecated);
  fields.read("about", read_text, source.name.about);
  fields.read("source", read_source, source.name.source);
  source.operation = fields.get("operation");
  return source;
}

auto read_names(const Node& node, const Context& context, std::vector<NameSource>& out) -> bool {
  if (!expect(node, Node::Kind::list, context)) return false;
  for (const auto& item : node.items) out.push_back(read_name(item, context));
  return true;
}

auto read_lifecycle(const Node& node, const Context& context, Lifecycle& out) -> bool {
  Mapping fields{node, "lifecycle", context};
  fields.read("available", read_date, out.available);
  fields.read("preview", read_date, out.preview);
  fields.read("deprecated", read_date, out.deprecated);
  fields.read("shut_down", read_date, out.shut_down);
  fields.read("replaced_by", read_texts, out.replaced_by);
  fields.read("source", read_source, out.source);
  return true;
}

auto read_operation(const Node& pack, const Node::Entry& entry, const Context& context)
    -> OperationSource {
  OperationSource source;
  source.name = entry.key.text;
  source.tree = std::make_shared<const Node>(operation_tree(pack, source.name));
  Mapping fields{*source.tree, "operation", context};
  fields.read("endpoint", read_text, source.endpoint);
  source.findings = default_findings();
  fields.read("findings", read_findings, source.findings);
  if (const Node* parameters = fields.get("parameters")) {
    read_parameters(*parameters, context, source.findings, source.parameters);
  }
  fields.read("rules", read_rules, source.rules);
  return source;
}

auto read_example(const Node& node, const Context& context, bool accepted) -> ExampleSource {
  ExampleSource source;
  Example& example = source.example;
  example.accepted = accepted;
  const auto& text = context.reporter.source(node.file);
  example.file = text.name();
  example.line = text.locate(node.span).line;
  Mapping fields{node, accepted ? "accepted example" : "rejected example", context};
  if (const Node* name = fields.require("name")) read_text(*name, context, example.name);
  if (const Node* params = fields.require("params")) read_object(*params, context, example.params);
  fields.read("input_images", read_images, example.input_images);
  fields.read("tier", read_text, example.tier);
  fields.read("as_of", read_date, example.as_of);
  source.operation = fields.get("operation");
  if (accepted) {
    fields.read("warns", read_texts, example.warns);
  } else {
    if (const Node* codes = fields.require("codes")) read_texts(*codes, context, example.codes);
    fields.read("provider_message", read_text, example.provider_message);
  }
  return source;
}

auto read_examples(const Node& node, const Context& context, std::vector<ExampleSource>& out)
    -> bool {
  Mapping fields{node, "set of examples", context};
  for (const bool accepted : {true, false}) {
    const Node* list = fields.get(accepted ? "accepted" : "rejected");
    if (list == nullptr || !expect(*list, Node::Kind::list, context)) continue;
    for (const auto& item : list->items) out.push_back(read_example(item, context, accepted));
  }
  return true;
}

void read_operations(Mapping& fields, const Context& context, PackSource& pack) {
  const Node* operations = pack.abstract ? fields.get("operations") : fields.require("operations");
  if (operations == nullptr || !expect(*operations, Node::Kind::map, context)) return;
  if (operations->entries.size() > most_operations) {
    context.error(code::type, *operations, fmt::format("more than {} operations", most_operations));
    return;
  }
  for (const auto& entry : operations->entries) {
    if (entry.value.is(Node::Kind::null)) continue;
    if (!expect(entry.value, Node::Kind::map, context)) continue;
    pack.operations.push_back(read_operation(*pack.tree, entry, context));
  }
  if (operations->entries.empty()) {
    context.error(code::type, *operations, "expected at least one operation");
  }
}

auto read_type_of_field(const Node& node, const Context& context, lang::Type& out) -> bool {
  constexpr std::array<std::string_view, 5> words{"boolean", "integer", "number", "text", "list"};
  std::size_t index = 0;
  if (!read_choice(node, context, words, index)) return false;
  out = static_cast<lang::Type>(index);
  return true;
}

}  // namespace

auto read_images(const Node& node, const Context& context, std::vector<Value>& out) -> bool {
  if (!expect(node, Node::Kind::list, context)) return false;
  for (const auto& item : node.items) {
    Mapping fields{item, "input image", context};
    for (const auto key : {"width", "height", "bytes", "format", "role"}) fields.ignore(key);
    read_object(item, context, out.emplace_back());
  }
  return true;
}

auto read_conflicts(const Node& node, const Context& context, std::vector<Conflict>& out) -> bool {
  if (!expect(node, Node::Kind::list, context)) return false;
  for (const auto& item : node.items) {
    Conflict conflict;
    Mapping fields{item, "conflict", context};
    const auto require = [&](std::string_view key, std::string& text) {
      if (const Node* given = fields.require(key)) read_text(*given, context, text);
    };
    require("id", conflict.id);
    require("claim", conflict.claim);
    require("against", conflict.against);
    require("resolution", conflict.resolution);
    fields.read("source", read_source, conflict.source);
    fields.read("rules", read_texts, conflict.rules);
    fields.read("examples", read_texts, conflict.examples);
    out.push_back(std::move(conflict));
  }
  return true;
}

void read_sources(const Node& file, const Context& context) {
  constexpr std::array<std::string_view, 5> confidences{"official", "measured", "documented",
                                                        "third-party", "inferred"};
  const Node* sources = file.find("sources");
  if (sources == nullptr || !expect(*sources, Node::Kind::map, context)) return;
  for (const auto& entry : sources->entries) {
    if (entry.value.is(Node::Kind::null)) {
      context.sources.remove(file.file, entry.key.text);
      continue;
    }
    Source source;
    source.id = entry.key.text;
    source.file = context.reporter.source(file.file).name();
    Mapping fields{entry.value, "source", context};
    Date day;
    std::size_t confidence = 0;
    if (const Node* url = fields.require("url")) read_text(*url, context, source.url);
    fields.read("about", read_text, source.about);
    if (fields.read("dated", read_date, day)) source.dated = day.to_string();
    if (const Node* read = fields.require("read")) {
      if (read_date(*read, context, day)) source.read = day.to_string();
    }
    if (const Node* given = fields.require("confidence")) {
      if (read_choice(*given, context, confidences, confidence)) {
        source.confidence = confidences[confidence];
      }
    }
    context.sources.add(file.file, std::move(source));
  }
}

auto read_pack(std::shared_ptr<const Node> tree, const Context& context) -> PackSource {
  PackSource pack;
  pack.tree = std::move(tree);
  pack.file = pack.tree->file;
  Mapping fields{*pack.tree, "rule pack", context};
  for (const auto key : {"format", "extends", "sources", "parameters", "rules", "findings"}) {
    fields.ignore(key);  // read before, or for each operation
  }
  fields.read("provider", read_text, pack.provider);
  fields.read("model", read_text, pack.model);
  fields.read("abstract", read_boolean, pack.abstract);
  fields.read("title", read_text, pack.title);
  fields.read("renders", read_text, pack.renders);
  fields.read("envelope", read_text, pack.envelope);
  fields.read("lifecycle", read_lifecycle, pack.lifecycle);
  fields.read("names", read_names, pack.names);
  fields.read("derive", read_lets, pack.derive);
  fields.read("tables", read_tables, pack.tables);
  fields.read("conflicts", read_conflicts, pack.conflicts);
  fields.read("examples", read_examples, pack.examples);
  read_operations(fields, context, pack);
  return pack;
}

auto read_fields(std::shared_ptr<const Node> tree, const Context& context) -> FieldsSource {
  FieldsSource source;
  source.tree = std::move(tree);
  Mapping file{*source.tree, "vocabulary", context};
  file.ignore("format");
  const Node* fields = file.require("fields");
  if (fields == nullptr || !expect(*fields, Node::Kind::map, context)) return source;
  for (const auto& entry : fields->entries) {
    CanonicalField field;
    field.name = entry.key.text;
    Mapping keys{entry.value, "field", context};
    if (const Node* type = keys.require("type")) read_type_of_field(*type, context, field.type);
    keys.read("unit", read_text, field.unit);
    keys.read("about", read_text, field.about);
    Let derive{field.name, {}};
    if (keys.read("derive", read_expression, derive.value)) {
      field.derive = derive.value.node->text;
      source.derive.push_back(std::move(derive));
    }
    source.fields.push_back(std::move(field));
  }
  return source;
}

}  // namespace tariff::catalog
