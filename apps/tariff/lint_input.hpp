// One input of a lint run, read whole: manifests and whatever else is not one record a line.
#pragma once

#include <functional>
#include <string>
#include <vector>

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
  std::function<void(std::uint64_t records)> progress{};
};

// Reads the whole of a file. False: `why` says what is wrong.
[[nodiscard]] auto read_whole(const std::string& path, std::string& text, std::string& why) -> bool;

[[nodiscard]] auto lint_whole(const LintRequest& request) -> LintedInput;
// The same for a text that is there already.
[[nodiscard]] auto lint_text(const LintRequest& request, std::string text) -> LintedInput;

// An input that cannot be read at all.
[[nodiscard]] auto unreadable_input(const std::string& name, std::string why) -> LintedInput;

}  // namespace tariff::app
