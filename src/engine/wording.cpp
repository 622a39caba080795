#include "engine/wording.hpp"

#include <fmt/format.h>

#include "base/near_name.hpp"

namespace tariff::engine {
namespace {

using catalog::FindingKind;
using catalog::Parameter;
using catalog::ParameterType;
using catalog::Template;

constexpr std::size_t no_case = SIZE_MAX;

auto kind_name(const Value& value) -> const char* {
  switch (value.kind()) {
    case Value::Kind::null: return "null";
    case Value::Kind::boolean: return "a boolean";
    case Value::Kind::number:
      return value.number_fits() && value.as_number().is_integer() ? "an integer"
                                                                   : "a decimal number";
    case Value::Kind::text: return "a string";
    case Value::Kind::array: return "an array";
    case Value::Kind::object: return "an object";
  }
  return "";
}

auto expected_name(const Parameter& parameter) -> const char* {
  switch (parameter.type) {
    case ParameterType::integer: return "an integer";
    case ParameterType::number: return "a number";
    case ParameterType::boolean: return "a boolean";
    case ParameterType::images: return "an array of images";
    case ParameterType::image: return "an image";
    case ParameterType::size:
      return parameter.object_form && parameter.text_form ? "a string or an object"
             : parameter.object_form                      ? "an object or a preset name"
                                                          : "a string";
    default: return "a string";
  }
}

auto size_text(const std::array<std::int64_t, 2>& size, std::string_view separator) -> std::string {
  return fmt::format("{}{}{}", size[0], separator, size[1]);
}

// The engine's own words, where a pack has none.
auto default_message(FindingKind kind) -> std::string_view {
  switch (kind) {
    case FindingKind::unknown_parameter: return "unknown parameter '{parameter}'";
    case FindingKind::missing_parameter: return "required parameter '{parameter}' is not given";
    case FindingKind::wrong_type: return "'{parameter}' must be {expected}, but is {got}";
    case FindingKind::value_not_listed: return "'{value}' is not a value of '{parameter}'{values}";
    case FindingKind::below_minimum:
      return "'{parameter}' must be at least {minimum}, but is {value}";
    case FindingKind::above_maximum:
      return "'{parameter}' must be at most {maximum}, but is {value}";
    case FindingKind::too_short:
      return "'{parameter}' must have at least {minimum} characters, but has {length}";
    case FindingKind::too_long:
      return "'{parameter}' must have at most {maximum} characters, but has {length}";
    case FindingKind::too_few_items:
      return "'{parameter}' must have at least {minimum} items, but has {count}";
    case FindingKind::too_many_items:
      return "'{parameter}' must have at most {maximum} items, but has {count}";
    case FindingKind::malformed_size: return "'{value}' is not a size of the form {form}";
    case FindingKind::size_not_listed: return "size '{value}' is not offered{values}";
    case FindingKind::ignored_parameter: return "'{parameter}' is taken and ignored here";
    case FindingKind::not_yet_available: return "model '{model}' is available from {date}";
    case FindingKind::model_deprecated:
      return "model '{model}' is deprecated since {date}{replaced_by}";
    case FindingKind::model_shut_down:
      return "model '{model}' is shut down since {date}{replaced_by}";
    case FindingKind::name_deprecated:
      return "the name '{model}' is deprecated since {date}; use '{replaced_by}'";
  }
  return {};
}

}  // namespace

auto display(const Cell& cell) -> std::string {
  switch (cell.kind) {
    case Cell::Kind::number:
      return cell.number.is_exact() ? cell.number.low.to_decimal()
                                    : fmt::format("{} to {}", cell.number.low.to_decimal(),
                                                  cell.number.high.to_decimal());
    case Cell::Kind::boolean:
      return cell.is_maybe() ? "true or false" : cell.may_be_true ? "true" : "false";
    case Cell::Kind::text: return std::string{cell.text};
    case Cell::Kind::absent: return "nothing";
    case Cell::Kind::error: return "a number out of range";
  }
  return {};
}

auto display(const Value& value) -> std::string {
  if (value.is_text()) return value.as_text();
  if (value.is_object() && value.find("width") != nullptr && value.find("height") != nullptr) {
    return display(*value.find("width")) + "x" + display(*value.find("height"));
  }
  return value.to_json();
}

auto quoted_list(const std::vector<std::string>& items) -> std::string {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) text += items.size() > 2 ? ", " : " ";
    if (i > 0 && i + 1 == items.size()) text += "and ";
    text += "'" + items[i] + "'";
  }
  return text;
}

