// Inputs as records: request records (JSONL), batch files, JSON, CSV, and YAML manifests, read one
// record at a time, so that memory does not grow with the number of records.
//
//     std::ifstream file{"images.yaml"};
//     tariff::ManifestHeader header;
//     std::vector<tariff::Diagnostic> diagnostics;
//     tariff::InputOptions options;
//     options.name = "images.yaml";
//     tariff::read_manifest(file, tariff::InputKind::yaml, options, header,
//                           [&](tariff::Record&& record) { …; return true; }, diagnostics);
//
// A record that could not be read carries its errors and the run goes on; what is wrong with the
// input as a whole goes to `diagnostics`. Nothing throws on bad input, and the sizes of lines,
// values, nesting and alias expansion are bounded.
#pragma once

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tariff/diagnostic.hpp"
#include "tariff/plan_settings.hpp"
#include "tariff/request.hpp"

namespace tariff {
inline namespace v0 {

enum class InputKind : std::uint8_t { automatic, yaml, json, jsonl, csv };

[[nodiscard]] TARIFF_API auto to_string(InputKind kind) noexcept -> const char*;
// The kind of that name ("yaml", "json", "jsonl", "csv", "auto"); false for any other.
[[nodiscard]] TARIFF_API auto parse_input_kind(std::string_view name, InputKind& out) noexcept
    -> bool;
// The kind that a file's extension names; automatic where it names none.
[[nodiscard]] TARIFF_API auto input_kind_of(std::string_view path) noexcept -> InputKind;

// An amount of a currency (ISO 4217), written "0.50 USD".
struct Money {
  Rational amount;
  std::string currency;

  friend auto operator==(const Money&, const Money&) -> bool = default;
};

struct Budget {
  std::optional<Money> total;
  std::optional<Money> per_asset;
  std::map<std::string, Money> providers;  // of the whole manifest only: by provider
  Location location;
};

// What a group says of itself; what it says of its assets is in their records.
struct ManifestGroup {
  std::string name;
  Budget budget;
  Location location;
};

// What stands before the assets of a manifest. Complete before the first record is handed over.
struct ManifestHeader {
  std::int64_t version = 1;
  Budget budget;
  PlanSettings plan;
  std::vector<ManifestGroup> groups;
  // Where names stand that only a catalog knows: "plan.only[0]", "plan.forbid[0]",
  // "plan.caps.acme/lumen-2", "plan.quality.scores.lumen-2", "budget.providers.acme".
  std::map<std::string, Location, std::less<>> places;
};

struct JsonText;  // src/manifest/json_place.hpp

// One image wanted, or one request.
struct TARIFF_API Record {
  Request request;  // with its id and location
  std::string group;
  std::int64_t count = 1;           // Unit: images wanted
  std::int64_t attempts = 1;        // expected tries for each image that is kept
  std::vector<std::string> any_of;  // offers that may serve it; empty: the one that it names
  // Canonical needs by field ("width", "quality"): what `needs` says and, when no model is named,
  // the parameters of the asset ("size" of the form WxH becomes width and height).
  Value canonical = Value::object();
  Rational weight{1};
  std::string min_quality;  // a word ("high") or points ("1350")
  std::optional<Date> deadline;
  bool required = true;
  std::vector<std::string> tags;

  // What the planner may choose; see plan.hpp.
  std::string aspect;                      // "16:9"; empty: the size says it
  std::optional<std::int64_t> min_pixels;  // of an image, where no size is given
  std::optional<bool> larger;              // a larger image may be made and cut to size
  bool immediate = false;                  // service tiers that answer later will not do
  bool pinned = false;                     // the request is sent as it is written
  std::vector<std::string> only;           // providers, provider/model, or models as rendered
  std::vector<std::string> forbid;         // the same

  std::optional<Diagnostic> error;      // the record could not be read
  std::vector<Diagnostic> more_errors;  // what else is wrong with it

  // Where a path such as "params.size" or "params.image[0].url" was written, also when it came from
  // defaults, a group or an anchor; the nearest enclosing place where that is not known.
  [[nodiscard]] auto locate(std::string_view path) const -> Location;

  std::map<std::string, Location, std::less<>> places;
  std::shared_ptr<const JsonText> json;  // instead of places: they are looked up when asked for
};

struct InputOptions {
  std::string name = "-";  // what locations call the input
  // Provider of requests that name a model alone, as batch lines do. Empty: for the caller to say.
  std::string default_provider;
  // Reads the text that `prompt_file` names; false when it cannot be read. Not set: the file's
  // name is an error.
  std::function<bool(const std::string& path, std::string& text)> read_text;

  // Limits, so that no input exhausts the memory.
  std::size_t max_line = std::size_t{64} << 20U;   // Unit: bytes of a line, CSV row, JSON document
  std::size_t max_value = std::size_t{16} << 20U;  // Unit: bytes between two YAML nodes
  std::size_t max_nodes = 100'000;  // YAML nodes of one asset or section, aliases expanded
  int max_depth = 64;               // levels of nesting
};

// Takes one record; false ends the reading.
using RecordSink = std::function<bool(Record&&)>;

struct ReadSummary {
  InputKind kind = InputKind::automatic;  // as it was told from the content
  std::uint64_t records = 0;
  std::uint64_t unreadable = 0;  // records with an error
};

// Reads `in` from where it stands. `automatic` tells the kind by the content.
TARIFF_API auto read_manifest(std::istream& in, InputKind kind, const InputOptions& options,
                              ManifestHeader& header, const RecordSink& sink,
                              std::vector<Diagnostic>& diagnostics) -> ReadSummary;

}  // namespace v0
}  // namespace tariff
