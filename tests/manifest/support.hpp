// Reading a text as a manifest, with everything that comes of it.
#pragma once

#include <sstream>
#include <string>
#include <vector>

#include "tariff/manifest.hpp"

namespace manifest_test {

struct Read {
  tariff::ManifestHeader header;
  std::vector<tariff::Record> records;
  std::vector<tariff::Diagnostic> diagnostics;
  tariff::ReadSummary summary;
};

inline auto read(const std::string& text, tariff::InputKind kind, tariff::InputOptions options = {})
    -> Read {
  Read result;
  options.name = "f";
  std::istringstream in{text};
  result.summary = tariff::read_manifest(
      in, kind, options, result.header,
      [&](tariff::Record&& record) {
        result.records.push_back(std::move(record));
        return true;
      },
      result.diagnostics);
  return result;
}

// "3:7 INPUT-TYPE id: message", the path only where there is one.
inline auto shown(const tariff::Diagnostic& d) -> std::string {
  auto text = std::to_string(d.location.line) + ":" + std::to_string(d.location.column) + " " +
              d.code + " ";
  if (!d.path.empty()) text += d.path + ": ";
  return text + d.message;
}

// Every error of an input, in the order in which it was found.
inline auto errors(const Read& read) -> std::vector<std::string> {
  std::vector<std::string> all;
  for (const auto& each : read.diagnostics) all.push_back(shown(each));
  for (const auto& record : read.records) {
    if (record.error.has_value()) all.push_back(shown(*record.error));
    for (const auto& each : record.more_errors) all.push_back(shown(each));
  }
  return all;
}

inline auto at(const tariff::Location& place) -> std::string {
  return std::to_string(place.line) + ":" + std::to_string(place.column);
}

// The first error of a text that must have one and only one; empty when it has none.
inline auto only_error(const std::string& text, tariff::InputKind kind,
                       const tariff::InputOptions& options = {}) -> std::string {
  const auto all = errors(read(text, kind, options));
  if (all.empty()) return "";
  return all.size() == 1 ? all.front() : all.front() + " (and more: " + all[1] + ")";
}

}  // namespace manifest_test
