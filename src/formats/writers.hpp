// The writers by name; each is defined in the file of its format.
#pragma once

#include <memory>

#include "formats/writer.hpp"

namespace tariff::formats {

using WriterPtr = std::unique_ptr<FindingWriter>;

[[nodiscard]] auto make_text_writer(const LintRun& run) -> WriterPtr;
[[nodiscard]] auto make_concise_writer(const LintRun& run) -> WriterPtr;
[[nodiscard]] auto make_json_writer(const LintRun& run) -> WriterPtr;
[[nodiscard]] auto make_jsonl_writer() -> WriterPtr;
[[nodiscard]] auto make_sarif_writer(const LintRun& run) -> WriterPtr;
[[nodiscard]] auto make_github_writer(const LintRun& run) -> WriterPtr;
[[nodiscard]] auto make_gitlab_writer(const LintRun& run) -> WriterPtr;
[[nodiscard]] auto make_junit_writer(const LintRun& run) -> WriterPtr;
[[nodiscard]] auto make_rdjson_writer(const LintRun& run) -> WriterPtr;
[[nodiscard]] auto make_markdown_writer() -> WriterPtr;

}  // namespace tariff::formats
