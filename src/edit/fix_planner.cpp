#include "edit/fix_planner.hpp"

#include <algorithm>
#include <set>
#include <span>
#include <sstream>

#include "edit/csv_edits.hpp"
#include "edit/manifest_edits.hpp"
#include "edit/taken.hpp"
#include "manifest/reader.hpp"
#include "tariff/edit.hpp"

namespace tariff::edit {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// How often an input is read again to try edits. When all hold it is once or twice, and each
// finding whose edits do not hold costs a few readings more, so that a hopeless input comes to an
// end: a large one sooner than a small one.
constexpr std::size_t least_readings = 4;
constexpr std::size_t most_readings = 40;
constexpr std::size_t most_bytes_again = std::size_t{64} << 20U;

auto readings_of(std::string_view text) -> std::size_t {
  const auto fitting = most_bytes_again / std::max<std::size_t>(text.size(), 1);
  return std::clamp(fitting, least_readings, most_readings);
}

auto kind_of(std::string_view text, InputKind kind) -> InputKind {
  if (kind != InputKind::automatic) return kind;
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  return manifest::kind_of_content(text.substr(0, manifest::looked_at));
}

// What an input said when it was read.
struct Reading {
  std::vector<Digest> records;
  std::uint64_t header = 0;
  std::size_t diagnostics = 0;

  friend auto operator==(const Reading&, const Reading&) -> bool = default;
};

auto read(std::string text, InputKind kind, const InputOptions& options) -> Reading {
  Reading reading;
  std::istringstream in{std::move(text)};
  ManifestHeader header;
  std::vector<Diagnostic> diagnostics;
  const auto take = [&](Record&& record) {
    reading.records.push_back(digest_of(record));
    return true;
  };
  read_manifest(in, kind, options, header, take, diagnostics);
  reading.header = digest_of(header);
  reading.diagnostics = diagnostics.size();
  return reading;
}

// The edits of one finding, and what the records say after them.
struct Proposal {
  std::size_t finding = 0;
  Edits edits;
  const std::vector<Wanted>* wanted = nullptr;
};

using Proposals = std::vector<Proposal>;

// Edits that do not touch each other, so that they can be tried at once.
class Batch {
 public:
  // False: they would touch others that are here.
  auto add(const Proposal& proposal) -> bool {
    if (!taken_.add(proposal.edits)) return false;
    proposals_.push_back(proposal);
    return true;
  }
  [[nodiscard]] auto proposals() const noexcept -> const Proposals& { return proposals_; }

 private:
  Proposals proposals_;
  Taken taken_;
};

auto batches_of(const Proposals& proposals) -> std::vector<Batch> {
  std::vector<Batch> batches;
  for (const auto& proposal : proposals) {
    const auto added = std::any_of(batches.begin(), batches.end(),
                                   [&](Batch& batch) { return batch.add(proposal); });
    if (added || batches.size() >= most_readings) continue;
    batches.emplace_back();
    batches.back().add(proposal);
  }
  return batches;
}

// Tries proposals on the text, and keeps those after which it reads as it should.
class Trial {
 public:
  Trial(std::string_view text, InputKind kind, const InputOptions& options, const Reading& before)
      : text_(text),
        kind_(kind),
        options_(options),
        before_(before),
        readings_left_(readings_of(text)) {}

  void run(std::span<const Proposal> proposals, EditsByFinding& kept) {
    if (proposals.empty()) return;
    if (holds(proposals)) {
      for (const auto& each : proposals) kept.emplace(each.finding, each.edits);
      return;
    }
    if (proposals.size() == 1) return;
    const auto half = proposals.size() / 2;
    run(proposals.first(half), kept);
    run(proposals.subspan(half), kept);
  }

