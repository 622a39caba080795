// `tariff explain CODE|OFFER`: what is known of it, and where from. `tariff explain --all`: of
// every code that lint can give.
#include "report/explain.hpp"
#include "commands.hpp"

namespace tariff::app {
namespace {

auto all_codes(Context& context) -> std::string {
  const auto& data = context.catalog().data();
  check::CodeExamples examples{context.catalog()};
  const auto subjects = report::all_subjects(data, examples);
  switch (context.options().format) {
    case Format::json: return report::explain_all_to_json(data, subjects);
    case Format::jsonl: return report::explain_all_to_jsonl(data, subjects);
    case Format::markdown: return report::explain_all_to_markdown(data, subjects);
    default: return report::explain_all_to_text(data, subjects, context.text_options());
  }
}

auto one(Context& context, const report::Subject& subject) -> std::string {
  const auto& data = context.catalog().data();
  switch (context.options().format) {
    case Format::text:
      return report::explain_to_text(data, subject, context.today(), context.text_options());
    case Format::markdown: return report::explain_to_markdown(data, subject);
    default: return report::explain_to_json(data, subject);
  }
}

}  // namespace

auto run_explain(Context& context) -> int {
  if (!context.open_catalog()) return unreadable;
  if (context.options().all) {
    context.write(all_codes(context));
    return clean;
  }
  auto subject = report::find_subject(context.catalog().data(), context.options().subject);
  if (subject.empty()) {
    auto what = "neither a rule nor an offer is called '" + subject.name + "'";
    if (!subject.nearest.empty()) what += "; did you mean '" + subject.nearest + "'?";
    complain(what);
    return unreadable;
  }
  check::CodeExamples examples{context.catalog()};
  report::add_examples(examples, subject);
  context.write(one(context, subject));
  return clean;
}

}  // namespace tariff::app
