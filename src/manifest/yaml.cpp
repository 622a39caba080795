// YAML manifests by events: sections and assets are put together one by one and forgotten, so that
// memory does not grow with the number of assets. One of the two files that include yaml-cpp.
#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <istream>
#include <unordered_map>

#include "base/text_source.hpp"
#include "manifest/assets.hpp"
#include "manifest/checked_stream.hpp"
#include "manifest/input.hpp"

namespace tariff::manifest {

namespace {

// Ends the reading from within an event: the reader knows no other way.
struct Stop {};

// Anchored nodes are kept until the end, since an alias may come at any time.
constexpr std::size_t anchors_per_section = 10;
// Errors of one asset, and of one document, beyond which nobody reads on.
constexpr std::size_t most_problems = 20;

class ManifestHandler : public YAML::EventHandler {
 public:
  ManifestHandler(const CheckedStream& stream, CheckedStream& progress, const InputOptions& options,
                  ManifestBuilder& builder)
      : stream_(stream), progress_(progress), options_(options), builder_(builder) {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (document_seen_) {
      fail(code::syntax, place(mark), "text after the end of the manifest; one document a file");
    }
    document_seen_ = true;
  }
  void OnDocumentEnd() override {}

  // Of the last thing that was read.
  [[nodiscard]] auto last_place() const -> const Location& { return last_place_; }

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    Node node;
    node.place = place(mark);
    add(std::move(node), anchor);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto at = place(mark);
    const auto found = anchors_.find(anchor);
    if (found == anchors_.end()) {
      problem(code::value, at, "an alias inside the value of its own anchor");
      Node nothing;
      nothing.place = at;
      return add(std::move(nothing), 0);
    }
    // Counted before it is copied: aliases of aliases grow exponentially.
    count(found->second.size, at);
    add(Node{found->second}, 0);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    Node node;
    node.kind = tag == "?" ? Node::Kind::plain : Node::Kind::quoted;
    node.text = value;
    node.place = place(mark);
    if (value.find('\n') == std::string::npos) {
      const std::size_t quotes = node.kind == Node::Kind::quoted ? 2 : 0;
      node.place.length =
          static_cast<std::uint32_t>(std::max<std::size_t>(value.size() + quotes, 1));
    }
    refuse_tag(tag, node.place);
    add(std::move(node), anchor);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value /*style*/) override {
    const auto at = place(mark);
    refuse_tag(tag, at);
    if (open_.empty() && root_open_ && key_.has_value() && key_->text == "assets" && !in_assets_) {
      in_assets_ = true;
      builder_.begin_assets(*key_);
      return;
    }
    open(Node::Kind::list, at, anchor);
  }

  void OnSequenceEnd() override {
    if (open_.empty()) {
      in_assets_ = false;
      key_.reset();
      return;
    }
    close();
  }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value /*style*/) override {
    const auto at = place(mark);
    refuse_tag(tag, at);
    if (!root_open_) {
      root_open_ = true;
      return;
    }
    open(Node::Kind::map, at, anchor);
  }

  void OnMapEnd() override {
    if (open_.empty()) return;  // the manifest itself
    auto& node = open_.back().node;
    drop_duplicates(node);
    merge(node);
    close();
  }

 private:
  struct Open {
    Node node;
    YAML::anchor_t anchor = 0;
    std::optional<Node> key;  // of a mapping: the value is awaited
  };

  auto place(const YAML::Mark& mark) -> Location {
    if (mark.line >= 0) progress_.progress(static_cast<std::uint32_t>(mark.line));
    last_place_ = stream_.place(mark.pos, mark.line, mark.column);
    return last_place_;
  }

  [[noreturn]] void fail(const char* code, const Location& at, std::string message) {
    report_problems();
    builder_.problem(code, at, std::move(message));
    throw Stop{};
  }

  void problem(const char* code, const Location& at, std::string message) {
    if (problems_.size() >= most_problems) return;
    problems_.push_back(make_error(code, "", std::move(message), builder_.located(at)));
  }

  void report_problems() {
    for (auto& each : problems_) {
      builder_.problem(each.code.c_str(), each.location, std::move(each.message));
    }
    problems_.clear();
  }

