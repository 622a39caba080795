// Columns and rows for batches, drawn for an offer, and the requests that the rows mean.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "catalog/model.hpp"
#include "support/expression_generator.hpp"
#include "tariff/batch.hpp"

namespace tariff::testing {

// Rows of one column.
struct DrawnRows {
  std::vector<std::uint8_t> choices;
  std::vector<std::int32_t> numbers;
  std::vector<std::int32_t> heights;

  [[nodiscard]] auto view() const -> BatchRows {
    BatchRows out{std::span{numbers}, std::span{heights}};
    out.choices = choices;
    return out;
  }
};

// A text of so many tokens.
inline auto text_of(std::int32_t tokens) -> std::string {
  std::string out;
  for (std::int32_t i = 0; i < tokens; ++i) out += " a";
  return out;
}

inline auto find_parameter(const catalog::Offer& offer, const std::string& name)
    -> const catalog::Parameter* {
  for (const catalog::Parameter& parameter : offer.parameters) {
    if (parameter.name == name) return &parameter;
  }
  return nullptr;
}

inline auto parameters_of(const catalog::Offer& offer, Request& request) -> Value& {
  for (Value::Member& member : request.params.members()) {
    if (!offer.envelope.empty() && member.name == offer.envelope && member.value.is_object()) {
      return member.value;
    }
  }
  return request.params;
}

inline void put_size(const catalog::Parameter* parameter, const std::string& name,
                     std::int64_t width, std::int64_t height, Value& body) {
  const bool is_size = parameter != nullptr && parameter->type == catalog::ParameterType::size;
  if (is_size && parameter->object_form && !parameter->text_form) {
    body.set(name,
             Value::object({{"width", Value::integer(width)}, {"height", Value::integer(height)}}));
  } else {
    body.set(name, Value::text(std::to_string(width) + (is_size ? parameter->separator : "x") +
                               std::to_string(height)));
  }
}

// The request that a row means. Texts whose tokens are a column get a text of so many.
inline auto row_request(const catalog::Offer& offer, const Request& prototype,
                        const std::vector<BatchColumn>& columns, const std::vector<DrawnRows>& rows,
                        std::size_t row) -> Request {
  Request out = prototype;
  Value& body = parameters_of(offer, out);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const BatchColumn& column = columns[i];
    const catalog::Parameter* parameter = find_parameter(offer, column.name);
    switch (column.kind) {
      case BatchColumn::Kind::unused: break;
      case BatchColumn::Kind::choice:
        if (const auto& choice = column.choices[rows[i].choices[row]]) {
          body.set(column.name, *choice);
        } else {
          static_cast<void>(body.erase(column.name));
        }
        break;
      case BatchColumn::Kind::number:
        body.set(column.name, Value::integer(rows[i].numbers[row]));
        break;
      case BatchColumn::Kind::tokens: {
        const Value* text = body.find(column.name);
        const bool is_text = parameter != nullptr &&
                             parameter->type == catalog::ParameterType::text && text != nullptr &&
                             text->is_text();
        if (is_text) body.set(column.name, Value::text(text_of(rows[i].numbers[row])));
        break;
      }
      case BatchColumn::Kind::size:
        put_size(parameter, column.name, rows[i].numbers[row], rows[i].heights[row], body);
        break;
    }
  }
  return out;
}

// Draws columns for parameters of an offer, and rows for columns: mostly what is legal.
class BatchDrawer {
 public:
  explicit BatchDrawer(std::uint64_t seed) : random_(seed) {}

  auto columns(const catalog::Offer& offer) -> std::vector<BatchColumn> {
    std::vector<BatchColumn> out;
    for (const catalog::Parameter& parameter : offer.parameters) {
      if (out.size() < 8 && random_.chance(parameter.words.empty() ? 35 : 70)) {
        out.push_back(column(parameter));
      }
    }
    if (random_.chance(5)) out.push_back(BatchColumn::words("no_such_parameter", {"a", "b"}));
    if (random_.chance(10)) out.push_back(BatchColumn::unused());
    return out;
  }

