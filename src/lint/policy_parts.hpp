// What a compiled set of policies is made of; shared by compiling and checking.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "catalog/model.hpp"
#include "lint/patterns.hpp"
#include "lint/policy.hpp"

namespace tariff::lint {

struct Policy {
  catalog::Rule rule;        // registers of the two programs; `parameter` has the finding's place
  lang::Program conditions;  // when and require
  lang::Program texts;       // what the message prints
};

// A slot that holds whether the text of another matches a pattern.
struct PatternSlot {
  std::uint32_t text_slot = 0;
  std::string spelling;
  Pattern pattern;
};

// Slots of a policy's programs: the canonical fields, the facts of the asset, the patterns.
struct PolicySet::Parts {
  std::vector<Policy> policies;
  std::vector<std::string> fields;  // canonical, in their slots' order
  std::vector<std::uint32_t> used;  // slots of canonical fields that some program reads
  std::vector<bool> derived;        // by field: it follows from others where it is not given
  std::vector<PatternSlot> patterns;
  catalog::CatalogData words;  // the texts that policies mention, as symbols
  bool asks_request = false;   // a request must be bound to know the slots
  std::string hash;

  [[nodiscard]] auto first_fact() const noexcept -> std::size_t { return fields.size(); }
};

}  // namespace tariff::lint
