#include "batch/row_request.hpp"

#include <charconv>
#include <string_view>

#include "engine/kernel.hpp"

namespace tariff::batch {
namespace {

// The member of that name, made when there is none.
auto member(Value& body, std::string_view name) -> Value& {
  for (Value::Member& each : body.members()) {
    if (each.name == name) return each.value;
  }
  body.members().push_back({std::string{name}, Value{}});
  return body.members().back().value;
}

void append(std::string& text, std::int64_t number) {
  char digits[24];
  const auto [end, error] = std::to_chars(digits, digits + sizeof digits, number);
  text.append(digits, end);
}

// A row's text takes the place of the last row's, in the same buffer.
void set_text(Value& value, std::string_view text) {
  value.edit_text().assign(text);
}

void set_object(Value& value, std::int64_t width, std::int64_t height) {
  if (!value.is_object() || value.members().size() != 2) {
    value = Value::object({{"width", Value{}}, {"height", Value{}}});
  }
  value.set("width", Value::integer(width));
  value.set("height", Value::integer(height));
}

}  // namespace

auto body_of(const catalog::Offer& offer, Request& request) -> Value& {
  if (offer.envelope.empty()) return request.params;
  for (Value::Member& each : request.params.members()) {
    if (each.name == offer.envelope && each.value.is_object()) return each.value;
  }
  return request.params;
}

void set_choice(Value& body, const BatchColumn& column, std::size_t index) {
  const std::optional<Value>& choice = column.choices[index];
  if (!choice) {
    body.erase(column.name);
  } else if (choice->is_text()) {
    set_text(member(body, column.name), choice->as_text());
  } else {
    member(body, column.name) = *choice;
  }
}

void set_number(Value& body, const BatchColumn& column, std::int64_t number) {
  member(body, column.name) = Value::integer(number);
}

void set_size(Value& body, const BatchColumn& column, const catalog::Parameter* parameter,
              std::int64_t width, std::int64_t height) {
  Value& value = member(body, column.name);
  const bool is_size = parameter != nullptr && parameter->type == catalog::ParameterType::size;
  if (is_size && !parameter->text_form && parameter->object_form) {
    return set_object(value, width, height);
  }
  std::string& text = value.edit_text();
  text.clear();
  append(text, width);
  text += is_size ? std::string_view{parameter->separator} : std::string_view{"x"};
  append(text, height);
}

void set_tokens(BoundRequest& bound, const Plan& plan, std::size_t column, std::int64_t tokens) {
  const catalog::Parameter* parameter = plan.parameters[column];
  if (parameter == nullptr || parameter->slot >= bound.slots.size() || plan.encoding == nullptr) {
    return;
  }
  engine::FieldValue& field = bound.slots[parameter->slot];
  if (field.kind != engine::FieldValue::Kind::text) return;
  field.number = Range::exactly(Rational{tokens});
  field.counted = plan.encoding;
  if (tokens > catalog::Kernel::most_tokens) bound.classified = false;
}

}  // namespace tariff::batch