  void refuse_tag(const std::string& tag, const Location& at) {
    if (!tag.empty() && tag != "?" && tag != "!") {
      problem(code::syntax, at, "tags such as " + shown_name(tag) + " are not used in manifests");
    }
  }

  void count(std::size_t nodes, const Location& at) {
    nodes_ += nodes;
    if (nodes_ > options_.max_nodes) {
      fail(code::limit, at,
           "more than " + std::to_string(options_.max_nodes) +
               " values in one asset or section, aliases expanded");
    }
  }

  void open(Node::Kind kind, const Location& at, YAML::anchor_t anchor) {
    if (!root_open_) {
      fail(code::type, at, "a manifest is a mapping with version, defaults, groups and assets");
    }
    // The mapping and its list of assets are levels too.
    if (open_.size() + 2 >= static_cast<std::size_t>(std::max(options_.max_depth, 3))) {
      fail(code::limit, at, "nested too deeply");
    }
    Open opened;
    opened.node.kind = kind;
    opened.node.place = at;
    opened.anchor = anchor;
    open_.push_back(std::move(opened));
  }

  void close() {
    auto closed = std::move(open_.back());
    open_.pop_back();
    closed.node.size = 1;
    for (const auto& item : closed.node.items) closed.node.size += item.size;
    for (const auto& member : closed.node.members) closed.node.size += member.value.size + 1;
    add(std::move(closed.node), closed.anchor);
  }

  void keep(const Node& node, YAML::anchor_t anchor) {
    anchored_ += node.size;
    if (anchored_ > anchors_per_section * options_.max_nodes) {
      fail(code::limit, node.place, "too many values under anchors");
    }
    anchors_.insert_or_assign(anchor, node);
  }

  // A node is complete: hand it to what holds it.
  void add(Node node, YAML::anchor_t anchor) {
    count(1, node.place);
    if (anchor != 0) keep(node, anchor);
    if (open_.empty()) {
      if (!root_open_) {
        fail(code::type, node.place,
             "a manifest is a mapping with version, defaults, groups and assets");
      }
      add_to_manifest(std::move(node));
      return;
    }
    auto& holder = open_.back();
    if (holder.node.kind == Node::Kind::list) {
      holder.node.items.push_back(std::move(node));
    } else if (!holder.key.has_value()) {
      require_key(node);
      holder.key = std::move(node);
    } else {
      holder.node.members.push_back({std::move(*holder.key), std::move(node)});
      holder.key.reset();
    }
  }

  void add_to_manifest(Node node) {
    if (in_assets_) {
      nodes_ = 0;
      // What came before a broken byte may be half an asset.
      if (stream_.failed()) throw Stop{};
      if (!builder_.asset(std::move(node), std::move(problems_))) throw Stop{};
      problems_.clear();
    } else if (!key_.has_value()) {
      require_key(node);
      key_ = std::move(node);
    } else {
      nodes_ = 0;
      if (stream_.failed()) throw Stop{};
      report_problems();
      builder_.section(*key_, std::move(node));
      key_.reset();
    }
  }

  void require_key(Node& node) {
    if (node.is_scalar()) return;
    problem(code::type, node.place, "a key must be text, not " + std::string{describe(node)});
    node = Node{};
    node.kind = Node::Kind::quoted;
  }

