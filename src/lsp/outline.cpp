#include "lsp/outline.hpp"

#include <algorithm>

namespace tariff::lsp {
namespace {

using Kind = OutlineNode::Kind;

// Deeper nesting is left out: no manifest needs it, and the recursion stays bounded.
constexpr int most_levels = 64;

constexpr auto npos = std::string_view::npos;

auto is_space(char c) noexcept -> bool {
  return c == ' ' || c == '\t';
}
auto is_line_end(char c) noexcept -> bool {
  return c == '\n' || c == '\r';
}
auto is_blank(char c) noexcept -> bool {
  return is_space(c) || is_line_end(c);
}
auto ends_key(char behind_colon) noexcept -> bool {
  return is_blank(behind_colon) || behind_colon == caret_mark;
}

class OutlineReader {
 public:
  explicit OutlineReader(std::string_view text) : text_(text) {}

  auto read() -> OutlineNode {
    next_line();
    OutlineNode root;
    while (!at_end()) {
      auto part = is_flow_start(at_) ? flow_document() : block(column(), 0);
      if (root.kind == Kind::nothing) {
        root = std::move(part);
      } else {
        adopt(root, std::move(part));
      }
    }
    root.range = {0, text_.size()};
    return root;
  }

 private:
  [[nodiscard]] auto at_end() const noexcept -> bool { return at_ >= text_.size(); }
  [[nodiscard]] auto peek(std::size_t at) const noexcept -> char {
    return at < text_.size() ? text_[at] : '\n';
  }
  // How far the current place stands from the start of its line: its indentation.
  [[nodiscard]] auto column() const noexcept -> std::size_t { return at_ - line_start_; }
  [[nodiscard]] auto line_end(std::size_t at) const noexcept -> std::size_t {
    return std::min(text_.find_first_of("\r\n", at), text_.size());
  }
  [[nodiscard]] auto is_flow_start(std::size_t at) const noexcept -> bool {
    return peek(at) == '{' || peek(at) == '[';
  }
  [[nodiscard]] auto is_dash() const noexcept -> bool {
    return peek(at_) == '-' && is_blank(peek(at_ + 1));
  }

  // Goes to the first character of the next line that says something. `at_` may stand anywhere in a
  // line; what is left of that line is skipped when something of it has been read.
  void next_line() {
    while (!at_end()) {
      while (is_space(peek(at_)) && !at_end()) ++at_;
      const auto rest = text_.substr(std::min(at_, text_.size()));
      const bool marker = column() == 0 && (rest.starts_with("---") || rest.starts_with("%"));
      const bool empty = is_line_end(peek(at_)) || peek(at_) == '#' || marker;
      if (!empty) return;
      skip_line();
    }
  }
  void skip_line() {
    at_ = line_end(at_);
    if (at_end()) return;
    at_ += text_.substr(at_).starts_with("\r\n") ? 2U : 1U;
    line_start_ = at_;
  }
  void finish_line() {
    skip_line();
    next_line();
  }

  // --- Blocks: `at_` stands at the first character of a line, or behind a dash.

  auto block(std::size_t indent, int level) -> OutlineNode {
    if (level > most_levels) {
      OutlineNode none;
      while (!at_end() && column() >= indent) finish_line();
      return none;
    }
    if (is_dash()) return list(indent, level);
    if (key_end(at_) != npos) return map(indent, level);
    return bare(indent, level);
  }

  auto list(std::size_t indent, int level) -> OutlineNode {
    OutlineNode node;
    node.kind = Kind::list;
    node.range = {at_, at_};
    while (!at_end() && column() == indent && is_dash()) {
      const auto dash = at_;
      ++at_;
      while (is_space(peek(at_)) && !at_end()) ++at_;
      auto item = rest_of_line(indent, dash, level);
      item.range.begin = dash;
      item.range.end = std::max(item.range.end, dash + 1);
      node.items.push_back(std::move(item));
      stray_lines(indent, node.items.back(), level);
      node.range.end = node.items.back().range.end;
    }
    return node;
  }

