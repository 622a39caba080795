// The pieces of an explanation, in words.
#include <array>
#include <map>

#include "catalog/findings.hpp"
#include "report/explain.hpp"
#include "report/money_text.hpp"
#include "report/words.hpp"

namespace tariff::report {
namespace {

using catalog::Parameter;
using catalog::ParameterType;

auto bounds_of(const Parameter& parameter) -> std::string {
  MoneyText numbers;
  const auto& least = parameter.minimum;
  const auto& most = parameter.maximum;
  if (!least && !most) return {};
  std::string text;
  if (least && most) {
    text = numbers.quantity(*least) + " to " + numbers.quantity(*most);
  } else {
    text = least ? "at least " + numbers.quantity(*least) : "at most " + numbers.quantity(*most);
  }
  if (parameter.type == ParameterType::text) text += " characters";
  if (parameter.type == ParameterType::images) text += " images";
  return text;
}

auto word_of(const catalog::Word& word) -> std::string {
  const auto period = to_text(word.period);
  return "'" + word.text + "'" + (period.empty() ? "" : " (" + period + ")");
}

auto sizes_of(const Parameter& parameter) -> std::vector<std::string> {
  std::vector<std::string> sizes;
  for (const auto& [width, height] : parameter.sizes) {
    sizes.push_back(std::to_string(width) + parameter.separator + std::to_string(height));
  }
  return sizes;
}

void add(std::vector<std::string>& parts, std::string text) {
  if (!text.empty()) parts.push_back(std::move(text));
}

}  // namespace

auto to_text(const catalog::Template& text) -> std::string {
  std::string out;
  for (const auto& piece : text.pieces) {
    const bool literal = piece.kind == catalog::Template::Piece::Kind::literal;
    out += literal ? piece.text : "{" + piece.text + "}";
  }
  return out;
}

auto to_text(const Period& period) -> std::string {
  std::string text;
  if (period.from != Date::distant_past()) text = "from " + period.from.to_string();
  if (period.until == Date::distant_future()) return text;
  if (!text.empty()) text += " ";
  return text + "until " + period.until.to_string();
}

auto to_text(ParameterType type) -> const char* {
  constexpr std::array<const char*, 9> names{"text", "integer", "number", "boolean", "enum",
                                             "size", "images",  "image",  "any"};
  return names[static_cast<std::size_t>(type)];
}

auto to_text(Rounding direction) -> const char* {
  constexpr std::array<const char*, 4> names{"up", "down", "half up", "half to even"};
  return names[static_cast<std::size_t>(direction)];
}

auto accepts(const Parameter& parameter) -> std::string {
  std::vector<std::string> words;
  for (const auto& word : parameter.words) words.push_back(word_of(word));
  std::vector<std::string> parts;
  add(parts, joined(words));
  add(parts, joined(sizes_of(parameter)));
  add(parts, bounds_of(parameter));
  if (parameter.nullable) parts.emplace_back("null");
  return joined(parts, "; ");
}

auto rate_of(const catalog::RateCard& card, const catalog::MeterSpec& meter,
             std::string_view currency) -> std::string {
  if (meter.rate >= card.program.code.size()) return {};
  const auto& instruction = card.program.code[meter.rate];
  if (instruction.op != lang::Op::number) return "by an expression";
  MoneyText money;
  const auto rate = card.program.numbers[instruction.imm];
  auto text =
      card.unit.empty() ? money.amount(rate, currency) : money.quantity(rate) + " " + card.unit;
  if (meter.per != Rational{1}) text += " per " + money.quantity(meter.per);
  return text;
}

auto short_names(const catalog::CatalogData& data, const std::vector<const catalog::Offer*>& offers)
    -> std::vector<std::string> {
  std::map<std::string, std::size_t> operations;  // of each model, all that it has
  for (std::size_t i = 0; i < data.offers.size(); ++i) {
    const auto key = data.key(i);
    ++operations[std::string{key.provider} + "/" + std::string{key.model}];
  }
  std::vector<std::string> models;
  std::map<std::string, std::vector<std::string>> named;
  for (const auto* offer : offers) {
    const auto model = offer->provider + "/" + offer->model;
    if (named.count(model) == 0) models.push_back(model);
    named[model].push_back(offer->operation);
  }
  std::vector<std::string> names;
  for (const auto& model : models) {
    const auto& all = named[model];
    if (all.size() == operations[model]) {
      names.push_back(model);
    } else {
      for (const auto& operation : all) names.push_back(model + "/" + operation);
    }
  }
  return names;
}

auto status_of(const catalog::Lifecycle& lifecycle) -> std::vector<std::string> {
  std::vector<std::string> out;
  const auto dated = [&out](const char* what, const std::optional<Date>& day) {
    if (day) out.push_back(what + (" " + day->to_string()));
  };
  dated("preview from", lifecycle.preview);
  dated("available from", lifecycle.available);
  dated("deprecated from", lifecycle.deprecated);
  dated("shut down on", lifecycle.shut_down);
  if (!lifecycle.replaced_by.empty()) out.push_back("use " + joined(lifecycle.replaced_by));
  return out;
}

}  // namespace tariff::report
