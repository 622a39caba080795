#include "base/glob.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace tariff::base {
namespace {

using Predicate = bool (*)(unsigned byte);

auto is_lower(unsigned b) -> bool {
  return b >= 'a' && b <= 'z';
}
auto is_upper(unsigned b) -> bool {
  return b >= 'A' && b <= 'Z';
}
auto is_digit(unsigned b) -> bool {
  return b >= '0' && b <= '9';
}
auto is_alpha(unsigned b) -> bool {
  return is_lower(b) || is_upper(b);
}
auto is_alnum(unsigned b) -> bool {
  return is_alpha(b) || is_digit(b);
}
auto is_blank(unsigned b) -> bool {
  return b == ' ' || b == '\t';
}
auto is_space(unsigned b) -> bool {
  return b == ' ' || (b >= '\t' && b <= '\r');
}
auto is_cntrl(unsigned b) -> bool {
  return b < ' ' || b == 0x7F;
}
auto is_graph(unsigned b) -> bool {
  return b > ' ' && b < 0x7F;
}
auto is_print(unsigned b) -> bool {
  return b >= ' ' && b < 0x7F;
}
auto is_punct(unsigned b) -> bool {
  return is_graph(b) && !is_alnum(b);
}
auto is_xdigit(unsigned b) -> bool {
  return is_digit(b) || (b >= 'a' && b <= 'f') || (b >= 'A' && b <= 'F');
}

// The classes of POSIX, of ASCII: the user's locale has no say.
constexpr std::array<std::pair<std::string_view, Predicate>, 12> classes{{
    {"alnum", is_alnum},
    {"alpha", is_alpha},
    {"blank", is_blank},
    {"cntrl", is_cntrl},
    {"digit", is_digit},
    {"graph", is_graph},
    {"lower", is_lower},
    {"print", is_print},
    {"punct", is_punct},
    {"space", is_space},
    {"upper", is_upper},
    {"xdigit", is_xdigit},
}};

auto code_of(char byte) noexcept -> unsigned {
  return static_cast<unsigned char>(byte);
}

auto first_name(std::string_view path) noexcept -> std::string_view {
  return path.substr(0, path.find('/'));
}

auto without_first_name(std::string_view path) noexcept -> std::string_view {
  const auto slash = path.find('/');
  return slash == std::string_view::npos ? std::string_view{} : path.substr(slash + 1);
}

}  // namespace

// Takes a pattern apart. What a bracket means is git's reading of it (wildmatch).
class Glob::Reader {
 public:
  Reader(Glob& glob, std::string_view pattern) : glob_(glob), text_(pattern) {}

  void read() {
    if (text_.ends_with('/')) {
      glob_.folders_only_ = true;
      text_.remove_suffix(1);
    }
    glob_.anchored_ = text_.find('/') != std::string_view::npos;
    if (text_.starts_with('/')) text_.remove_prefix(1);
    begin_name();
    while (at_ < text_.size() && glob_.readable_) read_token();
    end_name();
  }

 private:
  void read_token() {
    const char byte = text_[at_++];
    switch (byte) {
      case '/':
        end_name();
        begin_name();
        break;
      case '?': add({Step::any_byte}); break;
      case '*': read_stars(); break;
      case '[': read_set(); break;
      case '\\': read_escaped(); break;
      default: add({Step::byte, byte}); break;
    }
  }

  // Several are as one, unless they are a whole name.
  void read_stars() {
    const auto before = at_ - 1;
    while (at_ < text_.size() && text_[at_] == '*') ++at_;
    const bool whole = (before == 0 || text_[before - 1] == '/') &&
                       (at_ == text_.size() || text_[at_] == '/') && at_ - before >= 2;
    if (whole) glob_.names_.back().any_folders = true;
    add({Step::any_bytes});
  }

  void read_escaped() {
    if (at_ == text_.size()) {
      glob_.readable_ = false;
    } else if (text_[at_] == '/') {
      return;  // the next token
    } else {
      add({Step::byte, text_[at_++]});
    }
  }

  void read_set() {
    Bytes set;
    const bool negated = at_ < text_.size() && (text_[at_] == '!' || text_[at_] == '^');
    if (negated) ++at_;
    range_from_ = -1;
    bool first = true;
    while (glob_.readable_ && (first || peek() != ']')) {
      first = false;
      glob_.readable_ = at_ < text_.size() && read_member(set);
    }
    ++at_;
    if (negated) set.flip();
    add({Step::one_of, 0, static_cast<std::uint32_t>(glob_.sets_.size())});
    glob_.sets_.push_back(set);
  }

