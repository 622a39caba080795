// What the readers of the several kinds of input share: the options, where records go, and how
// errors are worded.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tariff/manifest.hpp"

namespace tariff::manifest {

// Codes of what can be wrong with an input, before any rule is asked.
namespace code {
inline constexpr auto syntax = "INPUT-SYNTAX";        // the text is not of its kind
inline constexpr auto type = "INPUT-TYPE";            // a member has the wrong type
inline constexpr auto value = "INPUT-VALUE";          // the type is right, the value is not
inline constexpr auto unknown = "INPUT-UNKNOWN";      // a name that means nothing here
inline constexpr auto duplicate = "INPUT-DUPLICATE";  // said twice
inline constexpr auto missing = "INPUT-MISSING";      // not said
inline constexpr auto order = "INPUT-ORDER";          // said too late
inline constexpr auto limit = "INPUT-LIMIT";          // too large, too deep
inline constexpr auto file = "INPUT-FILE";            // another file could not be read
}  // namespace code

[[nodiscard]] auto make_error(const char* code, std::string path, std::string message,
                              Location location) -> Diagnostic;

// A name of an input in quotes. It can be as long as the input; in a message its start will do.
[[nodiscard]] auto shown_name(std::string_view name) -> std::string;

// "unknown key 'sise'; did you mean 'size'?"
[[nodiscard]] auto unknown_name(std::string_view what, std::string_view name,
                                std::span<const std::string_view> known) -> std::string;

// Adds an error to a record; the first one makes it unreadable.
void add_error(Record& record, Diagnostic error);

// A request that names a model, but neither a provider nor a choice of offers, gets the default.
void give_default_provider(Record& record, const InputOptions& options);

// A scalar without quotes: true, false, whole numbers and decimals are typed, all else is text.
[[nodiscard]] auto typed_scalar(std::string_view text) -> Value;

// The kind of an input that starts with `text`; at least `looked_at` bytes of it, if it has them.
[[nodiscard]] auto kind_of_content(std::string_view text) -> InputKind;
// Enough to tell by; a longer first line is JSON lines or nothing.
inline constexpr std::size_t looked_at = 4096;

// Completes records, hands them to the sink and counts them.
class Delivery {
 public:
  Delivery(const InputOptions& options, const RecordSink& sink, ReadSummary& summary)
      : options_(options), sink_(sink), summary_(summary) {}

  // False when the sink wants no more.
  auto operator()(Record&& record) -> bool {
    ++summary_.records;
    if (record.error.has_value()) ++summary_.unreadable;
    give_default_provider(record, options_);
    stopped_ = !sink_(std::move(record));
    return !stopped_;
  }
  [[nodiscard]] auto stopped() const noexcept -> bool { return stopped_; }

 private:
  const InputOptions& options_;
  const RecordSink& sink_;
  ReadSummary& summary_;
  bool stopped_ = false;
};

// The readers. Each reads to the end, or until the sink wants no more.
class Input;
void read_jsonl(Input& in, const InputOptions& options, Delivery& deliver);
void read_csv(Input& in, const InputOptions& options, Delivery& deliver,
              std::vector<Diagnostic>& diagnostics);
void read_json(Input& in, const InputOptions& options, ManifestHeader& header, Delivery& deliver,
               std::vector<Diagnostic>& diagnostics);
void read_yaml(Input& in, const InputOptions& options, ManifestHeader& header, Delivery& deliver,
               std::vector<Diagnostic>& diagnostics);

}  // namespace tariff::manifest
