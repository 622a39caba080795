// Tariff: an offline cost planner and request validator for generative-image APIs.
//
// A service takes the embedded catalog, fills a request, evaluates it and looks at the verdict:
//
//     const auto& catalog = tariff::default_catalog();
//     tariff::Request request{.provider = "acme", .model = "lumen-2"};
//     request.set("prompt", prompt).set("size", "1536x1024").set("quality", "medium");
//     const auto verdict = tariff::evaluate(catalog, request, today);
//
// verdict.accepted says whether the provider would take it; verdict.diagnostics say why not and
// how to mend it; verdict.quote says what it costs: exactly, within bounds, or "unknown" with the
// reason. Nothing here does I/O except load_catalog(); nothing throws on bad input.
//
// Apart from it, for those who need them: tariff/manifest.hpp reads lists of requests,
// tariff/report.hpp writes what was found, tariff/lint.hpp finds everything worth saying of a
// manifest, tariff/batch.hpp decides columns of requests, tariff/check.hpp holds a catalog against
// itself, tariff/live_catalog.hpp replaces a catalog while threads use it, tariff/plan.hpp chooses
// offers and settings under a budget, and tariff/knapsack.hpp is the solver that it does so with.
#pragma once

#include "tariff/catalog.hpp"     // Catalog, default_catalog(), load_catalog()
#include "tariff/date.hpp"        // Date, Period
#include "tariff/diagnostic.hpp"  // Diagnostic, Fix, Location, Severity
#include "tariff/evaluate.hpp"    // evaluate(), decide(), compare(), restate()
#include "tariff/rational.hpp"    // Rational, Range, Rounding
#include "tariff/request.hpp"     // Request, InputImage
#include "tariff/value.hpp"       // Value, parse_json()
#include "tariff/verdict.hpp"     // Verdict, Quote, Meter
#include "tariff/version.hpp"     // TARIFF_VERSION
