// What a fix does to a record, and how two readings of a record are compared.
#pragma once

#include <cstdint>
#include <optional>

#include "edit/member_edit.hpp"
#include "tariff/manifest.hpp"

namespace tariff::edit {

// The parameters as the fix leaves them.
[[nodiscard]] auto fixed_params(const Value& params, const Fix& fix) -> Value;

// Sorted, and insertions at one place put together.
[[nodiscard]] auto in_order(Edits edits) -> Edits;

// The edits of a mapping that says all of a fix's parameters itself; `now` is what it says.
[[nodiscard]] auto change_body(const Source& source, const Tree& body, const Value& now,
                               const Fix& fix) -> std::optional<Edits>;

// Two records with equal digests say the same, wherever it is written.
struct Digest {
  std::uint64_t rest = 0;  // everything but the parameters
  std::uint64_t params = 0;

  friend auto operator==(const Digest&, const Digest&) -> bool = default;
};

[[nodiscard]] auto digest_of(const Record& record) -> Digest;
[[nodiscard]] auto digest_of(const Value& params) -> std::uint64_t;
[[nodiscard]] auto digest_of(const ManifestHeader& header) -> std::uint64_t;

}  // namespace tariff::edit
