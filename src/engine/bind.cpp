#include <algorithm>
#include <charconv>

#include "base/text_source.hpp"
#include "engine/bound.hpp"
#include "engine/kernel.hpp"

namespace tariff::engine {
namespace {

using catalog::FindingKind;
using catalog::Parameter;
using catalog::ParameterType;
using catalog::Word;

// Members of a body whose place is remembered.
constexpr std::size_t most_guesses = 64;

auto parse_edge(std::string_view text, std::int64_t& out) noexcept -> bool {
  if (text.empty() || text.size() > 9 || text.front() == '0') return false;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size() && out > 0;
}

// Reads one request against one offer.
class Binder {
 public:
  Binder(const catalog::CatalogData& catalog, const catalog::Offer& offer, const Request& request,
         BoundRequest& out)
      : catalog_(catalog), offer_(offer), request_(request), out_(out) {}

  void bind() {
    reset();
    bind_members();
    bind_missing();
    bind_own_lists();
    bind_images();
  }

 private:
  void reset() {
    out_.catalog = &catalog_;
    out_.offer = &offer_;
    out_.request = &request_;
    out_.body = &body_of(request_.params);
    reset_slots();
    out_.given.assign(offer_.parameters.size(), nullptr);
    out_.defaulted.assign(offer_.parameters.size(), 0);
    out_.findings.clear();
    out_.dated_words.clear();
    out_.open.clear();
    out_.images.clear();
    if (offer_.tier_slot != catalog::no_slot) {
      set_text(offer_.tier_slot, request_.tier.empty() ? std::string_view{"standard"}
                                                       : std::string_view{request_.tier});
    }
  }

  // Only what is read of an absent field: most of a slot is what its kind is about.
  void reset_slots() {
    out_.slots.resize(offer_.slots.size());
    for (FieldValue& field : out_.slots) {
      field.kind = FieldValue::Kind::absent;
      field.list = {};
      field.counted = nullptr;
    }
  }

  [[nodiscard]] auto body_of(const Value& params) const noexcept -> const Value& {
    if (offer_.envelope.empty()) return params;
    const Value* inner = params.find(offer_.envelope);
    return inner != nullptr && inner->is_object() ? *inner : params;
  }

  void bind_members() {
    const std::vector<Value::Member>& members = out_.body->members();
    out_.guesses.resize(std::min(members.size(), most_guesses));
    for (std::size_t i = 0; i < members.size(); ++i) {
      if (const Parameter* found = find_parameter(i, members[i].name)) {
        bind_given(*found, members[i].value);
      } else {
        out_.findings.push_back(
            {FindingKind::unknown_parameter, nullptr, members[i].name, &members[i].value, 0});
      }
    }
  }

  // Bodies resemble the one before: the member at this place is likely the same parameter.
  [[nodiscard]] auto find_parameter(std::size_t place, std::string_view name) -> const Parameter* {
    const std::vector<Parameter>& all = offer_.parameters;
    std::uint32_t* guess = place < out_.guesses.size() ? &out_.guesses[place] : nullptr;
    if (guess != nullptr && *guess < all.size() && all[*guess].name == name) return &all[*guess];
    const auto found = std::find_if(
        all.begin(), all.end(), [&](const Parameter& parameter) { return parameter.name == name; });
    if (found == all.end()) return nullptr;
    if (guess != nullptr) *guess = static_cast<std::uint32_t>(found - all.begin());
    return &*found;
  }

  void bind_given(const Parameter& parameter, const Value& value) {
    if (value.is_null() && parameter.nullable) return;
    mark(parameter, value, false);
    if (parameter.refused) {
      report(FindingKind::unknown_parameter, parameter, value);
    } else if (parameter.ignored) {
      report(FindingKind::ignored_parameter, parameter, value);
    } else {
      bind_value(parameter, value);
    }
  }

  void bind_missing() {
    for (const Parameter& parameter : offer_.parameters) {
      if (out_.given[index_of(parameter)] != nullptr) continue;
      if (parameter.preset && !parameter.ignored) {
        mark(parameter, *parameter.preset, true);
        bind_value(parameter, *parameter.preset);
      } else if (parameter.required && !given_beside_the_body(parameter)) {
        out_.findings.push_back(
            {FindingKind::missing_parameter, &parameter, parameter.name, nullptr, 0});
      }
    }
  }

