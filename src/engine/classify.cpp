#include <algorithm>
#include <optional>
#include <span>

#include "engine/cases.hpp"
#include "engine/kernel.hpp"
#include "tokens/estimate.hpp"

namespace tariff::engine {
namespace {

using catalog::Kernel;
using catalog::SlotClasses;

auto number_class(const SlotClasses& classes, Rational number) noexcept -> std::size_t {
  if (!number.is_integer()) return SlotClasses::none;
  const std::int64_t value = number.numerator();
  if (value < -Kernel::largest_number || value > Kernel::largest_number) return SlotClasses::none;
  std::size_t at = SlotClasses::first_number;
  for (const std::int64_t cut : classes.cuts) {
    if (value < cut) return at;
    if (value == cut) return at + 1;
    at += 2;
  }
  return at;
}

auto range_class(const SlotClasses& classes, const Range& range) noexcept -> std::size_t {
  for (std::size_t i = 0; i < classes.ranges.size(); ++i) {
    if (classes.ranges[i] == range) return classes.first_range() + i;
  }
  return SlotClasses::none;
}

auto text_class(const SlotClasses& classes, const FieldValue& field) noexcept -> std::size_t {
  // Strangers and the empty text share a symbol.
  if (field.symbol == base::no_symbol && !field.text.empty()) return SlotClasses::other_text;
  for (std::size_t i = 0; i < classes.words.size(); ++i) {
    if (classes.words[i] == field.symbol) return classes.first_word() + i;
  }
  return SlotClasses::other_text;
}

// The class of a field of a slot of this type.
auto class_of(const SlotClasses& classes, lang::Type type, const FieldValue& field) noexcept
    -> std::size_t {
  const bool is_number = type == lang::Type::integer || type == lang::Type::number;
  switch (field.kind) {
    case FieldValue::Kind::absent: return SlotClasses::absent;
    case FieldValue::Kind::invalid: return SlotClasses::unreadable;
    case FieldValue::Kind::boolean:
      if (type != lang::Type::boolean) return SlotClasses::none;
      return field.boolean ? SlotClasses::yes : SlotClasses::no;
    case FieldValue::Kind::text:
      return type == lang::Type::text ? text_class(classes, field) : SlotClasses::none;
    case FieldValue::Kind::list:
      if (type != lang::Type::list) return SlotClasses::none;
      return field.list.empty() ? SlotClasses::empty_list : SlotClasses::list;
    case FieldValue::Kind::number:
      if (!is_number) return SlotClasses::none;
      return field.number.is_exact() ? number_class(classes, field.number.low)
                                     : range_class(classes, field.number);
  }
  return SlotClasses::none;
}

// The class of a field whose word leaves the choice to the provider.
auto open_class(const catalog::Offer& offer, const SlotClasses& classes,
                const OpenField& open) noexcept -> std::size_t {
  for (std::size_t i = 0; i < classes.open.size(); ++i) {
    const auto [parameter, word] = classes.open[i];
    if (&offer.parameters[parameter].words[word] == open.word) return classes.first_open() + i;
  }
  return SlotClasses::none;
}

auto open_field(const BoundRequest& bound, catalog::SlotId slot) noexcept -> const OpenField* {
  for (const OpenField& open : bound.open) {
    if (open.slot == slot) return &open;
  }
  return nullptr;
}

auto count_tokens(BoundRequest& bound) noexcept -> bool {
  for (const std::uint16_t slot : bound.offer->kernel.counted) {
    FieldValue& field = bound.slots[slot];
    if (field.kind != FieldValue::Kind::text) continue;
    const catalog::Encoding& encoding = bound.offer->cards.back().encoding;
    if (!tokens::count(field.text, encoding, field.number)) return false;
    field.counted = &encoding;
    if (field.number.high > Rational{Kernel::most_tokens}) return false;
  }
  return true;
}

// Of slot `index` of the kernel. False: of none that the kernel knows.
auto find_class_at(const BoundRequest& bound, std::size_t index, std::uint16_t& out) noexcept
    -> bool {
  const catalog::Offer& offer = *bound.offer;
  const SlotClasses& classes = offer.kernel.slots[index];
  const OpenField* open = bound.open.empty() ? nullptr : open_field(bound, classes.slot);
  const std::size_t found = open != nullptr ? open_class(offer, classes, *open)
                                            : class_of(classes, offer.slots[classes.slot].type,
                                                       bound.slots[classes.slot]);
  if (found == SlotClasses::none || offer.kernel.expected[classes.first + found] == 0) return false;
  out = static_cast<std::uint16_t>(classes.first + found);
  return true;
}

auto text_class(const Kernel& kernel, const catalog::CatalogData& catalog,
                const std::string& text) noexcept -> std::size_t {
  if (text.empty()) return 0;
  const base::Symbol symbol = catalog.find_symbol(text);
  const auto& words = kernel.images.words;
  const auto at = std::find(words.begin(), words.end(), symbol);
  return at == words.end() || symbol == base::no_symbol
             ? 1
             : 2 + static_cast<std::size_t>(at - words.begin());
}

auto is_within(const std::optional<std::int64_t>& value, std::int64_t low,
               std::int64_t high) noexcept -> bool {
  return !value || (low <= *value && *value <= high);
}

auto find_image_classes(BoundRequest& bound) noexcept -> bool {
  const Kernel& kernel = bound.offer->kernel;
  if (bound.offer->images_slot >= bound.slots.size()) return true;
  const std::span<const InputImage> images = bound.slots[bound.offer->images_slot].list;
  if (images.size() > bound.image_classes.size()) return false;
  for (std::size_t i = 0; i < images.size(); ++i) {
    const InputImage& image = images[i];
    if (!is_within(image.width, 1, Kernel::longest_edge) ||
        !is_within(image.height, 1, Kernel::longest_edge) ||
        !is_within(image.bytes, 0, Kernel::most_bytes)) {
      return false;
    }
    bound.image_classes[i] = static_cast<std::uint16_t>(kernel.images.index(
        image.width.has_value(), image.height.has_value(), image.bytes.has_value(),
        text_class(kernel, *bound.catalog, image.format),
        text_class(kernel, *bound.catalog, image.role)));
  }
  return true;
}

auto find_classes(BoundRequest& bound) noexcept -> bool {
  if (bound.open.size() > 1 && Cases{bound}.count() >= Cases::max_cases) return false;
  for (std::size_t i = 0; i < bound.offer->kernel.slots.size(); ++i) {
    if (!find_class_at(bound, i, bound.classes[i])) return false;
  }
  return true;
}

}  // namespace

auto find_class(const BoundRequest& bound, std::size_t index, std::uint16_t& out) noexcept -> bool {
  return find_class_at(bound, index, out);
}

void classify(BoundRequest& bound) noexcept {
  const Kernel& kernel = bound.offer->kernel;
  bound.classified = kernel.slots.size() <= bound.classes.size() && count_tokens(bound) &&
                     find_image_classes(bound) && find_classes(bound);
}

}  // namespace tariff::engine
