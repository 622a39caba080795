// A manifest in parts, so that a test can break one of them and still know its line: written as
// YAML, and its assets as JSON lines and CSV.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tariff/manifest.hpp"

namespace tariff::test {

// Draws alike on every platform.
class Random {
 public:
  explicit Random(std::uint32_t seed) : engine_(seed) {}

  // A number in [low, high].
  auto between(std::int64_t low, std::int64_t high) -> std::int64_t {
    return low + static_cast<std::int64_t>(engine_()) % (high - low + 1);
  }

  auto index(std::size_t size) -> std::size_t { return engine_() % size; }

  auto one_of(const std::vector<std::string>& choices) -> const std::string& {
    return choices[index(choices.size())];
  }

 private:
  std::mt19937 engine_;
};

// A place that takes requests, and how it calls what the mutations change.
struct Host {
  std::string provider;
  std::string model;
  std::string family;  // of the codes of its findings on parameters
  std::string size;    // parameters; empty: it has none
  std::string n;
  std::string format;
};

inline auto hosts() -> const std::vector<Host>& {
  static const std::vector<Host> all{
      {"openai", "gpt-image-2", "OAI", "size", "n", "output_format"},
      {"azure", "gpt-image-2", "OAI", "size", "n", "output_format"},
      {"fal", "openai/gpt-image-2", "FAL", "image_size", "num_images", "output_format"},
      {"vm0", "gpt-image-2", "VM0", "size", "", "outputFormat"},
      {"vercel", "openai/gpt-image-2", "OAI", "size", "n", "output_format"},
      {"runflow", "openai/gpt-image-2", "RF", "", "num_images", "output_format"},
  };
  return all;
}

inline auto size_text(const Host& host, std::int64_t width, std::int64_t height) -> std::string {
  const auto w = std::to_string(width);
  const auto h = std::to_string(height);
  return host.provider == "fal" ? R"({"width": )" + w + R"(, "height": )" + h + "}" : w + "x" + h;
}

// One line of the YAML. The value is a plain scalar, or JSON; "&name " before it anchors it.
struct Member {
  std::string key;
  std::string value;
  std::string line = {};  // stands there instead, as it is
};

struct Section {
  std::string name;  // empty: the top of the manifest, or an asset
  std::vector<Member> members;

  [[nodiscard]] auto find(std::string_view key) const -> std::size_t {
    const auto at = std::find_if(members.begin(), members.end(),
                                 [&](const Member& member) { return member.key == key; });
    return static_cast<std::size_t>(at - members.begin());
  }

  [[nodiscard]] auto has(std::string_view key) const -> bool { return find(key) < members.size(); }

  [[nodiscard]] auto value_of(std::string_view key) const -> std::string {
    return has(key) ? members[find(key)].value : "";
  }
};

inline constexpr auto head = static_cast<std::size_t>(-1);

// A member of a section, or the section's first line.
struct Place {
  std::size_t section = 0;
  std::size_t member = head;
};

struct Manifest {
  std::vector<Section> sections;  // the top, the defaults, the groups, the assets
  std::size_t first_asset = 0;

  [[nodiscard]] auto is_asset(std::size_t section) const -> bool { return section >= first_asset; }

  // What a section says, or what it inherits. Groups stand behind the defaults (1).
  [[nodiscard]] auto value_of(std::size_t section, std::string_view key) const -> std::string {
    if (sections[section].has(key)) return sections[section].value_of(key);
    const auto group = sections[section].value_of("group");
    for (std::size_t i = 2; i < first_asset && is_asset(section); ++i) {
      if (sections[i].name == group && sections[i].has(key)) return sections[i].value_of(key);
    }
    return sections[1].value_of(key);
  }