  // Images may be told by their sizes alone, where the body has only bytes.
  [[nodiscard]] auto given_beside_the_body(const Parameter& parameter) const noexcept -> bool {
    return parameter.type == ParameterType::images && parameter.slot == offer_.images_slot &&
           !request_.input_images.empty();
  }

  [[nodiscard]] auto index_of(const Parameter& parameter) const noexcept -> std::size_t {
    return static_cast<std::size_t>(&parameter - offer_.parameters.data());
  }

  void mark(const Parameter& parameter, const Value& value, bool defaulted) {
    out_.given[index_of(parameter)] = &value;
    out_.defaulted[index_of(parameter)] = defaulted ? 1 : 0;
  }

  void report(FindingKind kind, const Parameter& parameter, const Value& value,
              std::int64_t count = 0) {
    out_.findings.push_back({kind, &parameter, parameter.name, &value, count});
  }

  void bind_value(const Parameter& parameter, const Value& value) {
    switch (parameter.type) {
      case ParameterType::text: return bind_text(parameter, value);
      case ParameterType::integer:
      case ParameterType::number: return bind_number(parameter, value);
      case ParameterType::boolean: return bind_boolean(parameter, value);
      case ParameterType::enumeration: return bind_word(parameter, value);
      case ParameterType::size: return bind_size(parameter, value);
      case ParameterType::images: return bind_image_list(parameter, value);
      case ParameterType::image:
        if (!value.is_text() && !value.is_object()) return wrong_type(parameter, value);
        return set_given(parameter);
      case ParameterType::any: return set_given(parameter);
    }
  }

  void wrong_type(const Parameter& parameter, const Value& value) {
    report(FindingKind::wrong_type, parameter, value);
    invalidate(parameter.slot);
    invalidate(parameter.width);
    invalidate(parameter.height);
  }

  void invalidate(catalog::SlotId slot) {
    if (slot < out_.slots.size()) out_.slots[slot].kind = FieldValue::Kind::invalid;
  }

  void set_text(catalog::SlotId slot, std::string_view text) {
    if (slot < out_.slots.size()) set_text(slot, text, catalog_.find_symbol(text));
  }

  void set_text(catalog::SlotId slot, std::string_view text, catalog::Symbol symbol) {
    if (slot >= out_.slots.size()) return;
    FieldValue& field = out_.slots[slot];
    field.kind = FieldValue::Kind::text;
    field.text = text;
    field.symbol = symbol;
  }

  void set_symbol(catalog::SlotId slot, catalog::Symbol symbol) {
    set_text(slot, catalog_.text(symbol), symbol);
  }

  void set_number(catalog::SlotId slot, const Range& number) {
    if (slot >= out_.slots.size()) return;
    out_.slots[slot].kind = FieldValue::Kind::number;
    out_.slots[slot].number = number;
  }

  void set_boolean(catalog::SlotId slot, bool value) {
    if (slot >= out_.slots.size()) return;
    out_.slots[slot].kind = FieldValue::Kind::boolean;
    out_.slots[slot].boolean = value;
  }

  void set_given(const Parameter& parameter) { set_boolean(parameter.slot, true); }

  void bind_text(const Parameter& parameter, const Value& value) {
    if (!value.is_text()) return wrong_type(parameter, value);
    set_text(parameter.slot, value.as_text());
    if (!parameter.minimum && !parameter.maximum) return;
    if (surely_within(parameter, value.as_text().size())) return;
    const auto length = static_cast<std::int64_t>(base::count_code_points(value.as_text()));
    check_count(parameter, value, length, FindingKind::too_short, FindingKind::too_long);
  }

  // A code point takes one to four bytes: most texts need not be counted.
  [[nodiscard]] static auto surely_within(const Parameter& parameter, std::size_t bytes) noexcept
      -> bool {
    const auto size = static_cast<std::int64_t>(bytes);
    return (!parameter.minimum || Rational{size / 4} >= *parameter.minimum) &&
           (!parameter.maximum || Rational{size} <= *parameter.maximum);
  }