  // Reports keys that occur twice and drops all but the first of each.
  void drop_duplicates(Node& map) {
    auto& members = map.members;
    std::vector<std::size_t> order(members.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return members[a].key.text < members[b].key.text;
    });
    std::vector<std::size_t> twice;
    for (std::size_t i = 1; i < order.size(); ++i) {
      if (members[order[i]].key.text == members[order[i - 1]].key.text) twice.push_back(order[i]);
    }
    if (twice.empty()) return;
    std::sort(twice.begin(), twice.end());
    for (const auto i : twice) {
      const auto& key = members[i].key;
      problem(code::duplicate, key.place, "key " + shown_name(key.text) + " occurs twice");
    }
    std::vector<NodeMember> unique;
    for (std::size_t i = 0; i < members.size(); ++i) {
      if (!std::binary_search(twice.begin(), twice.end(), i)) {
        unique.push_back(std::move(members[i]));
      }
    }
    members = std::move(unique);
  }

  // `<<: *name` (or a list of mappings): their members, where the mapping has none of its own.
  void merge(Node& map) {
    auto& members = map.members;
    const auto found = std::find_if(members.begin(), members.end(), [](const NodeMember& m) {
      return m.key.kind == Node::Kind::plain && m.key.text == "<<";
    });
    if (found == members.end()) return;
    auto source = std::move(found->value);
    members.erase(found);
    if (source.kind == Node::Kind::map) {
      merge_members(source, map);
      return;
    }
    const auto is_map = [](const Node& n) { return n.kind == Node::Kind::map; };
    if (source.kind != Node::Kind::list ||
        !std::all_of(source.items.begin(), source.items.end(), is_map)) {
      problem(code::type, source.place, "'<<' takes a mapping or a list of mappings");
      return;
    }
    for (auto& item : source.items) merge_members(item, map);
  }

  static void merge_members(Node& source, Node& map) {
    std::set<std::string_view> own;
    for (const auto& member : map.members) own.insert(member.key.text);
    std::vector<NodeMember> added;
    for (auto& member : source.members) {
      if (!own.contains(member.key.text)) added.push_back(std::move(member));
    }
    map.members.insert(map.members.end(), std::make_move_iterator(added.begin()),
                       std::make_move_iterator(added.end()));
  }

  const CheckedStream& stream_;
  CheckedStream& progress_;
  const InputOptions& options_;
  ManifestBuilder& builder_;
  std::vector<Open> open_;   // below the manifest's own mapping and its list of assets
  std::optional<Node> key_;  // of the manifest: its value is awaited
  Location last_place_;
  std::vector<Diagnostic> problems_;  // of the section or asset that is being read
  std::unordered_map<YAML::anchor_t, Node> anchors_;
  std::size_t anchored_ = 0;
  std::size_t nodes_ = 0;  // of the section or asset
  bool document_seen_ = false;
  bool root_open_ = false;
  bool in_assets_ = false;
};

// The reader's own messages begin with a capital in places, and one misleads.
auto reason(const YAML::Exception& error) -> std::string {
  if (dynamic_cast<const YAML::DeepRecursion*>(&error) != nullptr) return "nested too deeply";
  // It may end with one byte of a code point: the character that it did not like.
  auto text = error.msg.substr(0, base::find_invalid_utf8(error.msg));
  while (text.ends_with(' ') || text.ends_with(':')) text.pop_back();
  if (text.empty()) return "not valid YAML";
  if (text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] - 'A' + 'a');
  return text;
}

// A quote that is never closed runs to the end of the text; people look for where it begins, which
// is right behind what was read last.
void report(const YAML::Exception& error, const CheckedStream& checked,
            const ManifestHandler& handler, ManifestBuilder& builder) {
  if (error.msg == YAML::ErrorMsg::EOF_IN_SCALAR) {
    return builder.problem(code::syntax, handler.last_place(),
                           "the quoted text that follows is never closed");
  }
  builder.problem(code::syntax, checked.place(error.mark.pos, error.mark.line, error.mark.column),
                  reason(error));
}

}  // namespace

void read_yaml(Input& in, const InputOptions& options, ManifestHeader& header, Delivery& deliver,
               std::vector<Diagnostic>& diagnostics) {
  CheckedStream checked{in, options.max_value};
  std::istream text{&checked};
  ManifestBuilder builder{options, header, deliver, diagnostics};
  ManifestHandler handler{checked, checked, options, builder};
  try {
    YAML::Parser parser{text};
    const bool any = parser.HandleNextDocument(handler);
    if (any) parser.HandleNextDocument(handler);  // there must be no second one
    if (!checked.failed()) builder.finish();
  } catch (const Stop&) {
    // Said where it was found.
  } catch (const YAML::Exception& error) {
    if (!checked.failed()) report(error, checked, handler, builder);
  }
  if (checked.failed()) {
    builder.problem(checked.too_large() ? code::limit : code::syntax, checked.failure(),
                    checked.message());
  }
}

}  // namespace tariff::manifest
