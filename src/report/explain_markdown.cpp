// Codes as a page of the documentation.
#include <string>
#include <utility>

#include "catalog/findings.hpp"
#include "report/explain.hpp"
#include "report/words.hpp"

namespace tariff::report {
namespace {

using catalog::CatalogData;
using catalog::Offer;

// What Markdown would read as markup. Texts come from YAML: "*", "_", "<" and "|" are theirs.
auto escaped(std::string_view text) -> std::string {
  std::string out;
  for (const char c : text) {
    if (std::string_view{"\\`*_[]<>|#"}.find(c) != std::string_view::npos) out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out;
}

auto code_span(std::string_view text) -> std::string {
  const std::string fence = text.find('`') == std::string_view::npos ? "`" : "``";
  return fence + std::string{text} + fence;
}

auto sentence(std::string_view text) -> std::string {
  auto out = escaped(text);
  if (!out.empty() && out.back() != '.') out += '.';
  return out;
}

class Writer {
 public:
  explicit Writer(const CatalogData& data) : data_(data) {}

  auto take() -> std::string { return std::move(out_); }

  void page(const std::vector<Subject>& subjects) {
    out_ +=
        "# Codes of `tariff lint` and `tariff plan`\n\n"
        "<!-- `tariff explain --all --format markdown`, written by scripts/update-docs: do not "
        "edit. -->\n\n"
        "Every code that `tariff lint` can give, by family, and under PLAN those that `tariff "
        "plan` adds. `tariff explain CODE` shows one of them; `--select`, `--ignore` and comments "
        "in manifests take codes and families of `lint`. What `tariff catalog check` finds is in "
        "[catalog-checks.md](catalog-checks.md).\n\n"
        "Examples are manifests, or request records that `tariff lint` reads as JSON lines. The "
        "names in examples of Tariff's own codes (acme, globex) are made up, and their day is "
        "2026-11-21.\n\n";
    contents(subjects);
    std::string_view family;
    for (const auto& subject : subjects) {
      if (family_of(subject.name) != family) {
        family = family_of(subject.name);
        heading_of(family);
      }
      code(subject);
    }
  }

  void code(const Subject& subject) {
    out_ += "### " + subject.name + "\n\n";
    if (subject.own != nullptr) own(*subject.own);
    for (const auto& use : subject.rules) rule(use);
    for (const auto& use : subject.findings) finding(use);
    const auto conflicts = conflicts_of(subject);
    if (conflicts.empty()) return;
    out_ += "Where sources contradict each other:\n\n";
    for (const auto* each : conflicts) conflict(*each);
    out_ += "\n";
  }

 private:
  void contents(const std::vector<Subject>& subjects) {
    out_ += "| family | codes |\n|---|---|\n";
    for (std::size_t i = 0; i < subjects.size();) {
      const auto family = family_of(subjects[i].name);
      out_ += "| [" + std::string{family} + "](#" + lower(family) + ") | ";
      for (bool first = true; i < subjects.size() && family_of(subjects[i].name) == family; ++i) {
        if (!std::exchange(first, false)) out_ += ", ";
        out_ += "[" + subjects[i].name + "](#" + lower(subjects[i].name) + ")";
      }
      out_ += " |\n";
    }
    out_ += "\n";
  }

  static auto lower(std::string_view text) -> std::string {
    std::string out{text};
    for (auto& c : out) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
  }

  void heading_of(std::string_view family) {
    out_ += "## " + std::string{family} + "\n\n";
    if (const auto title = family_title(family); !title.empty()) {
      out_ += "About " + std::string{title} + ".\n\n";
    }
  }

  void lead(Severity severity, std::string_view text) {
    out_ += "**" + std::string{to_string(severity)} + "**: " + sentence(text) + "\n\n";
  }

  void item(std::string_view label, std::string_view text) {
    if (text.empty()) return;
    out_ += "- " + std::string{label} + " " + std::string{text} + "\n";
  }

  void own(const OwnCode& own) {
    lead(own.severity, own.title);
    // Written as Markdown.
    if (!own.why.empty()) out_ += std::string{own.why} + "\n\n";
    const auto* language = own.kind == InputKind::jsonl ? "json" : "yaml";
    block("Bad:", language, own.bad);
    block("Good:", language, own.good);
  }

  void block(std::string_view title, const char* language, std::string_view text) {
    if (text.empty()) return;
    out_ += std::string{title} + "\n\n```" + language + "\n" + std::string{text};
    if (text.back() != '\n') out_ += '\n';
    out_ += "```\n\n";
  }

  void rule(const RuleUse& use) {
    const auto& rule = *use.rule;
    lead(rule.severity, to_text(rule.message));
    if (!rule.why.empty()) out_ += sentence(rule.why) + "\n\n";
    if (!rule.when_text.empty()) item("When", code_span(rule.when_text));
    item("Requires", code_span(rule.require_text));
    says(to_text(rule.provider_message), rule.provider_code);
    item("In force", to_text(rule.period));
    source(rule.source);
    offers(use.offers);
    out_ += "\n";
    examples(use.examples);
  }

  void finding(const FindingUse& use) {
    const auto& words = catalog::finding_default(use.kind);
    const auto& finding = *use.finding;
    lead(finding.severity,
         finding.message.empty() ? std::string{words.message} : to_text(finding.message));
    says(to_text(finding.provider_message), finding.provider_code);
    source(finding.source);
    offers(use.offers);
    out_ += "\n";
    examples(use.examples);
  }

  void says(const std::string& message, std::string_view code) {
    if (!message.empty()) item("The provider says", code_span(message));
    if (!code.empty()) item("The provider's code is", code_span(code));
  }

  [[nodiscard]] auto source_text(catalog::SourceId id) const -> std::string {
    if (id == 0 || id >= data_.sources.size()) return {};
    const auto& source = data_.sources[id];
    std::string text =
        source.url.starts_with("http") ? "<" + source.url + ">" : escaped(source.url);
    if (!source.dated.empty()) text += ", dated " + source.dated;
    if (!source.read.empty()) text += ", read " + source.read;
    if (!source.confidence.empty()) text += " (" + source.confidence + ")";
    if (!source.about.empty()) text += ": " + escaped(source.about);
    return text;
  }

  void source(catalog::SourceId id) { item("Source:", source_text(id)); }

  void offers(const std::vector<const Offer*>& offers) {
    std::vector<std::string> names;
    for (const auto& name : short_names(data_, offers)) names.push_back(code_span(name));
    item("Offers:", joined(names));
  }

  void example(std::string_view label, const std::optional<check::CodeExample>& example) {
    if (!example) return;
    auto title = std::string{label};
    if (!example->name.empty()) title += " (" + escaped(example->name) + ")";
    if (is_cut(example->request)) title += ", with long values cut";
    block(title + ":", "json", record_of(example->request, Reader::person));
  }

  void examples(const check::ExamplePair& pair) {
    example("Bad", pair.bad);
    example(pair.good_is_fixed ? "Good, with its fix" : "Good", pair.good);
  }

  void conflict(const catalog::Conflict& conflict) {
    out_ += "- " + escaped(conflict.id) + ". One says: " + escaped(conflict.claim) +
            ". Another says: " + escaped(conflict.against) +
            ". Taken: " + escaped(conflict.resolution) + ".";
    if (const auto text = source_text(conflict.source); !text.empty()) {
      out_ += " The losing claim: " + text + ".";
    }
    out_ += "\n";
  }

  const CatalogData& data_;
  std::string out_;
};

}  // namespace

auto explain_to_markdown(const CatalogData& data, const Subject& subject) -> std::string {
  Writer writer{data};
  writer.code(subject);
  return writer.take();
}

auto explain_all_to_markdown(const CatalogData& data, const std::vector<Subject>& subjects)
    -> std::string {
  Writer writer{data};
  writer.page(subjects);
  auto page = writer.take();
  while (page.ends_with("\n\n")) page.pop_back();
  return page;
}

}  // namespace tariff::report
