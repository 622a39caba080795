#include "manifest/likely.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace tariff::manifest {
namespace {

// Names, and whether a manifest or a record is what has them.
class Names {
 public:
  void add(std::string_view name) { names_.emplace(name); }
  void add_version(bool is_ours) { our_version_ = our_version_ || is_ours; }

  [[nodiscard]] auto of_manifest() const -> bool {
    return has("assets") ||
           (our_version_ && (has("defaults") || has("groups") || has("budget") || has("plan")));
  }
  [[nodiscard]] auto of_record() const -> bool {
    return has("params") || has("any_of") || has("custom_id") || (has("provider") && has("model"));
  }
  [[nodiscard]] auto of_row() const -> bool { return has("prompt") || of_record(); }

 private:
  [[nodiscard]] auto has(std::string_view name) const -> bool { return names_.contains(name); }

  std::set<std::string, std::less<>> names_;
  bool our_version_ = false;  // a manifest's `version: 1`
};

auto is_space(char c) -> bool {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

auto trimmed(std::string_view text) -> std::string_view {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

auto unquoted(std::string_view text) -> std::string_view {
  const bool quoted = text.size() >= 2 && (text.front() == '"' || text.front() == '\'') &&
                      text.back() == text.front();
  return quoted ? text.substr(1, text.size() - 2) : text;
}

// Cuts off the first line.
auto take_line(std::string_view& text) -> std::string_view {
  const auto end = std::min(text.find('\n'), text.size());
  const auto line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

// The names of the outermost object, or of the first objects of an outermost list. Takes broken
// texts, and YAML's way of writing it on one line, as they come: this is a guess, not a reading.
class BracedNames {
 public:
  explicit BracedNames(std::string_view text) : text_(text), in_list_(text.starts_with('[')) {}

  auto read() -> Names {
    while (at_ < text_.size()) step();
    return names_;
  }

 private:
  void step() {
    const char c = text_[at_];
    if (c == '"') {
      word_ = string();
      return;
    }
    if (c == '{' || c == '[') ++(c == '{' ? braces_ : brackets_);
    if (c == '}' || c == ']') --(c == '}' ? braces_ : brackets_);
    if (c == ':' && is_outermost()) add_name();
    const bool ends_word = c == ',' || c == '{' || c == '[' || c == ':' || c == '}' || c == ']';
    if (ends_word) {
      word_ = {};
    } else if (!is_space(c)) {
      if (word_.empty()) word_begin_ = at_;
      word_ = text_.substr(word_begin_, at_ + 1 - word_begin_);
    }
    ++at_;
  }

  void add_name() {
    names_.add(unquoted(word_));
    const auto value = trimmed(text_.substr(at_ + 1, 16));
    if (unquoted(word_) == "version") {
      names_.add_version(value.starts_with('1') && value.find_first_of(",}") == 1);
    }
  }

  auto string() -> std::string_view {
    const auto begin = word_begin_ = ++at_;
    while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2U : 1U;
    const auto end = std::min(at_, text_.size());
    ++at_;
    return text_.substr(begin, end - begin);
  }

  [[nodiscard]] auto is_outermost() const -> bool {
    return braces_ == 1 && brackets_ == (in_list_ ? 1 : 0);
  }

  std::string_view text_;
  bool in_list_;
  std::size_t at_ = 0;
  std::string_view word_;  // the last one
  std::size_t word_begin_ = 0;
  std::int64_t braces_ = 0;
  std::int64_t brackets_ = 0;
  Names names_;
};

// The keys of the outermost mapping: those that are indented as the first one is.
auto block_names(std::string_view text) -> Names {
  Names names;
  auto indent = std::string_view::npos;
  while (!text.empty()) {
    const auto line = take_line(text);
    const auto begin = line.find_first_not_of(' ');
    if (begin == std::string_view::npos || trimmed(line).empty()) continue;
    if (line[begin] == '#' || line[begin] == '%' || line.starts_with("---")) continue;
    if (indent == std::string_view::npos) indent = begin;
    const auto colon = line.find(':');
    if (begin != indent || colon == std::string_view::npos || colon < begin) continue;
    const auto key = unquoted(trimmed(line.substr(begin, colon - begin)));
    names.add(key);
    if (key == "version") {
      const auto value = line.substr(colon + 1);
      names.add_version(trimmed(value.substr(0, value.find(" #"))) == "1");
    }
  }
  return names;
}

auto header_names(std::string_view text) -> Names {
  Names names;
  auto line = take_line(text);
  while (!line.empty()) {
    const auto end = std::min(line.find(','), line.size());
    names.add(unquoted(trimmed(line.substr(0, end))));
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  return names;
}

// One good line is enough.
auto has_record_line(std::string_view text) -> bool {
  while (!text.empty()) {
    if (BracedNames{take_line(text)}.read().of_record()) return true;
  }
  return false;
}

}  // namespace

auto is_likely_input(InputKind kind, std::string_view head) -> bool {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  const auto text = trimmed(head);
  if (kind == InputKind::csv) return header_names(text).of_row();
  if (kind == InputKind::jsonl) return has_record_line(text);
  const bool braced = text.starts_with('{') || text.starts_with('[');
  const auto names = braced ? BracedNames{text}.read() : block_names(head);
  return names.of_manifest() || (kind == InputKind::json && names.of_record());
}

}  // namespace tariff::manifest
