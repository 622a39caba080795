// Catalogs of any size, of a provider that does not exist: written as YAML and loaded as anybody's
// overlay is.
#pragma once

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "tariff/tariff.hpp"

namespace tariff::bench {

struct Growth {
  int rules =
      10;  // of each model; those of a request's kind that packs have, none implied by others
  int models = 1;
};

inline auto grown_model(int number) -> std::string {
  return fmt::format("painter-{}", number);
}

// Rule `number`. Five kinds in turn: a relation of the edges, a grid, an area, a list, an
// exception.
inline auto grown_rule(int number) -> std::string {
  const int k = number / 5;
  switch (number % 5) {
    case 0: return fmt::format("width * {} + height <= {}", 2 + k, 3840 * (3 + k));
    case 1: return fmt::format("(width * {} + height) mod 8 = 0", 1 + 2 * k);
    case 2: return fmt::format("width * height + {} * steps <= {}", 100 + k, 8'294'400 + 5'000 * k);
    case 3: return fmt::format("quality != \"draft\" or steps <= {}", 25 + k);
    default: return fmt::format("steps != {} or width < {}", 41 + k, 2048 + 16 * k);
  }
}

inline auto grown_pack(int model, int rules) -> std::string {
  std::string text = fmt::format(R"(format: tariff/rules@1
provider: grown
model: {}
title: Painter
sources:
  guide: {{url: "https://grown.example", about: limits, dated: 2026-09-01, read: 2026-11-01, confidence: official}}
lifecycle: {{available: 2026-01-01, source: guide}}
operations:
  generate: {{endpoint: /v1/paint}}
parameters:
  prompt: {{type: text, field: prompt, required: true, source: guide}}
  size: {{type: size, default: 1024x1024, source: guide}}
  quality: {{type: enum, field: quality, values: [draft, fine], default: fine, source: guide}}
  steps: {{type: integer, field: steps, default: 28, range: [1, 50], source: guide}}
  n: {{type: integer, field: n, default: 1, range: [1, 10], source: guide}}
rules:
)",
                                 grown_model(model));
  for (int rule = 0; rule < rules; ++rule) {
    text += fmt::format(
        "  - {{code: GROWN-{}, require: '{}', parameter: size, message: no, source: guide}}\n",
        rule, grown_rule(rule));
  }
  return text;
}

inline auto grown_card(int model) -> std::string {
  return fmt::format(R"(format: tariff/prices@1
provider: grown
model: {}
currency: USD
encoding: {{name: o200k_base, bytes_per_token: [1, 4, 128]}}
sources:
  pricing: {{url: "https://grown.example", about: rates, dated: 2026-09-01, read: 2026-11-01, confidence: official}}
cards:
  - from: 2026-01-01
    source: pricing
    meters:
      text_input_tokens: {{per_request: tokens(prompt), rate: {{amount: 5, per: 1_000_000}}}}
      image_output_tokens:
        per_image: ceil(width * height * steps / 16_384)
        rate: {{amount: {}, per: 1_000_000}}
)",
                     grown_model(model), 30 + model);
}

inline void write_file(const std::filesystem::path& path, const std::string& text) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream{path} << text;
}

// The shipped catalog with the grown models over it. Exits when it does not load.
inline auto grown_catalog(Growth growth) -> std::shared_ptr<const Catalog> {
  namespace fs = std::filesystem;
  std::string folder = (fs::temp_directory_path() / "tariff-growth-XXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr) std::exit(1);
  for (int model = 0; model < growth.models; ++model) {
    const std::string file = "grown/" + grown_model(model) + ".yaml";
    write_file(fs::path{folder} / "rules" / file, grown_pack(model, growth.rules));
    write_file(fs::path{folder} / "data/pricing" / file, grown_card(model));
  }
  const std::vector<std::string> folders{folder};
  const LoadResult loaded = load_catalog(folders);
  fs::remove_all(folder);
  if (loaded.catalog != nullptr) return loaded.catalog;
  for (const Diagnostic& diagnostic : loaded.diagnostics) {
    fmt::print(stderr, "{}: {}\n", diagnostic.location.file, diagnostic.message);
  }
  std::exit(1);
}

inline auto grown_body(std::size_t prompt_bytes) -> std::string {
  static constexpr std::string_view words =
      "a misty alpine valley at dawn, watercolor, soft light from the left, a red barn by the "
      "river; ";
  std::string prompt;
  while (prompt.size() < prompt_bytes) prompt += words;
  prompt.resize(prompt_bytes);
  return fmt::format(R"({{"prompt":"{}","size":"1536x1024","quality":"fine","n":2}})", prompt);
}

}  // namespace tariff::bench
