#include "formats/writers.hpp"

namespace tariff::formats {

auto make_writer(FormatKind kind, const LintRun& run) -> WriterPtr {
  switch (kind) {
    case FormatKind::text: return make_text_writer(run);
    case FormatKind::concise: return make_concise_writer(run);
    case FormatKind::json: return make_json_writer(run);
    case FormatKind::jsonl: return make_jsonl_writer();
    default: return nullptr;
  }
}

}  // namespace tariff::formats
