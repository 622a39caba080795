// Lists and checks of the catalog, for people and for machines.
#pragma once

#include <string>
#include <vector>

#include "tariff/catalog.hpp"
#include "tariff/check.hpp"
#include "tariff/report.hpp"

namespace tariff::report {

[[nodiscard]] auto offers_to_text(const std::vector<OfferSummary>& offers, TextOptions options)
    -> std::string;
[[nodiscard]] auto offer_to_json(const OfferSummary& offer) -> std::string;

// The failures, and a line that counts all.
[[nodiscard]] auto tests_to_text(const TestReport& report, TextOptions options) -> std::string;
[[nodiscard]] auto test_to_json(const TestCase& test) -> std::string;

[[nodiscard]] auto check_to_text(const std::vector<Diagnostic>& found, TextOptions options)
    -> std::string;
[[nodiscard]] auto finding_to_json(const Diagnostic& diagnostic) -> std::string;

}  // namespace tariff::report
