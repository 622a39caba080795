#include "lint_baseline.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>

#include "base/text_source.hpp"
#include "context.hpp"
#include "lint/selection.hpp"
#include "lint_input.hpp"
#include "output.hpp"
#include "report/words.hpp"

namespace tariff::app {
namespace {

namespace fs = std::filesystem;

// Inputs are named from the baseline's folder, so that it does not matter where a run starts.
auto name_in(const std::string& baseline, const std::string& input) -> std::string {
  if (input == "-") return input;
  std::error_code error;
  const auto folder = fs::absolute(baseline, error).lexically_normal().parent_path();
  return fs::absolute(input, error).lexically_normal().lexically_relative(folder).generic_string();
}

auto complain_of(const std::string& file, const std::string& text, const JsonError& error) -> void {
  const base::TextSource source{file, text};
  const auto at = source.locate({static_cast<std::uint32_t>(error.offset), 0});
  complain(file + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) + ": " +
           error.message);
}

constexpr auto stale_code = "LINT-BASELINE-STALE";

void add_stale(const std::string& file, std::int64_t gone, const LintSettings& settings,
               std::vector<Finding>& out) {
  if (!lint::is_selected(settings.selection, stale_code)) return;
  Finding stale;
  stale.diagnostic.code = stale_code;
  stale.diagnostic.severity = lint::severity_of(settings, stale_code, Severity::note);
  stale.diagnostic.message = report::counted(gone, "known finding") + (gone == 1 ? " is" : " are") +
                             " gone; --prune-baseline takes out what is mended";
  stale.diagnostic.location.file = file;
  stale.topic = file;
  out.push_back(std::move(stale));
}

}  // namespace

auto LintBaselines::open(const std::string& file) -> Open* {
  const auto [at, is_new] = open_.try_emplace(file);
  if (!is_new) return at->second.get();
  auto opened = std::make_unique<Open>();
  std::error_code error;
  const bool is_there = action_ != BaselineAction::create && fs::exists(file, error);
  const bool starts = action_ == BaselineAction::create || action_ == BaselineAction::update;
  std::string why;
  if (!starts || is_there) {
    if (!read_whole(file, opened->before, why)) {
      complain(file + ": " + why);
      return nullptr;
    }
  }
  JsonError wrong;
  if (!opened->before.empty() && !lint::Baseline::parse(opened->before, opened->known, wrong)) {
    complain_of(file, opened->before, wrong);
    return nullptr;
  }
  at->second = std::move(opened);
  return at->second.get();
}

auto LintBaselines::apply(const std::string& baseline, const std::string& input,
                          const LintSettings& settings, std::span<Finding> findings) -> bool {
  if (baseline.empty()) return true;
  auto* opened = open(baseline);
  if (opened == nullptr) return false;
  const auto name = name_in(baseline, input);
  if (opened->inputs.empty() || opened->inputs.back() != name) opened->inputs.push_back(name);
  opened->settings = &settings;
  const bool whole = std::none_of(findings.begin(), findings.end(),
                                  [](const Finding& finding) { return finding.unreadable; });
  if (!whole) opened->unread.insert(name);
  opened->known.apply(name, findings);
  if (action_ != BaselineAction::create && action_ != BaselineAction::update) return true;
  for (auto& finding : findings) {
    if (finding.unreadable || !finding.is_active()) continue;
    opened->known.add(name, {&finding, 1});
    finding.suppression.by = Suppression::By::baseline;
  }
  return true;
}

auto LintBaselines::find_known(const std::string& baseline, const std::string& input,
                               std::vector<Finding> findings, std::vector<std::string>& known)
    -> bool {
  auto* opened = open(baseline);
  if (opened == nullptr) return false;
  auto entries = opened->known;
  entries.apply(name_in(baseline, input), findings);
  for (auto& finding : findings) {
    const bool is_known = finding.suppression.by == Suppression::By::baseline;
    if (is_known) known.push_back(std::move(finding.fingerprint));
  }
  return true;
}

auto LintBaselines::write(const std::string& file, const Open& baseline) const -> bool {
  const auto text = baseline.known.to_json();
  if (text == baseline.before) return true;
  Output out;
  std::string why;
  if (out.open(file, why)) {
    out.write(text);
    if (out.close(why)) {
      const auto count = static_cast<std::int64_t>(baseline.known.size());
      complain(file + ": " + report::counted(count, "known finding"));
      return true;
    }
  }
  complain(file + ": " + why);
  return false;
}

// Of an input that was not read whole nobody knows what is gone.
auto LintBaselines::seen_whole(const Open& baseline) -> std::vector<std::string> {
  std::vector<std::string> seen;
  std::copy_if(baseline.inputs.begin(), baseline.inputs.end(), std::back_inserter(seen),
               [&](const std::string& name) { return !baseline.unread.contains(name); });
  return seen;
}

auto LintBaselines::finish(std::vector<Finding>& out) -> bool {
  bool whole = true;
  for (auto& [file, baseline] : open_) {
    if (baseline == nullptr) continue;
    const auto seen = seen_whole(*baseline);
    if (action_ != BaselineAction::apply) {
      baseline->known.prune(seen);
      whole = write(file, *baseline) && whole;
    } else if (const auto gone = baseline->known.stale(seen); gone > 0) {
      add_stale(file, gone, *baseline->settings, out);
    }
  }
  return whole;
}

}  // namespace tariff::app
