// From the diagnostics of records to findings: what several assets share stands once.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "tariff/lint.hpp"

namespace tariff::lint {

// Gives findings their fingerprints, in the order of the input.
class Fingerprints {
 public:
  void give(Finding& finding);

 private:
  std::unordered_map<std::string, int> seen_;
};

// The finding of one record.
[[nodiscard]] auto make_finding(const Diagnostic& diagnostic, const RecordResult& result,
                                const Suppression* by) -> Finding;

// Collects the findings of one input. A diagnostic that comes again with the same code, place and
// message (a default that many assets inherit) adds its asset to the finding that is there.
class FindingCollector {
 public:
  // `by` silences it; null: nothing does. Returns the finding's number, which take() forgets.
  auto add(const Diagnostic& diagnostic, const RecordResult& result, const Suppression* by)
      -> std::size_t;
  // A finding of the input as a whole.
  void add(Finding finding) { findings_.push_back(std::move(finding)); }

  [[nodiscard]] auto at(std::size_t number) -> Finding& { return findings_[number]; }

  // Sorted by place, with fingerprints.
  [[nodiscard]] auto take() -> std::vector<Finding>;

 private:
  std::vector<Finding> findings_;
  std::unordered_map<std::string, std::size_t>
      known_;  // by code, place, message and what silences it
};

}  // namespace tariff::lint
