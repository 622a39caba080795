#include "edit/tree.hpp"

#include <algorithm>
#include <optional>

#include "base/json_text.hpp"

namespace tariff::edit {
namespace {

using Style = Tree::Style;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr auto nowhere = std::string_view::npos;
// As deep as the reader of manifests goes by default, and some more.
constexpr int most_levels = 80;
// Where the manifest itself stands: left of the first column.
constexpr std::ptrdiff_t outside = -1;

// The name that a key says; nothing when it cannot be told.
auto name_of(std::string_view text, const Tree& key) -> std::optional<std::string> {
  const auto spelling = text.substr(key.begin, key.end - key.begin);
  if (key.style == Style::plain) {
    return spelling.find('\n') == nowhere ? std::optional{std::string{spelling}} : std::nullopt;
  }
  std::string name;
  if (key.style == Style::double_quoted) {
    JsonError ignored;
    std::size_t end = 0;
    if (!base::read_string(spelling, 0, end, &name, ignored)) return std::nullopt;
    return name;
  }
  if (key.style != Style::single_quoted) return std::nullopt;
  for (std::size_t i = 1; i + 1 < spelling.size(); ++i) {
    if (spelling[i] == '\n') return std::nullopt;
    name += spelling[i];
    if (spelling[i] == '\'') ++i;  // the second of two
  }
  return name;
}

// Reads from the top to the bottom; `at_` is the next byte. Every function returns false where the
// text is not what it expects, and then nothing more is read.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  auto document(Tree& out) -> bool {
    // A carriage return alone ends a line for some readers and not for others.
    for (auto cr = text_.find('\r'); cr != nowhere; cr = text_.find('\r', cr + 1)) {
      if (peek(cr + 1) != '\n') return false;
    }
    if (text_.starts_with(byte_order_mark)) first_line_ = at_ = byte_order_mark.size();
    skip();
    if (is_marker(at_)) {
      if (text_[at_] != '-') return false;
      at_ += 3;
    }
    if (!block_node(out, outside, Place::document)) return false;
    skip();
    return at_ == text_.size();
  }

 private:
  // What stands before a node on its line.
  enum class Place : std::uint8_t { document, key, dash };

  // --- characters ---

  // Zero at the end of the text: no text has one, the readers refuse it.
  [[nodiscard]] auto peek(std::size_t at) const noexcept -> char {
    return at < text_.size() ? text_[at] : '\0';
  }
  [[nodiscard]] auto is_blank_or_end(std::size_t at) const noexcept -> bool {
    return at >= text_.size() || text_[at] == ' ' || text_[at] == '\t' || text_[at] == '\n' ||
           text_[at] == '\r';
  }
  [[nodiscard]] static auto is_flow_mark(char c) noexcept -> bool {
    return c == ',' || c == '[' || c == ']' || c == '{' || c == '}';
  }
  [[nodiscard]] auto is_indicator(std::size_t at, char c) const noexcept -> bool {
    return peek(at) == c && is_blank_or_end(at + 1);
  }
  [[nodiscard]] auto line_start(std::size_t at) const noexcept -> std::size_t {
    const auto newline = at == 0 ? nowhere : text_.rfind('\n', at - 1);
    return newline == nowhere ? first_line_ : newline + 1;
  }
  [[nodiscard]] auto column(std::size_t at) const noexcept -> std::ptrdiff_t {
    return static_cast<std::ptrdiff_t>(at - line_start(at));
  }
  // "---" or "..." alone at the start of a line.
  [[nodiscard]] auto is_marker(std::size_t at) const noexcept -> bool {
    const auto word = text_.substr(std::min(at, text_.size()), 3);
    return (word == "---" || word == "...") && is_blank_or_end(at + 3) && column(at) == 0;
  }

