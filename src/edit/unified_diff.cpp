// Two texts line by line, as git prints what changed. Fixes change few lines in place, so lines are
// matched from the top and brought together again behind each change; the result is always a valid
// patch, though not the shortest one where whole passages differ.
#include <algorithm>
#include <unordered_map>

#include "tariff/edit.hpp"

namespace tariff {
namespace {

// Lines of context around a change.
constexpr std::size_t context = 3;
// How far behind a change the texts are searched for where they agree again. Unit: lines.
constexpr std::size_t farthest = 2000;
// What git shows of the line that a hunk stands under. Unit: bytes.
constexpr std::size_t longest_heading = 80;

using Lines = std::vector<std::string_view>;

// With their line ends.
auto lines_of(std::string_view text) -> Lines {
  Lines lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    const auto length = end == std::string_view::npos ? text.size() : end + 1;
    lines.push_back(text.substr(0, length));
    text.remove_prefix(length);
  }
  return lines;
}

// Lines [before, before + removed) became [after, after + added). Counted from 0.
struct LineChange {
  std::size_t before = 0;
  std::size_t removed = 0;
  std::size_t after = 0;
  std::size_t added = 0;
};

class Comparison {
 public:
  Comparison(const Lines& before, const Lines& after)
      : before_(numbers_of(before)), after_(numbers_of(after)) {}

  auto changes() -> std::vector<LineChange> {
    std::vector<LineChange> all;
    std::size_t a = 0;
    std::size_t b = 0;
    while (a < before_.size() || b < after_.size()) {
      if (agree(a, b)) {
        ++a;
        ++b;
        continue;
      }
      const auto [removed, added] = distance(a, b);
      all.push_back({a, removed, b, added});
      a += removed;
      b += added;
    }
    return all;
  }

 private:
  auto numbers_of(const Lines& lines) -> std::vector<std::size_t> {
    std::vector<std::size_t> numbers;
    numbers.reserve(lines.size());
    for (const auto line : lines) {
      numbers.push_back(known_.try_emplace(line, known_.size()).first->second);
    }
    return numbers;
  }

  [[nodiscard]] auto agree(std::size_t a, std::size_t b) const -> bool {
    return a < before_.size() && b < after_.size() && before_[a] == after_[b];
  }

  // Two lines in a row, so that a blank line does not bring the texts together by chance.
  [[nodiscard]] auto meet(std::size_t a, std::size_t b) const -> bool {
    const bool both_end = a == before_.size() && b == after_.size();
    const bool last = a + 1 == before_.size() && b + 1 == after_.size();
    return both_end || (agree(a, b) && (last || agree(a + 1, b + 1)));
  }

  // How many lines each text goes on until they agree again.
  [[nodiscard]] auto distance(std::size_t a, std::size_t b) const
      -> std::pair<std::size_t, std::size_t> {
    const auto left_a = before_.size() - a;
    const auto left_b = after_.size() - b;
    for (std::size_t both = 1; both <= std::min(left_a + left_b, farthest); ++both) {
      // Equal shares first: a change in place is what a fix does.
      for (std::size_t step = 0; step <= both; ++step) {
        const auto half = both / 2;
        const auto removed =
            step % 2 == 0 ? half - std::min(half, step / 2) : half + (step + 1) / 2;
        if (removed > left_a || removed > both || both - removed > left_b) continue;
        if (meet(a + removed, b + both - removed)) return {removed, both - removed};
      }
    }
    return {left_a, left_b};
  }

  std::unordered_map<std::string_view, std::size_t> known_;
  std::vector<std::size_t> before_;
  std::vector<std::size_t> after_;
};

// A name that a patch tool would misread is quoted, as git does.
auto quoted(std::string_view prefix, std::string_view name) -> std::string {
  const bool plain = std::none_of(name.begin(), name.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\' || c == 0x7F;
  });
  std::string path{prefix};
  // An absolute name keeps one slash behind the prefix.
  if (name.starts_with('/')) path.pop_back();
  if (plain) {
    path += name;
    return name.find(' ') == std::string_view::npos ? path : path + '\t';
  }
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      path += '\\';
      path += c;
    } else if (byte < 0x20 || byte == 0x7F) {
      path += '\\';
      for (const unsigned shift : {6U, 3U, 0U}) {
        path += static_cast<char>('0' + ((byte >> shift) & 7U));
      }
    } else {
      path += c;
    }
  }
  return '"' + path + '"';
}