  auto rows(const catalog::Offer& offer, const BatchColumn& column, std::size_t count)
      -> DrawnRows {
    const catalog::Parameter* parameter = find_parameter(offer, column.name);
    DrawnRows out;
    for (std::size_t i = 0; i < count; ++i) {
      switch (column.kind) {
        case BatchColumn::Kind::unused: break;
        case BatchColumn::Kind::choice:
          out.choices.push_back(static_cast<std::uint8_t>(random_.below(column.choices.size())));
          break;
        case BatchColumn::Kind::number: out.numbers.push_back(number(parameter)); break;
        case BatchColumn::Kind::tokens:
          out.numbers.push_back(1 + static_cast<std::int32_t>(random_.below(60)));
          break;
        case BatchColumn::Kind::size: {
          const auto [width, height] = size(parameter);
          out.numbers.push_back(width);
          out.heights.push_back(height);
          break;
        }
      }
    }
    return out;
  }

 private:
  using Type = catalog::ParameterType;

  auto column(const catalog::Parameter& parameter) -> BatchColumn {
    const bool odd = random_.chance(4);
    if ((parameter.type == Type::integer || parameter.type == Type::number) != odd) {
      return random_.chance(80) ? BatchColumn::numbers(parameter.name) : choices(parameter);
    }
    if (parameter.type == Type::size && random_.chance(70)) {
      return BatchColumn::sizes(parameter.name);
    }
    // Its length is the prototype's affair: texts of so many tokens have to be within its limits.
    const bool any_length = (!parameter.minimum || *parameter.minimum <= Rational{2}) &&
                            (!parameter.maximum || *parameter.maximum >= Rational{200});
    if (parameter.type == Type::text && any_length && random_.chance(70)) {
      return BatchColumn::tokens(parameter.name);
    }
    return odd && random_.chance(50) ? BatchColumn::sizes(parameter.name) : choices(parameter);
  }

  auto choices(const catalog::Parameter& parameter) -> BatchColumn {
    std::vector<std::optional<Value>> out;
    for (const catalog::Word& word : parameter.words) out.emplace_back(Value::text(word.text));
    if (out.empty() || random_.chance(25)) {
      out.emplace_back(Value::text("no such word"));
      out.emplace_back(Value::boolean(true));
      out.emplace_back(Value::integer(2));
      out.emplace_back(Value::array({Value::text("https://example.com/a.png")}));
      out.emplace_back(Value::text("1024x1536"));
      out.emplace_back(Value::object({{"width", Value::integer(512)}}));
    }
    if (random_.chance(25)) out.emplace_back(std::nullopt);
    if (random_.chance(10)) out.emplace_back(Value{});
    return BatchColumn::values(parameter.name, std::move(out));
  }

  auto number(const catalog::Parameter* parameter) -> std::int32_t {
    if (random_.chance(2)) {
      static const std::vector<std::int32_t> odd = {INT32_MIN, INT32_MAX, -1,        0,
                                                    1 << 20,   1'048'577, -1'048'577};
      return random_.pick(odd);
    }
    const bool limited = parameter != nullptr && parameter->minimum && parameter->maximum;
    const std::int64_t least = limited ? floor(*parameter->minimum) : 0;
    const std::int64_t most = limited ? floor(*parameter->maximum) : 10;
    const auto span = static_cast<std::size_t>(std::clamp<std::int64_t>(most - least, 0, 4000));
    return static_cast<std::int32_t>(least - 1 +
                                     static_cast<std::int64_t>(random_.below(span + 3)));
  }

  auto size(const catalog::Parameter* parameter) -> std::array<std::int32_t, 2> {
    if (random_.chance(1)) return {random_.chance(50) ? 0 : 1'048'577, 1'000'000'000};
    if (parameter != nullptr && !parameter->sizes.empty() && random_.chance(80)) {
      const auto& listed = random_.pick(parameter->sizes);
      return {static_cast<std::int32_t>(listed[0]), static_cast<std::int32_t>(listed[1])};
    }
    const auto edge = [&] {
      const auto grid = 16 * (30 + static_cast<std::int32_t>(random_.below(220)));
      return grid + (random_.chance(10) ? static_cast<std::int32_t>(random_.below(16)) : 0);
    };
    const std::int32_t width = edge();
    return {width, random_.chance(30) ? width : edge()};
  }

  Random random_;
};

}  // namespace tariff::testing