  void check_count(const Parameter& parameter, const Value& value, std::int64_t count,
                   FindingKind too_few, FindingKind too_many) {
    if (parameter.minimum && Rational{count} < *parameter.minimum) {
      report(too_few, parameter, value, count);
    } else if (parameter.maximum && Rational{count} > *parameter.maximum) {
      report(too_many, parameter, value, count);
    }
  }

  void bind_number(const Parameter& parameter, const Value& value) {
    if (!value.is_number()) return wrong_type(parameter, value);
    if (!value.number_fits()) return bind_huge(parameter, value);
    const Rational number = value.as_number();
    if (parameter.type == ParameterType::integer && !number.is_integer()) {
      return wrong_type(parameter, value);
    }
    set_number(parameter.slot, Range::exactly(number));
    if (parameter.minimum && number < *parameter.minimum) {
      report(FindingKind::below_minimum, parameter, value);
    } else if (parameter.maximum && number > *parameter.maximum) {
      report(FindingKind::above_maximum, parameter, value);
    }
  }

  // A number that fits no Rational is out of every range; without one it cannot be read.
  void bind_huge(const Parameter& parameter, const Value& value) {
    const bool negative = value.as_text().starts_with('-');
    const bool small = value.as_text().find_first_of("eE.") != std::string::npos &&
                       value.as_text().find("e-") != std::string::npos;
    if (small || (negative ? !parameter.minimum : !parameter.maximum)) {
      return wrong_type(parameter, value);
    }
    report(negative ? FindingKind::below_minimum : FindingKind::above_maximum, parameter, value);
    invalidate(parameter.slot);
  }

  void bind_boolean(const Parameter& parameter, const Value& value) {
    if (!value.is_boolean()) return wrong_type(parameter, value);
    set_boolean(parameter.slot, value.as_boolean());
  }

  [[nodiscard]] static auto find_word(const Parameter& parameter, std::string_view text) noexcept
      -> const Word* {
    for (const Word& word : parameter.words) {
      if (word.text == text) return &word;
    }
    return nullptr;
  }

  void assign(const catalog::Assignment& assignment) {
    if (assignment.is_text) {
      set_symbol(assignment.slot, assignment.symbol);
    } else if (assignment.slot < offer_.slots.size() &&
               offer_.slots[assignment.slot].type == lang::Type::boolean) {
      set_boolean(assignment.slot, !assignment.number.low.is_zero());
    } else {
      set_number(assignment.slot, assignment.number);
    }
  }

  void apply(const Parameter& parameter, const Word& word, const Value& value) {
    for (const catalog::Assignment& assignment : word.assigns) {
      assign(assignment);
    }
    if (word.period != Period{}) out_.dated_words.push_back({&parameter, &word, &value});
    if (!word.among.empty() && parameter.slot < out_.slots.size()) {
      out_.open.push_back({parameter.slot, &parameter, &word});
      set_symbol(parameter.slot, word.expected);
    }
  }

  void bind_word(const Parameter& parameter, const Value& value) {
    if (!value.is_text()) return wrong_type(parameter, value);
    if (const Word* word = find_word(parameter, value.as_text())) {
      set_text(parameter.slot, value.as_text(), word->symbol);
      apply(parameter, *word, value);
    } else {
      report(FindingKind::value_not_listed, parameter, value);
      invalidate(parameter.slot);
    }
  }

  void bind_size(const Parameter& parameter, const Value& value) {
    if (value.is_object() && parameter.object_form) return bind_size_object(parameter, value);
    if (!value.is_text()) return wrong_type(parameter, value);
    if (const Word* word = find_word(parameter, value.as_text())) {
      set_text(parameter.slot, value.as_text(), word->symbol);
      return apply(parameter, *word, value);
    }
    set_text(parameter.slot, value.as_text());
    std::int64_t width = 0;
    std::int64_t height = 0;
    if (!parameter.text_form || !parse_size(value.as_text(), parameter.separator, width, height)) {
      report(parameter.text_form ? FindingKind::malformed_size : FindingKind::value_not_listed,
             parameter, value);
      return invalidate_size(parameter);
    }
    set_size(parameter, value, width, height);
  }

  void invalidate_size(const Parameter& parameter) {
    invalidate(parameter.width);
    invalidate(parameter.height);
  }