class DiffWriter {
 public:
  DiffWriter(const Lines& before, const Lines& after) : before_(before), after_(after) {}

  // `first` and `last` are the changes of one hunk, inclusive.
  void hunk(const LineChange* first, const LineChange* last) {
    const auto lead = std::min(context, first->before);
    const auto old_end = std::min(last->before + last->removed + context, before_.size());
    const auto from = first->before - lead;
    const auto tail = old_end - last->before - last->removed;
    const auto new_from = first->after - lead;
    const auto new_end = last->after + last->added + tail;
    out_ += "@@ -" + span(from, old_end) + " +" + span(new_from, new_end) + " @@";
    out_ += heading(from) + "\n";
    auto at = from;
    for (const auto* change = first; change <= last; ++change) {
      while (at < change->before) line(' ', before_[at++]);
      for (std::size_t i = 0; i < change->removed; ++i) line('-', before_[at++]);
      for (std::size_t i = 0; i < change->added; ++i) line('+', after_[change->after + i]);
    }
    while (at < old_end) line(' ', before_[at++]);
  }

  [[nodiscard]] auto take() -> std::string { return std::move(out_); }

  void add(std::string_view text) { out_ += text; }

 private:
  static auto span(std::size_t from, std::size_t end) -> std::string {
    const auto count = end - from;
    // An empty side stands behind the line before it.
    const auto start = count == 0 ? from : from + 1;
    return std::to_string(start) + (count == 1 ? "" : "," + std::to_string(count));
  }

  // The last line before the hunk that begins with a letter.
  [[nodiscard]] auto heading(std::size_t from) -> std::string {
    for (; heading_at_ < from; ++heading_at_) {
      const char c = before_[heading_at_].front();
      if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$') {
        heading_ = before_[heading_at_];
      }
    }
    auto shown = heading_.substr(0, longest_heading);
    // Not in the middle of a code point.
    while (!shown.empty() && shown.size() < heading_.size() &&
           (static_cast<unsigned char>(heading_[shown.size()]) & 0xC0U) == 0x80U) {
      shown.remove_suffix(1);
    }
    while (!shown.empty() && std::string_view{" \t\r\n"}.find(shown.back()) != std::string::npos) {
      shown.remove_suffix(1);
    }
    return shown.empty() ? "" : " " + std::string{shown};
  }

  void line(char mark, std::string_view text) {
    out_ += mark;
    out_ += text;
    if (!text.ends_with('\n')) out_ += "\n\\ No newline at end of file\n";
  }

  const Lines& before_;
  const Lines& after_;
  std::string out_;
  std::string_view heading_;
  std::size_t heading_at_ = 0;
};

}  // namespace

inline namespace v0 {

auto unified_diff(std::string_view name, std::string_view before, std::string_view after)
    -> std::string {
  if (before == after) return {};
  const auto old_lines = lines_of(before);
  const auto new_lines = lines_of(after);
  const auto changes = Comparison{old_lines, new_lines}.changes();
  DiffWriter writer{old_lines, new_lines};
  writer.add("--- " + quoted("a/", name) + "\n+++ " + quoted("b/", name) + "\n");
  for (std::size_t i = 0; i < changes.size();) {
    auto last = i;
    while (last + 1 < changes.size() &&
           changes[last + 1].before - changes[last].before - changes[last].removed <= 2 * context) {
      ++last;
    }
    writer.hunk(&changes[i], &changes[last]);
    i = last + 1;
  }
  return writer.take();
}

}  // namespace v0
}  // namespace tariff
