// Random requests for the offers of a catalog, the same for the same seed on every machine: words,
// sizes and numbers at and beyond their limits, wrong types, things left out, things unknown.
//
//     RequestGenerator random{catalog.data(), seed};
//     const Request request = random.next(offer_index);
//
// About a quarter of the requests is accepted: each is wild in a few places only.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "catalog/model.hpp"
#include "support/expression_generator.hpp"
#include "tariff/request.hpp"

namespace tariff::testing {

class RequestGenerator {
 public:
  RequestGenerator(const catalog::CatalogData& catalog, std::uint64_t seed)
      : catalog_(catalog), random_(seed) {}

  auto next(std::uint32_t offer_index) -> Request {
    const catalog::Offer& offer = catalog_.offers[offer_index];
    wild_percent_ = random_.pick(std::vector<std::size_t>{0, 0, 4, 15, 50});
    Request request;
    name(offer_index, request);
    Value body = parameters(offer);
    if (offer.envelope.empty()) {
      request.params = std::move(body);
    } else {
      request.params.set(offer.envelope, std::move(body));
    }
    images(offer, request);
    circumstances(offer, request);
    return request;
  }

 private:
  using Parameter = catalog::Parameter;
  using Type = catalog::ParameterType;

  auto wild() -> bool { return random_.chance(wild_percent_); }

  void name(std::uint32_t offer_index, Request& request) {
    std::vector<const catalog::OfferName*> names;
    for (const catalog::OfferName& name : catalog_.names) {
      if (name.offer == offer_index) names.push_back(&name);
    }
    const catalog::OfferName& name = *random_.pick(names);
    request.provider = name.provider;
    request.model = name.model;
    request.operation = catalog_.offers[offer_index].operation;
  }

  // Values by parameter, in an order of their own.
  auto parameters(const catalog::Offer& offer) -> Value {
    std::vector<Value::Member> members;
    for (const Parameter& parameter : offer.parameters) {
      if (!gives(parameter)) continue;
      members.push_back({parameter.name, value(parameter)});
    }
    if (wild()) members.push_back({"no_such_parameter", anything()});
    for (std::size_t i = members.size(); i > 1; --i) {
      std::swap(members[i - 1], members[random_.below(i)]);
    }
    return Value::object(std::move(members));
  }

  auto gives(const Parameter& parameter) -> bool {
    if (parameter.refused || parameter.ignored) return wild();
    return parameter.required ? !wild() : random_.chance(45);
  }

  auto value(const Parameter& parameter) -> Value {
    if (wild()) return anything();
    if (parameter.nullable && random_.chance(10)) return {};
    switch (parameter.type) {
      case Type::text: return text(parameter);
      case Type::integer:
      case Type::number: return Value::number(number(parameter));
      case Type::boolean: return Value::boolean(random_.chance(50));
      case Type::enumeration: return word(parameter);
      case Type::size: return size(parameter);
      case Type::images: return image_list(parameter);
      case Type::image: return Value::text("https://example.com/a.png");
      case Type::any: break;
    }
    return anything();
  }

  auto anything() -> Value {
    switch (random_.below(8)) {
      case 0: return {};
      case 1: return Value::boolean(true);
      case 2: return Value::integer(static_cast<std::int64_t>(random_.next()));
      case 3: return Value::number(ratio(7, 3)).mark_decimal();
      case 4: return Value::huge_number("1e400");
      case 5: return Value::text("größe");
      case 6: return Value::array({Value::integer(1), Value::text("a")});
      default: return Value::object({{"width", Value::integer(1024)}});
    }
  }

  static auto ratio(std::int64_t numerator, std::int64_t denominator) -> Rational {
    Rational out;
    return Rational::make(numerator, denominator, out) ? out : Rational{};
  }

  // A number between the limits, most often at one of them; beyond it when wild.
  auto whole(const Parameter& parameter, std::int64_t least, std::int64_t span) -> std::int64_t {
    const auto low = parameter.minimum ? floor(*parameter.minimum) : least;
    const auto high = parameter.maximum ? floor(*parameter.maximum) : low + span;
    if (wild()) return random_.chance(50) ? low - 1 : high + 1;
    if (random_.chance(30)) return random_.chance(50) ? low : high;
    const auto width = static_cast<std::size_t>(std::min<std::int64_t>(high - low, span));
    return low + static_cast<std::int64_t>(random_.below(width + 1));
  }