  // What stands behind a dash: a block whose indentation is where it begins, or the lines below.
  auto rest_of_line(std::size_t indent, std::size_t dash, int level) -> OutlineNode {
    OutlineNode node;
    const bool empty = is_line_end(peek(at_)) || at_end() || peek(at_) == '#';
    if (!empty) return block(column(), level + 1);
    node.range = {dash, dash + 1};
    finish_line();
    if (!at_end() && column() > indent) node = block(column(), level + 1);
    return node;
  }

  auto map(std::size_t indent, int level) -> OutlineNode {
    OutlineNode node;
    node.kind = Kind::map;
    node.range = {at_, at_};
    while (!at_end() && column() == indent && !(is_dash() && column() == indent)) {
      member(node, indent, level);
      node.range.end = std::max(node.range.end, node.members.back().range.end);
    }
    return node;
  }

  void member(OutlineNode& map, std::size_t indent, int level) {
    OutlineMember member;
    member.range.begin = at_;
    const auto end = key_end(at_);
    if (end == npos) {
      member.key = scalar_key(line_end(at_));
      at_ = member.key.range.end;
      member.value.range = {at_, at_};
      finish_line();
    } else {
      member.has_colon = true;
      member.key = scalar_key(end);
      at_ = end + 1;
      member.value = value(indent, level);
    }
    member.range.end =
        std::max(member.key.range.end + (member.has_colon ? 1U : 0U), member.value.range.end);
    stray_lines(indent, member.value, level);
    member.range.end = std::max(member.range.end, member.value.range.end);
    map.members.push_back(std::move(member));
  }

  // Lines that are indented deeper than their neighbours, and belong to nothing that was read: the
  // members among them are taken for those of the block before.
  void stray_lines(std::size_t indent, OutlineNode& before, int level) {
    while (!at_end() && column() > indent) {
      auto part = block(column(), level + 1);
      before.range.end = std::max(before.range.end, part.range.end);
      adopt(before, std::move(part));
    }
  }

  static void adopt(OutlineNode& node, OutlineNode&& part) {
    if (node.kind == Kind::nothing && part.kind == Kind::map) {
      node = std::move(part);
      return;
    }
    for (auto& each : part.members) {
      if (node.kind == Kind::map) node.members.push_back(std::move(each));
    }
    for (auto& each : part.items) {
      if (node.kind == Kind::list) node.items.push_back(std::move(each));
    }
  }

  // What stands behind a colon, or below it.
  auto value(std::size_t indent, int level) -> OutlineNode {
    OutlineNode node;
    const auto anchor = properties();
    const auto start = std::min(at_, text_.size());
    if (is_line_end(peek(at_)) || at_end() || peek(at_) == '#') {
      node.range = node.inner = {start, start};
      finish_line();
      const bool below = !at_end() && (column() > indent || (column() == indent && is_dash()));
      if (below) node = block(column(), level + 1);
    } else {
      node = inline_value(indent, level);
    }
    node.anchor = anchor;
    return node;
  }

  // Skips blanks, a tag and an anchor; gives the anchor's name.
  auto properties() -> std::string_view {
    std::string_view anchor;
    for (;;) {
      while (is_space(peek(at_)) && !at_end()) ++at_;
      if (peek(at_) != '&' && peek(at_) != '!') return anchor;
      const auto end = word_end(at_);
      if (peek(at_) == '&') anchor = text_.substr(at_ + 1, end - at_ - 1);
      at_ = end;
    }
  }
  [[nodiscard]] auto word_end(std::size_t at) const noexcept -> std::size_t {
    while (!is_blank(peek(at)) && peek(at) != ',' && peek(at) != ']' && peek(at) != '}') ++at;
    return at;
  }

  auto inline_value(std::size_t indent, int level) -> OutlineNode {
    if (is_flow_start(at_)) {
      auto node = flow(level + 1, indent);
      finish_line();
      return node;
    }
    if (peek(at_) == '|' || peek(at_) == '>') return block_scalar(indent);
    if (peek(at_) == '"' || peek(at_) == '\'') {
      auto node = quoted(indent);
      finish_line();
      return node;
    }
    auto node = plain(line_end(at_));
    finish_line();
    // Lines that go on with a text: without a key of their own.
    while (!at_end() && column() > indent && key_end(at_) == npos && !is_dash()) {
      node.range.end = line_end(at_);
      finish_line();
    }
    return node;
  }

