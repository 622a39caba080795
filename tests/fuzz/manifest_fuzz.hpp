// What must hold of every input, readable or not.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/text_source.hpp"
#include "tariff/manifest.hpp"

namespace manifest_fuzz {

inline void check(std::string_view bytes, tariff::InputKind kind) {
  const auto inside = [&](const tariff::Location& place) {
    if (place.offset > bytes.size() || place.line > bytes.size() + 1) std::abort();
  };
  tariff::InputOptions options;
  options.max_line = 4096;  // small, so that the limits are met
  options.max_value = 8192;
  options.max_nodes = 1000;
  options.read_text = [](const std::string&, std::string& text) {
    text = "text";
    return true;
  };
  std::istringstream in{std::string{bytes}};
  tariff::ManifestHeader header;
  std::vector<tariff::Diagnostic> diagnostics;
  const auto summary = tariff::read_manifest(
      in, kind, options, header,
      [&](tariff::Record&& record) {
        inside(record.request.location);
        if (record.error.has_value()) {
          if (record.error->message.empty()) std::abort();
          inside(record.error->location);
        }
        for (const auto& member : record.request.params.members()) {
          inside(record.locate("params." + member.name));
        }
        tariff::Value again;
        tariff::JsonError error;
        const auto json = record.request.params.to_json();
        if (!tariff::parse_json(json, again, error, 128)) std::abort();
        return true;
      },
      diagnostics);
  if (summary.unreadable > summary.records) std::abort();
  for (const auto& each : diagnostics) {
    if (each.code.empty() || each.message.empty()) std::abort();
    if (tariff::base::find_invalid_utf8(each.message) != std::string_view::npos) std::abort();
    inside(each.location);
  }
}

}  // namespace manifest_fuzz
