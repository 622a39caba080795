// What an editor offers to do about findings.
#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "lsp/feature.hpp"

namespace tariff::lsp {
namespace {

using report::JsonWriter;

constexpr std::string_view quick_fix = "quickfix";
constexpr std::string_view fix_all = "source.fixAll.tariff";

// "source" stands for "source.fixAll" and what is below it.
auto is_wanted(const std::vector<std::string>& only, std::string_view kind) -> bool {
  return only.empty() || std::any_of(only.begin(), only.end(), [&](const std::string& wanted) {
           return kind.starts_with(wanted) &&
                  (kind.size() == wanted.size() || kind[wanted.size()] == '.');
         });
}

auto touches(ByteRange a, ByteRange b) -> bool {
  return a.begin <= b.end && b.begin <= a.end;
}

auto has_edits(const Finding& finding) -> bool {
  return finding.change && !finding.change->edits.empty();
}

void write_edits(JsonWriter& out, const TextDocument& document,
                 const std::vector<TextEdit>& edits) {
  out.begin_array();
  for (const auto& edit : edits) {
    out.begin_object().key("range");
    write_range(out, document, {edit.offset, edit.offset + edit.length});
    out.member("newText", edit.text).end_object();
  }
  out.end_array();
}

void write_workspace_edit(JsonWriter& out, const Feature& of, const std::vector<TextEdit>& edits) {
  const auto& document = of.document;
  out.key("edit").begin_object();
  if (of.client.versioned_edits) {
    out.key("documentChanges").begin_array().begin_object();
    out.key("textDocument").begin_object().member("uri", document.uri());
    out.key("version").integer(document.version()).end_object().key("edits");
    write_edits(out, document, edits);
    out.end_object().end_array();
  } else {
    out.key("changes").begin_object().key(document.uri());
    write_edits(out, document, edits);
    out.end_object();
  }
  out.end_object();
}

struct Action {
  std::string title;
  std::string_view kind;
  const Finding* finding = nullptr;  // what it mends; null: many
  bool preferred = false;
  std::vector<TextEdit> edits;
};

void write_action(JsonWriter& out, const Feature& of, const Action& action) {
  out.begin_object().member("title", action.title).member("kind", action.kind);
  if (action.finding != nullptr) {
    out.key("diagnostics").begin_array();
    write_diagnostic(out, of, *action.finding);
    out.end_array();
  }
  if (action.preferred) out.flag_member("isPreferred", true);
  write_workspace_edit(out, of, action.edits);
  out.end_object();
}

// --- Ignoring a finding

// The start of the comment of a line, or npos. Quotes hide a `#`.
auto comment_of(std::string_view line) -> std::size_t {
  char quote = '\0';
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (quote == '"' && line[i] == '\\') {
      ++i;
    } else if (quote != '\0') {
      if (line[i] == quote) quote = '\0';
    } else if (line[i] == '#' && (i == 0 || line[i - 1] == ' ' || line[i - 1] == '\t')) {
      return i;
    } else if (const bool opens = i == 0 || std::string_view{" \t,[{:"}.find(line[i - 1]) !=
                                                std::string_view::npos;
               opens && (line[i] == '"' || line[i] == '\'')) {
      quote = line[i];
    }
  }
  return std::string_view::npos;
}

// Whether a quote is opened in the line and not closed: what follows is not a comment's place.
auto ends_in_quotes(std::string_view line) -> bool {
  constexpr std::string_view sentinel = " #";
  const auto probe = std::string{line}.append(sentinel);
  return comment_of(probe) == std::string_view::npos;
}

auto insertion(std::size_t offset, std::string text) -> TextEdit {
  return {.offset = offset, .length = 0, .text = std::move(text)};
}

auto line_end_of(std::string_view text) -> std::string {
  const auto newline = text.find('\n');
  return newline != std::string_view::npos && newline > 0 && text[newline - 1] == '\r' ? "\r\n"
                                                                                       : "\n";
}

// A further code in the brackets of a suppression that is there already; at the end of the line;
// or, where neither can be, on a line of its own above.
auto suppress(const TextDocument& document, const Diagnostic& found) -> TextEdit {
  const auto text = document.text();
  const auto at = document.bytes_of(found.location).begin;
  const auto line = document.line_at(at);
  const auto shown = text.substr(line.begin, line.end - line.begin);
  const auto comment = comment_of(shown);
  if (comment != std::string_view::npos) {
    const auto said = shown.find_first_not_of(" \t", comment + 1);
    const auto close = shown.find(']', comment);
    const bool ignores = said != std::string_view::npos && close != std::string_view::npos &&
                         shown.substr(said).starts_with("tariff: ignore[");
    if (ignores) return insertion(line.begin + close, ", " + found.code);
  }
  const auto words = "# tariff: ignore[" + found.code + "]: ";
  if (comment == std::string_view::npos && !ends_in_quotes(shown)) {
    const auto used = shown.find_last_not_of(" \t") + 1;
    return {.offset = line.begin + used, .length = shown.size() - used, .text = "  " + words};
  }
  const auto indent = std::min(shown.find_first_not_of(' '), shown.size());
  return insertion(line.begin, std::string(indent, ' ') + words + line_end_of(text));
}

// --- Mending all

// Edits that do not touch each other, by offset.
class EditSet {
 public:
  // All of them, or none where one touches what is there.
  void add(const std::vector<TextEdit>& edits) {
    if (!std::all_of(edits.begin(), edits.end(), [&](const auto& each) { return is_free(each); })) {
      return;
    }
    for (const auto& edit : edits) edits_.emplace(edit.offset, edit);
  }

