// What Tariff says about an input: a finding with a stable code at a place.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tariff/rational.hpp"
#include "tariff/value.hpp"

namespace tariff {
inline namespace v0 {

enum class Severity : std::uint8_t { note, warning, error };

[[nodiscard]] TARIFF_API auto to_string(Severity severity) noexcept -> const char*;

// A place in a text input. `line` and `column` are 1-based, columns count code points; `offset`
// and `length` are bytes, half-open. line == 0: the place is the input as a whole.
struct Location {
  std::string file;  // as the user named it; "-" for standard input
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::uint64_t offset = 0;
  std::uint32_t length = 0;

  friend auto operator==(const Location&, const Location&) -> bool = default;
};

// A change of the request that makes the finding go away and adds no error. Offered only after
// the changed request has been evaluated.
struct Fix {
  Value params;                     // object: parameters to set, under the provider's own names
  std::vector<std::string> remove;  // parameters to drop
  std::string envelope;  // the parameter whose members these are; empty: the request's own
  bool safe = false;     // does not raise the price and does not change the meaning
  std::optional<Range> cost_before;  // unset when unknown
  std::optional<Range> cost_after;
};

struct Diagnostic {
  std::string code;  // "ACME-SIZE-016"
  Severity severity = Severity::error;
  std::string path;              // "params.size"; empty: the request as a whole
  std::string message;           // lower case, no full stop
  std::string provider_message;  // what the provider itself would answer, where known
  std::string because;           // how the failing condition computes: "1080 mod 16 is 8"
  std::string source;            // URL of the rule's source, where there is one
  std::optional<Fix> fix;
  Location location;  // filled by readers of text inputs
};

}  // namespace v0
}  // namespace tariff
