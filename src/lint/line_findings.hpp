// Findings of an input of one record a line, as they come: lines are looked at by several threads,
// and what they say together is found in the order of the input. Memory grows with what Duplicates
// remembers and with no more.
#pragma once

#include <string>
#include <vector>

#include "lint/aggregate.hpp"
#include "lint/duplicates.hpp"
#include "lint/input_lint.hpp"
#include "lint/record_linter.hpp"

namespace tariff::lint {

// What a thread found out of a line.
struct LintedLine {
  AssetRef asset;
  RecordKey key;                  // empty: it could not be judged
  std::optional<OfferId> offer;   // that judged it
  Date day;                       // of its rules and prices
  std::vector<Finding> findings;  // of the record by itself
  std::string text;               // the line, where it has findings
  std::uint64_t text_offset = 0;  // where it begins. Unit: bytes of the input
};

[[nodiscard]] auto lint_line(const RecordLinter& linter, Record& record, RecordResult& result)
    -> LintedLine;

class LineFindings {
 public:
  explicit LineFindings(const RecordLinter& linter) : linter_(linter), offers_(linter) {}

  // Adds to the line's findings what earlier lines make of it.
  void add(LintedLine& line);
  // What concerns offers, and so many lines at once.
  [[nodiscard]] auto finish() -> std::vector<Finding>;

 private:
  const RecordLinter& linter_;
  Duplicates duplicates_;
  OfferFindings offers_;
  Fingerprints fingerprints_;
};

}  // namespace tariff::lint
