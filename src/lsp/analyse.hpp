// Everything that is known of a document: linted, added up, and marked.
#pragma once

#include "lsp/feature.hpp"
#include "tariff/lint.hpp"

namespace tariff::lsp {

// Why a document is not looked at at all; empty: it is. One that is no manifest is left alone
// without a word: editors hold other YAML and JSON as well.
struct Interest {
  bool is_manifest = false;
  std::string refused;
};
[[nodiscard]] auto interest_in(const TextDocument& document) -> Interest;

// `input` is the document; `day` is that of prices.
[[nodiscard]] auto analyse(const Catalog& catalog, Date day, const LintSettings& settings,
                           const LintInput& input) -> Analysis;

}  // namespace tariff::lsp