  [[nodiscard]] auto host_of(std::size_t section) const -> const Host& {
    const auto provider = value_of(section, "provider");
    const auto at = std::find_if(hosts().begin(), hosts().end(),
                                 [&](const Host& host) { return host.provider == provider; });
    return at == hosts().end() ? hosts().front() : *at;
  }
};

// --- The clean manifest -----------------------------------------------------------------------

inline auto prompt_of(std::size_t number, Random& random) -> std::string {
  static const std::vector<std::string> things{"lighthouse", "kettle", "fox", "tea stall", "kite"};
  static const std::vector<std::string> manners{"watercolor", "pencil", "linocut", "soft light"};
  return "\"A " + random.one_of(things) + " on a hill, " + random.one_of(manners) + ", sheet " +
         std::to_string(number) + "\"";
}

// An asset that names its own host.
inline void add_own(Section& asset, std::size_t number, Random& random) {
  const auto& host = hosts()[number % hosts().size()];
  auto& members = asset.members;
  members.push_back({"provider", host.provider});
  members.push_back({"model", host.model});
  if (number % 4 == 0) members.push_back({"operation", "generate"});
  members.push_back({"quality", random.one_of({"low", "medium"})});
  if (!host.size.empty()) {
    const auto wide = 16 * random.between(60, 90);
    members.push_back({host.size, size_text(host, wide, 16 * random.between(50, 64))});
  }
  if (!host.n.empty() && number % 3 != 0) {
    members.push_back({host.n, std::to_string(random.between(1, 4))});
  }
  members.push_back({host.format, random.one_of({"png", "jpeg"})});
}

// An asset of a group, which says the host, the quality and mostly the size.
inline void add_grouped(Section& asset, std::size_t number, Random& random) {
  static const std::vector<std::string> groups{"hero", "icons", "drafts", "cards"};
  const auto& group = groups[number % groups.size()];
  auto& members = asset.members;
  members.push_back({"group", group});
  if (group == "hero" && number % 8 == 0) members.push_back({"size", "*square"});
  if (group == "hero") members.push_back({"background", "opaque"});
  if (group == "cards") members.push_back({"n", std::to_string(random.between(1, 3))});
  if (number % 3 == 0) members.push_back({"deadline", "2027-01-31"});
  if (number % 5 == 0) members.push_back({"weight", std::to_string(random.between(1, 9))});
}

inline void add_edit(Section& asset) {
  auto& members = asset.members;
  members.push_back({"operation", "edit"});
  members.push_back({"images", R"([{"file_id": "file-1"}])"});
  members.push_back({"input_images", R"([{"width": 1024, "height": 1024, "format": "png"}])"});
  members.push_back({"size", "1536x1024"});
  members.push_back({"output_format", "jpeg"});
  members.push_back({"output_compression", "80"});
}

inline auto clean_manifest(std::uint32_t seed, std::size_t assets) -> Manifest {
  Random random{seed};
  Manifest manifest;
  manifest.sections = {
      {"", {{"version", "1"}, {"budget", "{total: 900000 USD, per_asset: 9 USD}"}}},
      {"defaults", {{"provider", "openai"}, {"model", "gpt-image-2"}, {"quality", "low"}}},
      {"icons", {{"size", "&square 1024x1024"}, {"quality", "low"}, {"weight", "1"}}},
      {"hero", {{"quality", "medium"}, {"weight", "5"}, {"attempts", "2"}}},
      {"drafts",
       {{"provider", "vm0"},
        {"model", "gpt-image-2"},
        {"quality", "low"},
        {"size", "1536x1024"},
        {"budget", "{total: 900000 USD}"}}},
      {"cards",
       {{"provider", "vercel"},
        {"model", "openai/gpt-image-2"},
        {"size", "1024x1536"},
        {"quality", "medium"}}},
  };
  manifest.first_asset = manifest.sections.size();
  for (std::size_t i = 0; i < assets; ++i) {
    Section asset;
    asset.members.push_back({"id", "image-" + std::to_string(i)});
    if (i % 10 == 9) {
      add_edit(asset);
    } else if (i % 2 == 0) {
      add_own(asset, i / 2, random);
    } else {
      add_grouped(asset, i / 2, random);
    }
    asset.members.push_back({"prompt", prompt_of(i, random)});
    if (i % 3 == 0) asset.members.push_back({"count", std::to_string(random.between(1, 5))});
    manifest.sections.push_back(std::move(asset));
  }
  return manifest;
}

// --- Writing ----------------------------------------------------------------------------------

struct Written {
  InputKind kind = InputKind::yaml;
  std::string text;
  std::vector<std::vector<std::uint32_t>> lines;  // of a section's head, then of its members; 0:
                                                  // it does not stand in this kind of input