  // Goes on to the next content. True when that stands on a later line.
  auto skip() -> bool {
    bool later = false;
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '\n') {
        later = true;
      } else if (c == '#' && (at_ == first_line_ || is_blank_or_end(at_ - 1))) {
        at_ = std::min(text_.find('\n', at_), text_.size()) - 1;
      } else if (c != ' ' && c != '\t' && c != '\r') {
        break;
      }
    }
    return later;
  }

  void skip_blanks() noexcept {
    while (peek(at_) == ' ' || peek(at_) == '\t') ++at_;
  }

  // Whether what stands before `at` on its line is only indentation and the marks of lists.
  [[nodiscard]] auto starts_entry(std::size_t at) const -> bool {
    const auto start = line_start(at);
    return text_.substr(start, at - start).find_first_not_of(" -?:") == nowhere;
  }

  // --- nodes of blocks ---

  // A node of a collection at column `parent`.
  auto block_node(Tree& out, std::ptrdiff_t parent, Place place) -> bool {
    const auto behind = at_;
    bool own_line = skip();
    if (place == Place::document) own_line = true;
    if (ends_here(parent, place, own_line)) {
      at_ = out.start = out.begin = out.end = behind;
      return true;
    }
    out.start = at_;
    if (peek(at_) == '&') {
      if (!anchor()) return false;
      const bool later = skip();
      if (ends_here(parent, place, later)) return false;
      // `&name key: value` names the key.
      if (!later && starts_map()) return false;
      own_line = later;
      if (!later && is_indicator(at_, '-')) return false;
    }
    if (++depth_ > most_levels) return false;
    out.begin = at_;
    const bool good = collection_or_scalar(out, parent, own_line || place == Place::dash);
    --depth_;
    return good;
  }

  // Whether the collection goes on without a value, or ends.
  [[nodiscard]] auto ends_here(std::ptrdiff_t parent, Place place, bool own_line) const -> bool {
    if (at_ >= text_.size() || (own_line && is_marker(at_))) return true;
    if (!own_line) return false;
    const auto here = column(at_);
    if (here > parent) return false;
    // The items of a list may stand right below their key.
    return !(place == Place::key && here == parent && is_indicator(at_, '-'));
  }

  auto collection_or_scalar(Tree& out, std::ptrdiff_t parent, bool may_open) -> bool {
    const char c = text_[at_];
    if (is_indicator(at_, '-')) return may_open && starts_entry(at_) && block_list(out);
    if (is_indicator(at_, '?') || starts_map()) {
      return may_open && starts_entry(at_) && block_map(out);
    }
    if (c == '|' || c == '>') return block_scalar(out, parent);
    if (c == '[' || c == '{' || c == '"' || c == '\'' || c == '*') {
      return flow_node(out) && ends_line();
    }
    return !is_reserved(c) && plain(out, parent);
  }

  [[nodiscard]] static auto is_reserved(char c) noexcept -> bool {
    constexpr std::string_view reserved = "!&%@`,]}#|>";
    return reserved.find(c) != nowhere;
  }

  // Behind a node that has its own end, a line holds nothing but a comment.
  [[nodiscard]] auto ends_line() const noexcept -> bool {
    auto at = at_;
    while (peek(at) == ' ' || peek(at) == '\t') ++at;
    const char c = peek(at);
    return at >= text_.size() || c == '\n' || c == '\r' || (c == '#' && at > at_);
  }

  // Whether a key and its colon start here, on one line.
  auto starts_map() -> bool {
    const auto start = at_;
    Tree key;
    const bool found = key_scalar(key);
    at_ = start;
    return found;
  }

  // A key and the blanks behind it; `at_` is then at the colon.
  auto key_scalar(Tree& out) -> bool {
    const char c = peek(at_);
    if (c == '"' || c == '\'') {
      if (!quoted(out)) return false;
    } else if (is_flow_mark(c) || is_reserved(c) || c == '*') {
      return false;
    } else {
      out.style = Style::plain;
      out.start = out.begin = at_;
      out.end = at_ = plain_line_end(at_, false);
      if (out.end == out.begin) return false;
    }
    const auto spelling = text_.substr(out.begin, out.end - out.begin);
    if (spelling.find('\n') != nowhere) return false;
    skip_blanks();
    return is_indicator(at_, ':');
  }

  auto block_map(Tree& out) -> bool {
    out.style = Style::block_map;
    const auto own = column(at_);
    for (bool first = true; first || goes_on(own, out.end); first = false) {
      if (!first && !starts_entry(at_)) return false;
      TreeMember member;
      if (!(is_indicator(at_, '?') ? explicit_entry(member, own) : entry(member, own))) {
        return false;
      }
      out.end = member.value.end;
      out.members.push_back(std::move(member));
      at_ = out.end;
    }
    return !broken_;
  }

  auto entry(TreeMember& member, std::ptrdiff_t own) -> bool {
    if (!key_scalar(member.key)) return false;
    const auto name = name_of(text_, member.key);
    if (!name) return false;
    member.name = *name;
    member.colon = at_++;
    return block_node(member.value, own, Place::key);
  }

  // `? key`, and `: value` on a line of its own.
  auto explicit_entry(TreeMember& member, std::ptrdiff_t own) -> bool {
    ++at_;
    if (!block_node(member.key, own, Place::dash)) return false;
    const auto name = name_of(text_, member.key);
    if (!name) return false;
    member.name = *name;
    const auto behind = at_;
    if (skip() && column(at_) == own && is_indicator(at_, ':')) {
      member.colon = at_++;
      return block_node(member.value, own, Place::dash);
    }
    at_ = member.value.start = member.value.begin = member.value.end = behind;
    return true;
  }

  auto block_list(Tree& out) -> bool {
    out.style = Style::block_list;
    const auto own = column(at_);
    for (bool first = true; first || goes_on(own, out.end); first = false) {
      if (!is_indicator(at_, '-')) break;  // the next key of the mapping around it
      ++at_;
      out.items.emplace_back();
      if (!block_node(out.items.back(), own, Place::dash)) return false;
      at_ = out.end = out.items.back().end;
    }
    at_ = out.end;
    return !broken_;
  }

  // Whether another entry of the collection at column `own` follows what ends at `end`.
  auto goes_on(std::ptrdiff_t own, std::size_t end) -> bool {
    at_ = end;
    const bool later = skip();
    const bool over = at_ >= text_.size() || is_marker(at_) || column(at_) < own;
    if (!over && (!later || column(at_) > own)) broken_ = true;
    if (!over && !broken_) return true;
    at_ = end;
    return false;
  }

  auto block_scalar(Tree& out, std::ptrdiff_t parent) -> bool {
    out.style = Style::block_scalar;
    std::ptrdiff_t indent = 0;
    bool keeps = false;
    for (++at_; !is_blank_or_end(at_); ++at_) {
      const char c = text_[at_];
      if (c >= '1' && c <= '9' && indent == 0) {
        indent = std::max<std::ptrdiff_t>(parent, 0) + (c - '0');
      } else if (c == '+' || c == '-') {
        keeps = c == '+';
      } else {
        return false;
      }
    }
    if (!ends_line()) return false;
    const auto header_end = at_;
    auto line = next_line(header_end);
    out.end = header_end;
    for (; line < text_.size(); line = next_line(line)) {
      const auto content = std::min(text_.find_first_not_of(' ', line), text_.size());
      const bool blank =
          content == text_.size() || text_[content] == '\n' || text_[content] == '\r';
      const auto indented = static_cast<std::ptrdiff_t>(content - line);
      if (!blank && indent == 0) indent = std::max(indented, parent + 1);
      if (!blank && (indented < indent || is_marker(line))) break;
      if (!blank || keeps) out.end = line_end(line);
    }
    at_ = out.end;
    return true;
  }

  // The start of the line behind the one that `at` is on.
  [[nodiscard]] auto next_line(std::size_t at) const noexcept -> std::size_t {
    const auto newline = text_.find('\n', at);
    return newline == nowhere ? text_.size() : newline + 1;
  }
  // Where the text of a line ends.
  [[nodiscard]] auto line_end(std::size_t at) const noexcept -> std::size_t {
    const auto newline = std::min(text_.find('\n', at), text_.size());
    return newline > at && text_[newline - 1] == '\r' ? newline - 1 : newline;
  }

  // --- scalars ---

  // Where the part of a plain scalar on one line ends; blanks behind it are not part of it.
  [[nodiscard]] auto plain_line_end(std::size_t at, bool in_flow) const noexcept -> std::size_t {
    auto end = at;
    for (; at < text_.size(); ++at) {
      const char c = text_[at];
      if (c == '\n' || c == '\r') break;
      if (c == ' ' || c == '\t') continue;
      if (c == '#' && at > end) break;  // a blank before it
      if (c == ':' && (is_blank_or_end(at + 1) || (in_flow && is_flow_mark(text_[at + 1])))) break;
      if (in_flow && is_flow_mark(c)) break;
      end = at + 1;
    }
    return end;
  }

  auto plain(Tree& out, std::ptrdiff_t parent) -> bool {
    out.style = Style::plain;
    out.end = at_ = plain_line_end(at_, false);
    if (out.end == out.begin) return false;
    while (true) {
      if (!ends_line()) return false;  // a colon: no value has one
      // A comment ends the scalar, and so does a line that is not indented more.
      skip_blanks();
      if (peek(at_) == '#') break;
      while (is_blank_or_end(at_) && at_ < text_.size()) ++at_;
      if (at_ >= text_.size() || column(at_) <= parent || peek(at_) == '#' || is_marker(at_)) break;
      const auto end = plain_line_end(at_, false);
      if (end == at_) return false;
      out.end = at_ = end;
    }
    at_ = out.end;
    return true;
  }

  auto flow_plain(Tree& out) -> bool {
    out.style = Style::plain;
    if (peek(at_) == '-' && (is_blank_or_end(at_ + 1) || is_flow_mark(text_[at_ + 1])))
      return false;
    out.end = at_ = plain_line_end(at_, true);
    if (out.end == out.begin) return false;
    while (peek(at_) == '\n' || peek(at_) == '\r' || peek(at_) == ' ' || peek(at_) == '\t') {
      while (is_blank_or_end(at_) && at_ < text_.size()) ++at_;
      const char c = peek(at_);
      if (at_ >= text_.size() || is_flow_mark(c) || c == '#' || c == ':') break;
      const auto end = plain_line_end(at_, true);
      if (end == at_) return false;
      out.end = at_ = end;
    }
    at_ = out.end;
    return true;
  }

  auto quoted(Tree& out) -> bool {
    const char quote = text_[at_];
    out.style = quote == '"' ? Style::double_quoted : Style::single_quoted;
    out.start = out.begin = at_;
    for (++at_; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '\\' && quote == '"') {
        ++at_;
      } else if (c == quote) {
        if (quote == '"' || peek(at_ + 1) != '\'') {
          out.end = ++at_;
          return true;
        }
        ++at_;
      }
    }
    return false;
  }

  // The name behind & or *.
  auto anchor() -> bool {
    const auto start = ++at_;
    while (!is_blank_or_end(at_) && !is_flow_mark(text_[at_])) ++at_;
    return at_ > start;
  }

  // --- nodes of flows ---

  auto flow_node(Tree& out) -> bool {
    out.start = at_;
    if (peek(at_) == '&') {
      if (!anchor()) return false;
      skip();
    }
    out.begin = at_;
    if (at_ >= text_.size() || ++depth_ > most_levels) return false;
    const bool good = flow_content(out);
    --depth_;
    return good;
  }

  auto flow_content(Tree& out) -> bool {
    switch (text_[at_]) {
      case '{': return flow_map(out);
      case '[': return flow_list(out);
      case '"':
      case '\'': {
        const auto start = out.start;
        const bool good = quoted(out);
        out.start = start;
        return good;
      }
      case '*':
        out.style = Style::alias;
        if (!anchor()) return false;
        out.end = at_;
        return true;
      default: return !is_reserved(text_[at_]) && !is_indicator(at_, '?') && flow_plain(out);
    }
  }

  auto flow_map(Tree& out) -> bool {
    out.style = Style::flow_map;
    ++at_;
    for (skip(); peek(at_) != '}'; skip()) {
      TreeMember member;
      if (!flow_member(member)) return false;
      out.members.push_back(std::move(member));
      skip();
      if (peek(at_) == '}') break;
      if (peek(at_) != ',') return false;
      ++at_;
    }
    out.end = ++at_;
    return true;
  }

  auto flow_member(TreeMember& member) -> bool {
    const char c = peek(at_);
    if (c == '{' || c == '[' || c == '*' || c == '&' || !flow_node(member.key)) return false;
    const auto name = name_of(text_, member.key);
    if (!name) return false;
    member.name = *name;
    auto& value = member.value;
    value.start = value.begin = value.end = at_;
    skip();
    if (peek(at_) != ':') {
      at_ = value.end;
      return true;
    }
    member.colon = at_++;
    value.start = value.begin = value.end = at_;
    skip();
    if (peek(at_) != ',' && peek(at_) != '}') return flow_node(value);
    at_ = value.end;
    return true;
  }

  auto flow_list(Tree& out) -> bool {
    out.style = Style::flow_list;
    ++at_;
    for (skip(); peek(at_) != ']'; skip()) {
      out.items.emplace_back();
      if (!flow_node(out.items.back())) return false;
      skip();
      if (peek(at_) == ']') break;
      if (peek(at_) != ',') return false;  // also a pair in a list
      ++at_;
    }
    out.end = ++at_;
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t first_line_ = 0;  // behind a byte order mark
  int depth_ = 0;
  bool broken_ = false;  // an entry stands where none may
};

}  // namespace

auto Tree::find(std::string_view name) const noexcept -> const TreeMember* {
  const auto found = std::find_if(members.begin(), members.end(),
                                  [&](const TreeMember& each) { return each.name == name; });
  return found == members.end() ? nullptr : &*found;
}

auto read_tree(std::string_view text, Tree& out) -> bool {
  out = {};
  return Reader{text}.document(out);
}

}  // namespace tariff::edit
