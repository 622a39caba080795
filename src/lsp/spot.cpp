#include "lsp/spot.hpp"

#include <algorithm>
#include <string>

#include "lint/judge_record.hpp"
#include "lint/open_record.hpp"
#include "lsp/vocabulary.hpp"

namespace tariff::lsp {
namespace {

using Kind = OutlineNode::Kind;

// The steps of a place from one of them on.
class SpotFinder {
 public:
  SpotFinder(const ManifestOutline& outline, const OutlinePlace& place)
      : outline_(outline), place_(place), root_(outline.root()) {}

  auto find() -> Spot {
    const auto& steps = place_.steps;
    if (root_.kind == Kind::list || outline_.is_record()) return record();
    if (steps.empty() || is_key(0)) return key(Spot::Kind::manifest_key, in_manifest, 0);
    const auto section = place_.name(0);
    if (section == "budget") return budget(in_budget | in_whole_budget, 1);
    if (section == "plan") return plan();
    if (section == "defaults") return layer({defaults()}, in_defaults, 1);
    if (section == "groups") return group();
    if (section == "assets" && steps.size() > 1) return asset();
    return {};
  }

 private:
  // Whether the place is the key of this step, which is the last one.
  [[nodiscard]] auto is_key(std::size_t step) const -> bool {
    return place_.on_key && step + 1 == place_.steps.size();
  }
  // Whether the place is in a map itself, or in a lone word where a map is to come.
  [[nodiscard]] auto is_in_map(std::size_t step) const -> bool {
    return step == place_.steps.size() && place_.node->kind != Kind::list;
  }
  [[nodiscard]] auto defaults() const -> const OutlineNode* { return root_.find("defaults"); }

  [[nodiscard]] auto make_layers(std::vector<const OutlineNode*> maps) const -> Layers {
    std::erase(maps, nullptr);
    return {&outline_, std::move(maps)};
  }

  auto key(Spot::Kind kind, std::uint16_t places, std::size_t step) -> Spot {
    Spot spot = spot_;
    spot.kind = kind;
    spot.places = places;
    if (step < place_.steps.size()) {
      spot.member = place_.steps[step].member;
      spot.map = place_.steps[step].node;
      spot.name = place_.name(step);
    } else {
      spot.map = place_.node;
    }
    return spot;
  }

  auto value(Spot::Kind kind, std::size_t step) -> Spot {
    auto spot = key(kind, 0, step);
    spot.places = 0;
    return spot;
  }

  auto group() -> Spot {
    if (place_.steps.size() == 1 || is_key(1)) return key(Spot::Kind::group_name, 0, 1);
    const auto* own = place_.steps[1].member == nullptr ? nullptr : &place_.steps[1].member->value;
    if (place_.steps.size() > 2 && place_.name(2) == "budget" && !is_key(2))
      return budget(in_budget, 3);
    return layer({own, defaults()}, in_group, 2);
  }

  auto asset() -> Spot {
    const auto& step = place_.steps[1];
    if (step.node->kind != Kind::list) return {};
    const auto* own = &step.node->items[step.index];
    spot_.asset = own;
    const auto* group = group_of(*own);
    return layer({own, group, defaults()}, in_asset, 2);
  }

  [[nodiscard]] auto group_of(const OutlineNode& asset) const -> const OutlineNode* {
    const auto* groups = root_.find("groups");
    const auto name = make_layers({&asset, defaults()}).text_of("group");
    return groups == nullptr || name.empty() ? nullptr : groups->find(name);
  }

  // A record of a JSON document, or one of an array of them.
  auto record() -> Spot {
    const bool listed = root_.kind == Kind::list;
    if (listed && place_.steps.empty()) return {};
    const auto* own = listed ? &root_.items[place_.steps[0].index] : &root_;
    spot_.asset = own;
    return layer({own}, in_asset, listed ? 1 : 0);
  }

  auto layer(std::vector<const OutlineNode*> maps, std::uint16_t places, std::size_t step) -> Spot {
    spot_.layers = make_layers(std::move(maps));
    if (is_in_map(step) || is_key(step)) return key(Spot::Kind::setting_key, places, step);
    if (step >= place_.steps.size()) return {};
    const auto name = place_.name(step);
    if (name == "params") return parameters(step + 1);
    if (name == "needs") {
      return members(Spot::Kind::need_key, Spot::Kind::need_value, 0, step + 1);
    }
    if (name == "input_images") {
      return members(Spot::Kind::image_key, Spot::Kind::image_value, in_image, step + 2);
    }
    return setting(step);
  }

  auto parameters(std::size_t step) -> Spot {
    if (step + 1 < place_.steps.size()) return size_or_value(Spot::Kind::parameter_value, step);
    return members(Spot::Kind::parameter_key, Spot::Kind::parameter_value, 0, step);
  }

  auto setting(std::size_t step) -> Spot { return size_or_value(Spot::Kind::setting_value, step); }

