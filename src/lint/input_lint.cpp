#include "lint/input_lint.hpp"

#include "lint/record_checks.hpp"

namespace tariff::lint {
namespace {

// A part of the input that could not be read.
auto unreadable(Diagnostic diagnostic) -> Finding {
  Finding finding;
  finding.diagnostic = std::move(diagnostic);
  finding.unreadable = true;
  return finding;
}

}  // namespace

void OfferFindings::add(OfferId offer, Date day, const AssetRef& asset, const Location& place) {
  const auto [at, is_new] = findings_.try_emplace({offer, day});
  if (is_new) {
    const auto& data = linter_.catalog().data();
    for (auto& diagnostic : check_offer(data, data.offers[static_cast<std::uint32_t>(offer)], day,
                                        linter_.settings())) {
      diagnostic.location = place;
      auto& finding = at->second.emplace_back();
      finding.topic = data.offers[static_cast<std::uint32_t>(offer)].name();
      finding.diagnostic = std::move(diagnostic);
    }
  }
  for (auto& finding : at->second) {
    ++finding.asset_count;
    if (finding.assets.size() < most_named_assets) finding.assets.push_back(asset);
  }
}

auto OfferFindings::take() -> std::vector<Finding> {
  std::vector<Finding> out;
  for (auto& [offer, findings] : findings_) {
    for (auto& finding : findings) out.push_back(std::move(finding));
  }
  findings_.clear();
  return out;
}

InputLint::InputLint(const RecordLinter& linter, const LintInput& input, InputKind kind,
                     const InputOptions& options, const ManifestHeader& header)
    : linter_(linter),
      header_(header),
      suppressions_(kind == InputKind::yaml ? input.text : std::string_view{}, input.name,
                    linter.today()),
      offers_(linter),
      budgets_(header, linter.settings()),
      cheaper_(linter.catalog(), linter.today(), linter.settings()),
      plan_names_(linter.catalog().data()),
      // Lines of requests come by the million and from programs, which chose their offers.
      is_lines_(kind == InputKind::jsonl),
      looks_for_cheaper_(!is_lines_ && (linter.is_on(code::cheaper_offer) ||
                                        linter.is_on(code::cheaper_setting))) {
  const auto& settings = linter.settings();
  if (settings.fixes && settings.edits) planner_.emplace(input.text, kind, options);
}

auto InputLint::add(Record&& record) -> RecordResult {
  if (planner_) planner_->add(record);
  auto linted = linter_.lint(record);
  budgets_.add(linted.result);
  plan_names_.check(record, linted.result.verdict.diagnostics);
  linter_.settle(linted.result.verdict.diagnostics);
  if (linted.offer) add_together(linted, record);
  collect(linted.result);
  return std::move(linted.result);
}

void InputLint::add_together(const LintedRecord& linted, const Record& record) {
  const AssetRef asset{linted.result.id, linted.result.location};
  const auto day = linted.request.as_of.value_or(linter_.today());
  offers_.add(*linted.offer, day, asset, place_of(record, "model"));
  std::vector<Finding> repeated;
  duplicates_.add(key_of(linted.request), asset, place_of(record, "id"), repeated);
  add_all(std::move(repeated));
  if (looks_for_cheaper_) cheaper_.add(*linted.offer, linted.request, record, linted.result);
}

// Lines are short, and looked at by the million: findings about several of them name the line.
auto InputLint::place_of(const Record& record, std::string_view path) const -> Location {
  return is_lines_ ? record.request.location : record.locate(path);
}

void InputLint::collect(RecordResult& result) {
  if (result.problem) {
    for (const auto& each : result.problem->diagnostics) findings_.add(each, result, nullptr);
    return;
  }
  collect(result.verdict.diagnostics, result);
}

void InputLint::collect(std::vector<Diagnostic>& diagnostics, const RecordResult& result) {
  std::erase_if(diagnostics, [&](const Diagnostic& diagnostic) {
    const auto* by = suppressions_.match(diagnostic.code, diagnostic.location);
    const auto number = findings_.add(diagnostic, result, by);
    if (by == nullptr) plan(number, diagnostic);
    return by != nullptr;
  });
}

void InputLint::plan(std::size_t finding, const Diagnostic& diagnostic) {
  if (!planner_) return;
  if (diagnostic.fix) {
    planner_->want(finding, *diagnostic.fix);
  } else {
    planner_->give_up(finding);
  }
}

void InputLint::add_all(std::vector<Finding> findings) {
  for (auto& finding : findings) {
    if (!linter_.settle(finding.diagnostic)) continue;
    suppressions_.apply(finding);
    findings_.add(std::move(finding));
  }
}

auto InputLint::finish(std::vector<Diagnostic> diagnostics) -> std::vector<Finding> {
  if (planner_) {
    for (auto& [finding, edits] : planner_->finish(header_, diagnostics.size())) {
      if (auto& change = findings_.at(finding).change) change->edits = std::move(edits);
    }
  }
  for (auto& each : diagnostics) findings_.add(unreadable(std::move(each)));
  add_all(offers_.take());
  add_all(budgets_.finish());
  add_all(plan_names_.check(header_));
  add_all(cheaper_.finish());
  // Last: now it is known what silenced nothing.
  add_all(suppressions_.finish([this](std::string_view code) { return linter_.is_on(code); }));
  return findings_.take();
}

}  // namespace tariff::lint