  [[nodiscard]] auto take() && -> std::vector<TextEdit> {
    std::vector<TextEdit> all;
    for (auto& [offset, edit] : edits_) all.push_back(std::move(edit));
    return all;
  }

 private:
  [[nodiscard]] auto is_free(const TextEdit& edit) const -> bool {
    const auto behind = edits_.lower_bound(edit.offset);
    if (behind != edits_.end() && behind->first <= edit.offset + edit.length) return false;
    if (behind == edits_.begin()) return true;
    const auto& before = std::prev(behind)->second;
    return before.offset + before.length < edit.offset;
  }

  std::map<std::uint64_t, TextEdit> edits_;
};

// The first of those that stand in each other's way; the same one, found at several assets, once.
auto all_safe_edits(const std::vector<Finding>& findings) -> std::vector<TextEdit> {
  EditSet all;
  for (const auto& finding : findings) {
    if (finding.is_active() && has_edits(finding) && finding.change->safe) {
      all.add(finding.change->edits);
    }
  }
  return std::move(all).take();
}

}  // namespace

void write_code_actions(JsonWriter& out, const Feature& of, PositionRange range,
                        const std::vector<std::string>& only) {
  const auto& document = of.document;
  const ByteRange wanted{document.offset_of(range.begin), document.offset_of(range.end)};
  const bool fixes = of.client.code_action_objects && is_wanted(only, quick_fix);
  std::vector<Action> actions;
  std::vector<Action> ignores;
  for (const auto& finding : of.analysis.lint.findings) {
    const auto& found = finding.diagnostic;
    if (!fixes || !finding.is_active() || found.location.line == 0) continue;
    if (!touches(wanted, marked_range(document, found.location))) continue;
    if (has_edits(finding)) {
      actions.push_back({finding.change->title + (finding.change->safe ? "" : " (unsafe)"),
                         quick_fix, &finding, finding.change->safe, finding.change->edits});
    }
    if (of.analysis.lint.kind == InputKind::yaml && !finding.unreadable) {
      ignores.push_back({"ignore " + found.code + " here",
                         quick_fix,
                         &finding,
                         false,
                         {suppress(document, found)}});
    }
  }
  out.begin_array();
  for (const auto& action : actions) write_action(out, of, action);
  for (const auto& action : ignores) write_action(out, of, action);
  if (of.client.code_action_objects && is_wanted(only, fix_all)) {
    auto edits = all_safe_edits(of.analysis.lint.findings);
    if (!edits.empty()) {
      write_action(out, of,
                   {"apply all safe fixes of tariff", fix_all, nullptr, false, std::move(edits)});
    }
  }
  out.end_array();
}

}  // namespace tariff::lsp
