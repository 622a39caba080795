// A JSON document: one record, an array of records, or a manifest (an object with `assets`).
#include "base/json_check.hpp"
#include "base/json_text.hpp"
#include "manifest/assets.hpp"
#include "manifest/cursor.hpp"
#include "manifest/input.hpp"
#include "manifest/json_record.hpp"
#include "manifest/json_walk.hpp"

namespace tariff::manifest {

namespace {

// A part of a valid document as nodes, so that a manifest reads alike in JSON and YAML.
class NodeReader {
 public:
  // `start`: bytes of the input before the text.
  NodeReader(std::string_view text, std::size_t start, const InputOptions& options)
      : text_(text), start_(start), options_(options), cursor_(text) {}

  // The value at `at`. False: it has too many nodes or a name occurs twice; `error` says so.
  auto read(std::size_t at, Node& out, Diagnostic& error) -> bool {
    nodes_ = 0;
    return value(at, out, error) != 0;
  }

  auto key(std::size_t at, std::string name) -> Node {
    Node node;
    node.kind = Node::Kind::quoted;
    node.place = place(at, name.size() + 2);
    node.text = std::move(name);
    return node;
  }

 private:
  auto place(std::size_t at, std::size_t length) -> Location {
    auto place = cursor_.place(at, length);
    place.offset += start_;
    return place;
  }

  // The offset behind the value, or 0 on an error. Recursion is bounded: the document was checked.
  auto value(std::size_t at, Node& out, Diagnostic& error) -> std::size_t {
    out.place = place(at, 1);
    if (++nodes_ > options_.max_nodes) {
      error = make_error(
          code::limit, "",
          "more than " + std::to_string(options_.max_nodes) + " values in one asset or section",
          out.place);
      return 0;
    }
    if (text_[at] == '{' || text_[at] == '[') return container(at, out, error);
    const auto end = skip_json_value(text_, at);
    out.place.length = static_cast<std::uint32_t>(end - at);
    scalar(at, end, out);
    return end;
  }

  void scalar(std::size_t at, std::size_t end, Node& out) const {
    const auto spelling = text_.substr(at, end - at);
    if (spelling == "null") return;
    out.kind = spelling.starts_with('"') ? Node::Kind::quoted : Node::Kind::plain;
    if (out.kind == Node::Kind::plain) {
      out.text = spelling;
      // Plain scalars have no exponents; JSON's numbers do.
      const auto number = base::number_value(spelling);
      if (spelling.find_first_of("eE") != std::string_view::npos && number.number_fits() &&
          base::number_length(spelling) == spelling.size()) {
        out.text = number.as_number().to_decimal();
      }
      return;
    }
    JsonError ignored;
    std::size_t behind = 0;
    if (!base::read_string(text_, at, behind, &out.text, ignored)) out.text.clear();
  }

  auto container(std::size_t at, Node& out, Diagnostic& error) -> std::size_t {
    const bool object = text_[at] == '{';
    out.kind = object ? Node::Kind::map : Node::Kind::list;
    std::set<std::string, std::less<>> names;
    JsonWalk walk{text_, at};
    auto behind = at + 1;
    while (walk.next()) {
      Node name = object ? key(walk.key(), walk.name()) : Node{};
      if (object && !names.insert(walk.name()).second) {
        error = make_error(code::duplicate, "", "a name occurs twice", name.place);
        return 0;
      }
      Node item;
      behind = value(walk.value(), item, error);
      if (behind == 0) return 0;
      walk.continue_at(behind);
      if (object) {
        out.members.push_back({std::move(name), std::move(item)});
      } else {
        out.items.push_back(std::move(item));
      }
    }
    return skip_json_space(text_, behind) + 1;
  }

