// `tariff catalog check|test|list`: the catalog held against itself.
#include <algorithm>

#include "commands.hpp"
#include "report/catalog_text.hpp"
#include "report/json_writer.hpp"

namespace tariff::app {
namespace {

// Objects as the format asks: one a line, or an array under `results`.
void write_objects(Context& context, const std::vector<std::string>& objects) {
  std::string out;
  if (context.options().format == Format::jsonl) {
    for (const auto& object : objects) out += object + "\n";
  } else {
    const auto run = context.run_info();
    report::JsonWriter json{out};
    json.begin_object()
        .member("version", TARIFF_VERSION)
        .member("catalog", run.catalog)
        .member("as_of", run.as_of.to_string())
        .key("results")
        .begin_array();
    for (const auto& object : objects) json.raw(object);
    json.end_array().end_object();
    out += '\n';
  }
  context.write(out);
}

// `to_json` for each element, or the text of all.
template <typename Elements, typename ToJson>
void write(Context& context, const Elements& elements, const std::string& text, ToJson to_json) {
  if (context.options().format == Format::text) {
    context.write(text);
    return;
  }
  std::vector<std::string> objects;
  for (const auto& element : elements) objects.push_back(to_json(element));
  write_objects(context, objects);
}

auto list(Context& context) -> int {
  const auto offers = context.catalog().summaries(context.today());
  write(context, offers, report::offers_to_text(offers, context.text_options()),
        report::offer_to_json);
  return clean;
}

auto test(Context& context) -> int {
  const auto tests = test_catalog(context.catalog());
  write(context, tests.cases, report::tests_to_text(tests, context.text_options()),
        report::test_to_json);
  return tests.passed() ? clean : findings;
}

auto check(Context& context) -> int {
  const auto found = check_catalog(context.catalog(), context.today());
  write(context, found, report::check_to_text(found, context.text_options()),
        report::finding_to_json);
  const bool good = std::all_of(found.begin(), found.end(), [](const Diagnostic& diagnostic) {
    return diagnostic.severity == Severity::note;
  });
  return good ? clean : findings;
}

}  // namespace

auto run_catalog(Context& context) -> int {
  if (!context.open_catalog()) return unreadable;
  const auto& action = context.options().subject;
  if (action == "list") return list(context);
  return action == "test" ? test(context) : check(context);
}

}  // namespace tariff::app