  // A line without a key where a block was expected.
  auto bare(std::size_t indent, int level) -> OutlineNode {
    properties();
    if (at_end() || is_line_end(peek(at_))) {
      finish_line();
      return {};
    }
    const auto parent = indent == 0 ? 0 : indent - 1;
    auto node = inline_value(parent, level);
    // Other members follow: what was read is a key that is still being written.
    if (node.kind != Kind::scalar || at_end() || column() != indent || is_dash()) return node;
    OutlineMember unfinished;
    unfinished.range = node.range;
    unfinished.key = std::move(node);
    auto rest = map(indent, level);
    rest.range.begin = unfinished.range.begin;
    rest.members.insert(rest.members.begin(), std::move(unfinished));
    return rest;
  }

  auto block_scalar(std::size_t indent) -> OutlineNode {
    OutlineNode node;
    node.kind = Kind::scalar;
    node.quoted = true;
    node.range.begin = at_;
    skip_line();
    auto end = at_;
    while (!at_end()) {
      const auto first = std::min(text_.find_first_not_of(' ', at_), text_.size());
      const bool empty = first == text_.size() || is_line_end(text_[first]);
      if (!empty && first - at_ <= indent) break;
      if (!empty) end = line_end(at_);
      skip_line();
    }
    node.range.end = end;
    node.inner = {end, end};
    next_line();
    return node;
  }

  // The offset of the colon behind a key that starts at `at`; npos: this line has none there.
  [[nodiscard]] auto key_end(std::size_t at) const noexcept -> std::size_t {
    const char first = peek(at);
    if (first == '"' || first == '\'') {
      auto end = closing_quote(at, line_end(at));
      if (end == npos) return npos;
      for (++end; is_space(peek(end)) && end < text_.size();) ++end;
      return peek(end) == ':' ? end : npos;
    }
    if (first == '{' || first == '[' || first == '#') return npos;
    for (auto end = at; !is_line_end(peek(end)); ++end) {
      if (peek(end) == ':' && ends_key(peek(end + 1))) return end;
      if (peek(end) == '#' && end > at && is_space(peek(end - 1))) return npos;
    }
    return npos;
  }

  auto scalar_key(std::size_t end) -> OutlineNode {
    if (peek(at_) == '"' || peek(at_) == '\'') {
      const auto saved = at_;
      auto node = quoted_until(end);
      at_ = saved;
      return node;
    }
    return plain(end);
  }

  // --- Scalars

  // A text without quotes that ends before `end`, before a comment, and without blanks behind it.
  auto plain(std::size_t end) -> OutlineNode {
    OutlineNode node;
    node.kind = Kind::scalar;
    auto stop = at_;
    while (stop < end && !(text_[stop] == '#' && stop > at_ && is_space(text_[stop - 1]))) ++stop;
    while (stop > at_ && is_space(text_[stop - 1])) --stop;
    node.range = node.inner = {at_, stop};
    node.text = text_.substr(at_, stop - at_);
    if (node.text.starts_with('*')) node.alias = node.text.substr(1);
    at_ = stop;
    return node;
  }

  // The quote that closes the one at `at`, before `end`; npos: there is none.
  [[nodiscard]] auto closing_quote(std::size_t at, std::size_t end) const noexcept -> std::size_t {
    const char quote = text_[at];
    for (auto i = at + 1; i < end; ++i) {
      if (text_[i] == '\\' && quote == '"') {
        ++i;
      } else if (text_[i] == quote) {
        if (quote == '"' || peek(i + 1) != quote) return i;
        ++i;
      }
    }
    return npos;
  }

  auto quoted_until(std::size_t end) -> OutlineNode {
    OutlineNode node;
    node.kind = Kind::scalar;
    node.quoted = true;
    const auto close = closing_quote(at_, end);
    node.closed = close != npos;
    const auto stop = node.closed ? close : unclosed_end(end);
    node.inner = {at_ + 1, stop};
    node.range = {at_, node.closed ? stop + 1 : stop};
    node.text = text_.substr(at_ + 1, stop - at_ - 1);
    at_ = node.range.end;
    return node;
  }

