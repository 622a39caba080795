#include "lint/duplicates.hpp"

#include <algorithm>

#include "base/sha256.hpp"
#include "lint/record_checks.hpp"

namespace tariff::lint {
namespace {

// Of a digest in hex, what makes a chance repetition unthinkable.
constexpr std::size_t key_size = 32;

void append(std::string& out, std::string_view text) {
  out += std::to_string(text.size());
  out += ':';
  out += text;
}

void append(std::string& out, const std::optional<std::int64_t>& number) {
  append(out, number ? std::to_string(*number) : "");
}

// The members in the order of their names: the order of writing means nothing.
auto sorted_params(const Value& params) -> std::string {
  auto sorted = params;
  std::sort(sorted.members().begin(), sorted.members().end(),
            [](const auto& a, const auto& b) { return a.name < b.name; });
  return sorted.to_json();
}

auto text_of(const Request& request) -> std::string {
  std::string out;
  for (const auto* part :
       {&request.provider, &request.model, &request.operation, &request.endpoint, &request.tier}) {
    append(out, *part);
  }
  append(out, sorted_params(request.params));
  for (const auto& image : request.input_images) {
    append(out, image.width);
    append(out, image.height);
    append(out, image.bytes);
    append(out, image.format);
    append(out, image.role);
  }
  return out;
}

auto named(const AssetRef& asset) -> std::string {
  if (!asset.id.empty()) return "'" + asset.id + "'";
  return "the one in line " + std::to_string(asset.location.line);
}

auto make(const char* code, Severity severity, std::string message, const AssetRef& asset,
          const Location& place, const AssetRef& first) -> Finding {
  Finding finding;
  finding.diagnostic.code = code;
  finding.diagnostic.severity = severity;
  finding.diagnostic.message = std::move(message);
  finding.diagnostic.location = place;
  finding.assets.push_back(asset);
  finding.asset_count = 1;
  finding.related.push_back({first.location, "the first is here"});
  return finding;
}

}  // namespace

auto key_of(const Request& request) -> RecordKey {
  return {request.id, base::sha256(text_of(request)).substr(0, key_size)};
}

auto Duplicates::first(Seen& seen, const std::string& key, const AssetRef& asset)
    -> const AssetRef* {
  if (key.empty()) return nullptr;
  if (const auto found = seen.find(key); found != seen.end()) return &found->second;
  if (seen.size() < most_remembered) seen.emplace(key, asset);
  return nullptr;
}

void Duplicates::add(const RecordKey& key, const AssetRef& asset, const Location& id_place,
                     std::vector<Finding>& out) {
  if (const auto* other = first(ids_, key.id, asset)) {
    out.push_back(make(code::id_duplicate, Severity::error,
                       "another asset has the id '" + key.id + "'", asset, id_place, *other));
    out.back().diagnostic.path = "id";
  }
  if (const auto* other = first(requests_, key.request, asset)) {
    out.push_back(make(code::asset_duplicate, Severity::warning,
                       "the same request as " + named(*other), asset, asset.location, *other));
  }
}

}  // namespace tariff::lint
