#include "formats/writers.hpp"

namespace tariff::formats {

auto make_writer(FormatKind kind, const LintRun& run) -> WriterPtr {
  switch (kind) {
    case FormatKind::text: return make_text_writer(run);
    case FormatKind::concise: return make_concise_writer(run);
    case FormatKind::json: return make_json_writer(run);
    case FormatKind::jsonl: return make_jsonl_writer();
    case FormatKind::sarif: return make_sarif_writer(run);
    case FormatKind::github: return make_github_writer(run);
    case FormatKind::gitlab: return make_gitlab_writer(run);
    case FormatKind::junit: return make_junit_writer(run);
    case FormatKind::rdjson: return make_rdjson_writer(run);
    case FormatKind::markdown: return make_markdown_writer();
  }
  return make_text_writer(run);
}

}  // namespace tariff::formats
