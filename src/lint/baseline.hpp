// Findings that are known and do not count: a file that a team commits when it begins to lint, and
// works off. Entries name the asset and the code, so that moved lines change nothing.
//
//     {"version": 1, "findings": [
//       {"file": "images.yaml", "asset": "hero", "code": "ACME-SIZE-016", "count": 1}, …]}
//
// A finding of several assets, or of none with an id, is known by its fingerprint instead.
#pragma once

#include <compare>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tariff/lint.hpp"

namespace tariff::lint {

class Baseline {
 public:
  // Reads a baseline's JSON. False: `error` says what is wrong, with its place in the text.
  [[nodiscard]] static auto parse(std::string_view text, Baseline& out, JsonError& error) -> bool;

  // Marks the findings of a file that are known. `file`: what entries call it.
  void apply(const std::string& file, std::span<Finding> findings);

  // Adds findings that no comment silences, those that are marked as known included.
  void add(const std::string& file, std::span<const Finding> findings);
  // Drops entries that apply() met fewer times than they say; of the files that were looked at.
  void prune(std::span<const std::string> files);

  // How many known findings of these files are gone.
  [[nodiscard]] auto stale(std::span<const std::string> files) const -> std::int64_t;
  [[nodiscard]] auto size() const noexcept -> std::size_t { return entries_.size(); }

  // Sorted, one entry a line, so that changes are readable.
  [[nodiscard]] auto to_json() const -> std::string;

 private:
  // Either the asset or the fingerprint is empty.
  struct Key {
    std::string file;
    std::string asset;
    std::string code;
    std::string fingerprint;

    friend auto operator<=>(const Key&, const Key&) -> std::strong_ordering = default;
  };
  struct Count {
    std::int64_t known = 0;
    std::int64_t met = 0;
  };

  static auto key_of(const std::string& file, const Finding& finding) -> Key;
  static auto read_entry(const Value& entry, Key& key, Count& count) -> bool;

  std::map<Key, Count> entries_;
};

}  // namespace tariff::lint
