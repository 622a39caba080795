#include "catalog/document.hpp"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <set>
#include <sstream>

namespace tariff::catalog {
namespace {

// Leaves the parser's event loop; caught in this file.
struct Stop {};

// Builds the tree from the parser's events, so that what is refused is refused where it stands.
class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(std::uint32_t file, Reporter& reporter, DocumentLimits limits)
      : file_(file), text_(reporter.source(file).text()), reporter_(reporter), limits_(limits) {}

  [[nodiscard]] auto good() const noexcept -> bool { return good_; }
  [[nodiscard]] auto root() -> Node { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (documents_++ == 0) return;
    refuse(mark, "a second document; a file holds one");
    throw Stop{};
  }
  void OnDocumentEnd() override {}
  void OnAnchor(const YAML::Mark& mark, const std::string&) override {
    refuse(mark, "anchors are not allowed");
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    refuse(mark, "aliases are not allowed");
    attach(node(mark, Node::Kind::null));
  }
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    check_properties(mark, anchor);
    Node null = node(mark, Node::Kind::null);
    // The mark of a value that is not there is that of the next token: the key is the better place.
    const bool written = byte(mark) == 'n' || byte(mark) == 'N' || byte(mark) == '~';
    if (!written && !frames_.empty() && frames_.back().key) null.span = frames_.back().key->span;
    attach(std::move(null));
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    check_properties(mark, anchor);
    Node scalar = node(mark, Node::Kind::scalar);
    scalar.quoted = tag == "!";
    scalar.text = value;
    scalar.map = ScalarMap{text_, position(mark), value};
    scalar.span = scalar.map.span();
    attach(std::move(scalar));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(mark, anchor, Node::Kind::list);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(mark, anchor, Node::Kind::map);
  }
  void OnMapEnd() override { close(); }

 private:
  struct Frame {
    Node node;
    std::optional<Node> key;  // of a map: read, its value not yet
    std::set<std::string, std::less<>> keys;
  };

  [[nodiscard]] auto position(const YAML::Mark& mark) const noexcept -> std::uint32_t {
    const auto at = static_cast<std::size_t>(std::max(mark.pos, 0));
    return static_cast<std::uint32_t>(std::min(at, text_.size()));
  }
  [[nodiscard]] auto byte(const YAML::Mark& mark) const noexcept -> char {
    return position(mark) < text_.size() ? text_[position(mark)] : '\0';
  }
  [[nodiscard]] auto node(const YAML::Mark& mark, Node::Kind kind) const -> Node {
    Node out;
    out.kind = kind;
    out.file = file_;
    out.span = {position(mark), 1};
    return out;
  }

  void refuse(base::Span span, std::string message) {
    good_ = false;
    reporter_.add(code::yaml, {file_, span}, std::move(message));
  }
  void refuse(const YAML::Mark& mark, std::string message) {
    refuse(base::Span{position(mark), 1}, std::move(message));
  }
  // A node's properties stand before it, and its mark is theirs.
  void check_properties(const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (anchor != 0 || byte(mark) == '&') refuse(mark, "anchors are not allowed");
    if (byte(mark) == '!') refuse(mark, "tags are not allowed");
  }

  void open(const YAML::Mark& mark, YAML::anchor_t anchor, Node::Kind kind) {
    check_properties(mark, anchor);
    if (frames_.size() >= limits_.depth) {
      refuse(mark, fmt::format("nested more than {} deep", limits_.depth));
      throw Stop{};
    }
    frames_.push_back({node(mark, kind), std::nullopt, {}});
  }

  void close() {
    Node done = std::move(frames_.back().node);
    frames_.pop_back();
    attach(std::move(done));
  }

  void attach(Node value) {
    if (++nodes_ > limits_.nodes) {
      refuse(value.span, fmt::format("more than {} values", limits_.nodes));
      throw Stop{};
    }
    if (frames_.empty()) {
      root_ = std::move(value);
      return;
    }
    auto& frame = frames_.back();
    if (frame.node.is(Node::Kind::list)) {
      frame.node.items.push_back(std::move(value));
    } else if (!frame.key) {
      take_key(frame, std::move(value));
    } else {
      frame.node.entries.push_back({std::move(*frame.key), std::move(value)});
      frame.key.reset();
    }
  }

  void take_key(Frame& frame, Node key) {
    if (!key.is(Node::Kind::scalar)) {
      refuse(key.span, "a key must be a text");
    } else if (!frame.keys.insert(key.text).second) {
      refuse(key.span, fmt::format("key '{}' stands here twice", key.text));
    }
    frame.key = std::move(key);
  }

  std::uint32_t file_;
  std::string_view text_;
  Reporter& reporter_;
  DocumentLimits limits_;
  std::vector<Frame> frames_;
  Node root_;
  std::size_t nodes_ = 0;
  int documents_ = 0;
  bool good_ = true;
};

constexpr auto is_control(char c) noexcept -> bool {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7F;
}

// Checked before the parser sees the text: it would guess at other encodings.
auto check_bytes(std::uint32_t file, Reporter& reporter) -> bool {
  const auto text = reporter.source(file).text();
  const auto refuse = [&](std::size_t at, std::string message) {
    reporter.add(code::yaml, {file, {static_cast<std::uint32_t>(at), 1}}, std::move(message));
    return false;
  };
  if (text.starts_with("\xEF\xBB\xBF")) return refuse(0, "a byte order mark is not allowed");
  const auto control = std::find_if(text.begin(), text.end(), is_control);
  if (control != text.end()) {
    return refuse(static_cast<std::size_t>(control - text.begin()), "a control character");
  }
  const auto invalid = base::find_invalid_utf8(text);
  return invalid == std::string_view::npos || refuse(invalid, "not UTF-8");
}

void parse_events(std::uint32_t file, Reporter& reporter, TreeBuilder& builder) {
  std::istringstream stream{std::string{reporter.source(file).text()}};
  YAML::Parser parser{stream};
  if (!parser.HandleNextDocument(builder)) return;
  while (parser.HandleNextDocument(builder)) {
  }
}

}  // namespace

auto Node::find(std::string_view key) const noexcept -> const Node* {
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [&](const Entry& entry) { return entry.key.text == key; });
  return found == entries.end() ? nullptr : &found->value;
}

auto read_document(std::uint32_t file, Reporter& reporter, DocumentLimits limits)
    -> std::optional<Node> {
  const auto text = reporter.source(file).text();
  if (text.size() > limits.bytes) {
    reporter.add_file(code::yaml, file, fmt::format("larger than {} bytes", limits.bytes));
    return std::nullopt;
  }
  if (!check_bytes(file, reporter)) return std::nullopt;
  TreeBuilder builder{file, reporter, limits};
  try {
    parse_events(file, reporter, builder);
  } catch (const Stop&) {
    return std::nullopt;
  } catch (const YAML::Exception& error) {
    const auto at = std::min(static_cast<std::size_t>(std::max(error.mark.pos, 0)), text.size());
    // It may end with one byte of a code point: the character that it did not like.
    auto reason = error.msg.substr(0, base::find_invalid_utf8(error.msg));
    while (reason.ends_with(' ') || reason.ends_with(':')) reason.pop_back();
    reporter.add(code::yaml, {file, {static_cast<std::uint32_t>(at), 1}},
                 fmt::format("not YAML: {}", reason));
    return std::nullopt;
  }
  if (!builder.good()) return std::nullopt;
  Node root = builder.root();
  if (root.is(Node::Kind::map)) return root;
  reporter.add(code::yaml, {file, root.span}, "expected a mapping");
  return std::nullopt;
}

}  // namespace tariff::catalog
