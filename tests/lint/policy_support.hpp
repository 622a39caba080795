// What the tests of settings and policies share: findings as lines, and one team's assets held
// against its policies.
#pragma once

#include <fmt/format.h>

#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/support.hpp"
#include "lint/judge_record.hpp"
#include "lint/policy.hpp"
#include "lint/settings_file.hpp"

namespace tariff::lint::test {

inline auto shown(const std::vector<Diagnostic>& found) -> std::string {
  std::string out;
  for (const auto& each : found) {
    out += fmt::format("{}:{}:{} {} {} {}\n", each.location.file, each.location.line,
                       each.location.column, to_string(each.severity), each.code, each.message);
  }
  return out;
}

// What is wrong with a settings file of this text.
inline auto errors_of(std::string text) -> std::string {
  std::vector<Diagnostic> errors;
  (void)read_settings("team.yaml", std::move(text), errors);
  return shown(errors);
}

// The catalog's cards round up to cents, which is more than its images cost.
inline auto finer_cards() -> std::string {
  std::string cards{catalog::test::good_cards};
  constexpr std::string_view coarse = "step: 0.01";
  return cards.replace(cards.find(coarse), coarse.size(), "step: 0.0001");
}

// The catalog of tests/catalog/support.hpp: acme/brush-1, generate and edit.
inline auto brush_catalog() -> const Catalog& {
  static const Catalog catalog{
      catalog::test::load_texts(catalog::test::good_pack, finer_cards()).data};
  return catalog;
}

inline auto compile(std::string policies, std::vector<Diagnostic>& errors)
    -> std::shared_ptr<const PolicySet> {
  const auto layer = read_settings("team.yaml", std::move(policies), errors);
  if (!errors.empty()) return nullptr;
  return PolicySet::compile(layer.policies, brush_catalog(), errors);
}

// What is wrong with policies that can be read.
inline auto compile_errors(std::string policies) -> std::string {
  std::vector<Diagnostic> errors;
  (void)compile(std::move(policies), errors);
  return shown(errors);
}

inline auto june() -> Date {
  Date day;
  return Date::parse("2026-07-01", day) ? day : Date{};
}

// What the assets of a manifest break.
inline auto check_all(const PolicySet& policies, const std::string& manifest)
    -> std::vector<Diagnostic> {
  std::istringstream in{manifest};
  ManifestHeader header;
  std::vector<Diagnostic> found;
  std::vector<Diagnostic> unread;
  InputOptions options;
  options.name = "m.yaml";
  const JudgeContext context{brush_catalog(), june(), false};
  const auto take = [&](Record&& record) {
    Request chosen = record.request;
    const auto result = judge_record(context, record, &chosen);
    for (auto& each : policies.check(brush_catalog(), record, chosen, result)) {
      found.push_back(std::move(each));
    }
    return true;
  };
  (void)read_manifest(in, InputKind::yaml, options, header, take, unread);
  for (auto& each : unread) found.push_back(std::move(each));
  return found;
}

// One policy, or several, against a manifest.
inline auto checked(std::string policies, const std::string& manifest) -> std::string {
  std::vector<Diagnostic> errors;
  const auto set = compile(std::move(policies), errors);
  return set == nullptr ? shown(errors) : shown(check_all(*set, manifest));
}

}  // namespace tariff::lint::test
