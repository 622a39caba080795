#include "lint_baseline.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "base/text_source.hpp"
#include "context.hpp"
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

}  // namespace

auto LintBaselines::open(const std::string& file) -> Open* {
  const auto [at, is_new] = open_.try_emplace(file);
  if (!is_new) return at->second.get();
  auto opened = std::make_unique<Open>();
  std::error_code error;
  const bool starts = action_ == BaselineAction::create || action_ == BaselineAction::update;
  std::string why;
  if (fs::exists(file, error) || !starts) {
    if (!read_whole(file, opened->before, why)) {
      complain(file + ": " + why);
      return nullptr;
    }
  }
  JsonError wrong;
  if (action_ != BaselineAction::create && !opened->before.empty() &&
      !lint::Baseline::parse(opened->before, opened->known, wrong)) {
    complain_of(file, opened->before, wrong);
    return nullptr;
  }
  at->second = std::move(opened);
  return at->second.get();
}

auto LintBaselines::apply(const std::string& baseline, const std::string& input,
                          std::span<Finding> findings) -> bool {
  if (baseline.empty()) return true;
  auto* opened = open(baseline);
  if (opened == nullptr) return false;
  const auto name = name_in(baseline, input);
  if (opened->inputs.empty() || opened->inputs.back() != name) opened->inputs.push_back(name);
  opened->known.apply(name, findings);
  if (action_ != BaselineAction::create && action_ != BaselineAction::update) return true;
  for (auto& finding : findings) {
    if (finding.unreadable || !finding.is_active()) continue;
    opened->known.add(name, {&finding, 1});
    finding.suppression.by = Suppression::By::baseline;
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
      std::fprintf(stderr, "%s: %zu known findings\n", file.c_str(), baseline.known.size());
      return true;
    }
  }
  complain(file + ": " + why);
  return false;
}

auto LintBaselines::finish(std::vector<Finding>& out) -> bool {
  bool whole = true;
  for (auto& [file, baseline] : open_) {
    if (baseline == nullptr) continue;
    const auto gone = baseline->known.stale(baseline->inputs);
    if (action_ != BaselineAction::apply) {
      baseline->known.prune(baseline->inputs);
      whole = write(file, *baseline) && whole;
    } else if (gone > 0) {
      Finding stale;
      stale.diagnostic.code = "LINT-BASELINE-STALE";
      stale.diagnostic.severity = Severity::note;
      stale.diagnostic.message = report::counted(gone, "known finding") +
                                 (gone == 1 ? " is" : " are") +
                                 " gone; --prune-baseline takes out what is mended";
      stale.diagnostic.location.file = file;
      stale.topic = file;
      out.push_back(std::move(stale));
    }
  }
  return whole;
}

}  // namespace tariff::app