auto failing_cases_text(const BoundRequest& bound, const Cases& cases, std::uint64_t failing)
    -> std::string {
  if (failing == cases.all()) return " (for some of the values that are not known)";
  std::string text;
  for (std::size_t index = 0; index < cases.count(); ++index) {
    if (((failing >> index) & 1U) == 0) continue;
    text += text.empty() ? " (if the provider chooses " : ", or ";
    for (std::size_t field = 0; field < bound.open.size(); ++field) {
      if (field > 0) text += " and ";
      text += fmt::format("{} for {}", bound.catalog->text(cases.word(index, field)),
                          bound.open[field].parameter->name);
    }
  }
  return text + ")";
}

auto path_of(const BoundRequest& bound, std::string_view parameter) -> std::string {
  const bool wrapped = bound.body != &bound.request->params;
  return "params." + (wrapped ? bound.offer->envelope + "." : "") + std::string{parameter};
}

struct Wording::Subject {
  const Parameter* parameter = nullptr;
  std::string name;
  const Value* value = nullptr;
  std::int64_t count = 0;
  std::optional<Date> date;
  std::vector<std::string> replaced_by;
  const BoundRequest* bound = nullptr;
  Date as_of;
  bool own_words = true;  // the engine's message: lists come with an introduction

  [[nodiscard]] auto values() const -> std::string {
    std::vector<std::string> items;
    if (parameter == nullptr) return {};
    for (const auto& size : parameter->sizes) {
      items.push_back(size_text(size, parameter->separator));
    }
    for (const catalog::Word& word : parameter->words) {
      if (word.period.contains(as_of)) items.push_back(word.text);
    }
    if (items.empty()) return {};
    return own_words ? "; known are " + quoted_list(items) : quoted_list(items);
  }

  [[nodiscard]] auto successors() const -> std::string {
    if (replaced_by.empty()) return {};
    std::string list = replaced_by.front();
    for (std::size_t i = 1; i < replaced_by.size(); ++i) list += ", " + replaced_by[i];
    return own_words && date && parameter == nullptr && !names_alias ? "; use " + list : list;
  }

  bool names_alias = false;

  // The text of a placeholder; false when there is none of that name.
  auto text(std::string_view placeholder, std::string& out) const -> bool {
    if (placeholder == "parameter")
      out = name;
    else if (placeholder == "value")
      out = value == nullptr ? "" : display(*value);
    else if (placeholder == "model")
      out = bound->request->model;
    else if (placeholder == "expected")
      out = parameter == nullptr ? "" : expected_name(*parameter);
    else if (placeholder == "got")
      out = value == nullptr ? "nothing" : kind_name(*value);
    else if (placeholder == "values")
      out = values();
    else if (placeholder == "minimum")
      out = limit(parameter == nullptr ? nullptr : &parameter->minimum);
    else if (placeholder == "maximum")
      out = limit(parameter == nullptr ? nullptr : &parameter->maximum);
    else if (placeholder == "length" || placeholder == "count")
      out = std::to_string(count);
    else if (placeholder == "date")
      out = date ? date->to_string() : "";
    else if (placeholder == "replaced_by")
      out = successors();
    else if (placeholder == "form")
      out = form();
    else
      return false;
    return true;
  }

  [[nodiscard]] static auto limit(const std::optional<Rational>* bound) -> std::string {
    return bound != nullptr && *bound ? (*bound)->to_decimal() : "";
  }

  [[nodiscard]] auto form() const -> std::string {
    const bool object = parameter != nullptr && !parameter->text_form;
    if (object) return "{\"width\": 1024, \"height\": 1024}";
    return "WIDTH" + (parameter == nullptr ? "x" : parameter->separator) + "HEIGHT";
  }
};

Wording::Wording(const BoundRequest& bound, Date as_of)
    : bound_(bound), as_of_(as_of), cases_(bound), slots_(bound, cases_), texts_case_(no_case) {}

auto Wording::diagnose(const Judgement& judgement) -> Diagnostic {
  switch (judgement.what) {
    case Judgement::What::rule: return diagnose_rule(judgement);
    case Judgement::What::tier: return diagnose_tier();
    default: return diagnose_finding(judgement);
  }
}

auto Wording::subject_of(const Judgement& judgement) const -> Subject {
  Subject subject;
  subject.bound = &bound_;
  subject.as_of = as_of_;
  const catalog::Lifecycle& life = bound_.offer->lifecycle;
  switch (judgement.what) {
    case Judgement::What::reading:
      subject.parameter = judgement.reading->parameter;
      subject.name = judgement.reading->name;
      subject.value = judgement.reading->value;
      subject.count = judgement.reading->count;
      break;
    case Judgement::What::word:
      subject.parameter = judgement.word->parameter;
      subject.name = judgement.word->parameter->name;
      subject.value = judgement.word->value;
      break;
    case Judgement::What::alias:
      subject.date = bound_.name->deprecated;
      subject.replaced_by = {bound_.offer->model};
      subject.names_alias = true;
      break;
    default:
      subject.replaced_by = life.replaced_by;
      subject.date = judgement.kind == FindingKind::model_shut_down    ? life.shut_down
                     : judgement.kind == FindingKind::model_deprecated ? life.deprecated
                     : life.preview                                    ? life.preview
                                                                       : life.available;
      break;
  }
  return subject;
}