  // Where a text ends whose closing quote is missing: with its line, without what closes the
  // brackets around it.
  [[nodiscard]] auto unclosed_end(std::size_t end) const noexcept -> std::size_t {
    auto stop = std::min(end, line_end(at_));
    while (stop > at_ + 1 && (is_space(text_[stop - 1]) || text_[stop - 1] == ',' ||
                              text_[stop - 1] == '}' || text_[stop - 1] == ']')) {
      --stop;
    }
    return stop;
  }

  // In YAML a quoted text may run over lines that are indented deeper than its key.
  auto quoted(std::size_t indent) -> OutlineNode {
    auto node = quoted_until(last_line_end(indent));
    const auto newline = text_.substr(0, node.range.end).rfind('\n');
    if (newline != npos && newline >= line_start_) line_start_ = newline + 1;
    return node;
  }

  // The end of the line that closes the quote at `at_`; of its own line when none does. A quote
  // that is not closed has no other one behind it, so that this is linear over all of the text.
  [[nodiscard]] auto last_line_end(std::size_t indent) const noexcept -> std::size_t {
    const char quote = text_[at_];
    for (auto i = at_ + 1; i < text_.size(); ++i) {
      if (text_[i] == '\\' && quote == '"') {
        ++i;
      } else if (text_[i] == quote) {
        if (quote == '"' || peek(i + 1) != quote) return line_end(i);
        ++i;
      } else if (is_line_end(text_[i]) && !goes_on(i, indent)) {
        break;
      }
    }
    return line_end(at_);
  }

  // Whether the line behind the line end at `end` is blank or indented deeper than `indent`.
  [[nodiscard]] auto goes_on(std::size_t end, std::size_t indent) const noexcept -> bool {
    const auto start = end + (text_.substr(end).starts_with("\r\n") ? 2U : 1U);
    const auto first = std::min(text_.find_first_not_of(' ', start), text_.size());
    return first == text_.size() || is_line_end(text_[first]) || first - start > indent;
  }

  // --- Brackets: lines and indentation mean nothing in them.

  auto flow_document() -> OutlineNode {
    auto node = flow(0, npos);
    finish_line();
    return node;
  }

  void skip_flow_blanks() {
    while (!at_end()) {
      if (is_line_end(text_[at_])) {
        ++at_;
        line_start_ = at_;
        first_ = at_;
      } else if (is_space(text_[at_])) {
        first_ += first_ == at_ ? 1U : 0U;
        ++at_;
      } else if (text_[at_] == '#' && (at_ == 0 || is_blank(text_[at_ - 1]))) {
        at_ = line_end(at_);
      } else {
        return;
      }
    }
  }

  // A bracket that is never closed ends where a line of the block around it begins. `indent`: of
  // that block; npos: there is none.
  [[nodiscard]] auto left_brackets(std::size_t indent) const noexcept -> bool {
    if (at_end()) return true;
    return at_ == first_ && indent != npos && column() <= indent && text_[at_] != '}' &&
           text_[at_] != ']';
  }

  auto flow(int level, std::size_t indent) -> OutlineNode {
    OutlineNode node;
    node.flow = true;
    node.kind = text_[at_] == '{' ? Kind::map : Kind::list;
    node.range.begin = at_;
    const char close = node.kind == Kind::map ? '}' : ']';
    ++at_;
    for (;;) {
      skip_flow_blanks();
      node.range.end = std::min(at_, text_.size());
      if (left_brackets(indent)) {
        back_to_line_end();
        node.closed = false;
        break;
      }
      const char c = text_[at_];
      if (c == '}' || c == ']') {
        // Another bracket's end is left to it.
        if (c == close || level == 0) ++at_;
        node.closed = c == close;
        node.range.end = at_;
        if (c == close || level > 0) break;
        continue;
      }
      if (c == ',') {
        ++at_;
        continue;
      }
      flow_entry(node, level, indent);
    }
    return node;
  }

