// One input of a lint run, read whole: manifests and whatever else is not one record a line.
#pragma once

#include <string>
#include <vector>

#include "byte_source.hpp"
#include "context.hpp"
#include "tally.hpp"
#include "tariff/lint.hpp"

namespace tariff::app {

struct LintedInput {
  std::string text;               // for snippets
  std::vector<Finding> findings;  // in the input's order
  std::string lines;              // a result of each record, where they were asked for
  Tally tally;                    // of the records
};

struct LintRequest {
  const Context& context;
  const Linter& linter;
  const std::string& path;  // "-": standard input
  const std::string& name;  // what places call it
  InputKind kind = InputKind::automatic;
  std::string provider;       // of requests that name none
  bool with_records = false;  // fill `lines`
};

// Reads the whole of a file. False: `why` says what is wrong.
[[nodiscard]] auto read_whole(const std::string& path, std::string& text, std::string& why) -> bool;

// The same for what is left of a source; `text` is what has been read of it.
[[nodiscard]] auto read_rest(ByteSource& source, std::string& text, std::string& why) -> bool;

// What the library is asked. Views into the request and the text.
[[nodiscard]] auto lint_input_of(const LintRequest& request, std::string_view text) -> LintInput;

// Counts the input, and gives what no record has a result of its own.
void finish_input(LintedInput& input, bool with_records);

[[nodiscard]] auto lint_text(const LintRequest& request, std::string text) -> LintedInput;

// An input that cannot be read at all.
[[nodiscard]] auto unreadable_input(const std::string& name, std::string why) -> LintedInput;

}  // namespace tariff::app
