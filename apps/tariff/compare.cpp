// `tariff compare PATH` and `tariff compare --model M --set …`: one request over every offer.
#include <algorithm>

#include "commands.hpp"
#include "inputs.hpp"
#include "lint/judge_record.hpp"
#include "lint/open_record.hpp"
#include "problems.hpp"
#include "results_writer.hpp"
#include "tally.hpp"
#include "tariff/evaluate.hpp"

namespace tariff::app {
namespace {

class CompareVisitor : public Visitor {
 public:
  explicit CompareVisitor(Context& context)
      : context_(context), writer_(context), text_(context.options().format == Format::text) {}

  void begin_input(const std::string& /*name*/, const ManifestHeader& /*header*/) override {
    ++tally_.inputs;
  }

  auto input_problem(const RecordResult& problem, Snippets* snippets) -> bool override {
    ++tally_.unreadable;
    if (!text_) return writer_.result(problem);
    complain_of(problem, snippets);
    return true;
  }

  auto record(Record&& record, Snippets& snippets) -> bool override {
    auto result = lint::describe_record(record);
    if (!result.problem) settle(record, result);
    if (result.problem) return write_problem(result, snippets);
    const auto alternatives = tariff::compare(context_.catalog(), record.request, context_.today());
    count(alternatives);
    return write(result.id, alternatives);
  }

  auto finish() -> int {
    writer_.finish(tally_);
    return tally_.status(false);
  }

 private:
  // The request must mean an offer, for only then is it known what its parameters say.
  void settle(Record& record, RecordResult& result) {
    Diagnostic why;
    OfferId id{};
    if (lint::is_open(record)) take_first_candidate(record);
    if (lint::settle_provider(context_.catalog(), record.request, why) &&
        context_.catalog().find(record.request, id, why)) {
      return;
    }
    if (why.location.line == 0) why.location = record.request.location;
    result.problem = RecordProblem{{std::move(why)}, false};
  }

  void take_first_candidate(Record& record) {
    std::vector<std::string> unknown;
    auto candidates = lint::candidates_of(context_.catalog(), record, unknown);
    if (candidates.empty()) return;
    auto& request = candidates.front().request;
    request.location = record.request.location;
    request.id = record.request.id;
    record.request = std::move(request);
  }

  auto write_problem(const RecordResult& result, Snippets& snippets) -> bool {
    tally_.add(result);
    if (!text_) return writer_.result(result);
    complain_of(result, &snippets);
    return true;
  }

  void count(const std::vector<Alternative>& alternatives) {
    ++tally_.records;
    const bool served =
        std::any_of(alternatives.begin(), alternatives.end(),
                    [](const Alternative& alternative) { return alternative.can_serve; });
    ++(served ? tally_.accepted : tally_.refused);
  }

  auto write(const std::string& id, const std::vector<Alternative>& alternatives) -> bool {
    if (!text_) return writer_.json(compare_to_json(id, alternatives));
    const std::string between = tally_.records > 1 ? "\n" : "";
    return context_.write(between + compare_to_text(id, alternatives, context_.text_options()));
  }

  Context& context_;
  ResultsWriter writer_;
  Tally tally_;
  bool text_;
};

}  // namespace

auto run_compare(Context& context) -> int {
  if (!context.open_catalog()) return unreadable;
  CompareVisitor visitor{context};
  visit_inputs(context, visitor);
  return visitor.finish();
}

}  // namespace tariff::app
