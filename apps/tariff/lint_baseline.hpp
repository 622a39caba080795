// The baseline files of a lint run: read when they are first needed, written at its end.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "lint/baseline.hpp"
#include "options.hpp"

namespace tariff::app {

class LintBaselines {
 public:
  explicit LintBaselines(BaselineAction action) : action_(action) {}

  // Marks the known findings of an input; with --create-baseline and --update-baseline all of them
  // become known. `baseline`: the file's name, empty: there is none. `settings` are the input's,
  // and outlive this object. False: the baseline cannot be read; said on standard error.
  [[nodiscard]] auto apply(const std::string& baseline, const std::string& input,
                           const LintSettings& settings, std::span<Finding> findings) -> bool;

  // The fingerprints of those that are known, for who leaves them alone. Nothing is marked or
  // counted. False: as for apply().
  [[nodiscard]] auto find_known(const std::string& baseline, const std::string& input,
                                std::vector<Finding> findings, std::vector<std::string>& known)
      -> bool;

  // What is known and gone, as findings, and the files that the action asks for. False: a file
  // cannot be written; said on standard error.
  [[nodiscard]] auto finish(std::vector<Finding>& out) -> bool;

 private:
  struct Open {
    lint::Baseline known;
    std::string before;                      // the file's text; empty: there was none
    std::vector<std::string> inputs;         // as the entries call them
    std::set<std::string> unread;            // those that have parts that could not be read
    const LintSettings* settings = nullptr;  // of the last input
  };

  static auto seen_whole(const Open& baseline) -> std::vector<std::string>;
  auto open(const std::string& file) -> Open*;
  [[nodiscard]] auto write(const std::string& file, const Open& baseline) const -> bool;

  BaselineAction action_;
  std::map<std::string, std::unique_ptr<Open>> open_;  // null: it cannot be read
};

}  // namespace tariff::app
