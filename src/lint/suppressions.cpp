#include "lint/suppressions.hpp"

#include <algorithm>
#include <utility>

#include "base/text_source.hpp"

namespace tariff::lint {
namespace {

constexpr std::string_view marker = "tariff:";
constexpr std::string_view blanks = " \t";

// Comments of one input. Far more are a mistake, and each finding looks through them.
constexpr std::size_t most_comments = 10'000;

auto trimmed(std::string_view text) -> std::string_view {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

auto indentation(std::string_view line) -> std::size_t {
  return std::min(line.find_first_not_of(' '), line.size());
}

// Where a comment begins in a line: a '#' at its start or after a blank, outside quotes. A line
// inside a block scalar may look like it; the marker makes that unlikely.
auto find_comment(std::string_view line) -> std::size_t {
  char quote = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quote != 0) {
      if (quote == '"' && c == '\\') ++i;
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      // An apostrophe inside a word is no quote.
      const bool starts = i == 0 || blanks.find(line[i - 1]) != std::string_view::npos ||
                          std::string_view{"[{,:-"}.find(line[i - 1]) != std::string_view::npos;
      if (starts) quote = c;
    } else if (c == '#' && (i == 0 || blanks.find(line[i - 1]) != std::string_view::npos)) {
      return i;
    }
  }
  return std::string_view::npos;
}

auto make(const char* code, std::string message, const Location& place, Change change) -> Finding {
  Finding finding;
  finding.diagnostic.code = code;
  finding.diagnostic.severity = Severity::warning;
  finding.diagnostic.message = std::move(message);
  finding.diagnostic.location = place;
  finding.change = std::move(change);
  return finding;
}

}  // namespace

// Reads the lines of a text one by one.
class Suppressions::Reader {
 public:
  Reader(std::string_view text, std::string name, std::vector<Comment>& out)
      : text_(text), name_(std::move(name)), out_(out) {}

  void read() {
    if (text_.find(marker) == std::string_view::npos) return;
    for (std::size_t begin = 0; begin < text_.size(); begin = next_) {
      next_ = std::min(text_.find('\n', begin), text_.size() - 1) + 1;
      line_ = text_.substr(begin, next_ - begin);
      while (line_.ends_with('\n') || line_.ends_with('\r')) line_.remove_suffix(1);
      offset_ = begin;
      ++number_;
      cover();
      if (line_.find(marker) != std::string_view::npos) read_line();
    }
    // What is still open goes to the end of the text.
    for (const auto i : open_) out_[i].last_line = number_;
  }

 private:
  // Comments on lines of their own wait for the next line that says something, and cover what
  // begins there: that line, and the lines that are indented further.
  void cover() {
    const auto said = trimmed(line_);
    if (said.empty() || said.starts_with('#')) return;
    const auto indent = indentation(line_);
    std::erase_if(open_, [&](std::size_t i) {
      auto& comment = out_[i];
      if (comment.first_line == 0) {
        comment.first_line = number_;
        open_indent_ = indent;
        is_item_ = said.starts_with("- ") || said == "-";
        return false;
      }
      // A list may stand at the same indentation as its key.
      const bool inside =
          indent > open_indent_ || (indent == open_indent_ && !is_item_ && said.starts_with("- "));
      if (!inside) comment.last_line = number_ - 1;
      return !inside;
    });
  }

  void read_line() {
    const auto hash = find_comment(line_);
    if (hash == std::string_view::npos || out_.size() >= most_comments) return;
    auto said = trimmed(line_.substr(hash + 1));
    if (!said.starts_with(marker)) return;
    Comment comment;
    comment.suppression.by = Suppression::By::comment;
    comment.suppression.location = place(hash, trimmed(line_.substr(hash)).size());
    const bool alone = trimmed(line_.substr(0, hash)).empty();
    comment.removal = removal(hash, alone);
    parse(trimmed(said.substr(marker.size())), comment);
    if (comment.whole_file) {
      comment.first_line = 1;
      comment.last_line = UINT32_MAX;
    } else if (!alone) {
      comment.first_line = comment.last_line = number_;
    } else if (comment.malformed.empty()) {
      // One after the other wait for the same line.
      std::erase_if(open_, [&](std::size_t i) {
        if (out_[i].first_line != 0) out_[i].last_line = std::max(out_[i].last_line, number_ - 1);
        return out_[i].first_line != 0;
      });
      open_.push_back(out_.size());
    }
    out_.push_back(std::move(comment));
  }

  // "ignore[CODE, CODE] until 2027-01-31: reason"
  void parse(std::string_view said, Comment& comment) {
    for (const std::string_view word : {"ignore-file", "ignore"}) {
      if (!said.starts_with(word)) continue;
      comment.whole_file = word == "ignore-file";
      parse_codes(trimmed(said.substr(word.size())), comment);
      return;
    }
    comment.malformed = "expected 'ignore[CODE]' or 'ignore-file[CODE]'";
  }

