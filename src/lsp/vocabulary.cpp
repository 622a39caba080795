#include "lsp/vocabulary.hpp"

#include <algorithm>
#include <array>

namespace tariff::lsp {
namespace {

constexpr std::uint8_t grouped = in_defaults | in_asset;  // a group is in no group
constexpr std::uint8_t budgeted = in_manifest | in_group;

constexpr std::array<ManifestKey, 33> keys{{
    {"version", in_manifest, "Version of the format: 1.", "", " 1"},
    {"defaults", in_manifest, "Settings of every asset.", "\n  ", ""},
    {"groups", in_manifest, "Groups of assets by name; settings of a group go over the defaults.",
     "\n  ", "\n  ${1:name}:\n    $0"},
    {"assets", in_manifest, "The images wanted.", "\n  - ", "\n  - id: ${1:name}\n    $0"},
    {"budget", budgeted, "Limits of what may be spent.", " {total: 0 USD}",
     " {total: ${1:10} ${2:USD}}"},
    {"total", in_budget, "The most that all may cost together, such as 40 USD.", "", ""},
    {"per_asset", in_budget, "The most that one asset may cost, such as 0.50 USD.", "", ""},
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
    {"min_quality", in_layers, "The least rendering quality that the planner may choose.", "", ""},
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
    {"width", in_image, "Width in pixels.", "", ""},
    {"height", in_image, "Height in pixels.", "", ""},
    {"bytes", in_image, "Size of the encoded file in bytes.", "", ""},
    {"format", in_image, "File format: png, jpeg, webp, …", "", ""},
    {"role", in_image, "What the image is for: mask, …", "", ""},
}};

}  // namespace

auto manifest_keys() noexcept -> std::span<const ManifestKey> {
  return keys;
}

auto manifest_key(std::string_view name, std::uint8_t places) noexcept -> const ManifestKey* {
  const auto* found = std::find_if(keys.begin(), keys.end(), [&](const ManifestKey& each) {
    return each.name == name && (each.places & places) != 0;
  });
  return found == keys.end() ? nullptr : found;
}

}  // namespace tariff::lsp