auto Wording::diagnose_finding(const Judgement& judgement) const -> Diagnostic {
  Subject subject = subject_of(judgement);
  const catalog::Finding& finding = finding_for(*bound_.offer, subject.parameter, judgement.kind);
  Diagnostic diagnostic;
  diagnostic.code = finding.code;
  diagnostic.severity = judgement.severity;
  diagnostic.source = bound_.catalog->sources[finding.source].url;
  const bool of_model = subject.name.empty();
  diagnostic.path = of_model ? "model" : path_of(bound_, subject.name);
  subject.own_words = false;
  diagnostic.provider_message = fill(finding.provider_message, &subject);
  diagnostic.message = fill(finding.message, &subject);
  if (finding.message.empty()) {
    subject.own_words = true;
    std::string text{default_message(judgement.kind)};
    for (std::size_t at = text.find('{'); at != std::string::npos; at = text.find('{', at)) {
      const std::size_t end = text.find('}', at);
      std::string value;
      (void)subject.text(std::string_view{text}.substr(at + 1, end - at - 1), value);
      text.replace(at, end - at + 1, value);
      at += value.size();
    }
    diagnostic.message = text;
  }
  const bool told_why = subject.parameter != nullptr && !subject.parameter->about.empty() &&
                        (subject.parameter->refused || subject.parameter->ignored);
  if (told_why) diagnostic.message += ": " + subject.parameter->about;
  return diagnostic;
}

auto Wording::diagnose_tier() const -> Diagnostic {
  Diagnostic diagnostic;
  diagnostic.code = "REQ-TIER";
  diagnostic.path = "tier";
  diagnostic.message =
      fmt::format("'{}' is not a service tier of this offer", bound_.request->tier);
  const PriceBasis basis = price_basis(bound_, as_of_);
  std::vector<std::string> names;
  for (const catalog::Tier& tier : basis.card->tiers) names.push_back(tier.name);
  diagnostic.message += "; known are " + quoted_list(names);
  return diagnostic;
}

void Wording::run_texts(std::size_t case_index) {
  if (texts_case_ == case_index) return;
  if (registers_ == nullptr) registers_ = std::make_unique_for_overwrite<Registers>();
  run(bound_.offer->text_program, {slots_.at(case_index), bound_.catalog, nullptr}, *registers_);
  texts_case_ = case_index;
}

auto Wording::diagnose_rule(const Judgement& judgement) -> Diagnostic {
  const catalog::Rule& rule = *judgement.rule;
  std::size_t first_case = 0;
  while (((judgement.failing_cases >> first_case) & 1U) == 0) ++first_case;
  run_texts(first_case);
  Diagnostic diagnostic;
  diagnostic.code = rule.code;
  diagnostic.severity = judgement.severity;
  diagnostic.source = bound_.catalog->sources[rule.source].url;
  diagnostic.path = rule.parameter.empty() ? "" : path_of(bound_, rule.parameter);
  diagnostic.message =
      rule.message.empty() ? "this must hold: " + rule.require_text : fill(rule.message, nullptr);
  diagnostic.because = fill(rule.because, nullptr);
  if (!judgement.certain) {
    diagnostic.message += failing_cases_text(bound_, cases_, judgement.failing_cases);
  } else {
    diagnostic.provider_message = fill(rule.provider_message, nullptr);
  }
  return diagnostic;
}

auto Wording::fill(const Template& text, const Subject* subject) const -> std::string {
  std::string out;
  for (const Template::Piece& piece : text.pieces) {
    switch (piece.kind) {
      case Template::Piece::Kind::literal: out += piece.text; break;
      case Template::Piece::Kind::expression: {
        const Cell& cell = (*registers_)[piece.value];
        const bool of_catalog = cell.kind == Cell::Kind::text && cell.text.empty();
        out += of_catalog ? std::string{bound_.catalog->text(cell.symbol)} : display(cell);
        break;
      }
      case Template::Piece::Kind::parameter: {
        std::string value;
        const bool known = subject != nullptr && subject->text(piece.text, value);
        out += known ? value : parameter_text(piece.text);
        break;
      }
    }
  }
  return out;
}

auto Wording::parameter_text(std::string_view name) const -> std::string {
  if (name == "model") return bound_.request->model;
  for (std::size_t i = 0; i < bound_.given.size(); ++i) {
    if (bound_.offer->parameters[i].name != name) continue;
    return bound_.given[i] == nullptr ? "" : display(*bound_.given[i]);
  }
  return {};
}

}  // namespace tariff::engine