  auto number(const Parameter& parameter) -> Rational {
    const auto value = whole(parameter, 0, 1'000);
    if (parameter.type == Type::integer ? !wild() : random_.chance(50)) return Rational{value};
    return ratio(4 * value - 1, 4);
  }

  auto text(const Parameter& parameter) -> Value {
    static const std::vector<std::string> texts = {"", "a", "a red barn", "größe 日本", "low"};
    if (random_.chance(90) || !(parameter.minimum || parameter.maximum)) {
      return Value::text(wild() ? random_.pick(texts) : std::string{"a red barn by the river"});
    }
    const auto length = std::clamp<std::int64_t>(whole(parameter, 0, 200), 0, 40'000);
    return Value::text(std::string(static_cast<std::size_t>(length), 'x'));
  }

  auto word(const Parameter& parameter) -> Value {
    if (parameter.words.empty() || wild()) return Value::text("no such word");
    return Value::text(random_.pick(parameter.words).text);
  }

  auto size(const Parameter& parameter) -> Value {
    if (!parameter.words.empty() && random_.chance(40)) return word(parameter);
    if (wild()) {
      static const std::vector<std::string> malformed = {
          "0x16", "1024", "1024X1024", "x", "-1x1", "01024x1024", "9999999999x1", "16x"};
      return Value::text(random_.pick(malformed));
    }
    const auto [width, height] = edges(parameter);
    if (parameter.object_form && random_.chance(50)) {
      return Value::object({{"width", Value::integer(width)}, {"height", Value::integer(height)}});
    }
    return Value::text(std::to_string(width) + parameter.separator + std::to_string(height));
  }

  auto edges(const Parameter& parameter) -> std::array<std::int64_t, 2> {
    if (!parameter.sizes.empty() && !wild()) return random_.pick(parameter.sizes);
    const auto edge = [this] { return 16 * (40 + static_cast<std::int64_t>(random_.below(180))); };
    const auto off = [this] {
      return wild() ? static_cast<std::int64_t>(random_.below(4'000)) : 0;
    };
    const auto width = edge() + off();
    return {width, random_.chance(30) ? width : edge() + off()};
  }

  auto image_list(const Parameter& parameter) -> Value {
    const auto count = std::clamp<std::int64_t>(whole(parameter, 1, 3), 0, 20);
    std::vector<Value> items;
    for (std::int64_t i = 0; i < count; ++i) {
      items.push_back(Value::text("https://example.com/a.png"));
    }
    return Value::array(std::move(items));
  }

  void images(const catalog::Offer& offer, Request& request) {
    const bool takes_images =
        std::any_of(offer.parameters.begin(), offer.parameters.end(),
                    [](const Parameter& parameter) { return parameter.type == Type::images; });
    if (!random_.chance(takes_images ? 70 : 3)) return;
    static const std::vector<std::string> formats = {"", "png", "jpeg", "webp", "tiff"};
    for (std::size_t i = random_.below(4); i > 0; --i) {
      InputImage image;
      if (random_.chance(80)) image.width = 1 + static_cast<std::int64_t>(random_.below(4'000));
      if (random_.chance(80)) image.height = 1 + static_cast<std::int64_t>(random_.below(4'000));
      if (random_.chance(30)) image.bytes = static_cast<std::int64_t>(random_.below(60'000'000));
      image.format = wild() ? random_.pick(formats) : "png";
      if (random_.chance(10)) image.role = "mask";
      request.input_images.push_back(std::move(image));
    }
  }

  // What stands beside the parameters: tier, day, reported usage.
  void circumstances(const catalog::Offer& offer, Request& request) {
    if (wild()) request.tier = "no such tier";
    if (offer.cards.empty()) return;
    const catalog::RateCard& card = random_.pick(offer.cards);
    if (random_.chance(20) && !card.tiers.empty()) request.tier = random_.pick(card.tiers).name;
    if (random_.chance(10)) {
      request.as_of = Date{static_cast<std::int32_t>(20'000 + random_.below(1'000))};
    }
    if (random_.chance(8)) request.usage = usage(card);
  }

  auto usage(const catalog::RateCard& card) -> Value {
    Value reported = Value::object();
    for (const catalog::UsageFigure& figure : card.usage) {
      if (random_.chance(20)) continue;
      const auto figure_value = static_cast<std::int64_t>(random_.below(10'000));
      put(reported, figure.path, wild() ? anything() : Value::integer(figure_value));
    }
    return reported;
  }

  // Sets a member of members.
  static void put(Value& object, std::span<const std::string> path, Value leaf) {
    if (path.size() > 1) {
      const Value* known = object.find(path.front());
      Value inner = known != nullptr ? *known : Value::object();
      put(inner, path.subspan(1), std::move(leaf));
      leaf = std::move(inner);
    }
    if (!path.empty()) object.set(path.front(), std::move(leaf));
  }

  const catalog::CatalogData& catalog_;
  Random random_;
  std::size_t wild_percent_ = 0;
};

}  // namespace tariff::testing