  // A value; in brackets or below a key of it, a part of one.
  auto size_or_value(Spot::Kind kind, std::size_t step) -> Spot {
    const bool in_map = step + 1 < place_.steps.size() && place_.steps[step + 1].member != nullptr;
    const bool is_map = step + 1 == place_.steps.size() && place_.node->kind == Kind::map;
    if (!in_map && !is_map) return value(kind, step);
    auto spot = value(Spot::Kind::size_key, step);
    spot.map = in_map ? place_.steps[step + 1].node : place_.node;
    return in_map && !is_key(step + 1) ? value(kind, step) : spot;
  }

  auto members(Spot::Kind of_key, Spot::Kind of_value, std::uint16_t places, std::size_t step)
      -> Spot {
    if (is_in_map(step) || is_key(step)) return key(of_key, places, step);
    return step < place_.steps.size() ? value(of_value, step) : Spot{};
  }

  auto budget(std::uint16_t places, std::size_t step) -> Spot {
    return members(Spot::Kind::budget_key, Spot::Kind::budget_value, places, step);
  }

  auto plan() -> Spot {
    const bool deeper = place_.steps.size() > 1 && !is_key(1);
    const auto name = deeper ? place_.name(1) : std::string_view{};
    if (name == "quality") return plan_members(in_plan_quality, 2);
    if (name == "providers") return plan_members(in_plan_providers, 2);
    return plan_members(in_plan, 1);
  }
  auto plan_members(std::uint16_t places, std::size_t step) -> Spot {
    return members(Spot::Kind::plan_key, Spot::Kind::plan_value, places, step);
  }

  const ManifestOutline& outline_;
  const OutlinePlace& place_;
  const OutlineNode& root_;
  Spot spot_;  // what all answers share
};

auto is_section(std::string_view name) -> bool {
  return manifest_key(name, in_manifest) != nullptr;
}

}  // namespace

ManifestOutline::ManifestOutline(std::string_view text) : root_(read_outline(text)) {
  keep_anchors(root_);
}

void ManifestOutline::keep_anchors(const OutlineNode& node) {
  if (!node.anchor.empty()) anchors_.emplace(node.anchor, &node);
  for (const auto& member : node.members) keep_anchors(member.value);
  for (const auto& item : node.items) keep_anchors(item);
}

auto ManifestOutline::is_manifest() const noexcept -> bool {
  const auto& members = root_.members;
  const bool named = root_.find("assets") != nullptr || root_.find("defaults") != nullptr;
  return root_.kind != Kind::list &&
         (named || std::all_of(members.begin(), members.end(), [](const OutlineMember& each) {
            return !each.has_colon || is_section(each.key.text);
          }));
}

auto ManifestOutline::is_record() const noexcept -> bool {
  const auto& first = root_.kind == Kind::list && !root_.items.empty() ? root_.items[0] : root_;
  return first.find("params") != nullptr &&
         (first.find("provider") != nullptr || first.find("model") != nullptr);
}

auto ManifestOutline::find(const OutlineNode& map, std::string_view key) const
    -> const OutlineNode* {
  if (const auto* own = map.find(key)) return own;
  const auto* merged = map.find("<<");
  if (merged == nullptr) return nullptr;
  const auto found = anchors_.find(merged->alias);
  // One level: what is merged into a merged map is not followed.
  return found == anchors_.end() ? nullptr : found->second->find(key);
}

auto Layers::find(std::string_view key) const -> const OutlineNode* {
  for (const auto* map : maps) {
    if (const auto* found = outline->find(*map, key)) return found;
  }
  return nullptr;
}

auto Layers::text_of(std::string_view key) const -> std::string_view {
  const auto* node = find(key);
  return node == nullptr || node->kind != Kind::scalar ? std::string_view{} : node->text;
}

auto offers_of(const Catalog& catalog, const Layers& layers) -> std::vector<const catalog::Offer*> {
  Record record;
  auto& request = record.request;
  request.provider = layers.text_of("provider");
  request.model = layers.text_of("model");
  request.operation = layers.text_of("operation");
  request.endpoint = layers.text_of("endpoint");
  if (const auto* any_of = layers.find("any_of")) {
    for (const auto& item : any_of->items) record.any_of.emplace_back(item.text);
  }
  std::vector<Request> requests;
  if (!record.any_of.empty()) {
    std::vector<std::string> unknown;
    for (auto& each : lint::candidates_of(catalog, record, unknown)) {
      requests.push_back(std::move(each.request));
    }
  } else if (Diagnostic why;
             !request.model.empty() && lint::settle_provider(catalog, request, why)) {
    requests.push_back(std::move(request));
  }
  std::vector<const catalog::Offer*> offers;
  for (const auto& each : requests) {
    OfferId id{};
    Diagnostic why;
    if (!catalog.find(each, id, why)) continue;
    offers.push_back(&catalog.data().offers[static_cast<std::uint32_t>(id)]);
  }
  return offers;
}

auto find_spot(const ManifestOutline& outline, const OutlinePlace& place) -> Spot {
  return SpotFinder{outline, place}.find();
}

}  // namespace tariff::lsp
