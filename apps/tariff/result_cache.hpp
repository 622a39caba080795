// Results of inputs that have not changed since they were linted.
//
//     ResultCache cache{ResultCache::default_folder()};
//     const auto key = cache_key({.settings = …, .name = "images.yaml", .text = bytes, …});
//     if (auto known = cache.find(key, read_text)) return *known;
//     TextReads reads{read_text};
//     input.read_text = reads.reader();
//     … lint …
//     cache.store(key, {findings, tally, kind, reads.take()});
//
// A key is the SHA-256 of all that a result depends on, so an entry never becomes wrong, only old.
// What `prompt_file` names is known only after reading: an entry lists those texts with their
// hashes, and holds only while they are the same. The hash is one that nobody can make collide, for
// a cache that CI shares between branches must not be a way around the linter.
//
// An entry is written beside and renamed, so that several runs may share a folder. One that is
// damaged, or another program's, is as none. Nothing here ever fails: without a folder that can be
// written, nothing is cached.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tally.hpp"
#include "tariff/date.hpp"
#include "tariff/lint.hpp"

namespace tariff::app {

using ReadText = std::function<bool(const std::string& path, std::string& text)>;

// A text that was read beside the input. `hash` is empty where there was none to read.
struct TextRead {
  std::string path;  // as the input names it
  std::string hash;

  friend auto operator==(const TextRead&, const TextRead&) -> bool = default;
};

// Notes what is read. For one input at a time, on one thread.
class TextReads {
 public:
  explicit TextReads(ReadText read) : read_(std::move(read)) {}

  // Refers to this object.
  [[nodiscard]] auto reader() -> ReadText;
  [[nodiscard]] auto take() -> std::vector<TextRead> { return std::move(reads_); }

 private:
  ReadText read_;
  std::vector<TextRead> reads_;
};

// All that a result depends on.
struct CacheSubject {
  std::string_view catalog;  // hash
  Date day;
  std::string_view settings;  // in force, as bytes; the same bytes mean the same settings
  std::string_view provider;  // of requests that name none
  std::string_view name;      // of the input: it stands in locations
  InputKind kind = InputKind::automatic;
  std::string_view text;
};

// Cost: time for each byte of the text, some ms for 10 MB.
[[nodiscard]] auto cache_key(const CacheSubject& subject) -> std::string;

struct CachedResult {
  std::vector<Finding> findings;
  Tally tally;
  InputKind kind = InputKind::automatic;
  std::vector<TextRead> reads;
};

class ResultCache {
 public:
  static constexpr std::uint64_t default_max_bytes = std::uint64_t{128} << 20U;

  // $XDG_CACHE_HOME/tariff or ~/.cache/tariff; empty: there is no home.
  [[nodiscard]] static auto default_folder() -> std::string;

  // Empty: nothing is cached.
  explicit ResultCache(std::string folder, std::uint64_t max_bytes = default_max_bytes)
      : folder_(std::move(folder)), max_bytes_(max_bytes) {}
  // Removes the entries that were used longest ago, until all of them take `max_bytes`.
  ~ResultCache();
  ResultCache(const ResultCache&) = delete;
  auto operator=(const ResultCache&) -> ResultCache& = delete;

  [[nodiscard]] auto is_on() const noexcept -> bool { return !folder_.empty(); }
  [[nodiscard]] auto find(const std::string& key, const ReadText& read_text) const
      -> std::optional<CachedResult>;
  void store(const std::string& key, const CachedResult& result);

 private:
  [[nodiscard]] auto path_of(const std::string& key) const -> std::string;

  std::string folder_;
  std::uint64_t max_bytes_;
  std::atomic<bool> stored_ = false;
};

}  // namespace tariff::app
