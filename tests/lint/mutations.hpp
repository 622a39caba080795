// The ways in which a clean manifest is broken, each with the code that must be found and the
// place where it must be found.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lint/mutation_manifest.hpp"

namespace tariff::test {

// A manifest on its way to be broken: in one section, in the names of its host.
struct Draft {
  Manifest manifest;
  std::size_t section = 0;
  Host host;
  Place finding;            // where it must be found
  std::vector<Place> also;  // where by nature more is wrong
};

enum class In : std::uint8_t { all, not_csv, yaml };  // the kinds of input that can say it

struct Mutation {
  std::string name;
  std::string code;                           // '*' in front: the family of the host's codes
  std::function<bool(Draft&, Random&)> make;  // false: it does not apply to this section
  In in = In::all;
};

inline auto code_of(const Mutation& mutation, const Host& host) -> std::string {
  return mutation.code.starts_with('*') ? host.family + mutation.code.substr(1) : mutation.code;
}

using Text = std::function<std::string(const Host&, Random&)>;
using Test = std::function<bool(const Draft&)>;

// --- Names and values -------------------------------------------------------------------------

inline auto just(std::string text) -> Text {
  return [text = std::move(text)](const Host&, Random&) { return text; };
}

inline auto one_of(std::vector<std::string> choices) -> Text {
  return [choices = std::move(choices)](const Host&, Random& random) {
    return random.one_of(choices);
  };
}

inline auto number(std::int64_t low, std::int64_t high) -> Text {
  return [=](const Host&, Random& random) { return std::to_string(random.between(low, high)); };
}

inline auto key(std::string Host::*name) -> Text {
  return [name](const Host& host, Random&) { return host.*name; };
}

// A size of edges 16 × [low, high] + [0, rest].
inline auto size(std::pair<std::int64_t, std::int64_t> wide,
                 std::pair<std::int64_t, std::int64_t> high, std::int64_t rest = 0) -> Text {
  return [=](const Host& host, Random& random) {
    const auto width = 16 * random.between(wide.first, wide.second);
    const auto height = 16 * random.between(high.first, high.second);
    const auto over = rest == 0 ? 0 : random.between(1, rest);
    return random.between(0, 1) == 0 ? size_text(host, width + over, height)
                                     : size_text(host, height, width + over);
  };
}

// A name with one letter missing, doubled or changed for its neighbour.
inline auto misspelt(std::string name, Random& random) -> std::string {
  const auto at = 1 + random.index(name.size() - 2);
  switch (random.index(3)) {
    case 0: return name.erase(at, 1);
    case 1: return name.insert(at, 1, name[at]);
    default: return std::swap(name[at], name[at + 1]), name + "x";
  }
}

// --- Where ------------------------------------------------------------------------------------

inline auto anywhere(const Draft&) -> bool {
  return true;
}

inline auto in_asset(const Draft& draft) -> bool {
  return draft.manifest.is_asset(draft.section);
}

// Assets at one of `providers`.
inline auto at(std::vector<std::string> providers) -> Test {
  return [providers = std::move(providers)](const Draft& draft) {
    return in_asset(draft) &&
           std::find(providers.begin(), providers.end(), draft.host.provider) != providers.end();
  };
}

inline auto not_at(std::vector<std::string> providers) -> Test {
  return [test = at(std::move(providers))](const Draft& draft) {
    return in_asset(draft) && !test(draft);
  };
}

// --- Edits ------------------------------------------------------------------------------------

inline auto members_of(Draft& draft) -> std::vector<Member>& {
  return draft.manifest.sections[draft.section].members;
}

// Gives a member that stands there another value. An anchor stays.
inline auto set(const Text& name, const Text& value, const Test& where = anywhere) {
  return [=](Draft& draft, Random& random) {
    auto& section = draft.manifest.sections[draft.section];
    const auto member = section.find(name(draft.host, random));
    if (member >= section.members.size() || !where(draft)) return false;
    auto& old = section.members[member].value;
    const auto anchor = old.starts_with('&') ? old.substr(0, old.find(' ') + 1) : "";
    const auto plain = old.substr(anchor.size());
    old = anchor + value(draft.host, random);
    draft.finding = {draft.section, member};
    return old != anchor + plain;
  };
}

// Says a member that the asset does not say yet, at any line behind the id.
inline auto add(const Text& name, const Text& value, const Test& where = in_asset) {
  return [=](Draft& draft, Random& random) {
    auto& section = draft.manifest.sections[draft.section];
    const auto called = name(draft.host, random);
    if (called.empty() || section.has(called) || !where(draft)) return false;
    const auto member = 1 + random.index(section.members.size());
    section.members.insert(section.members.begin() + static_cast<std::ptrdiff_t>(member),
                           {called, value(draft.host, random)});
    draft.finding = {draft.section, member};
    return true;
  };
}

inline auto set_or_add(const Text& name, const Text& value, const Test& where = in_asset) {
  return [=](Draft& draft, Random& random) {
    return set(name, value, where)(draft, random) || add(name, value, where)(draft, random);
  };
}

// Misspells the name of a member.
inline auto misspell(const Text& name, bool required = false) {
  return [=](Draft& draft, Random& random) {
    auto& section = draft.manifest.sections[draft.section];
    const auto called = name(draft.host, random);
    const auto member = section.find(called);
    if (member >= section.members.size() || !in_asset(draft)) return false;
    section.members[member].key = misspelt(called, random);
    draft.finding = {draft.section, member};
    if (required) draft.also.push_back({draft.section, head});
    // A format that is not said is PNG, which is not compressed.
    if (called == draft.host.format && section.has("output_compression")) {
      draft.also.push_back({draft.section, section.find("output_compression")});
    }
    return true;
  };
}

// Takes a member away: found at the head of the asset.
inline auto drop(const std::string& name) {
  return [=](Draft& draft, Random&) {
    auto& section = draft.manifest.sections[draft.section];
    if (!section.has(name) || !in_asset(draft)) return false;
    section.members.erase(section.members.begin() +
                          static_cast<std::ptrdiff_t>(section.find(name)));
    draft.finding = {draft.section, head};
    return true;
  };
}

// An edit of nothing. What is known of the images goes too: it counts as an image.
inline auto drop_images() {
  return [](Draft& draft, Random& random) {
    return drop("input_images")(draft, random) && drop("images")(draft, random);
  };
}

// Says a member twice: found at the second.
inline auto repeat() {
  return [](Draft& draft, Random& random) {
    auto& members = members_of(draft);
    const auto member = random.index(members.size());
    members.push_back(members[member]);
    draft.finding = {draft.section, members.size() - 1};
    return true;
  };
}

// The finding stands at the head of the asset instead.
inline auto at_head(std::function<bool(Draft&, Random&)> make) {
  return [make = std::move(make)](Draft& draft, Random& random) {
    if (!make(draft, random)) return false;
    draft.finding.member = head;
    return true;
  };
}

// Takes the id of an asset that stands before it.
inline auto take_id() {
  return [](Draft& draft, Random& random) {
    if (!in_asset(draft) || draft.section == draft.manifest.first_asset) return false;
    const auto before = draft.section - draft.manifest.first_asset;
    const auto other = draft.manifest.first_asset + random.index(before);
    members_of(draft)[0].value = draft.manifest.sections[other].value_of("id");
    draft.finding = {draft.section, 0};
    return true;
  };
}

// Puts the same asset somewhere behind, under an id of its own.
inline auto copy_asset() {
  return [](Draft& draft, Random& random) {
    if (!in_asset(draft)) return false;
    auto& sections = draft.manifest.sections;
    auto copy = sections[draft.section];
    copy.members[0].value += "-again";
    const auto to = draft.section + 1 + random.index(sections.size() - draft.section);
    sections.insert(sections.begin() + static_cast<std::ptrdiff_t>(to), std::move(copy));
    draft.finding = {to, head};
    return true;
  };
}

// A transparent background where the format has none: found at the background, wherever the
// format is said.
inline auto transparent_jpeg(bool background_stands) {
  return [=](Draft& draft, Random& random) {
    if (!not_at({"fal", "vm0", "runflow"})(draft)) return false;
    const auto format = just(draft.host.format);
    const auto background = just("background");
    if (background_stands) {
      set_or_add(background, just("transparent"))(draft, random);
      set_or_add(format, just("jpeg"))(draft, random);
    } else {
      set_or_add(format, just("jpeg"))(draft, random);
      set_or_add(background, just("transparent"))(draft, random);
    }
    draft.finding = {draft.section, draft.manifest.sections[draft.section].find("background")};
    return true;
  };
}

// The budget of the manifest or of a group becomes less than its assets cost.
inline auto shrink_budget(bool of_group) {
  return [=](Draft& draft, Random& random) {
    if ((draft.section > 1) != of_group || in_asset(draft)) return false;
    const auto tiny = "{total: 0.0" + std::to_string(random.between(1, 999)) + " USD}";
    return set(just("budget"), just(tiny))(draft, random);
  };
}

// --- The table --------------------------------------------------------------------------------

inline auto size_mutations() -> std::vector<Mutation> {
  const auto name = key(&Host::size);
  return {
      {"a size off the grid", "OAI-SIZE-016", set(name, size({60, 80}, {55, 70}, 15))},
      {"too few pixels", "OAI-SIZE-MIN", set(name, size({20, 38}, {20, 38}))},
      {"too many pixels", "OAI-SIZE-MAX", set(name, size({200, 240}, {200, 240}))},
      {"an edge too long", "OAI-SIZE-EDGE", set(name, size({241, 260}, {81, 100}))},
      {"a ratio too wide", "OAI-SIZE-RATIO", set(name, size({160, 230}, {30, 50}))},
      {"a size that is none", "*-SIZE-SYNTAX",
       set(name, one_of({"huge", "1024by768", "1024*768"}), not_at({"fal"}))},
      {"a size in a group that is none", "*-SIZE-SYNTAX",
       set(name, one_of({"tall", "10x", "x10", "1024 by 768"}),
           [](const Draft& draft) { return !in_asset(draft); })},
      {"a preset that does not exist", "*-PARAM-VALUE",
       set(name, one_of({"square_uhd", "portrait", "landscape_21_9"}), at({"fal"}))},
  };
}

inline auto parameter_mutations() -> std::vector<Mutation> {
  const auto quality = just("quality");
  const auto no_quality = one_of({"hd", "ultra", "standard", "best", "xhigh", "Low"});
  const auto compatible = at({"openai", "azure", "vercel"});
  const std::string endless(32'001, 'y');
  return {
      {"a quality that is not listed", "*-PARAM-VALUE", set(quality, no_quality)},
      {"a quality for an asset of its own", "*-PARAM-VALUE", add(quality, no_quality)},
      {"a quality of the wrong type", "*-PARAM-TYPE", set(quality, number(1, 99))},
      {"a format that is not listed", "*-PARAM-VALUE",
       set_or_add(key(&Host::format), one_of({"bmp", "tiff", "avif", "PNG"}))},
      {"too many images", "*-PARAM-MAX",
       set_or_add(key(&Host::n), number(11, 500), not_at({"fal"}))},
      {"more images than others take", "FAL-IMAGES-BOUND",
       set_or_add(key(&Host::n), number(11, 500), at({"fal"}))},
      {"no images", "*-PARAM-MIN", set_or_add(key(&Host::n), number(-9, 0))},
      {"half an image", "*-PARAM-TYPE", set_or_add(key(&Host::n), one_of({"1.5", "2.25"}))},
      {"a number of images in words", "*-PARAM-TYPE",
       set_or_add(key(&Host::n), one_of({"two", "many", "[2]"}))},
      {"a background that is not listed", "OAI-PARAM-VALUE",
       set_or_add(just("background"), one_of({"clear", "white", "none"}), compatible)},
      {"a moderation that is not listed", "OAI-PARAM-VALUE",
       add(just("moderation"), one_of({"off", "high", "strict"}), compatible)},
      {"compression above its range", "OAI-PARAM-MAX",
       set_or_add(just("output_compression"), number(101, 900), compatible)},
      {"compression below its range", "OAI-PARAM-MIN",
       set_or_add(just("output_compression"), number(-99, -1), compatible)},
      {"too many previews", "OAI-PARAM-MAX",
       add(just("partial_images"), number(4, 99), compatible)},
      {"a parameter that nobody knows", "*-PARAM-UNKNOWN",
       add(one_of({"steps", "cfg_scale", "guidance", "negative_prompt", "colour"}), number(1, 50))},
      {"a parameter that is refused", "OAI-PARAM-UNKNOWN",
       add(one_of({"style", "response_format"}), one_of({"vivid", "url"}),
           at({"openai", "azure"}))},
      {"a parameter that this host refuses", "FAL-PARAM-UNKNOWN",
       add(just("transparent_background"), just("true"), at({"fal"}))},
      {"a compression that this host refuses", "VM0-COMPRESSION",
       add(just("outputCompression"), number(0, 100), at({"vm0"}))},
      {"a moderation that this host refuses", "VM0-MODERATION-LOW",
       add(just("moderation"), just("low"), at({"vm0"}))},
      {"a background that this host refuses", "VM0-BG-TRANSPARENT",
       add(just("background"), just("transparent"), at({"vm0"}))},
      {"a seed that the host ignores", "VM0-PARAM-IGNORED",
       add(just("seed"), number(1, 999), at({"vm0"}))},
      {"a seed that the gateway ignores", "VGW-PARAM-IGNORED",
       add(just("seed"), number(1, 999), at({"vercel"}))},
      {"transparency that the format lacks", "OAI-TRANSPARENT-FORMAT", transparent_jpeg(false)},
      {"a format without the transparency", "OAI-TRANSPARENT-FORMAT", transparent_jpeg(true)},
      {"an empty prompt", "OAI-PROMPT-EMPTY", set(just("prompt"), just("\"\""), compatible),
       In::not_csv},
      {"an empty prompt elsewhere", "*-PARAM-SHORT",
       set(just("prompt"), just("\"\""), at({"fal", "vm0", "runflow"})), In::not_csv},
      {"a prompt too long", "OAI-PROMPT-LONG", set(just("prompt"), just(endless), compatible)},
      {"a prompt too long elsewhere", "*-PARAM-LONG",
       set(just("prompt"), just(endless), at({"fal", "vm0"}))},
      {"no prompt", "*-PARAM-MISSING", drop("prompt")},
      {"an edit without images", "OAI-EDIT-IMAGES", drop_images()},
      {"quality misspelt", "*-PARAM-UNKNOWN", misspell(quality)},
      {"size misspelt", "*-PARAM-UNKNOWN", misspell(key(&Host::size))},
      {"format misspelt", "*-PARAM-UNKNOWN", misspell(key(&Host::format))},
      {"prompt misspelt", "*-PARAM-UNKNOWN", misspell(just("prompt"), true)},
      {"count misspelt", "*-PARAM-UNKNOWN", misspell(just("count"))},
  };
}

inline auto offer_mutations() -> std::vector<Mutation> {
  return {
      {"a provider that nobody knows", "REQ-PROVIDER",
       set(just("provider"), one_of({"opnai", "fall", "azur", "replica", "acme"}))},
      {"a model that the provider lacks", "REQ-MODEL",
       set(just("model"), one_of({"gpt-image-9", "gpt-imgae-2", "lumen-2"}))},
      {"an operation that the model lacks", "REQ-OPERATION",
       set_or_add(just("operation"), one_of({"upscale", "generat", "inpaint"}))},
      {"a tier that is not sold", "REQ-TIER",
       add(just("tier"), one_of({"express", "night", "gold"}))},
      {"an offer among several that nobody knows", "REQ-OFFER-UNKNOWN",
       add(just("any_of"), one_of({R"(["openai/gpt-image-3"])", R"(["fal/gpt"])"}))},
  };
}

inline auto manifest_mutations() -> std::vector<Mutation> {
  return {
      {"an id that is taken", "MANIFEST-ID-DUPLICATE", take_id(), In::not_csv},
      {"an asset that is there already", "MANIFEST-ASSET-DUPLICATE", copy_asset()},
      {"an asset over its budget", "BUDGET-ASSET",
       at_head(set_or_add(just("count"), number(20'000, 40'000))), In::yaml},
      {"assets over the budget", "BUDGET-TOTAL", shrink_budget(false), In::yaml},
      {"a group over its budget", "BUDGET-GROUP", shrink_budget(true), In::yaml},
      {"no images wanted", "INPUT-TYPE", set_or_add(just("count"), number(-20, 0))},
      {"a count that is no number", "INPUT-TYPE",
       set_or_add(just("count"), one_of({"2.5", "some", "[1]"}))},
      {"no attempts", "INPUT-TYPE", set_or_add(just("attempts"), one_of({"0", "-1", "1.5"}))},
      {"a day that does not exist", "INPUT-TYPE",
       set_or_add(just("as_of"), one_of({"2026-02-30", "2026-13-01", "31.12.2026", "soon"}))},
      {"a deadline that does not exist", "INPUT-TYPE",
       set_or_add(just("deadline"), one_of({"2027-02-29", "2027-00-10", "christmas"})), In::yaml},
      {"a weight that weighs nothing", "INPUT-TYPE",
       set(just("weight"), one_of({"-1", "heavy", "[2]"})), In::yaml},
      {"tags in one text", "INPUT-TYPE", add(just("tags"), one_of({"spring", "3"})), In::yaml},
      {"neither required nor not", "INPUT-TYPE", add(just("required"), one_of({"maybe", "2"})),
       In::yaml},
      {"a group that does not exist", "INPUT-UNKNOWN",
       set(just("group"), one_of({"heros", "icon", "draft", "card", "none"})), In::yaml},
      {"an input image without pixels", "INPUT-TYPE",
       set(just("input_images"), one_of({"[{width: 0}]", "[3]", "{width: 4}"})), In::yaml},
      {"no id", "INPUT-MISSING", drop("id"), In::yaml},
      {"something said twice", "INPUT-DUPLICATE", repeat(), In::yaml},
      {"a budget without a currency", "INPUT-VALUE",
       set(just("budget"), one_of({"{total: 40}", "{per_asset: 1 usd}", "{total: -1 USD}"})),
       In::yaml},
      {"a budget that is none", "INPUT-TYPE", set(just("budget"), one_of({"40 USD", "[40]"})),
       In::yaml},
      {"a version that does not exist", "INPUT-VALUE", set(just("version"), number(2, 30)),
       In::yaml},
      {"an id for a group", "INPUT-UNKNOWN",
       add(just("id"), just("x"),
           [](const Draft& draft) { return draft.section > 0 && !in_asset(draft); }),
       In::yaml},
      {"a parameter in the defaults that nobody knows", "OAI-PARAM-UNKNOWN",
       add(one_of({"steps", "qualty", "guidance"}), number(1, 50),
           [](const Draft& draft) { return draft.section == 1; }),
       In::yaml},
  };
}

// Writes a line of an asset, not its first, in a way that is no YAML. Found in that line, or in the
// one behind it, where the reader notices.
inline auto spoil(const std::function<std::string(const Member&)>& write, bool behind = false) {
  return [=](Draft& draft, Random& random) {
    auto& members = members_of(draft);
    if (!in_asset(draft) || members.size() < 4) return false;
    const auto member = 1 + random.index(members.size() - 2);
    members[member].line = write(members[member]);
    draft.finding = {draft.section, behind ? member + 1 : member};
    draft.also.push_back({draft.section, head});  // of the asset only what stands above is read
    return true;
  };
}

// What YAML itself does not take.
inline auto syntax_mutations() -> std::vector<Mutation> {
  const auto text = [](const Member& member) { return member.key + ": " + member.value; };
  return {
      {"a scalar that begins with a reserved character", "INPUT-SYNTAX",
       set(just("quality"), one_of({"@low", "`low`", "%low"})), In::yaml},
      {"an alias of nothing", "INPUT-SYNTAX", set(just("quality"), one_of({"*nowhere", "*sqare"})),
       In::yaml},
      {"brackets that do not match", "INPUT-SYNTAX",
       set(just("quality"), one_of({"{low]", "[low}", "low: high"})), In::yaml},
      {"text behind a quoted one", "INPUT-SYNTAX",
       set(just("prompt"), one_of({"\"A kite\" in the wind", "'A kite' at sea"})), In::yaml},
      {"a quote that is never closed", "INPUT-SYNTAX",
       set(just("prompt"), one_of({"'A kite in the wind", "'A kite", "'It''s a fox"})), In::yaml},
      {"an unknown escape", "INPUT-SYNTAX",
       set(just("prompt"), one_of({R"("a \q fox")", R"("C:\images")"})), In::yaml},
      {"a control character", "INPUT-SYNTAX",
       set(just("prompt"), one_of({"\"a \x01 fox\"", "\"a \x1b fox\""})), In::yaml},
      {"bytes that are no UTF-8", "INPUT-SYNTAX",
       set(just("prompt"), one_of({"\"a \xff fox\"", "\"caf\xe9\"", "\"\xc3\x28\""})), In::yaml},
      {"a tag", "INPUT-SYNTAX", set(just("quality"), one_of({"!!str low", "!best high"})),
       In::yaml},
      {"a tab for spaces", "INPUT-SYNTAX",
       spoil([=](const Member& member) { return "\t" + text(member); }), In::yaml},
      {"spaces too many", "INPUT-SYNTAX",
       spoil([=](const Member& member) { return "      " + text(member); }), In::yaml},
      {"spaces too few", "INPUT-SYNTAX",
       spoil([=](const Member& member) { return "   " + text(member); }), In::yaml},
      {"a dash too many", "INPUT-SYNTAX",
       spoil([=](const Member& member) { return "    - " + text(member); }), In::yaml},
      {"a colon too few", "INPUT-SYNTAX",
       spoil([=](const Member& member) { return "    " + member.key + " low"; }, true), In::yaml},
  };
}

inline auto mutations() -> std::vector<Mutation> {
  std::vector<Mutation> all;
  for (auto&& some : {size_mutations(), parameter_mutations(), offer_mutations(),
                      manifest_mutations(), syntax_mutations()}) {
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

}  // namespace tariff::test
