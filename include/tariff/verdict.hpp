// What Tariff answers: findings, a price, and the sources of both.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tariff/diagnostic.hpp"
#include "tariff/rational.hpp"
#include "tariff/value.hpp"

namespace tariff {
inline namespace v0 {

// How much is known of a cost. `unknown` is never 0: it has a reason and no numbers.
enum class CostKind : std::uint8_t { unknown, bounded, exact };

[[nodiscard]] TARIFF_API auto to_string(CostKind kind) noexcept -> const char*;

// A quantity that is billed, for the whole request (all its images together).
struct Meter {
  std::string name;  // "image_output_tokens"
  Range quantity;
  Range amount;        // Unit: the quote's currency
  std::string source;  // URL
};

// What a request will cost.
struct Quote {
  CostKind kind = CostKind::unknown;
  std::string currency;  // ISO 4217, "USD"
  Range total;           // meaningless when kind is unknown
  std::vector<Meter> meters;
  std::string reason;                   // why the cost is unknown
  std::vector<std::string> depends_on;  // what a bounded cost depends on: "quality", "size", …
  std::vector<std::string> excluded;    // what is not in the price, and why
  std::vector<std::string> notes;       // rounding, tier, credits: how the total came about
  std::vector<std::string> sources;     // URLs, each once
  // The provider's own unit where it bills in one ("credits"), and the total in it.
  std::string unit;
  Range unit_total;
  bool settled = false;  // computed from reported usage, not estimated
};

// The whole answer to one request.
struct Verdict {
  std::string offer;      // "acme/lumen-2/generate"; empty when the request names none
  bool accepted = false;  // no diagnostic is an error
  std::vector<Diagnostic> diagnostics;
  Quote quote;
};

}  // namespace v0
}  // namespace tariff