  void bind_size_object(const Parameter& parameter, const Value& value) {
    const auto edge = [&](std::string_view name) -> std::int64_t {
      const Value* member = value.find(name);
      if (member == nullptr || !member->is_number() || !member->number_fits()) return 0;
      const Rational number = member->as_number();
      const bool usable =
          number.is_integer() && number > Rational{0} && number < Rational{1'000'000'000};
      return usable ? number.numerator() : 0;
    };
    const std::int64_t width = edge("width");
    const std::int64_t height = edge("height");
    if (width == 0 || height == 0) {
      report(FindingKind::malformed_size, parameter, value);
      return invalidate_size(parameter);
    }
    set_size(parameter, value, width, height);
  }

  void set_size(const Parameter& parameter, const Value& value, std::int64_t width,
                std::int64_t height) {
    set_number(parameter.width, Range::exactly(Rational{width}));
    set_number(parameter.height, Range::exactly(Rational{height}));
    if (parameter.sizes.empty()) return;
    const std::array<std::int64_t, 2> size{width, height};
    if (std::find(parameter.sizes.begin(), parameter.sizes.end(), size) == parameter.sizes.end()) {
      report(FindingKind::size_not_listed, parameter, value);
    }
  }

  void bind_image_list(const Parameter& parameter, const Value& value) {
    const bool one = value.is_text() || value.is_object();
    if (!one && !value.is_array()) return wrong_type(parameter, value);
    for (const Value& item : value.items()) {
      if (!item.is_text() && !item.is_object()) return wrong_type(parameter, value);
    }
    const std::size_t count = one ? 1 : value.items().size();
    if (parameter.slot == offer_.images_slot) {
      images_given_ = true;
      images_in_body_ = std::max(images_in_body_, count);
    } else if (parameter.slot < out_.slots.size()) {
      set_own_list(out_.slots[parameter.slot], count);
    }
    check_count(parameter, value, static_cast<std::int64_t>(count), FindingKind::too_few_items,
                FindingKind::too_many_items);
  }

  // A list of the pack's own: how many images it has is all that is known of it. The images
  // themselves follow when all lists are read (see bind_own_lists).
  void set_own_list(FieldValue& field, std::size_t count) {
    own_lists_ = true;
    field.kind = FieldValue::Kind::list;
    if (out_.unknown_images.size() < count) out_.unknown_images.resize(count);
    field.number = Range::exactly(Rational{static_cast<std::int64_t>(count)});
  }

  void bind_own_lists() {
    if (!own_lists_) return;
    for (FieldValue& field : out_.slots) {
      if (field.kind != FieldValue::Kind::list) continue;
      const auto count = static_cast<std::size_t>(field.number.low.numerator());
      field.list = std::span{out_.unknown_images}.first(count);
    }
  }

  // The list field: what is known of each image, and as many as the body names.
  void bind_images() {
    if (offer_.images_slot >= out_.slots.size()) return;
    FieldValue& field = out_.slots[offer_.images_slot];
    const std::vector<InputImage>& known = request_.input_images;
    if (field.kind == FieldValue::Kind::invalid || (known.empty() && !images_given_)) return;
    field.kind = FieldValue::Kind::list;
    field.list = known;
    if (known.size() >= images_in_body_) return;
    out_.images = known;
    out_.images.resize(images_in_body_);
    field.list = out_.images;
  }

  const catalog::CatalogData& catalog_;
  const catalog::Offer& offer_;
  const Request& request_;
  BoundRequest& out_;
  bool images_given_ = false;
  std::size_t images_in_body_ = 0;
  bool own_lists_ = false;
};

}  // namespace

auto parse_size(std::string_view text, std::string_view separator, std::int64_t& width,
                std::int64_t& height) noexcept -> bool {
  const std::size_t at = text.find(separator);
  if (separator.empty() || at == std::string_view::npos) return false;
  return parse_edge(text.substr(0, at), width) &&
         parse_edge(text.substr(at + separator.size()), height);
}

void bind(const catalog::CatalogData& catalog, const catalog::Offer& offer, const Request& request,
          BoundRequest& out) {
  Binder{catalog, offer, request, out}.bind();
  classify(out);
}

}  // namespace tariff::engine