  // So that the line that ended the brackets is read as one of the block.
  void back_to_line_end() {
    if (at_end()) return;
    at_ = line_start_ - 1;
    if (at_ > 0 && text_[at_] == '\n' && text_[at_ - 1] == '\r') --at_;
    const auto newline = text_.substr(0, at_).find_last_of("\r\n");
    line_start_ = newline == npos ? 0 : newline + 1;
  }

  void flow_entry(OutlineNode& node, int level, std::size_t indent) {
    if (node.kind == Kind::list) {
      node.items.push_back(flow_value(level, indent));
      return;
    }
    OutlineMember member;
    member.range.begin = at_;
    member.key = flow_scalar();
    skip_flow_blanks();
    member.value.range = member.value.inner = {at_, at_};
    if (!at_end() && text_[at_] == ':') {
      member.has_colon = true;
      ++at_;
      const auto behind = at_;
      skip_flow_blanks();
      member.value.range = member.value.inner = {behind, behind};
      const bool given =
          !left_brackets(indent) && text_[at_] != ',' && text_[at_] != '}' && text_[at_] != ']';
      if (given) member.value = flow_value(level, indent);
    }
    member.range.end =
        std::max(member.key.range.end + (member.has_colon ? 1U : 0U), member.value.range.end);
    node.members.push_back(std::move(member));
  }

  auto flow_value(int level, std::size_t indent) -> OutlineNode {
    const auto anchor = properties();
    if (at_end() || !is_flow_start(at_)) return flow_scalar();
    if (level >= most_levels) {
      ++at_;  // the rest is read as if the bracket were not there
      return {};
    }
    auto node = flow(level + 1, indent);
    node.anchor = anchor;
    return node;
  }

  // Takes at least one character where there is one, so that reading always comes on.
  auto flow_scalar() -> OutlineNode {
    if (peek(at_) == '"' || peek(at_) == '\'') return quoted_until(line_end(at_));
    auto end = at_;
    while (!is_line_end(peek(end)) && peek(end) != ',' && peek(end) != '}' && peek(end) != ']' &&
           peek(end) != '{' && peek(end) != '[') {
      const char behind = peek(end + 1);
      if (peek(end) == ':' &&
          (ends_key(behind) || behind == '"' || behind == ',' || behind == '}' || behind == ']')) {
        break;
      }
      ++end;
    }
    auto node = plain(end);
    if (at_ == node.range.begin && !at_end() && end == at_) ++at_;
    return node;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_start_ = 0;
  std::size_t first_ = npos;  // in brackets: the first character of the line that is no blank
};

// The value of the last step's member or item that holds the offset, and so on inwards.
void descend(const OutlineNode& node, std::size_t offset, OutlinePlace& place) {
  place.node = &node;
  for (std::size_t i = 0; i < node.members.size(); ++i) {
    const auto& member = node.members[i];
    if (!member.range.contains(offset)) continue;
    place.steps.push_back({&node, &member, i});
    place.on_key = member.key.range.contains(offset);
    if (place.on_key) {
      place.node = &member.key;
      return;
    }
    return descend(member.value, offset, place);
  }
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    if (!node.items[i].range.contains(offset)) continue;
    place.steps.push_back({&node, nullptr, i});
    return descend(node.items[i], offset, place);
  }
}

}  // namespace

auto OutlineNode::find(std::string_view key) const noexcept -> const OutlineNode* {
  const auto found = std::find_if(members.begin(), members.end(), [&](const OutlineMember& each) {
    return each.has_colon && each.key.text == key;
  });
  return found == members.end() ? nullptr : &found->value;
}

auto OutlineNode::text_of(std::string_view key) const noexcept -> std::string_view {
  const auto* node = find(key);
  return node == nullptr || node->kind != Kind::scalar ? std::string_view{} : node->text;
}

auto read_outline(std::string_view text) -> OutlineNode {
  return OutlineReader{text}.read();
}

auto OutlinePlace::name(std::size_t step) const noexcept -> std::string_view {
  const auto* member = steps[step].member;
  return member == nullptr ? std::string_view{} : member->key.text;
}

auto find_place(const OutlineNode& root, std::size_t offset) -> OutlinePlace {
  OutlinePlace place;
  descend(root, offset, place);
  return place;
}

}  // namespace tariff::lsp