  // A byte, a range or a class within brackets.
  auto read_member(Bytes& set) -> bool {
    if (text_[at_] == '-' && range_from_ >= 0 && at_ + 1 < text_.size() && text_[at_ + 1] != ']') {
      ++at_;
      return read_range_end(set);
    }
    if (text_.substr(at_).starts_with("[:")) {
      const auto close = text_.find(']', at_ + 2);
      if (close == std::string_view::npos) return false;
      if (close > at_ + 2 && text_[close - 1] == ':') return read_class(close, set);
    }
    char byte = 0;
    if (!read_byte(byte)) return false;
    set.set(code_of(byte));
    range_from_ = static_cast<int>(code_of(byte));
    return true;
  }

  auto read_range_end(Bytes& set) -> bool {
    char last = 0;
    if (!read_byte(last)) return false;
    for (auto byte = static_cast<unsigned>(range_from_); byte <= code_of(last); ++byte) {
      set.set(byte);
    }
    range_from_ = -1;
    return true;
  }

  auto read_class(std::size_t close, Bytes& set) -> bool {
    const auto name = text_.substr(at_ + 2, close - 1 - (at_ + 2));
    const auto* found = std::find_if(classes.begin(), classes.end(),
                                     [name](const auto& each) { return each.first == name; });
    if (found == classes.end()) return false;
    for (unsigned byte = 0; byte < set.size(); ++byte) {
      if (found->second(byte)) set.set(byte);
    }
    at_ = close + 1;
    range_from_ = -1;
    return true;
  }

  auto read_byte(char& byte) -> bool {
    if (text_[at_] == '\\') ++at_;
    if (at_ >= text_.size()) return false;
    byte = text_[at_++];
    return true;
  }

  [[nodiscard]] auto peek() const -> char { return at_ < text_.size() ? text_[at_] : '\0'; }

  void begin_name() { glob_.names_.push_back({glob_.tokens_.size(), 0, false}); }
  void end_name() { glob_.names_.back().end = glob_.tokens_.size(); }
  void add(Token token) { glob_.tokens_.push_back(token); }

  Glob& glob_;
  std::string_view text_;
  std::size_t at_ = 0;
  int range_from_ = -1;  // the byte that a '-' would continue; -1: none
};

Glob::Glob(std::string_view pattern) {
  Reader{*this, pattern}.read();
}

auto Glob::matches(std::string_view path, Entry entry) const noexcept -> bool {
  if (!readable_ || path.empty() || (folders_only_ && entry == Entry::file)) return false;
  if (anchored_) return matches_path(path);
  return matches_name(names_.front(), path.substr(path.rfind('/') + 1));
}

auto Glob::covers(std::string_view file) const noexcept -> bool {
  for (auto slash = file.find('/'); slash != std::string_view::npos;
       slash = file.find('/', slash + 1)) {
    if (matches(file.substr(0, slash), Entry::folder)) return true;
  }
  return matches(file, Entry::file);
}

auto Glob::matches_byte(const Token& token, char byte) const noexcept -> bool {
  switch (token.step) {
    case Step::byte: return token.byte == byte;
    case Step::any_byte: return true;
    case Step::one_of: return sets_[token.set].test(code_of(byte));
    case Step::any_bytes: break;
  }
  return false;
}

// Only the last `*` that was passed can need another try: what the ones before it have matched
// stays right. So nothing is tried twice, and the time is bounded. The same goes for `**` below.
auto Glob::matches_name(const Name& name, std::string_view text) const noexcept -> bool {
  std::size_t token = name.begin;
  std::size_t at = 0;
  std::size_t retry_token = name.end;  // name.end: no `*` was passed
  std::size_t retry_at = 0;
  while (at < text.size()) {
    if (token < name.end && tokens_[token].step == Step::any_bytes) {
      retry_token = token++;
      retry_at = at;
    } else if (token < name.end && matches_byte(tokens_[token], text[at])) {
      ++token;
      ++at;
    } else if (retry_token != name.end) {
      token = retry_token + 1;
      at = ++retry_at;
    } else {
      return false;
    }
  }
  while (token < name.end && tokens_[token].step == Step::any_bytes) ++token;
  return token == name.end;
}

auto Glob::matches_path(std::string_view path) const noexcept -> bool {
  std::size_t name = 0;
  std::size_t retry_name = names_.size();  // names_.size(): no `**` was passed
  std::string_view retry_path;
  while (!path.empty()) {
    // At the end `**` is what is below a folder, not the folder itself: it takes a name.
    if (name + 1 < names_.size() && names_[name].any_folders) {
      retry_name = name++;
      retry_path = path;
    } else if (name + 1 == names_.size() && names_[name].any_folders) {
      return true;
    } else if (name < names_.size() && matches_name(names_[name], first_name(path))) {
      ++name;
      path = without_first_name(path);
    } else if (retry_name != names_.size()) {
      name = retry_name + 1;
      path = retry_path = without_first_name(retry_path);
    } else {
      return false;
    }
  }
  return name == names_.size();
}

}  // namespace tariff::base
