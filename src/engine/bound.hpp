// A request read against its offer: what every later step works on.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "catalog/limits.hpp"
#include "catalog/model.hpp"
#include "engine/cell.hpp"
#include "tariff/evaluate.hpp"

namespace tariff {
inline namespace v0 {

// Something that reading the request found. Which day it is does not matter to any of these.
struct BoundFinding {
  catalog::FindingKind kind{};
  const catalog::Parameter* parameter = nullptr;  // null: the name is not one of the offer's
  std::string_view name;                          // as the request wrote it
  const Value* value = nullptr;                   // null when nothing was given
  std::int64_t count = 0;                         // code points or items, where they are at fault
};

// A dated word that the request uses.
struct BoundWord {
  const catalog::Parameter* parameter = nullptr;
  const catalog::Word* word = nullptr;
  const Value* value = nullptr;
};

// A field whose value the provider chooses.
struct OpenField {
  catalog::SlotId slot = catalog::no_slot;
  const catalog::Parameter* parameter = nullptr;
  const catalog::Word* word = nullptr;
};

struct BoundRequest {
  const catalog::CatalogData* catalog = nullptr;
  const Request* request = nullptr;
  const catalog::Offer* offer = nullptr;
  const catalog::OfferName* name = nullptr;
  const Value* body = nullptr;  // the parameters, out of their envelope
  std::vector<engine::FieldValue> slots;
  std::vector<const Value*> given;  // by parameter: the value in force; null where there is none
  std::vector<std::uint8_t> defaulted;  // by parameter: the value is the offer's default
  std::vector<BoundFinding> findings;
  std::vector<BoundWord> dated_words;
  std::vector<OpenField> open;
  std::vector<InputImage> images;          // when the request's own list does not do
  std::vector<InputImage> unknown_images;  // what lists of the pack's own hold; only ever grows
  std::vector<std::uint32_t> guesses;      // by member: which parameter it was the last time
  std::uint32_t name_guess = 0;            // the offer's name of the last time
  // By slot of the offer's kernel: the class of its value, counted over all slots' classes.
  std::array<std::uint16_t, catalog::most_slots> classes;
  std::array<std::uint16_t, catalog::Kernel::most_images> image_classes;
  bool classified = false;  // every field is of a class that the kernel knows
};

}  // namespace v0

namespace engine {

// Reads `request` against `offer` into `out`, whose buffers are used again. Works on any input.
void bind(const catalog::CatalogData& catalog, const catalog::Offer& offer, const Request& request,
          BoundRequest& out);

// "WxH" with the separator of the parameter: positive, no sign, no leading zero, at most nine
// digits each.
[[nodiscard]] auto parse_size(std::string_view text, std::string_view separator,
                              std::int64_t& width, std::int64_t& height) noexcept -> bool;

}  // namespace engine
}  // namespace tariff
