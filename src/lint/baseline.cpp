#include "lint/baseline.hpp"

#include <algorithm>

#include "manifest/json_place.hpp"
#include "report/json_writer.hpp"

namespace tariff::lint {
namespace {

auto contains(std::span<const std::string> files, const std::string& file) -> bool {
  return std::find(files.begin(), files.end(), file) != files.end();
}

auto text_member(const Value& entry, std::string_view name, std::string& out) -> bool {
  const auto* member = entry.find(name);
  if (member == nullptr) return true;
  if (!member->is_text()) return false;
  out = member->as_text();
  return true;
}

auto is_count(const Value& value) -> bool {
  return value.is_number() && value.number_fits() && value.as_number().is_integer() &&
         value.as_number() >= Rational{1};
}

}  // namespace

auto Baseline::key_of(const std::string& file, const Finding& finding) -> Key {
  const auto& found = finding.diagnostic;
  const bool of_one = finding.asset_count == 1 && !finding.assets.front().id.empty();
  return {file, of_one ? finding.assets.front().id : "", found.code,
          of_one ? "" : finding.fingerprint};
}

auto Baseline::read_entry(const Value& entry, Key& key, Count& count) -> bool {
  if (!entry.is_object() || !text_member(entry, "file", key.file) ||
      !text_member(entry, "asset", key.asset) || !text_member(entry, "code", key.code) ||
      !text_member(entry, "fingerprint", key.fingerprint)) {
    return false;
  }
  const auto* number = entry.find("count");
  if (number != nullptr && !is_count(*number)) return false;
  count.known = number == nullptr ? 1 : number->as_number().numerator();
  return !key.file.empty() && !key.code.empty() && key.asset.empty() != key.fingerprint.empty();
}

auto Baseline::parse(std::string_view text, Baseline& out, JsonError& error) -> bool {
  Value root;
  if (!parse_json(text, root, error)) return false;
  const auto fail = [&](std::string message, const std::string& path = {}) {
    JsonText places;
    places.text = text;
    error = {std::move(message), path.empty() ? 0 : places.find(path).offset};
    return false;
  };
  const auto* version = root.find("version");
  const auto* findings = root.find("findings");
  if (version == nullptr || !version->is_number() || version->as_number() != Rational{1} ||
      findings == nullptr || !findings->is_array()) {
    return fail("expected a baseline: {\"version\": 1, \"findings\": [...]}");
  }
  std::size_t number = 0;
  for (const auto& entry : findings->items()) {
    Key key;
    Count count;
    if (!read_entry(entry, key, count)) {
      return fail("expected an entry with file, code, and asset or fingerprint",
                  "findings[" + std::to_string(number) + "]");
    }
    ++number;
    out.entries_[std::move(key)].known += count.known;
  }
  return true;
}

void Baseline::apply(const std::string& file, std::span<Finding> findings) {
  for (auto& finding : findings) {
    if (finding.unreadable || !finding.is_active()) continue;
    const auto entry = entries_.find(key_of(file, finding));
    if (entry == entries_.end()) continue;
    // One more than are known is a new one.
    if (++entry->second.met > entry->second.known) continue;
    finding.suppression.by = Suppression::By::baseline;
  }
}

void Baseline::add(const std::string& file, std::span<const Finding> findings) {
  for (const auto& finding : findings) {
    if (finding.unreadable || finding.suppression.by != Suppression::By::nothing) continue;
    auto& count = entries_[key_of(file, finding)];
    ++count.known;
    count.met = count.known;
  }
}

void Baseline::prune(std::span<const std::string> files) {
  for (auto entry = entries_.begin(); entry != entries_.end();) {
    auto& [key, count] = *entry;
    if (contains(files, key.file)) count.known = std::min(count.known, count.met);
    entry = count.known == 0 ? entries_.erase(entry) : std::next(entry);
  }
}

auto Baseline::stale(std::span<const std::string> files) const -> std::int64_t {
  std::int64_t gone = 0;
  for (const auto& [key, count] : entries_) {
    if (contains(files, key.file)) gone += std::max<std::int64_t>(count.known - count.met, 0);
  }
  return gone;
}

auto Baseline::to_json() const -> std::string {
  std::string out = "{\"version\": 1, \"findings\": [";
  const char* before = "\n";
  for (const auto& [key, count] : entries_) {
    out += before;
    before = ",\n";
    report::JsonWriter{out}
        .begin_object()
        .member("file", key.file)
        .optional_member("asset", key.asset)
        .member("code", key.code)
        .optional_member("fingerprint", key.fingerprint)
        .count_member("count", count.known)
        .end_object();
  }
  out += entries_.empty() ? "]}\n" : "\n]}\n";
  return out;
}

}  // namespace tariff::lint
