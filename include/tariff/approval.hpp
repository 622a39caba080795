// Approving a plan: somebody stands for these requests, up to this much, and for nothing else.
//
//     std::string approval;
//     tariff::Diagnostic why;
//     if (!tariff::approve_plan(plan_json, {"ana@example.com", "2026-11-21T09:30:00Z", money},
//                               approval, why)) { … }
//     if (!tariff::check_approval(plan_json, approval, why)) { … }  // later, before it is sent
//
// An approval names the hash of a plan. The hash is over all that the plan says, not over how its
// JSON is spaced: a change of any value, name or order voids it, a line break does not.
//
// It is SHA-256, written "sha256:" and 64 lower-case hex digits, of the canonical form: the object
// without its member `hash`, its members in their order, as compact JSON in UTF-8. Compact means as
// Value::to_json() writes it: no spaces between tokens; in texts, escapes for the quotation mark,
// the backslash and what is below U+0020 alone (\n, \r, \t, else \u00xx); numbers in decimals, as
// short as they can be, with ".0" where a whole number was written as a decimal; a number beyond
// 64-bit fractions as it was written. An approval has a hash over itself in the same way. Neither
// is a signature: who may write an approval is for the place where it is kept to say.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "tariff/diagnostic.hpp"
#include "tariff/manifest.hpp"

namespace tariff {
inline namespace v0 {

struct Approver {
  std::string by;  // who: a name or an address
  std::string at;  // when: "2026-11-21T09:30:00Z"
  Money up_to;     // what may be spent at most
};

// What is read of a plan's JSON to approve it.
struct ApprovablePlan {
  std::string hash;    // "sha256:…", recomputed
  std::string status;  // "optimal", "feasible"
  std::string as_of;
  std::string catalog;
  std::string currency;
  Range cost;  // of the whole plan
  std::int64_t requests = 0;
  std::int64_t unknown = 0;  // requests of unknown cost, not in `cost`
};

// False: not a plan, or one whose own hash is not that of its content; `why` has the place.
[[nodiscard]] TARIFF_API auto read_plan(std::string_view plan_json, ApprovablePlan& out,
                                        Diagnostic& why) -> bool;

// The approval as JSON. False: not a plan (see read_plan()), a plan without requests, one that may
// cost more than `up_to` (its high total), or of another currency.
[[nodiscard]] TARIFF_API auto approve_plan(std::string_view plan_json, const Approver& approver,
                                           std::string& approval_json, Diagnostic& why) -> bool;

// False: the approval is not of this plan as it is now, or is none.
[[nodiscard]] TARIFF_API auto check_approval(std::string_view plan_json,
                                             std::string_view approval_json, Diagnostic& why)
    -> bool;

}  // namespace v0
}  // namespace tariff
