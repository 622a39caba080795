// From a record to its result: which offer it means, what that offer says, what it costs.
#pragma once

#include "tariff/catalog.hpp"
#include "tariff/date.hpp"
#include "tariff/manifest.hpp"
#include "tariff/report.hpp"

namespace tariff::lint {

// What records are judged by.
struct JudgeContext {
  const Catalog& catalog;
  Date today;
  bool fixes = true;  // look for fixes
};

// Evaluates a record. One that leaves its offer open is tried with each that it allows, and the
// cheapest that accepts it is taken. Findings get their places in the input. `chosen`, where it is
// given, becomes the request that was judged: it names one offer.
[[nodiscard]] auto judge_record(const JudgeContext& context, Record& record,
                                Request* chosen = nullptr) -> RecordResult;

// What a record says without asking any offer: its id, group, place, and the problem if it could
// not be read.
[[nodiscard]] auto describe_record(const Record& record) -> RecordResult;

// Gives a request without a provider the one that its model and endpoint name. False: `why` says
// that there is none, or more than one.
[[nodiscard]] auto settle_provider(const Catalog& catalog, Request& request, Diagnostic& why)
    -> bool;

}  // namespace tariff::lint