 private:
  auto holds(std::span<const Proposal> proposals) -> bool {
    if (readings_left_ == 0) return false;
    --readings_left_;
    Edits all;
    std::map<std::size_t, Value> params;  // of the records that change
    for (const auto& each : proposals) {
      all.insert(all.end(), each.edits.begin(), each.edits.end());
      for (const auto& wanted : *each.wanted) {
        auto& now = params.try_emplace(wanted.record, wanted.params).first->second;
        now = fixed_params(now, wanted.fix);
      }
    }
    auto changed = apply_edits(text_, in_order(std::move(all)));
    if (!changed || *changed == text_) return false;
    auto expected = before_;
    for (const auto& [record, value] : params) expected.records[record].params = digest_of(value);
    return read(std::move(*changed), kind_, options_) == expected;
  }

  std::string_view text_;
  InputKind kind_;
  const InputOptions& options_;
  const Reading& before_;
  std::size_t readings_left_;
};

}  // namespace

class FixPlanner::Plan {
 public:
  Plan(std::string_view text, InputKind kind, const InputOptions& options)
      : text_(text), kind_(kind_of(text, kind)), options_(options) {}

  void add(const Record& record) {
    last_ = &record;
    ++records_;
    if (record.json != nullptr || kind_ == InputKind::csv) return;  // each stands for itself
    before_.records.push_back(digest_of(record));
    for (const auto& [path, place] : record.places) uses_.push_back(place.offset);
  }

  void want(std::size_t finding, const Fix& fix) {
    const auto& record = *last_;
    if (record.json != nullptr) return keep(finding, record_edits(fix, record));
    if (kind_ == InputKind::csv) return keep(finding, row_edits(text_, fix, record, options_));
    // The names of a fix are those of one offer: who leaves it open does not use them.
    const bool open = !record.any_of.empty() || record.request.model.empty();
    if (open || record.error) {
      give_up(finding);
    } else {
      wanted_[finding].push_back(make_wanted(records_ - 1, record, fix));
    }
  }

  void give_up(std::size_t finding) { hopeless_.insert(finding); }

  auto finish(const ManifestHeader& header, std::size_t diagnostics) -> EditsByFinding {
    auto kept = std::move(kept_);
    for (const auto finding : hopeless_) kept.erase(finding);
    if (wanted_.empty()) return kept;
    before_.header = digest_of(header);
    before_.diagnostics = diagnostics;
    const auto syntax = kind_ == InputKind::yaml ? Syntax::yaml : Syntax::json;
    const ManifestEdits manifest{text_, syntax, std::move(uses_)};
    if (!manifest.is_readable()) return kept;
    Proposals proposals;
    for (const auto& [finding, wanted] : wanted_) {
      if (hopeless_.contains(finding)) continue;
      auto edits = manifest.of(wanted);
      if (edits && !edits->empty()) proposals.push_back({finding, std::move(*edits), &wanted});
    }
    Trial trial{text_, kind_, options_, before_};
    for (const auto& batch : batches_of(proposals)) trial.run(batch.proposals(), kept);
    return kept;
  }

 private:
  void keep(std::size_t finding, std::vector<TextEdit> edits) {
    if (edits.empty()) return give_up(finding);
    auto& all = kept_[finding];
    all.insert(all.end(), std::make_move_iterator(edits.begin()),
               std::make_move_iterator(edits.end()));
  }

  std::string_view text_;
  InputKind kind_;
  InputOptions options_;
  const Record* last_ = nullptr;
  std::size_t records_ = 0;
  Reading before_;
  std::vector<std::uint64_t> uses_;  // Unit: bytes of the text
  std::map<std::size_t, std::vector<Wanted>> wanted_;
  std::set<std::size_t> hopeless_;  // findings that some asset cannot be mended of
  EditsByFinding kept_;
};

FixPlanner::FixPlanner(std::string_view text, InputKind kind, const InputOptions& options)
    : plan_(std::make_unique<Plan>(text, kind, options)) {}
FixPlanner::~FixPlanner() = default;

void FixPlanner::add(const Record& record) {
  plan_->add(record);
}

void FixPlanner::want(std::size_t finding, const Fix& fix) {
  plan_->want(finding, fix);
}

void FixPlanner::give_up(std::size_t finding) {
  plan_->give_up(finding);
}

auto FixPlanner::finish(const ManifestHeader& header, std::size_t diagnostics) -> EditsByFinding {
  return plan_->finish(header, diagnostics);
}

}  // namespace tariff::edit
