// A comment of a pull request: a marker line by which the poster finds the comment to replace, the
// summary, a table, and the findings in full, folded away.
#include <algorithm>
#include <limits>

#include "formats/details.hpp"
#include "formats/text.hpp"
#include "formats/writers.hpp"
#include "report/markdown_text.hpp"

namespace tariff::formats {
namespace {

constexpr std::string_view marker = "<!-- tariff:lint -->\n";

// Unit: bytes. A comment on GitHub holds 65,536 characters; the rest is for what stands around.
constexpr std::size_t most_bytes = 60'000;

// Unit: cells. What does not fit into the comment is left out as a whole.
constexpr auto whole = std::numeric_limits<std::size_t>::max();

auto plain(std::string_view text) -> std::string {
  return report::markdown_text(text, whole);
}

auto code(std::string_view text) -> std::string {
  return report::markdown_code(text, whole);
}

auto longest_run(std::string_view text, char wanted) -> std::size_t {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : text) {
    run = c == wanted ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

auto place_of(const Location& place) -> std::string {
  if (place.file.empty()) return {};
  return code(place.line == 0 ? place.file : place.file + ":" + std::to_string(place.line));
}

auto is_link(std::string_view url) noexcept -> bool {
  return (url.starts_with("https://") || url.starts_with("http://")) &&
         url.find_first_of(" <>()|\\\"\n") == std::string_view::npos;
}

auto rule_of(const Diagnostic& diagnostic) -> std::string {
  const auto name = code(diagnostic.code);
  return is_link(diagnostic.source) ? "[" + name + "](" + diagnostic.source + ")" : name;
}

auto fix_of(const Finding& finding) -> std::string {
  for (const auto& [label, text] : details_of(finding)) {
    if (label == "fix") return plain(text);
    if (label == "fix (unsafe)") return plain(text) + " (unsafe)";
  }
  return {};
}

auto row(const Finding& finding) -> std::string {
  const auto& found = finding.diagnostic;
  return "| " + std::string{to_string(found.severity)} + " | " + rule_of(found) + " | " +
         place_of(found.location) + " | " + plain(found.message) + " | " + fix_of(finding) + " |\n";
}

class MarkdownWriter : public FindingWriter {
 public:
  auto finding(const Finding& finding, const base::TextSource* source) -> std::string override {
    if (!finding.is_active()) return {};
    const auto line = row(finding);
    const auto block = finding_block(finding, source, {});
    if (left_out_ > 0 || rows_.size() + blocks_.size() + line.size() + block.size() > most_bytes) {
      ++left_out_;
      return {};
    }
    rows_ += line;
    if (!blocks_.empty()) blocks_ += '\n';
    blocks_ += block;
    return {};
  }

  auto end(const LintSummary& summary) -> std::string override {
    auto text = std::string{marker} + "### Tariff lint\n\n" + plain(summary.to_text()) + "\n";
    if (!rows_.empty()) {
      text += "\n| Severity | Rule | Place | Finding | Fix |\n|---|---|---|---|---|\n" + rows_;
    }
    if (left_out_ > 0) text += "\n…and " + std::to_string(left_out_) + " more.\n";
    if (!blocks_.empty()) text += folded();
    return text;
  }

 private:
  [[nodiscard]] auto folded() const -> std::string {
    const std::string fence(std::max<std::size_t>(3, longest_run(blocks_, '`') + 1), '`');
    return "\n<details>\n<summary>Details</summary>\n\n" + fence + "text\n" + blocks_ + fence +
           "\n\n</details>\n";
  }

  std::string rows_;
  std::string blocks_;
  std::int64_t left_out_ = 0;
};

}  // namespace

auto make_markdown_writer() -> WriterPtr {
  return std::make_unique<MarkdownWriter>();
}

}  // namespace tariff::formats
