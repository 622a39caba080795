// Assets that say what another one said already.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "tariff/lint.hpp"

namespace tariff::lint {

// What a record is recognised by: digests, so that prompts are not kept.
struct RecordKey {
  std::string id;       // empty: it has none
  std::string request;  // empty: it is not looked at
};

// `request`: the one that was judged.
[[nodiscard]] auto key_of(const Request& request) -> RecordKey;

// Of one input. Remembers so many records and no more, so that no input exhausts the memory.
class Duplicates {
 public:
  static constexpr std::size_t most_remembered = 1'000'000;

  // Findings that the record repeats an earlier one; in the order of the input.
  void add(const RecordKey& key, const AssetRef& asset, const Location& id_place,
           std::vector<Finding>& out);

 private:
  using Seen = std::unordered_map<std::string, AssetRef>;

  static auto first(Seen& seen, const std::string& key, const AssetRef& asset) -> const AssetRef*;

  Seen ids_;
  Seen requests_;
};

}  // namespace tariff::lint