  [[nodiscard]] auto line_of(Place place) const -> std::uint32_t {
    return lines[place.section][place.member == head ? 0 : place.member + 1];
  }
};

inline auto as_yaml(const Manifest& manifest) -> Written {
  Written out;
  std::uint32_t line = 0;
  const auto write = [&](const std::string& text) {
    out.text += text + "\n";
    return ++line;
  };
  for (std::size_t i = 0; i < manifest.sections.size(); ++i) {
    const auto& section = manifest.sections[i];
    if (i == 2) write("groups:");
    if (i == manifest.first_asset) write("assets:");
    const std::string indent(i == 0 ? 0 : i == 1 ? 2 : 4, ' ');
    auto& lines = out.lines.emplace_back(1, line + 1);
    if (i > 0 && !manifest.is_asset(i)) write(indent.substr(2) + section.name + ":");
    for (const auto& [key, value, raw] : section.members) {
      const bool opens = manifest.is_asset(i) && lines.size() == 1;
      lines.push_back(write(!raw.empty() ? raw : (opens ? "  - " : indent) + key + ": " + value));
    }
  }
  return out;
}

// Whether JSON puts the value in quotes.
inline auto is_text(std::string_view value) -> bool {
  static const std::set<std::string_view> words{"true", "false", "null"};
  if (words.contains(value) || value.find_first_of("\"[{") == 0) return false;
  const bool is_number = value.find_first_not_of("-.0123456789") == std::string_view::npos &&
                         value.rfind('-') + 1 <= 1 && value.find('.') == value.rfind('.');
  return !is_number;
}

// The members of an asset with those that it inherits, without anchors and aliases.
inline auto flat_members(const Manifest& manifest, std::size_t asset) -> std::vector<Member> {
  auto members = manifest.sections[asset].members;
  const auto group = manifest.sections[asset].value_of("group");
  const auto inherit = [&](const Section& section) {
    for (const auto& member : section.members) {
      if (!Section{"", members}.has(member.key)) members.push_back(member);
    }
  };
  for (std::size_t i = 2; i < manifest.first_asset; ++i) {
    if (manifest.sections[i].name == group) inherit(manifest.sections[i]);
  }
  inherit(manifest.sections[1]);
  for (auto& [key, value, raw] : members) {
    if (value == "*square") value = manifest.sections[2].value_of("size");
    if (value.starts_with('&')) value.erase(0, value.find(' ') + 1);
  }
  return members;
}

// What only a manifest says.
inline auto is_of_manifest(std::string_view key) -> bool {
  static const std::set<std::string_view> keys{"weight", "deadline",    "required",
                                               "tags",   "min_quality", "budget"};
  return keys.contains(key);
}

inline auto lines_of_asset(const Section& asset, std::uint32_t line) -> std::vector<std::uint32_t> {
  std::vector<std::uint32_t> lines{line};
  for (const auto& member : asset.members) lines.push_back(is_of_manifest(member.key) ? 0 : line);
  return lines;
}

inline auto without_lines(const Section& section) -> std::vector<std::uint32_t> {
  std::vector<std::uint32_t> lines(section.members.size() + 1, 0);
  return lines;
}

inline auto as_json_lines(const Manifest& manifest) -> Written {
  static const std::set<std::string_view> settings{
      "id",    "provider", "model", "operation", "endpoint", "tier",
      "as_of", "group",    "count", "attempts",  "any_of",   "input_images"};
  Written out{.kind = InputKind::jsonl};
  std::uint32_t line = 0;
  for (std::size_t i = 0; i < manifest.sections.size(); ++i) {
    if (!manifest.is_asset(i)) {
      out.lines.push_back(without_lines(manifest.sections[i]));
      continue;
    }
    std::string record;
    std::string params;
    for (const auto& [key, value, raw] : flat_members(manifest, i)) {
      if (is_of_manifest(key)) continue;
      auto& to = settings.contains(key) ? record : params;
      to += (to.empty() ? "\"" : ", \"") + key +
            "\": " + (is_text(value) ? "\"" + value + "\"" : value);
    }
    out.text += "{" + record + (record.empty() ? "" : ", ") + "\"params\": {" + params + "}}\n";
    out.lines.push_back(lines_of_asset(manifest.sections[i], ++line));
  }
  return out;
}

// Rows of the assets of which every value fits a cell.
inline auto as_csv(const Manifest& manifest) -> Written {
  Written out{.kind = InputKind::csv};
  std::vector<std::string> columns;
  const auto add_columns = [&](const std::vector<Member>& members) {
    for (const auto& [key, value, raw] : members) {
      if (std::find(columns.begin(), columns.end(), key) == columns.end()) columns.push_back(key);
    }
  };
  std::vector<std::vector<Member>> rows;
  for (std::size_t i = 0; i < manifest.sections.size(); ++i) {
    auto members = manifest.is_asset(i) ? flat_members(manifest, i) : std::vector<Member>{};
    std::erase_if(members, [](const Member& member) { return is_of_manifest(member.key); });
    const bool fits = std::none_of(members.begin(), members.end(), [](const Member& member) {
      return member.value.find_first_of("[{") == 0;
    });
    if (!manifest.is_asset(i) || !fits) {
      out.lines.push_back(without_lines(manifest.sections[i]));
      continue;
    }
    add_columns(members);
    rows.push_back(std::move(members));
    out.lines.push_back(
        lines_of_asset(manifest.sections[i], static_cast<std::uint32_t>(rows.size() + 1)));
  }
  for (const auto& column : columns) out.text += (out.text.empty() ? "" : ",") + column;
  out.text += "\n";
  for (auto& row : rows) {
    const Section section{"", std::move(row)};
    for (std::size_t i = 0; i < columns.size(); ++i) {
      out.text += (i == 0 ? "" : ",") + section.value_of(columns[i]);
    }
    out.text += "\n";
  }
  return out;
}

}  // namespace tariff::test
