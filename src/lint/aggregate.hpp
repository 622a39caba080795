// From the diagnostics of records to findings: what several assets share stands once.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "tariff/lint.hpp"

namespace tariff::lint {

// Collects the findings of one input. A diagnostic that comes again with the same code, place and
// message (a default that many assets inherit) adds its asset to the finding that is there.
class FindingCollector {
 public:
  void add(const RecordResult& result);
  // A finding of the input as a whole.
  void add(Finding finding) { findings_.push_back(std::move(finding)); }

  // Sorted by place, with fingerprints.
  [[nodiscard]] auto take() -> std::vector<Finding>;

 private:
  void add(const Diagnostic& diagnostic, const RecordResult& result, bool unreadable);

  std::vector<Finding> findings_;
  std::unordered_map<std::string, std::size_t> known_;  // by code, place and message
};

}  // namespace tariff::lint
