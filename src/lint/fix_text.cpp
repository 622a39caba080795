// Mending a text: changes are made together, the text is linted again, and what did not hold is
// taken back.
#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "edit/taken.hpp"
#include "tariff/edit.hpp"

namespace tariff {
namespace {

// Rounds of mending. Each mends something, and a finding that a fix uncovers is mended in the next;
// no input is known that needs more than three.
constexpr int most_rounds = 10;
// How often a text is linted again in all; a large one less often than a small one.
constexpr std::size_t least_trials = 8;
constexpr std::size_t most_trials = 60;
constexpr std::size_t most_bytes_again = std::size_t{64} << 20U;

auto trials_of(std::string_view text) -> std::size_t {
  const auto fitting = most_bytes_again / std::max<std::size_t>(text.size(), 1);
  return std::clamp(fitting, least_trials, most_trials);
}

using Chosen = std::vector<const Finding*>;
using Counts = std::map<std::string, std::int64_t, std::less<>>;

auto is_wanted(const Finding& finding, FixChoice choice) -> bool {
  return finding.is_active() && finding.change && !finding.change->edits.empty() &&
         (finding.change->safe || choice == FixChoice::all);
}

auto hits_of(const Finding& finding) -> std::int64_t {
  return std::max<std::int64_t>(finding.asset_count, 1);
}

// How many assets each code hits; messages and places may change with a fix, codes do not.
auto count_hits(const LintResult& result, bool only_errors) -> Counts {
  Counts hits;
  for (const auto& finding : result.findings) {
    const bool error = finding.diagnostic.severity == Severity::error;
    if (error || !only_errors) hits[finding.diagnostic.code] += hits_of(finding);
  }
  return hits;
}

auto hits_in(const Counts& counts, const std::string& code) -> std::int64_t {
  const auto found = counts.find(code);
  return found == counts.end() ? 0 : found->second;
}

// Whether what was mended is gone, and no error is new.
auto holds(const LintResult& before, const Chosen& mended, const LintResult& after) -> bool {
  Counts fixed;
  for (const auto* finding : mended) fixed[finding->diagnostic.code] += hits_of(*finding);
  const auto old_hits = count_hits(before, false);
  const auto new_hits = count_hits(after, false);
  for (const auto& [code, hits] : fixed) {
    if (hits_in(new_hits, code) > hits_in(old_hits, code) - hits) return false;
  }
  const auto old_errors = count_hits(before, true);
  const auto new_errors = count_hits(after, true);
  return std::all_of(new_errors.begin(), new_errors.end(), [&](const auto& each) {
    return each.second <= hits_in(old_errors, each.first);
  });
}

// One round: a text and what it was found to have.
class Round {
 public:
  Round(const Linter& linter, const LintInput& input, const LintResult& found,
        std::size_t& trials_left)
      : linter_(linter), input_(input), found_(found), trials_left_(trials_left) {}

  // Makes as many of the changes as hold, and says which do not.
  void mend(const Chosen& wanted) {
    if (wanted.empty() || trials_left_ == 0) return;
    auto all = made_;
    all.insert(all.end(), wanted.begin(), wanted.end());
    if (try_all(all)) return;
    if (wanted.size() == 1) {
      refused_.push_back(wanted.front());
      return;
    }
    const auto half = wanted.begin() + static_cast<std::ptrdiff_t>(wanted.size() / 2);
    mend({wanted.begin(), half});
    mend({half, wanted.end()});
  }

  [[nodiscard]] auto made() const noexcept -> const Chosen& { return made_; }
  [[nodiscard]] auto refused() const noexcept -> const Chosen& { return refused_; }
  [[nodiscard]] auto take_text() -> std::string { return std::move(text_); }
  [[nodiscard]] auto take_result() -> LintResult { return std::move(result_); }

 private:
  auto try_all(const Chosen& changes) -> bool {
    auto text = apply_edits(input_.text, edits_of(changes));
    if (!text || *text == input_.text) return false;
    --trials_left_;
    auto changed = input_;
    changed.text = *text;
    auto result = linter_.lint(changed);
    if (!holds(found_, changes, result)) return false;
    made_ = changes;
    text_ = std::move(*text);
    result_ = std::move(result);
    return true;
  }

  static auto edits_of(const Chosen& changes) -> std::vector<TextEdit> {
    std::vector<TextEdit> edits;
    for (const auto* finding : changes) {
      const auto& more = finding->change->edits;
      edits.insert(edits.end(), more.begin(), more.end());
    }
    std::stable_sort(edits.begin(), edits.end(), [](const TextEdit& a, const TextEdit& b) {
      return a.offset != b.offset ? a.offset < b.offset : (a.length == 0 && b.length != 0);
    });
    return edits;
  }

  const Linter& linter_;
  const LintInput& input_;
  const LintResult& found_;
  std::size_t& trials_left_;
  Chosen made_;
  Chosen refused_;
  std::string text_;
  LintResult result_;
};

// Changes that touch each other wait for the next round.
auto choose(const LintResult& result, FixChoice choice, const std::set<std::string>& given_up)
    -> Chosen {
  Chosen chosen;
  edit::Taken taken;
  for (const auto& finding : result.findings) {
    if (!is_wanted(finding, choice) || given_up.contains(finding.fingerprint)) continue;
    if (taken.add(finding.change->edits)) chosen.push_back(&finding);
  }
  return chosen;
}

}  // namespace

inline namespace v0 {

auto fix_text(const Linter& linter, const LintInput& input, FixChoice choice,
              std::span<const std::string> known) -> FixedText {
  FixedText out;
  out.text = input.text;
  out.after = linter.lint(input);
  std::set<std::string> given_up{known.begin(), known.end()};
  auto trials_left = trials_of(input.text);
  for (int round = 0; round < most_rounds; ++round) {
    const auto chosen = choose(out.after, choice, given_up);
    if (chosen.empty()) break;
    auto now = input;
    now.text = out.text;
    Round mending{linter, now, out.after, trials_left};
    mending.mend(chosen);
    for (const auto* finding : mending.refused()) {
      given_up.insert(finding->fingerprint);
      out.refused.push_back(*finding);
    }
    if (mending.made().empty()) {
      if (mending.refused().empty()) break;
      continue;
    }
    for (const auto* finding : mending.made()) out.applied.push_back(*finding);
    auto text = mending.take_text();
    out.after = mending.take_result();
    out.text = std::move(text);
  }
  return out;
}

}  // namespace v0
}  // namespace tariff
