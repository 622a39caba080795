// One lint run: every input is linted, several at a time, and what is found is written in the order
// of the inputs.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "byte_source.hpp"
#include "context.hpp"
#include "fix.hpp"
#include "lint/line_findings.hpp"
#include "lint_baseline.hpp"
#include "lint_input.hpp"
#include "lint_output.hpp"
#include "lint_project.hpp"
#include "paths.hpp"
#include "progress.hpp"
#include "result_cache.hpp"

namespace tariff::app {

class LintSession {
 public:
  // The context's catalog is open.
  LintSession(Context& context, LintProjects& projects);

  // Gives the exit status.
  auto run(const std::vector<InputPath>& inputs) -> int;

 private:
  // An input with what it is linted by.
  struct Job {
    const InputPath& input;
    std::string name;  // what places call it
    const LintProject* project = nullptr;
    InputKind kind = InputKind::automatic;
    ResultCache* cache = nullptr;
  };
  // A job's result; nothing: it may be one record a line.
  using Done = std::optional<LintedInput>;

  [[nodiscard]] auto make_jobs(const std::vector<InputPath>& inputs, std::vector<Job>& out) -> bool;
  [[nodiscard]] auto takes_output(const std::vector<InputPath>& inputs) const -> bool;
  [[nodiscard]] auto request_of(const Job& job) const -> LintRequest;
  auto lint_whole_input(const Job& job) -> Done;
  auto lint_known(const Job& job, std::string text) -> LintedInput;
  auto mend(const Job& job) -> LintedInput;

  auto lint_lines(const Job& job) -> bool;
  auto lint_kept_lines(const Job& job, ByteSource& source, std::string_view head) -> bool;
  auto write_kept_lines(const Job& job, const ByteSource& source, CachedResult& kept,
                        std::string_view text) -> bool;
  // `kept` gets what is found, for the cache; null: nobody asks.
  auto lint_blocks(const Job& job, ByteSource& source, std::string_view head, CachedResult* kept)
      -> bool;

  [[nodiscard]] auto baseline_of(const Job& job) const -> std::string;
  auto write(const Job& job, LintedInput&& input) -> bool;
  auto write_line(const Job& job, const ByteSource& source, lint::LintedLine& line) -> bool;
  auto write_findings(const Job& job, std::vector<Finding>& findings,
                      const base::TextSource* source) -> bool;
  auto finish() -> int;
  [[nodiscard]] auto status() const -> int;
  [[nodiscard]] auto make_run(const std::vector<Job>& jobs) const -> formats::LintRun;

  Context& context_;
  const LintOptions& options_;
  LintProjects& projects_;
  LintBaselines baselines_;
  std::map<std::string, ResultCache> caches_;  // by folder
  LintOutput output_;
  Progress progress_;
  Tally tally_;
  FixTally fixes_;
  bool aside_ = false;   // findings go to standard error
  bool broken_ = false;  // a baseline could not be read or written
};

}  // namespace tariff::app