  std::string_view text_;
  std::size_t start_;
  const InputOptions& options_;
  Cursor cursor_;
  std::size_t nodes_ = 0;
};

class DocumentReader {
 public:
  // `start`: bytes of the input before the text (a byte order mark).
  DocumentReader(std::string_view text, std::size_t start, const InputOptions& options,
                 Delivery& deliver, std::vector<Diagnostic>& diagnostics)
      : text_(text),
        start_(start),
        options_(options),
        deliver_(deliver),
        diagnostics_(diagnostics) {}

  void read(ManifestHeader& header) {
    const auto start = skip_json_space(text_, 0);
    if (text_[start] == '[') {
      read_records(start);
    } else if (is_manifest(start)) {
      read_manifest(start, header);
    } else {
      Cursor cursor{text_};
      read_record(start, cursor);
    }
  }

 private:
  void read_records(std::size_t start) {
    Cursor cursor{text_};
    JsonWalk walk{text_, start};
    while (walk.next()) {
      if (!read_record(walk.value(), cursor)) return;
    }
  }

  auto read_record(std::size_t at, Cursor& cursor) -> bool {
    const auto place = cursor.place(at, 1);
    auto record = std::make_shared<JsonText>();
    record->name = options_.name;
    record->text = text_.substr(at, skip_json_value(text_, at) - at);
    record->first_line = place.line;
    record->first_column = place.column;
    record->first_offset = start_ + at;
    return deliver_(read_json_record(record, options_));
  }

  auto is_manifest(std::size_t start) const -> bool {
    if (text_[start] != '{') return false;
    JsonWalk walk{text_, start};
    while (walk.next()) {
      if (walk.name() == "assets") return true;
    }
    return false;
  }

  void read_manifest(std::size_t start, ManifestHeader& header) {
    ManifestBuilder builder{options_, header, deliver_, diagnostics_};
    NodeReader nodes{text_, start_, options_};
    JsonWalk walk{text_, start};
    while (walk.next()) {
      const auto key = nodes.key(walk.key(), walk.name());
      if (key.text == "assets" && text_[walk.value()] == '[') {
        builder.begin_assets(key);
        if (!read_assets(walk.value(), nodes, builder)) return;
        continue;
      }
      Node value;
      Diagnostic error;
      if (nodes.read(walk.value(), value, error)) {
        builder.section(key, std::move(value));
      } else {
        builder.problem(error.code.c_str(), error.location, std::move(error.message));
      }
    }
    builder.finish();
  }

  auto read_assets(std::size_t list, NodeReader& nodes, ManifestBuilder& builder) const -> bool {
    JsonWalk walk{text_, list};
    while (walk.next()) {
      Node node;
      Diagnostic error;
      std::vector<Diagnostic> problems;
      if (!nodes.read(walk.value(), node, error)) {
        error.location = builder.located(error.location);
        problems.push_back(std::move(error));
      }
      if (!builder.asset(std::move(node), std::move(problems))) return false;
    }
    return true;
  }

  std::string_view text_;
  std::size_t start_;
  const InputOptions& options_;
  Delivery& deliver_;
  std::vector<Diagnostic>& diagnostics_;
};

}  // namespace

void read_json(Input& in, const InputOptions& options, ManifestHeader& header, Delivery& deliver,
               std::vector<Diagnostic>& diagnostics) {
  const auto start = static_cast<std::size_t>(in.offset());
  const auto text = in.peek(options.max_line + 1);
  JsonText places;
  places.name = options.name;
  places.first_offset = start;
  if (text.size() > options.max_line) {
    diagnostics.push_back(make_error(code::limit, "",
                                     "a JSON document of more than " +
                                         std::to_string(options.max_line) +
                                         " bytes; write one record a line (JSONL) instead",
                                     places.place(0, 0)));
    return;
  }
  JsonError error;
  if (!base::check_json(text, options.max_depth, error)) {
    places.text = text;
    diagnostics.push_back(
        make_error(code::syntax, "", std::move(error.message), places.place(error.offset, 1)));
    return;
  }
  DocumentReader{text, start, options, deliver, diagnostics}.read(header);
}

}  // namespace tariff::manifest
