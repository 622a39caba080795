// A small provider that the catalog's tests share, and how they look at findings.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "catalog/load.hpp"

namespace tariff::catalog::test {

inline constexpr std::string_view fields_yaml = R"yaml(format: tariff/fields@1
fields:
  prompt: {type: text}
  n: {type: integer}
  width: {type: integer}
  height: {type: integer}
  area: {type: integer, derive: width * height}
  aspect: {type: number, derive: "max(width, height) / min(width, height)"}
  quality: {type: text}
  style: {type: text}
  input_images: {type: list}
  mask: {type: boolean}
)yaml";

// A pack's head; what a test adds comes after it.
inline constexpr std::string_view pack_head = R"yaml(format: tariff/rules@1
provider: acme
model: brush-1
sources:
  page: {url: "https://acme.example/brush", read: 2026-11-21, confidence: official}
)yaml";

inline constexpr std::string_view good_pack = R"yaml(format: tariff/rules@1
provider: acme
model: brush-1
title: Brush
sources:
  page: {url: "https://acme.example/brush", read: 2026-11-21, confidence: official}
names:
  - {name: brush-latest}
  - {name: brush-1/edit, operation: edit, deprecated: 2026-10-01, source: page}
lifecycle: {preview: 2026-01-01, available: 2026-02-01, deprecated: 2026-12-01, shut_down: 2027-01-01}
operations:
  generate: {endpoint: /v1/make}
  edit:
    endpoint: /v1/edit
    parameters:
      images: {type: images, field: input_images, required: true, items: [1, 4]}
    rules:
      - {code: ACME-EDIT, require: count(input_images) <= 4, message: too many images}
parameters:
  prompt: {type: text, field: prompt, required: true, length: [1, 100]}
  count: {type: integer, field: n, range: [1, 4], default: 1}
  size:
    type: size
    default: 1024x1024
    values:
      auto: {area: [1000, 2000, 4_000], aspect: [1, 1, 3]}
  quality:
    type: enum
    field: quality
    values: [low, high, auto]
    default: auto
    choices: {auto: {among: [low, high], expected: low}}
    value_periods: {high: {from: 2026-03-01, source: page}}
  strength: {type: number, range: [0, 1]}
tables:
  tokens:
    keys: [text, integer]
    rows: {low: {1024: 10, 2048: [20, 30, 40]}, high: {1024: null}}
findings:
  value_not_listed: {code: ACME-VALUE, provider_message: "{parameter} must be one of {values}"}
rules:
  - code: ACME-AREA
    let: {rest: width mod 16}
    when: has(width)
    require: area <= 4_000_000 and rest = 0
    parameter: size
    message: "{size} has {area} pixels, {rest} over; {{sic}}"
    fix: {nearest: [width, height], step: 16, within: [16, 2048]}
    source: page
examples:
  accepted:
    - {name: plain, params: {prompt: a, count: 2}}
  rejected:
    - {name: odd, operation: edit, params: {prompt: a}, codes: [REQ-PARAM-MISSING]}
)yaml";

inline constexpr std::string_view good_cards = R"yaml(format: tariff/prices@1
provider: acme
model: brush-1
currency: USD
unit: {name: credits, worth: 1/1000}
sources:
  prices: {url: "https://acme.example/prices", read: 2026-11-21, confidence: official}
encoding: {name: words, bytes_per_token: [1, 4, 8]}
usage: {used_tokens: details.tokens}
cards:
  - from: 2026-01-01
    until: 2026-06-01
    source: prices
    meters:
      images: {per_image: 1, rate: 40}
  - from: 2026-06-01
    tiers: {standard: {}, batch: {factor: 1/2, within_hours: 24}, fast: {unknown: not published}}
    let: {edge: "max(width, height)"}
    meters:
      image_output_tokens:
        when: has(edge)
        per_image: table(tokens, quality, edge)
        rate: {amount: 30, per: 1_000}
        settle: used_tokens
        source: prices
    rounding:
      - {of: image_output_tokens, step: 0.01, direction: up}
published:
  - name: page
    of: image_output_tokens
    rows:
      - {params: {prompt: a, quality: low}, is: 0.3}
)yaml";

inline auto load_texts(std::string_view pack, std::string_view cards = {}) -> LoadOutcome {
  std::vector<SourceFile> files{{"rules/fields.yaml", std::string{fields_yaml}},
                                {"rules/acme/brush-1.yaml", std::string{pack}}};
  if (!cards.empty()) files.push_back({"data/pricing/acme/brush-1.yaml", std::string{cards}});
  return load(files);
}

// "brush-1.yaml:12:3 CATALOG-KEY message", one a line.
inline auto summary(const std::vector<Diagnostic>& diagnostics) -> std::string {
  std::string out;
  for (const auto& each : diagnostics) {
    const auto slash = each.location.file.rfind('/') + 1;
    out += fmt::format("{}:{}:{} {} {}\n", each.location.file.substr(slash), each.location.line,
                       each.location.column, each.code, each.message);
  }
  return out;
}

}  // namespace tariff::catalog::test
