// What stands under the pointer, explained.
#include <algorithm>

#include "lsp/describe.hpp"
#include "lsp/feature.hpp"
#include "lsp/spot.hpp"
#include "lsp/vocabulary.hpp"

namespace tariff::lsp {
namespace {

using catalog::Offer;
using catalog::Parameter;

auto find_parameter(const Offer& offer, std::string_view name) -> const Parameter* {
  const auto found = std::find_if(offer.parameters.begin(), offer.parameters.end(),
                                  [&](const Parameter& each) { return each.name == name; });
  return found == offer.parameters.end() ? nullptr : &*found;
}

class Hover {
 public:
  Hover(const Feature& of, std::size_t offset)
      : of_(of),
        data_(of.catalog.data()),
        offset_(offset),
        outline_(of.document.text()),
        place_(find_place(outline_.root(), offset)),
        spot_(find_spot(outline_, place_)),
        out_(of.client.hover_markdown) {}

  void write(report::JsonWriter& json) {
    const bool lined =
        of_.analysis.lint.kind == InputKind::jsonl || of_.analysis.lint.kind == InputKind::csv;
    if (lined) {
      asset_on_line();
    } else if (outline_.is_manifest() || outline_.is_record()) {
      explain();
    }
    if (out_.empty()) {
      json.null();
      return;
    }
    json.begin_object().key("contents").begin_object();
    json.member("kind", out_.is_markdown() ? "markdown" : "plaintext").member("value", out_.str());
    json.end_object();
    if (range_.end > range_.begin) {
      json.key("range");
      write_range(json, of_.document, range_);
    }
    json.end_object();
  }

 private:
  void explain() {
    if (place_.node != nullptr && place_.node->kind == OutlineNode::Kind::scalar) {
      range_ = place_.node->range;
    }
    using Kind = Spot::Kind;
    switch (spot_.kind) {
      case Kind::manifest_key: return section();
      case Kind::group_name: return totals(spot_.name);
      case Kind::setting_key:
      case Kind::setting_value: return setting();
      case Kind::parameter_key:
      case Kind::parameter_value:
      case Kind::size_key: return parameter();
      case Kind::need_key:
      case Kind::need_value: field(); return;
      case Kind::budget_key:
      case Kind::plan_key:
      case Kind::image_key: return key(spot_.places);
      default: return;
    }
  }

  void section() {
    key(in_manifest);
    if (spot_.name == "assets" || spot_.name == "budget" || spot_.name == "groups") {
      describe_totals(out_, "in total", of_.analysis.report.totals);
    }
  }

  void totals(std::string_view group) {
    const auto found = of_.analysis.report.groups.find(std::string{group});
    if (found != of_.analysis.report.groups.end()) {
      describe_totals(out_, "group " + std::string{group}, found->second);
    }
  }

  // A key that means the same in every manifest.
  void key(std::uint16_t places) {
    const auto* known = manifest_key(spot_.name, places);
    if (known == nullptr) return;
    out_.paragraph().strong(spot_.name).text(": ").text(known->about);
  }

  void setting() {
    const auto& name = spot_.name;
    const bool names_offer = name == "provider" || name == "model" || name == "operation" ||
                             name == "endpoint" || name == "any_of";
    if (name.empty() || name == "id") return asset();
    if (names_offer) {
      offers();
    } else if (name == "group") {
      totals(spot_.layers.text_of("group"));
    } else if (name == "aspect") {
      key(in_layers);  // a field has this name too, and is another thing
    } else if (!parameter_of_offers(name == "prompt_file" ? "prompt" : name)) {
      key(in_layers);
    }
  }

  void offers() {
    const auto offers = offers_of(of_.catalog, spot_.layers);
    for (const auto* offer : offers) {
      const bool other = spot_.name == "any_of" && offers.size() > 1 && !place_.on_key &&
                         place_.node != nullptr && !place_.node->text.empty() &&
                         !is_named(*offer, place_.node->text);
      if (!other) describe_offer(out_, data_, *offer, of_.today);
    }
    if (offers.empty()) key(in_layers);
  }

  static auto is_named(const Offer& offer, std::string_view name) -> bool {
    const auto model = offer.provider + "/" + offer.model;
    return name == model || name == model + "/" + offer.operation;
  }

  void parameter() {
    if (!parameter_of_offers(spot_.name) && spot_.name.empty()) asset();
  }

  auto parameter_of_offers(std::string_view name) -> bool {
    bool found = false;
    for (const auto* offer : offers_of(of_.catalog, spot_.layers)) {
      const auto* parameter = find_parameter(*offer, name);
      if (parameter != nullptr) describe_parameter(out_, data_, *offer, *parameter);
      found = found || parameter != nullptr;
    }
    return found || field();
  }

  auto field() -> bool {
    for (const auto& field : data_.fields) {
      if (field.name != spot_.name) continue;
      out_.paragraph().strong(field.name).text(": ").text(field.about);
      if (!field.unit.empty()) out_.text(" Unit: ").text(field.unit);
      return true;
    }
    return false;
  }

  // Records start inside of their asset.
  void asset() {
    if (spot_.asset == nullptr) return;
    const auto within = spot_.asset->range;
    show_record([&](const Location& place) {
      return within.contains(static_cast<std::size_t>(place.offset));
    });
  }

  void asset_on_line() {
    const auto line = of_.document.line_at(offset_);
    show_record([&](const Location& place) {
      return line.contains(static_cast<std::size_t>(place.offset));
    });
    range_ = line;
  }

  template <class Fits>
  void show_record(Fits fits) {
    const auto& records = of_.analysis.records;
    const auto found = std::find_if(records.begin(), records.end(), [&](const auto& each) {
      return each.location.line != 0 && fits(each.location);
    });
    if (found != records.end()) describe_asset(out_, data_, *found);
  }

  const Feature& of_;
  const catalog::CatalogData& data_;
  std::size_t offset_;
  ManifestOutline outline_;
  OutlinePlace place_;
  Spot spot_;
  Markup out_;
  ByteRange range_;
};

}  // namespace

void write_hover(report::JsonWriter& out, const Feature& of, Position position) {
  Hover{of, of.document.offset_of(position)}.write(out);
}

}  // namespace tariff::lsp
