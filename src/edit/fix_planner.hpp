// From the fixes of an input's records to edits of its text.
//
//     edit::FixPlanner planner{text, kind, options};
//     for each record, in order:  planner.add(record);           // before it is judged
//                                 planner.want(finding, fix);     // each of its fixes
//     const auto edits = planner.finish(header, diagnostics.size());  // by finding
//
// A value that several assets take from one place (defaults, a group, an anchor) is changed there
// when all of them want the same; otherwise each asset that wants it gets a value of its own.
// Everything is tried before it is given away: with the edits, the input must read to the same
// records, but for the parameters that the fixes change.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tariff/lint.hpp"
#include "tariff/manifest.hpp"

namespace tariff::edit {

// By the number that the caller gave each finding; one that cannot be mended in the text is not
// there.
using EditsByFinding = std::map<std::size_t, std::vector<TextEdit>>;

class FixPlanner {
 public:
  // `text` outlives the planner. `options` are those that the records were read with.
  FixPlanner(std::string_view text, InputKind kind, const InputOptions& options);
  ~FixPlanner();
  FixPlanner(const FixPlanner&) = delete;
  auto operator=(const FixPlanner&) -> FixPlanner& = delete;

  // A record as it was read. Cost: some hashing; nothing is planned yet.
  void add(const Record& record);
  // The record that was added last would be mended of `finding` by this fix.
  void want(std::size_t finding, const Fix& fix);
  // The record has that finding too, and no fix for it: mending the others would not end it.
  void give_up(std::size_t finding);

  // `header` and the number of `diagnostics` of the input as it was read. Cost: where the input is
  // a manifest and anything is wanted, it is read again at least once.
  [[nodiscard]] auto finish(const ManifestHeader& header, std::size_t diagnostics)
      -> EditsByFinding;

 private:
  class Plan;
  std::unique_ptr<Plan> plan_;
};

// The edits of one record of JSON (a line, or an item of an array), tried on the record alone.
[[nodiscard]] auto record_edits(const Fix& fix, const Record& record) -> std::vector<TextEdit>;

}  // namespace tariff::edit
