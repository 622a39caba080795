#include "lsp/analyse.hpp"

#include <utility>

#include "catalog/model.hpp"
#include "lsp/describe.hpp"
#include "lsp/server.hpp"
#include "lsp/spot.hpp"

namespace tariff::lsp {
namespace {

using catalog::FindingKind;

constexpr std::pair<FindingKind, Mark> marked_findings[] = {
    {FindingKind::ignored_parameter, Mark::unnecessary},
    {FindingKind::model_deprecated, Mark::deprecated},
    {FindingKind::model_shut_down, Mark::deprecated},
    {FindingKind::name_deprecated, Mark::deprecated}};

// The offer says which codes mean such things.
void keep_marks(const catalog::CatalogData& data, const RecordResult& result, Analysis& out) {
  if (result.problem || result.verdict.diagnostics.empty()) return;
  const auto* offer = find_offer(data, result.verdict.offer);
  if (offer == nullptr) return;
  for (const auto& [kind, mark] : marked_findings) {
    const auto at = static_cast<std::size_t>(kind);
    if (at < offer->findings.size()) out.marks.emplace(offer->findings[at].code, mark);
  }
}

auto looks_like_record_lines(std::string_view text) -> bool {
  const auto line = text.substr(0, text.find('\n'));
  return line.find("\"params\"") != std::string_view::npos ||
         line.find("\"body\"") != std::string_view::npos;
}

// A table of images names its models or its prompts.
auto looks_like_asset_table(std::string_view text) -> bool {
  const auto line = text.substr(0, text.find('\n'));
  return line.find("model") != std::string_view::npos ||
         line.find("prompt") != std::string_view::npos;
}

auto is_manifest(const TextDocument& document) -> bool {
  const auto text = document.text();
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) return false;
  if (document.kind() == InputKind::jsonl) return looks_like_record_lines(text);
  if (document.kind() == InputKind::csv) return looks_like_asset_table(text);
  const ManifestOutline outline{text};
  const bool is_word = outline.root().kind == OutlineNode::Kind::scalar;
  return (outline.is_manifest() && !is_word) || outline.is_record();
}

}  // namespace

auto interest_in(const TextDocument& document) -> Interest {
  if (document.text().size() > largest_document) {
    return {false, "this file is too large to be looked at while it is edited: run tariff lint"};
  }
  return {is_manifest(document), {}};
}

auto analyse(const Catalog& catalog, Date day, const LintSettings& settings, const LintInput& input)
    -> Analysis {
  Analysis out;
  out.marks.emplace("LINT-SUPPRESSION-UNUSED", Mark::unnecessary);
  out.marks.emplace("CATALOG-MODEL-RETIRING", Mark::deprecated);
  ReportBuilder report{{.catalog = std::string{catalog.hash()}, .as_of = day}};
  const Linter linter{catalog, day, settings};
  out.lint = linter.lint(input, [&](const RecordResult& result) {
    report.add(result);
    keep_marks(catalog.data(), result, out);
    out.records.push_back(result);
    return true;
  });
  out.report = std::move(report).finish();
  return out;
}

}  // namespace tariff::lsp
