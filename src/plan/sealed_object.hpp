// JSON objects that carry the hash of what they say, as plans and approvals do.
//
// The hash is SHA-256 of the object's canonical form: all its members but `hash`, in their order,
// as compact JSON of Value::to_json(). So spacing and the spelling of escapes and numbers do not
// matter; any value, name or order does.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "tariff/value.hpp"

namespace tariff::planning {

// Unit: bytes of a text. A plan of 100,000 assets has some hundred million.
inline constexpr std::size_t longest_sealed = std::size_t{1} << 30U;
// Levels of nesting of a member; requests have few, and those are bounded by their readers.
inline constexpr int deepest_sealed = 128;

// Takes a member that is no list as it is read.
using TakeMember = std::function<void(std::string_view name, const Value& value)>;

struct Seal {
  std::string computed;  // "sha256:…" of the content
  std::string stated;    // the member `hash`; empty: there is none, or it is no text
};

// Reads an object, holding no more of it than a member or an item at a time. `take` may be empty.
// False: `error` says what is wrong and where. Not an object, not JSON, a name twice, too long.
[[nodiscard]] auto read_sealed(std::string_view text, const TakeMember& take, Seal& seal,
                               JsonError& error) -> bool;

// Puts the hash into the text of an object, at an offset behind one of its members. An object that
// read_sealed() would not read gets none, and nobody can approve it.
void seal_object(std::string& object, std::size_t at);

}  // namespace tariff::planning
