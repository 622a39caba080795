#include "lsp/vocabulary.hpp"

#include <algorithm>
#include <array>

namespace tariff::lsp {
namespace {

constexpr std::uint16_t grouped = in_defaults | in_asset;  // a group is in no group
constexpr std::uint16_t budgeted = in_manifest | in_group;
constexpr std::uint16_t planned = in_layers | in_plan;

constexpr std::array<ManifestKey, 55> keys{{
    {"version", in_manifest, "Version of the format: 1.", "", " 1"},
    {"defaults", in_manifest, "Settings of every asset.", "\n  ", ""},
    {"groups", in_manifest, "Groups of assets by name; settings of a group go over the defaults.",
     "\n  ", "\n  ${1:name}:\n    $0"},
    {"assets", in_manifest, "The images wanted.", "\n  - ", "\n  - id: ${1:name}\n    $0"},
    {"budget", budgeted, "Limits of what may be spent.", " {total: 0 USD}",
     " {total: ${1:10} ${2:USD}}"},
    {"plan", in_manifest, "How the assets are planned.", "\n  ", ""},
    {"total", in_budget, "The most that all may cost together, such as 40 USD.", "", ""},
    {"per_asset", in_budget, "The most that one asset may cost, such as 0.50 USD.", "", ""},
    {"providers", in_whole_budget, "The most that each provider may cost, such as {acme: 10 USD}.",
     " {}", " {${1:name}: ${2:10} ${3:USD}}"},
    {"id", in_asset, "Name of the asset; each has its own.", "", ""},
    {"group", grouped, "Name of a group: its settings go over the defaults.", "", ""},
    {"provider", in_layers, "Who is asked, and bills it.", "", ""},
    {"model", in_layers, "The model's name at that provider; without it the planner chooses.", "",
     ""},
    {"operation", in_layers, "What the model does: generate, edit, …", "", ""},
    {"endpoint", in_layers, "A path such as /v1/images/edits; may stand for `operation`.", "", ""},
    {"tier", in_layers, "Service tier.", "", ""},
    {"as_of", in_layers, "Rules and prices of this day, such as 2026-01-31.", "", ""},
    {"any_of", in_layers,
     "Offers that will do: provider/model, or provider/model/operation. The cheapest is taken.",
     " []", " [$1]"},
    {"count", in_layers, "Images wanted.", "", ""},
    {"attempts", in_layers, "Expected tries for each image that is kept.", "", ""},
    {"weight", in_layers, "How much this matters to the planner.", "", ""},
    {"min_quality", planned,
     "The least quality that the planner may choose: a rendering quality, or points.", "", ""},
    {"aspect", in_layers, "Width to height, such as 16:9, where the planner chooses the size.", "",
     ""},
    {"min_pixels", in_layers, "The least pixels of an image, where the planner chooses the size.",
     "", ""},
    {"larger", planned, "Whether a larger image may be made and cut to size.", "", ""},
    {"immediate", planned, "Whether service tiers that answer later will not do.", "", ""},
    {"pinned", in_layers, "Whether the request is sent as it is written.", "", ""},
    {"only", planned, "Providers, provider/model, or models as rendered, and no others.", " []",
     " [$1]"},
    {"forbid", planned, "Providers, provider/model, or models as rendered that are not chosen.",
     " []", " [$1]"},
    {"input_images", in_layers, "What is known of the input images.", " []", " [{$1}]"},
    {"deadline", in_layers, "The day by which it must be there.", "", ""},
    {"required", in_layers, "Whether the planner may leave it out.", "", ""},
    {"tags", in_layers, "For grouping in reports.", " []", " [$1]"},
    {"params", in_layers,
     "Parameters under the provider's own names. Any other key that is not a setting is one too.",
     " {}", " {$1}"},
    {"needs", in_layers,
     "What is wanted in canonical fields (width, height, quality, …), whoever makes it.", " {}",
     " {$1}"},
    {"prompt", in_layers, "What the image shows.", "", " \"$1\""},
    {"prompt_file", in_layers, "File that holds the prompt, relative to the manifest.", "", ""},
    {"maximize", in_plan, "The goal: the best quality that the budget allows.", "", " quality"},
    {"minimize", in_plan, "The goal: the least cost at the wanted quality.", "", " cost"},
    {"plan_on", in_plan, "Which point of a cost that is a range counts: low, expected, high, 80%.",
     "", ""},
    {"unknown_costs", in_plan, "Whether what has no price may be chosen: allowed, refused.", "",
     ""},
    {"unservable", in_plan, "What becomes of an asset without an option: leave_out, fatal.", "",
     ""},
    {"min_average", in_plan, "The least weighted mean score of all images. Unit: points.", "", ""},
    {"keep", in_plan, "What of an asset stays as it is written: provider, model, quality, tier.",
     " []", " [$1]"},
    {"providers", in_plan, "How many providers a plan may have.", " {at_most: 1}",
     " {at_most: ${1:1}}"},
    {"caps", in_plan, "The most images of an offer, by provider/model.", "\n  ", ""},
    {"quality", in_plan, "Scores and steps of your own.", "\n  ", ""},
    {"at_most", in_plan_providers, "How many providers a plan may have.", "", ""},
    {"steps", in_plan_quality, "Points of a rendering quality, relative to the others.", " {}",
     " {$1}"},
    {"scores", in_plan_quality, "Points of a model, or of each of its rendering qualities.", " {}",
     " {$1}"},
    {"width", in_image, "Width in pixels.", "", ""},
    {"height", in_image, "Height in pixels.", "", ""},
    {"bytes", in_image, "Size of the encoded file in bytes.", "", ""},
    {"format", in_image, "File format: png, jpeg, webp, …", "", ""},
    {"role", in_image, "What the image is for: mask, …", "", ""},
}};

using Words = std::span<const std::string_view>;

constexpr std::array<std::string_view, 1> goals_up{"quality"};
constexpr std::array<std::string_view, 1> goals_down{"cost"};
constexpr std::array<std::string_view, 3> cost_points{"low", "expected", "high"};
constexpr std::array<std::string_view, 2> unknown_costs{"allowed", "refused"};
constexpr std::array<std::string_view, 2> unservable{"leave_out", "fatal"};
constexpr std::array<std::string_view, 4> kept{"provider", "model", "quality", "tier"};

struct WordsOfKey {
  std::string_view key;
  Words words;
};
constexpr std::array<WordsOfKey, 6> words_of_plan{{{"maximize", goals_up},
                                                   {"minimize", goals_down},
                                                   {"plan_on", cost_points},
                                                   {"unknown_costs", unknown_costs},
                                                   {"unservable", unservable},
                                                   {"keep", kept}}};

}  // namespace

auto manifest_keys() noexcept -> std::span<const ManifestKey> {
  return keys;
}

auto manifest_key(std::string_view name, std::uint16_t places) noexcept -> const ManifestKey* {
  const auto* found = std::find_if(keys.begin(), keys.end(), [&](const ManifestKey& each) {
    return each.name == name && (each.places & places) != 0;
  });
  return found == keys.end() ? nullptr : found;
}

auto plan_words(std::string_view key) noexcept -> std::span<const std::string_view> {
  const auto* found = std::find_if(words_of_plan.begin(), words_of_plan.end(),
                                   [&](const WordsOfKey& each) { return each.key == key; });
  return found == words_of_plan.end() ? Words{} : found->words;
}

}  // namespace tariff::lsp
