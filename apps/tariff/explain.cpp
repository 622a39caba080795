// `tariff explain CODE|OFFER`: what the catalog says of it, and where it has it from.
#include "report/explain.hpp"
#include "commands.hpp"

namespace tariff::app {

auto run_explain(Context& context) -> int {
  if (!context.open_catalog()) return unreadable;
  const auto& data = context.catalog().data();
  const auto subject = report::find_subject(data, context.options().subject);
  if (subject.empty()) {
    auto what = "neither a rule nor an offer is called '" + subject.name + "'";
    if (!subject.nearest.empty()) what += "; did you mean '" + subject.nearest + "'?";
    complain(what);
    return unreadable;
  }
  context.write(
      context.options().format == Format::text
          ? report::explain_to_text(data, subject, context.today(), context.text_options())
          : report::explain_to_json(data, subject));
  return clean;
}

}  // namespace tariff::app
