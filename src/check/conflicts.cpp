// Conflicts between sources: each names where it is resolved and an example that holds it there.
#include <fmt/format.h>

#include <algorithm>

#include "check/findings.hpp"
#include "check/requests.hpp"

namespace tariff::check {
namespace {

using catalog::Offer;

template <class List, class Member>
auto has(const List& list, Member member, const std::string& name) -> bool {
  return std::any_of(list.begin(), list.end(),
                     [&](const auto& item) { return item.*member == name; });
}

// A rule, finding, parameter, meter or table of the offer.
auto has_fact(const Offer& offer, const std::string& name) -> bool {
  if (has(offer.rules, &catalog::Rule::code, name)) return true;
  if (has(offer.findings, &catalog::Finding::code, name)) return true;
  for (const auto& parameter : offer.parameters) {
    if (parameter.name == name) return true;
    for (const auto& [kind, finding] : parameter.findings) {
      if (finding.code == name) return true;
    }
  }
  return std::any_of(offer.cards.begin(), offer.cards.end(), [&](const auto& card) {
    return has(card.meters, &catalog::MeterSpec::name, name) ||
           has(card.program.tables, &lang::Table::name, name);
  });
}

auto has_example(const Offer& offer, const std::string& name) -> bool {
  return has(offer.examples, &catalog::Example::name, name) ||
         has(offer.published, &catalog::PublishedRow::table, name);
}

// A conflict is its pack's: any operation of the pack will do.
template <class Test>
auto any_of_pack(const catalog::CatalogData& data, const Offer& offer, Test test) -> bool {
  return std::any_of(data.offers.begin(), data.offers.end(), [&](const Offer& other) {
    return other.provider == offer.provider && other.model == offer.model && test(other);
  });
}

void check_conflict(const Context& context, const Offer& offer, const catalog::Conflict& conflict,
                    Findings& out) {
  const auto add = [&](const char* code, std::string what) {
    out.add(Severity::error, code, pack_name(offer),
            fmt::format("conflict {}: {}", conflict.id, what), offer.file);
  };
  for (const auto& name : conflict.rules) {
    if (any_of_pack(context.data, offer, [&](const Offer& o) { return has_fact(o, name); }))
      continue;
    add("CATALOG-CONFLICT-RULE", fmt::format("there is no rule, parameter or meter '{}'", name));
  }
  for (const auto& name : conflict.examples) {
    if (any_of_pack(context.data, offer, [&](const Offer& o) { return has_example(o, name); })) {
      continue;
    }
    add("CATALOG-CONFLICT-EXAMPLE", fmt::format("there is no example or row '{}'", name));
  }
  if (conflict.examples.empty()) add("CATALOG-CONFLICT-EXAMPLE", "no example holds it");
  if (conflict.source == 0) add("CATALOG-CONFLICT-SOURCE", "has no source");
}

}  // namespace

void check_conflicts(const Context& context, const Offer& offer, Findings& out) {
  for (const auto& conflict : offer.conflicts) check_conflict(context, offer, conflict, out);
}

}  // namespace tariff::check
