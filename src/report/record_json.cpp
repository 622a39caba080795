#include "report/record_json.hpp"

namespace tariff::report {
namespace {

void write_location(JsonWriter& json, const Location& location) {
  if (location.file.empty() && location.line == 0) return;
  json.key("location").begin_object();
  write_place(json, location);
  json.end_object();
}

void write_diagnostic(JsonWriter& json, const Diagnostic& diagnostic) {
  json.begin_object()
      .member("code", diagnostic.code)
      .member("severity", to_string(diagnostic.severity))
      .member("path", diagnostic.path)
      .member("message", diagnostic.message)
      .optional_member("provider_message", diagnostic.provider_message)
      .optional_member("because", diagnostic.because);
  if (diagnostic.fix) {
    json.key("fix");
    write_fix(json, *diagnostic.fix);
  }
  json.optional_member("source", diagnostic.source);
  write_location(json, diagnostic.location);
  json.end_object();
}

void write_meter(JsonWriter& json, const Meter& meter) {
  json.begin_object().member("name", meter.name).key("quantity");
  json.variable(Variable::quantity, [&] { write_range(json, meter.quantity); });
  json.key("amount");
  json.variable(Variable::amount, [&] { write_range(json, meter.amount); });
  json.optional_member("source", meter.source).end_object();
}

void write_optional_texts(JsonWriter& json, std::string_view name,
                          const std::vector<std::string>& texts) {
  if (texts.empty()) return;
  json.key(name);
  write_texts(json, texts);
}

auto has_endless_decimal(const Range& range) noexcept -> bool {
  return !range.low.is_terminating() || !range.expected.is_terminating() ||
         !range.high.is_terminating();
}

void write_total(JsonWriter& json, const Range& total) {
  json.key("low").variable(Variable::low, [&] { json.decimal(total.low); });
  json.key("expected").variable(Variable::expected, [&] { json.decimal(total.expected); });
  json.key("high").variable(Variable::high, [&] { json.decimal(total.high); });
}

// What a known cost has beside its numbers.
void write_quote_details(JsonWriter& json, const Quote& quote) {
  write_optional_texts(json, "depends_on", quote.depends_on);
  write_optional_texts(json, "excluded", quote.excluded);
  write_optional_texts(json, "notes", quote.notes);
  if (!quote.unit.empty()) {
    json.member("unit", quote.unit).key("unit_total");
    json.variable(Variable::unit_total, [&] { write_range(json, quote.unit_total); });
  }
  if (quote.settled) json.flag_member("settled", true);
  if (is_rounded(quote)) json.flag_member("rounded", true);
}

void write_unknown(JsonWriter& json, const Quote& quote) {
  json.begin_object()
      .member("kind", to_string(CostKind::unknown))
      .member("reason", quote.reason.empty() ? "no price is known" : quote.reason);
  write_optional_texts(json, "sources", quote.sources);
  json.end_object();
}

void write_error(JsonWriter& json, const Diagnostic& diagnostic) {
  json.begin_object().member("code", diagnostic.code).member("message", diagnostic.message);
  write_place(json, diagnostic.location);
  json.optional_member("path", diagnostic.path).end_object();
}

void write_problem(JsonWriter& json, const RecordProblem& problem) {
  json.key("error");
  write_error(json, problem.diagnostics.front());
  if (problem.diagnostics.size() == 1) return;
  json.key("more_errors").begin_array();
  for (std::size_t i = 1; i < problem.diagnostics.size(); ++i) {
    write_error(json, problem.diagnostics[i]);
  }
  json.end_array();
}

void write_verdict(JsonWriter& json, const RecordResult& result) {
  const auto& verdict = result.verdict;
  json.member("offer", verdict.offer).flag_member("accepted", verdict.accepted);
  json.key("diagnostics");
  write_diagnostics(json, verdict.diagnostics);
  json.key("cost");
  write_quote(json, verdict.quote);
  if (result.count) json.count_member("count", *result.count);
  if (!result.requests.is_exact() || result.requests.expected != Rational{1}) {
    json.key("requests");
    write_range(json, result.requests);
  }
  if (!result.group.empty()) {
    json.key("group").variable(Variable::group, [&] { json.text(result.group); });
  }
  write_optional_texts(json, "notes", result.notes);
}

}  // namespace

auto is_rounded(const Quote& quote) noexcept -> bool {
  if (has_endless_decimal(quote.total)) return true;
  for (const auto& meter : quote.meters) {
    if (has_endless_decimal(meter.quantity) || has_endless_decimal(meter.amount)) return true;
  }
  return false;
}

void write_fix(JsonWriter& json, const Fix& fix) {
  json.begin_object().key("params").value(fix.params.is_object() ? fix.params : Value::object());
  if (!fix.remove.empty()) {
    json.key("remove");
    write_texts(json, fix.remove);
  }
  json.flag_member("safe", fix.safe);
  if (fix.cost_before) {
    json.key("cost_before");
    write_range(json, *fix.cost_before);
  }
  if (fix.cost_after) {
    json.key("cost_after");
    write_range(json, *fix.cost_after);
  }
  json.end_object();
}

void write_texts(JsonWriter& json, const std::vector<std::string>& texts) {
  json.begin_array();
  for (const auto& text : texts) json.text(text);
  json.end_array();
}

void write_range_members(JsonWriter& json, const Range& range) {
  json.key("low").decimal(range.low);
  json.key("expected").decimal(range.expected);
  json.key("high").decimal(range.high);
}

void write_range(JsonWriter& json, const Range& range) {
  if (range.is_exact()) {
    json.decimal(range.expected);
    return;
  }
  json.begin_object();
  write_range_members(json, range);
  json.end_object();
}

void write_place(JsonWriter& json, const Location& location) {
  json.optional_member("file", location.file);
  if (location.line == 0) return;
  json.key("line").variable(Variable::line, [&] { json.integer(location.line); });
  json.key("column").variable(Variable::column, [&] { json.integer(location.column); });
}

void write_quote(JsonWriter& json, const Quote& quote) {
  if (quote.kind == CostKind::unknown) {
    write_unknown(json, quote);
    return;
  }
  json.begin_object().member("currency", quote.currency).member("kind", to_string(quote.kind));
  write_total(json, quote.total);
  json.key("meters").begin_array();
  for (const auto& meter : quote.meters) write_meter(json, meter);
  json.end_array();
  json.key("sources");
  write_texts(json, quote.sources);
  write_quote_details(json, quote);
  json.end_object();
}

void write_diagnostics(JsonWriter& json, const std::vector<Diagnostic>& diagnostics) {
  json.begin_array();
  for (const auto& diagnostic : diagnostics) write_diagnostic(json, diagnostic);
  json.end_array();
}

void write_record(JsonWriter& json, const RecordResult& result) {
  json.begin_object().key("id");
  if (result.problem && result.id.empty()) {
    json.null();
  } else {
    json.variable(Variable::id, [&] { json.text(result.id); });
  }
  if (result.problem) {
    write_problem(json, *result.problem);
  } else {
    write_verdict(json, result);
  }
  json.end_object();
}

}  // namespace tariff::report

namespace tariff {
inline namespace v0 {

void append_json_line(std::string& out, const RecordResult& result) {
  report::JsonWriter json{out};
  report::write_record(json, result);
  out += '\n';
}

auto to_json_line(const RecordResult& result) -> std::string {
  std::string out;
  append_json_line(out, result);
  return out;
}

}  // namespace v0
}  // namespace tariff
