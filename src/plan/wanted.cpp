#include "plan/wanted.hpp"

#include <charconv>

#include "base/int128.hpp"
#include "engine/resolve.hpp"
#include "lint/open_record.hpp"
#include "lint/requests.hpp"

namespace tariff::planning {
namespace {

using base::Int128;

// An edge is never longer. Unit: pixels; products of two fit 64 bits.
constexpr std::int64_t longest_edge = 1'000'000;

auto parse_part(std::string_view text, std::int64_t& out) -> bool {
  const auto* end = text.data() + text.size();
  const auto [stop, fault] = std::from_chars(text.data(), end, out);
  return fault == std::errc{} && stop == end && out > 0 && out <= longest_edge;
}

auto whole_member(const Value& object, std::string_view name) -> std::int64_t {
  const auto* value = object.find(name);
  const bool whole = value != nullptr && value->is_number() && value->number_fits() &&
                     value->as_number().is_integer();
  return whole ? value->as_number().numerator() : 0;
}

auto within_limits(Edges edges) -> Edges {
  const bool sane = edges.known() && edges.width <= longest_edge && edges.height <= longest_edge;
  return sane ? edges : Edges{};
}

auto edges_in(const BoundRequest& bound) -> Edges {
  const auto dials = find_dials(*bound.offer, Date{});
  return within_limits({whole_in(bound, dials.width_slot), whole_in(bound, dials.height_slot)});
}

void read_named(const Record& record, const BoundRequest& bound, Wanted& out) {
  out.written = bound.offer;
  out.size = edges_in(bound);
  const auto each = lint::images_of(*bound.offer, record.request);
  // One request that makes several images wants them all.
  if (record.count == 1 && each.is_integer()) out.images = each.numerator();
}

auto read_shape(const Record& record, Wanted& out, Diagnostic& why) -> bool {
  if (record.aspect.empty() && !record.min_pixels) return true;
  out.size = {};
  out.least_pixels = record.min_pixels.value_or(0);
  if (record.aspect.empty() || parse_ratio(record.aspect, out.ratio)) return true;
  why.code = "INPUT-VALUE";
  why.path = "aspect";
  why.message = "aspect must be WIDTH:HEIGHT in whole numbers, such as 16:9";
  return false;
}

}  // namespace

auto parse_ratio(std::string_view text, Edges& out) -> bool {
  const auto colon = text.find(':');
  return colon != std::string_view::npos && parse_part(text.substr(0, colon), out.width) &&
         parse_part(text.substr(colon + 1), out.height);
}

auto whole_in(const BoundRequest& bound, catalog::SlotId slot) -> std::int64_t {
  if (slot >= bound.slots.size()) return 0;
  const auto& value = bound.slots[slot];
  const bool known = value.kind == engine::FieldValue::Kind::number && value.number.is_exact() &&
                     value.number.expected.is_integer();
  return known ? value.number.expected.numerator() : 0;
}

auto read_wanted(const Catalog& catalog, const Record& record, const PlanSettings& settings,
                 BoundRequest& bound, Wanted& out, Diagnostic& why) -> bool {
  out = {};
  out.images = record.count;
  out.larger = record.larger.value_or(settings.allow_larger.value_or(false));
  out.keep = settings.keep;
  if (record.request.model.empty()) {
    out.size = within_limits(
        {whole_member(record.canonical, "width"), whole_member(record.canonical, "height")});
    const auto each = whole_member(record.canonical, "n");
    if (record.count == 1 && each > 1) out.images = each;
  } else if (engine::resolve(catalog, record.request, bound, why)) {
    read_named(record, bound, out);
  } else {
    return false;
  }
  return read_shape(record, out, why);
}

auto fits(const Wanted& wanted, Edges edges) -> bool {
  if (wanted.size.known()) {
    if (edges == wanted.size) return true;
    return wanted.larger && edges.width >= wanted.size.width && edges.height >= wanted.size.height;
  }
  if (wanted.least_pixels > 0) {
    if (!edges.known() || Int128{edges.width} * edges.height < wanted.least_pixels) return false;
  }
  if (!wanted.ratio.known()) return true;
  return edges.known() &&
         Int128{edges.width} * wanted.ratio.height == Int128{edges.height} * wanted.ratio.width;
}

}  // namespace tariff::planning
