// `tariff lint PATH…`: every finding at its place.
#include "commands.hpp"
#include "inputs.hpp"
#include "lint/judge_record.hpp"
#include "problems.hpp"
#include "report/finding_text.hpp"
#include "report/paint.hpp"
#include "results_writer.hpp"
#include "tally.hpp"

namespace tariff::app {
namespace {

class LintVisitor : public Visitor {
 public:
  explicit LintVisitor(Context& context)
      : context_(context), writer_(context), text_(context.options().format == Format::text) {}

  void begin_input(const std::string& /*name*/, const ManifestHeader& /*header*/) override {
    ++tally_.inputs;
  }

  auto input_problem(const RecordResult& problem, Snippets* snippets) -> bool override {
    ++tally_.unreadable;
    ++tally_.errors;
    if (!text_) return writer_.result(problem);
    complain_of(problem, snippets);
    return true;
  }

  auto record(Record&& record, Snippets& snippets) -> bool override {
    const auto result = lint::judge_record(context_.judge_context(), record);
    tally_.add(result);
    return text_ ? write_text(result, snippets) : writer_.result(result);
  }

  [[nodiscard]] auto line_answer() const -> std::optional<Answer> override {
    return text_ ? Answer::finding_text : writer_.line_answer();
  }

  auto block(BlockResult& result) -> bool override {
    tally_.add(result.tally);
    return text_ ? context_.write_lines(result.text.view()) : writer_.block(result.text.view());
  }

  auto finish() -> int {
    writer_.finish(tally_);
    if (text_) write_summary();
    return tally_.status(true);
  }

 private:
  auto write_text(const RecordResult& result, Snippets& snippets) -> bool {
    const auto& found = result.problem ? result.problem->diagnostics : result.verdict.diagnostics;
    bool going = true;
    for (const auto& diagnostic : found) {
      going = going && context_.write(report::finding_to_text(
                                          diagnostic, snippets.source_of(diagnostic.location),
                                          result.verdict.quote.currency, context_.text_options()) +
                                      "\n");
    }
    return going;
  }

  void write_summary() {
    const report::Paint paint{context_.text_options()};
    const auto text = tally_.to_text();
    const bool good = tally_.status(true) == clean;
    context_.write((good ? paint.good(text) : paint.bold(text)) + "\n");
  }

  Context& context_;
  ResultsWriter writer_;
  Tally tally_;
  bool text_;
};

}  // namespace

auto run_lint(Context& context) -> int {
  if (!context.open_catalog()) return unreadable;
  LintVisitor visitor{context};
  visit_inputs(context, visitor);
  return visitor.finish();
}

}  // namespace tariff::app
