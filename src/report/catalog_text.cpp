#include "report/catalog_text.hpp"

#include <algorithm>

#include "report/finding_text.hpp"
#include "report/json_writer.hpp"
#include "report/paint.hpp"
#include "report/record_json.hpp"
#include "report/table.hpp"
#include "report/utf8.hpp"
#include "report/words.hpp"

namespace tariff::report {
namespace {

auto count_of(const std::vector<Diagnostic>& found, Severity severity) -> std::int64_t {
  return std::count_if(found.begin(), found.end(), [severity](const Diagnostic& diagnostic) {
    return diagnostic.severity == severity;
  });
}

auto place_of(const TestCase& test) -> std::string {
  return test.line == 0 ? test.file : test.file + ":" + std::to_string(test.line);
}

}  // namespace

auto offers_to_text(const std::vector<OfferSummary>& offers, TextOptions options) -> std::string {
  Table table{{{"offer"}, {"status"}, {"title"}}};
  for (const auto& offer : offers) table.add({offer.name, offer.status, offer.title});
  return table.to_text(Paint{options}) + "\n" +
         counted(static_cast<std::int64_t>(offers.size()), "offer") + "\n";
}

auto offer_to_json(const OfferSummary& offer) -> std::string {
  std::string out;
  JsonWriter{out}
      .begin_object()
      .member("name", offer.name)
      .member("provider", offer.provider)
      .member("model", offer.model)
      .member("operation", offer.operation)
      .member("title", offer.title)
      .member("status", offer.status)
      .end_object();
  return out;
}

auto tests_to_text(const TestReport& report, TextOptions options) -> std::string {
  const Paint paint{options};
  std::string out;
  for (const auto& test : report.cases) {
    if (test.passed) continue;
    out += paint.bold(printable(place_of(test))) + ": " + paint.bad("failed") + ": " +
           printable(test.offer + ": " + test.name) + "\n  expected: " + printable(test.expected) +
           "\n  got:      " + printable(test.got) + "\n\n";
  }
  const auto all = static_cast<std::int64_t>(report.cases.size());
  const auto failed = static_cast<std::int64_t>(report.failures());
  const auto summary = counted(all, "case") + ", " + counted(failed, "failure");
  return out + (failed == 0 ? paint.good(summary) : paint.bad(summary)) + "\n";
}

auto test_to_json(const TestCase& test) -> std::string {
  std::string out;
  JsonWriter json{out};
  json.begin_object()
      .member("offer", test.offer)
      .member("name", test.name)
      .member("file", test.file)
      .count_member("line", test.line)
      .flag_member("passed", test.passed);
  if (!test.passed) json.member("expected", test.expected).member("got", test.got);
  json.end_object();
  return out;
}

auto check_to_text(const std::vector<Diagnostic>& found, TextOptions options) -> std::string {
  const Paint paint{options};
  std::string out;
  for (const auto& diagnostic : found) out += finding_to_text(diagnostic, nullptr, {}, options);
  if (!found.empty()) out += "\n";
  const auto summary = counted(count_of(found, Severity::error), "error") + ", " +
                       counted(count_of(found, Severity::warning), "warning") + ", " +
                       counted(count_of(found, Severity::note), "note");
  return out + paint.bold(summary) + "\n";
}

auto finding_to_json(const Diagnostic& diagnostic) -> std::string {
  std::string out;
  JsonWriter json{out};
  write_diagnostics(json, {diagnostic});
  return out.substr(1, out.size() - 2);
}

}  // namespace tariff::report
