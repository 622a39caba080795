// One request over every offer, for people and for machines.
#include "report/json_writer.hpp"
#include "report/money_text.hpp"
#include "report/paint.hpp"
#include "report/record_json.hpp"
#include "report/table.hpp"
#include "report/utf8.hpp"
#include "report/words.hpp"
#include "tariff/report.hpp"

namespace tariff {
inline namespace v0 {
namespace {

using report::JsonWriter;
using report::MoneyText;
using report::Paint;
using report::Table;
using Align = Table::Align;

auto why_not(const Alternative& alternative) -> std::string {
  if (!alternative.why_not.empty()) return report::joined(alternative.why_not, "; ");
  return "no reason is known";
}

void add_serving(Table& table, const Alternative& alternative, MoneyText& money) {
  const auto& quote = alternative.verdict.quote;
  auto notes = alternative.notes;
  if (alternative.offer.status != "current") notes.insert(notes.begin(), alternative.offer.status);
  if (quote.kind == CostKind::unknown) {
    notes.insert(notes.begin(), quote.reason.empty() ? "no price is known" : quote.reason);
    table.add({"unknown", "", "", alternative.offer.name, report::joined(notes, "; ")});
    return;
  }
  const auto& total = quote.total;
  const bool exact = total.is_exact();
  table.add({money.amount(total.expected, quote.currency),
             exact ? "" : money.amount(total.low, quote.currency),
             exact ? "" : money.amount(total.high, quote.currency), alternative.offer.name,
             report::joined(notes, "; ")});
}

void write_alternative(JsonWriter& json, const Alternative& alternative) {
  json.begin_object()
      .member("offer", alternative.offer.name)
      .member("title", alternative.offer.title)
      .member("status", alternative.offer.status)
      .flag_member("can_serve", alternative.can_serve);
  if (alternative.can_serve) {
    json.key("params").value(alternative.request.params);
    json.key("cost");
    report::write_quote(json, alternative.verdict.quote);
  } else {
    json.key("why_not");
    report::write_texts(json, alternative.why_not);
  }
  if (!alternative.notes.empty()) {
    json.key("notes");
    report::write_texts(json, alternative.notes);
  }
  json.end_object();
}

}  // namespace

auto compare_to_text(std::string_view id, const std::vector<Alternative>& alternatives,
                     TextOptions options) -> std::string {
  const Paint paint{options};
  MoneyText money;
  Table serving{{{"expected", Align::right},
                 {"low", Align::right},
                 {"high", Align::right},
                 {"offer"},
                 {"notes", Align::left, 100}}};
  Table others{{{"offer"}, {"why not", Align::left, 120}}};
  for (const auto& alternative : alternatives) {
    if (alternative.can_serve) {
      add_serving(serving, alternative, money);
    } else {
      others.add({alternative.offer.name, why_not(alternative)});
    }
  }
  std::string out;
  if (!id.empty()) out += paint.bold(report::printable(id)) + "\n";
  out += serving.empty() ? "  no offer can serve this request\n" : serving.to_text(paint);
  if (!others.empty()) out += "\n" + paint.bold("Cannot serve it") + "\n" + others.to_text(paint);
  if (money.has_rounded()) out += "\n" + paint.dim(MoneyText::footnote()) + "\n";
  return out;
}

auto compare_to_json(std::string_view id, const std::vector<Alternative>& alternatives)
    -> std::string {
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("id", id).key("alternatives").begin_array();
  for (const auto& alternative : alternatives) write_alternative(json, alternative);
  json.end_array().end_object();
  return out;
}

}  // namespace v0
}  // namespace tariff
