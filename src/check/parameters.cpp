// Defaults and words: each must be a value that the offer itself takes.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "check/findings.hpp"
#include "check/requests.hpp"
#include "tariff/evaluate.hpp"

namespace tariff::check {
namespace {

using catalog::Offer;
using catalog::Parameter;
using catalog::ParameterType;
using catalog::Word;

auto has_word(const Parameter& parameter, const std::string& text) -> bool {
  return std::any_of(parameter.words.begin(), parameter.words.end(),
                     [&](const Word& word) { return word.text == text; });
}

auto in_range(const Parameter& parameter, Rational number) -> bool {
  return (!parameter.minimum || *parameter.minimum <= number) &&
         (!parameter.maximum || number <= *parameter.maximum);
}

// Whether the value is one of the parameter's own, rules apart.
auto is_legal(const Parameter& parameter, const Value& value) -> bool {
  if (value.is_null()) return parameter.nullable;
  switch (parameter.type) {
    case ParameterType::integer:
      return value.is_number() && value.as_number().is_integer() &&
             in_range(parameter, value.as_number());
    case ParameterType::number: return value.is_number() && in_range(parameter, value.as_number());
    case ParameterType::boolean: return value.is_boolean();
    case ParameterType::enumeration: return value.is_text() && has_word(parameter, value.as_text());
    case ParameterType::text: return value.is_text();
    case ParameterType::size:
      return value.is_text() ? parameter.text_form || has_word(parameter, value.as_text())
                             : value.is_object() && parameter.object_form;
    case ParameterType::images:
    case ParameterType::image:
    case ParameterType::any: break;
  }
  return true;
}

// A day of `period` that is as near to `day` as can be.
auto nearest_day(Period period, Date day) -> Date {
  if (day < period.from) return period.from;
  if (day >= period.until) return {period.until.days - 1};
  return day;
}

class ParameterCheck {
 public:
  ParameterCheck(const Context& context, const Offer& offer, Findings& out)
      : context_(context), offer_(offer), out_(out), day_(default_day(context.data, offer)) {}

  void run() {
    collect_bases();
    for (const auto& parameter : offer_.parameters) {
      if (parameter.refused || parameter.ignored) continue;
      check_default(parameter);
      for (const auto& word : parameter.words) check_word(parameter, word);
    }
    check_sources();
  }

 private:
  void add(Severity severity, const char* code, std::string message) {
    out_.add(severity, code, offer_.name(), std::move(message), offer_.file);
  }

  auto errors(const Request& request) const -> std::vector<Diagnostic> {
    auto found = evaluate(context_.catalog, request, day_, {false}).diagnostics;
    std::erase_if(found, [](const auto& finding) { return finding.severity != Severity::error; });
    return found;
  }

  // Only what is accepted to begin with tells something about a change of it.
  void collect_bases() {
    bases_ = base_requests(offer_, context_.options.sample_limit);
    std::erase_if(bases_, [this](const Request& base) { return !errors(base).empty(); });
  }

  // Why every request that was tried refuses the value; none: one takes it, or nothing is known.
  auto refusal(const Parameter& parameter, const Value& value, Period period) const
      -> std::optional<Diagnostic> {
    std::optional<Diagnostic> why;
    for (auto request : bases_) {
      set_parameter(offer_, request, parameter.name, value);
      request.as_of = nearest_day(period, request.as_of.value_or(day_));
      auto found = errors(request);
      if (found.empty() || is_declared(found)) return std::nullopt;
      why = std::move(found.front());
    }
    return why;
  }

  auto is_declared(const std::vector<Diagnostic>& errors) const -> bool {
    return std::all_of(errors.begin(), errors.end(), [this](const Diagnostic& error) {
      const auto names = [&](const auto& codes) {
        return std::find(codes.begin(), codes.end(), error.code) != codes.end();
      };
      return std::any_of(offer_.conflicts.begin(), offer_.conflicts.end(),
                         [&](const auto& conflict) { return names(conflict.rules); }) ||
             std::any_of(offer_.published.begin(), offer_.published.end(),
                         [&](const auto& row) { return names(row.broken); });
    });
  }

  void check_default(const Parameter& parameter) {
    if (!parameter.preset) return;
    const auto& value = *parameter.preset;
    if (!is_legal(parameter, value)) {
      return add(Severity::error, "CATALOG-DEFAULT-ILLEGAL",
                 fmt::format("{}: the default {} is not a value that it takes", parameter.name,
                             value.to_json()));
    }
    if (const auto why = refusal(parameter, value, {})) {
      add(Severity::error, "CATALOG-DEFAULT-REFUSED",
          fmt::format("{}: the default {} is refused ({}: {})", parameter.name, value.to_json(),
                      why->code, why->message));
    }
  }

  void check_word(const Parameter& parameter, const Word& word) {
    if (word.period.until <= word.period.from) {
      return add(Severity::error, "CATALOG-WORD-PERIOD",
                 fmt::format("{}: the period of '{}' is empty", parameter.name, word.text));
    }
    if (const auto why = refusal(parameter, Value::text(word.text), word.period)) {
      add(Severity::error, "CATALOG-WORD-REFUSED",
          fmt::format("{}: '{}' is listed, but refused ({}: {})", parameter.name, word.text,
                      why->code, why->message));
    }
  }

  void check_sources() {
    std::string names;
    for (const auto& parameter : offer_.parameters) {
      if (parameter.source != 0) continue;
      names += names.empty() ? parameter.name : ", " + parameter.name;
    }
    if (!names.empty()) {
      add(Severity::note, "CATALOG-PARAMETER-SOURCE",
          fmt::format("parameters without a source: {}", names));
    }
  }

  const Context& context_;
  const Offer& offer_;
  Findings& out_;
  Date day_;
  std::vector<Request> bases_;
};

}  // namespace

void check_parameters(const Context& context, const Offer& offer, Findings& out) {
  ParameterCheck(context, offer, out).run();
}

}  // namespace tariff::check
