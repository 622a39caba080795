// Where the findings of a lint run go: one format to the output, others to files of their own.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "context.hpp"
#include "formats/writer.hpp"
#include "tally.hpp"

namespace tariff::app {

// One format and the place that it is written to.
class FindingSink {
 public:
  virtual ~FindingSink() = default;
  virtual auto input(const std::string& name) -> bool = 0;
  // A result of a record each, as of to_json_line(); whole lines.
  virtual auto records(std::string_view /*lines*/) -> bool { return true; }
  virtual auto finding(const Finding& finding, const base::TextSource* source) -> bool = 0;
  virtual auto end(const formats::LintSummary& summary) -> bool = 0;
  // False: not everything could be written; said on standard error.
  virtual auto close() -> bool { return true; }
};

// Each function's result: false when nobody reads any more.
class LintOutput {
 public:
  explicit LintOutput(Context& context) : context_(context) {}

  // `aside`: to standard error what would go to the output. False: said on standard error.
  [[nodiscard]] auto open(formats::LintRun run, bool aside) -> bool;
  // Whether some format lists the records.
  [[nodiscard]] auto wants_records() const noexcept -> bool { return wants_records_; }

  auto input(const std::string& name) -> bool;
  auto records(std::string_view lines) -> bool;
  auto finding(const Finding& finding, const base::TextSource* source) -> bool;
  // Of what has been written so far, counted.
  [[nodiscard]] auto summary() const noexcept -> const formats::LintSummary& { return summary_; }
  // False: not everything could be written.
  [[nodiscard]] auto finish(const Tally& tally, int status) -> bool;

 private:
  Context& context_;
  formats::LintRun run_;
  formats::LintSummary summary_;
  std::vector<std::unique_ptr<FindingSink>> sinks_;
  bool wants_records_ = false;
};

}  // namespace tariff::app