  void parse_codes(std::string_view said, Comment& comment) {
    const auto end = said.find(']');
    if (!said.starts_with('[') || end == std::string_view::npos) {
      comment.malformed = "expected the codes in brackets: ignore[CODE]";
      return;
    }
    auto codes = said.substr(1, end - 1);
    while (!codes.empty()) {
      const auto cut = std::min(codes.find(','), codes.size());
      const auto code = trimmed(codes.substr(0, cut));
      if (!code.empty()) {
        const auto at = static_cast<std::size_t>(code.data() - line_.data());
        comment.selectors.push_back({std::string{code}, place(at, code.size())});
      }
      codes.remove_prefix(std::min(cut + 1, codes.size()));
    }
    if (comment.selectors.empty()) comment.malformed = "no code in the brackets";
    parse_rest(trimmed(said.substr(end + 1)), comment);
  }

  static void parse_rest(std::string_view said, Comment& comment) {
    constexpr std::string_view until = "until ";
    if (said.starts_with(until)) {
      said = trimmed(said.substr(until.size()));
      const auto end = std::min(said.find_first_of(": \t"), said.size());
      Date day;
      if (!Date::parse(said.substr(0, end), day)) {
        comment.malformed = "expected a day such as 2027-01-31 after 'until'";
        return;
      }
      comment.until = day;
      said = trimmed(said.substr(end));
    }
    if (said.starts_with(':')) {
      comment.suppression.reason = trimmed(said.substr(1));
    } else if (!said.empty()) {
      comment.malformed = "expected ': reason' after the brackets";
    }
  }

  // Without the comment the line stays as it is; a line that is only the comment goes whole.
  [[nodiscard]] auto removal(std::size_t hash, bool alone) const -> TextEdit {
    if (alone) return {offset_, next_ - offset_, ""};
    const auto kept = line_.find_last_not_of(blanks, hash - 1) + 1;
    return {offset_ + kept, line_.size() - kept, ""};
  }

  [[nodiscard]] auto place(std::size_t begin, std::size_t length) const -> Location {
    Location out;
    out.file = name_;
    out.line = number_;
    out.column = static_cast<std::uint32_t>(base::count_code_points(line_.substr(0, begin)) + 1);
    out.offset = offset_ + begin;
    out.length = static_cast<std::uint32_t>(length);
    return out;
  }

  std::string_view text_;
  std::string name_;
  std::vector<Comment>& out_;
  std::string_view line_;   // without its end
  std::size_t offset_ = 0;  // of the line
  std::size_t next_ = 0;    // where the next line begins
  std::uint32_t number_ = 0;
  std::vector<std::size_t> open_;  // comments whose lines are not all known yet
  std::size_t open_indent_ = 0;
  bool is_item_ = false;  // what they cover is an item of a list
};

Suppressions::Suppressions(std::string_view text, std::string name, Date today) : today_(today) {
  Reader{text, std::move(name), comments_}.read();
}

auto Suppressions::match(std::string_view code, const Location& place) -> const Suppression* {
  for (auto& comment : comments_) {
    const bool covers = comment.first_line <= place.line && place.line <= comment.last_line &&
                        (comment.whole_file || place.line != 0);
    if (!covers || !comment.malformed.empty()) continue;
    for (auto& selector : comment.selectors) {
      if (!selects(selector.code, code)) continue;
      selector.used = true;
      // From that day on it silences nothing, and is not unused either.
      if (comment.until && *comment.until < today_) continue;
      return &comment.suppression;
    }
  }
  return nullptr;
}

void Suppressions::apply(Finding& finding) {
  if (comments_.empty() || finding.unreadable) return;
  if (const auto* by = match(finding.diagnostic.code, finding.diagnostic.location)) {
    finding.suppression = *by;
  }
}

auto Suppressions::removal_of(const Comment& comment) const -> Change {
  return {.title = "remove the comment", .safe = true, .edits = {comment.removal}};
}

auto Suppressions::finish(const std::function<bool(std::string_view)>& is_on) const
    -> std::vector<Finding> {
  std::vector<Finding> out;
  for (const auto& comment : comments_) {
    const auto& place = comment.suppression.location;
    if (!comment.malformed.empty()) {
      auto malformed = make("LINT-SUPPRESSION-MALFORMED", comment.malformed, place, {});
      malformed.change.reset();
      out.push_back(std::move(malformed));
    } else if (comment.until && *comment.until < today_) {
      out.push_back(make("LINT-SUPPRESSION-EXPIRED",
                         "this comment silences nothing since " + comment.until->to_string(), place,
                         removal_of(comment)));
    } else {
      for (const auto& selector : comment.selectors) {
        if (selector.used || !is_on(selector.code)) continue;
        // One code of several is for a person to take out.
        const bool only = comment.selectors.size() == 1;
        auto unused = make("LINT-SUPPRESSION-UNUSED", "nothing here is found by " + selector.code,
                           selector.place, removal_of(comment));
        if (!only) unused.change.reset();
        out.push_back(std::move(unused));
      }
    }
  }
  return out;
}

}  // namespace tariff::lint
