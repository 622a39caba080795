// Answers blocks of request records: the plain and accepted ones straight into the line of output,
// the others the explaining way. Both give the same bytes.
#pragma once

#include <memory>
#include <string>

#include "context.hpp"
#include "line_run.hpp"
#include "tariff/manifest.hpp"

namespace tariff::app {

// What is wanted of each record.
enum class Answer : std::uint8_t {
  json_lines,  // text: a line each
  json_items,  // text: ",\n" and the record's object, each
  results      // results: of each record
};

// `input` outlives the worker.
[[nodiscard]] auto make_line_worker(const Context& context, const InputOptions& input,
                                    Answer answer) -> std::unique_ptr<BlockWorker>;

}  // namespace tariff::app
